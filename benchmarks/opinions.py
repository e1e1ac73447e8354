"""Opinion maps: quality and speed on seven real conversations and a large made-up one, beside `red-dwarf`.

    python -m benchmarks.opinions [--data ../shared/data/polis] [--rounds 3] [--without-large] [--large-peer]

`red-dwarf` (PyPI, the reimplementation of Polis) is measured in the same run where it is installed, and left out
with a line where it is not; on the large conversation it takes minutes and gigabytes, so only with --large-peer.
Speed is the fastest of several runs, from arrays to the complete map, on one thread.
"""

import argparse
import csv
import gzip
import importlib.util
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit
from scipy.stats import rankdata

from ideenschmiede.cores.opinions import Mode, Votes, fit, gather, opinion_map
from ideenschmiede.cores.opinions.agreement import adjusted_rand
from ideenschmiede.cores.opinions.polis import scale_of
from ideenschmiede.cores.opinions.projection import project
from ideenschmiede.cores.opinions.table import read_votes

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

DATA = Path(__file__).parents[2] / "shared" / "data" / "polis"
CONVERSATIONS = (
    "15-per-hour-seattle",
    "american-assembly.bowling-green",
    "austria-climate.2vkxcncppn.2022-07-07",
    "brexit-consensus",
    "scoop-hivemind.biodiversity",
    "ssis.land-bank-farmland.2rumnecbeh.2021-08-01",
    "vtaiwan.uberx",
)
FASTEST_OF = 7
PEER = "reddwarf.implementations.polis"


def read(folder: Path, name: str) -> Votes:
    """The votes of one conversation."""
    return read_votes(folder / name / "participants-votes.csv.gz")


def published(folder: Path, name: str) -> IntArray:
    """The group (n,) that Polis published for each participant, by participant; −1 for none."""
    with gzip.open(folder / name / "participants-votes.csv.gz", "rt", encoding="utf-8-sig") as file:
        rows = sorted((int(row["participant"]), row["group-id"]) for row in csv.DictReader(file))
    return np.array([int(group or -1) for _, group in rows])


def shared_between(first: IntArray, second: IntArray) -> float:
    """The adjusted Rand index of two groupings (n,), of all who are in a group in both.

    "No groups" (−1 for all) is a grouping as well.
    """
    there = ((first >= 0) | (first.max() < 0)) & ((second >= 0) | (second.max() < 0))
    table = np.zeros((int(first.max()) + 2, int(second.max()) + 2), dtype=np.int64)
    np.add.at(table, (first[there] + 1, second[there] + 1), 1)
    return adjusted_rand(table)


def sampled(votes: Votes, seed: int) -> Votes:
    """The votes of nine of ten people."""
    kept = np.random.default_rng(seed).random(votes.shape[0]) < 0.9
    return _part(votes, kept[votes.rows])


def hidden_part(votes: Votes, seed: int) -> tuple[Votes, IntArray, IntArray, npt.NDArray[np.bool_]]:
    """Nine of ten votes, and of the rest those that are no passes: person, statement, and whether they agree."""
    hidden = np.random.default_rng(seed).random(len(votes.rows)) < 0.1
    told = hidden & (votes.values != 0)
    return _part(votes, ~hidden), votes.rows[told], votes.columns[told], votes.values[told] > 0


def _part(votes: Votes, kept: npt.NDArray[np.bool_]) -> Votes:
    people, statements = np.array(votes.participants), np.array(votes.statements)
    return gather(
        people[votes.rows[kept]],
        statements[votes.columns[kept]],
        votes.values[kept],
        all_participants=votes.participants,
        all_statements=votes.statements,
    )


def by_two_components(votes: Votes, rows: IntArray, columns: IntArray) -> FloatArray:
    """The chance of agreeing (v,) by the two components of Polis, calibrated by logistic regression."""
    found = project(votes)
    places = found.raw * scale_of(votes)[:, None]

    def features(who: IntArray, what: IntArray) -> FloatArray:
        along = (places[who] * found.components[:, what].T).sum(axis=1)
        return np.stack([np.ones(len(who)), found.mean[what], along], axis=1)

    counted = votes.values != 0
    sign = votes.values[counted].astype(np.float64)
    known = features(votes.rows[counted], votes.columns[counted])

    def loss(weights: FloatArray) -> tuple[float, FloatArray]:
        margin = sign * (known @ weights)
        return float(np.logaddexp(0, -margin).mean()), -(known * (sign * expit(-margin))[:, None]).mean(axis=0)

    return np.asarray(expit(features(rows, columns) @ minimize(loss, np.zeros(3), jac=True).x))


def by_popularity(votes: Votes, columns: IntArray) -> FloatArray:
    """The share that agrees to each statement (v,)."""
    counted = votes.values != 0
    asked = np.bincount(votes.columns[counted], minlength=votes.shape[1])
    agreed = np.bincount(votes.columns[counted], votes.values[counted] > 0, minlength=votes.shape[1])
    return np.asarray(((agreed + 1) / (asked + 2))[columns])


def scores(chance: FloatArray, agrees: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Log-loss, and the area under the receiver's curve."""
    safe = np.clip(chance, 1e-6, 1 - 1e-6)
    loss = float(-np.mean(np.where(agrees, np.log(safe), np.log1p(-safe))))
    positive, negative = np.count_nonzero(agrees), np.count_nonzero(~agrees)
    return loss, float((rankdata(chance)[agrees].sum() - positive * (positive + 1) / 2) / (positive * negative))


def weighted(parts: Sequence[tuple[int, float, float]]) -> tuple[float, float]:
    """Mean log-loss and area, weighted by votes."""
    loss, area = np.average([part[1:] for part in parts], axis=0, weights=[part[0] for part in parts])
    return float(loss), float(area)


@dataclass(frozen=True)
class Peer:
    """`red-dwarf` on the same votes."""

    votes: list[dict[str, int]]
    participants: tuple[object, ...]

    @classmethod
    def of(cls, votes: Votes) -> "Peer":
        """Its own form of votes, made beforehand so that only its work is measured."""
        triples = zip(votes.rows.tolist(), votes.columns.tolist(), votes.values.tolist(), strict=True)
        return cls(
            [{"participant_id": row, "statement_id": column, "vote": value} for row, column, value in triples],
            votes.participants,
        )

    def groups(self) -> IntArray:
        """The group (n,) of each participant, −1 for none."""
        pipeline = importlib.import_module(PEER)
        found = pipeline.run_pipeline(votes=self.votes, random_state=0).participants_df["cluster_id"]
        own = np.full(len(self.participants), -1, dtype=np.int64)
        for person, group in found.dropna().items():
            own[person] = group
        return own


def milliseconds(function: Callable[[], object], times: int = FASTEST_OF) -> float:
    """The fastest of several runs: what others do on the machine only ever adds."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        function()
        taken.append(time.perf_counter() - started)
    return min(taken) * 1000


def arrays(votes: Votes) -> tuple[IntArray, IntArray, npt.NDArray[np.int8]]:
    """The three rows that `gather` takes."""
    return votes.rows, votes.columns, votes.values


def whole(cast: tuple[IntArray, IntArray, npt.NDArray[np.int8]], mode: Mode) -> None:
    """From arrays to the complete map."""
    opinion_map(gather(*cast), mode)


def made_up(
    people: int = 100_000, statements: int = 1000, votes: int = 1_940_000
) -> tuple[IntArray, IntArray, npt.NDArray[np.int8]]:
    """A large conversation: two camps that overlap, statements some of which are seen by most."""
    rng = np.random.default_rng(0)
    rows = rng.integers(0, people, votes)
    columns = (rng.beta(1, 3, votes) * statements).astype(np.int64)
    stand = rng.normal(size=(people, 2))
    stand[:, 0] += np.where(rng.random(people) < 0.5, 2, -2)
    lean, popularity = rng.normal(size=(statements, 2)), rng.normal(size=statements)
    agrees = rng.random(votes) < expit((stand[rows] * lean[columns]).sum(axis=1) + popularity[columns])
    values = np.where(rng.random(votes) < 0.15, 0, np.where(agrees, 1, -1)).astype(np.int8)
    return rows, columns, values


def speed(folder: Path, peer: bool) -> None:
    """Milliseconds of each mode on each conversation."""
    print("\nmilliseconds from arrays to the map     polis   stable   ideal_point   red-dwarf   ratio")
    for name in CONVERSATIONS:
        votes = read(folder, name)
        taken = [milliseconds(partial(whole, arrays(votes), mode)) for mode in Mode]
        line = f"{name[:36]:36} {taken[0]:8.0f} {taken[1]:8.0f} {taken[2]:13.0f}"
        if peer:
            other = milliseconds(Peer.of(votes).groups, 2)
            line += f" {other:11.0f} {other / taken[0]:5.0f} ×"
        print(line, flush=True)


def groups(folder: Path, peer: bool, rounds: int) -> None:
    """Agreement with what was published, and between two samples of nine tenths."""
    print(
        "\nadjusted Rand index                    with published: polis  stable  red-dwarf   two samples: polis  stable"
    )
    lines = []
    for name in CONVERSATIONS:
        votes, known = read(folder, name), published(folder, name)
        numbers = [shared_between(opinion_map(votes, mode).group, known) for mode in (Mode.POLIS, Mode.STABLE)]
        numbers.append(shared_between(Peer.of(votes).groups(), known) if peer else np.nan)
        seeds = range(0, 2 * rounds, 2)
        numbers += [float(np.mean([_held(votes, mode, seed) for seed in seeds])) for mode in (Mode.POLIS, Mode.STABLE)]
        lines.append(numbers)
        print(f"{name[:36]:36} {_row(numbers)}", flush=True)
    print(f"{'median':36} {_row(np.median(lines, axis=0))}")


def _held(votes: Votes, mode: Mode, seed: int) -> float:
    samples = [sampled(votes, seed), sampled(votes, seed + 1)]
    there = (samples[0].per_participant > 0) & (samples[1].per_participant > 0)
    first, second = (opinion_map(sample, mode).group[there] for sample in samples)
    return shared_between(first, second)


def _row(numbers: Sequence[float] | FloatArray) -> str:
    width = (23, 7, 10, 20, 7)
    return " ".join(
        f"{number:{space}.3f}" if number == number else f"{'–':>{space}}"
        for number, space in zip(numbers, width, strict=True)
    )


def prediction(folder: Path, rounds: int) -> None:
    """Log-loss and area of hidden votes."""
    print("\nhidden votes: log-loss / area under curve   popularity       two components   ideal point")
    every: list[list[tuple[int, float, float]]] = [[], [], []]
    for name in CONVERSATIONS:
        votes = read(folder, name)
        parts: list[list[tuple[int, float, float]]] = [[], [], []]
        for seed in range(rounds):
            kept, rows, columns, agrees = hidden_part(votes, seed)
            chances = (
                by_popularity(kept, columns),
                by_two_components(kept, rows, columns),
                fit(kept).chance(rows, columns),
            )
            for place, chance in enumerate(chances):
                parts[place].append((len(agrees), *scores(chance, agrees)))
        print(f"{name[:36]:42} {_losses(parts)}", flush=True)
        for place in range(3):
            every[place].extend(parts[place])
    (_, (loss, area), (our_loss, our_area)) = (weighted(part) for part in every)
    print(f"{'all, weighted by votes':42} {_losses(every)}")
    print(f"better than two components by {1 - our_loss / loss:.1%} log-loss and {our_area - area:.3f} area")


def _losses(parts: Sequence[Sequence[tuple[int, float, float]]]) -> str:
    return "   ".join("{:.4f} / {:.4f}".format(*weighted(part)) for part in parts)


def large(work: str) -> None:
    """One piece of work on the large conversation, in a process of its own so that its memory can be told."""
    cast = made_up()
    if work == "red-dwarf":
        peer = Peer.of(gather(*cast))
        print(f"{work:12} {milliseconds(peer.groups, 1) / 1000:8.2f} s   {_memory():6.0f} MB", flush=True)
        return
    before = _memory()
    taken = milliseconds(partial(whole, cast, Mode(work)), 3) / 1000
    print(f"{work:12} {taken:8.2f} s   {_memory():6.0f} MB at most, {before:.0f} MB of it before", flush=True)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without-large", action="store_true")
    parser.add_argument("--large-peer", action="store_true")
    parser.add_argument("--large", metavar="WORK", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.large:
        large(options.large)
        return
    peer = importlib.util.find_spec("reddwarf") is not None
    if not peer:
        print("red-dwarf is not installed (pip install red-dwarf): measured without it")
    if options.data.is_dir():
        speed(options.data, peer)
        groups(options.data, peer, options.rounds)
        prediction(options.data, options.rounds)
    else:
        print(f"no conversations in {options.data}: only the made-up one")
    if not options.without_large:
        print("\n100,000 people × 1,000 statements, 1.94 million votes")
        for work in [*Mode, *(["red-dwarf"] if peer and options.large_peer else [])]:
            subprocess.run([sys.executable, "-m", "benchmarks.opinions", "--large", work], check=True)


if __name__ == "__main__":
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":  # read when NumPy is imported, so in a process of its own
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        os.execv(sys.executable, [sys.executable, "-m", "benchmarks.opinions", *sys.argv[1:]])
    main()
