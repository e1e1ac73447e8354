"""`python -m ideenschmiede.cores.twins FILE.csv --id COLUMN --row ID`: the twins of one place in a table."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from math import isnan
from pathlib import Path

from ideenschmiede.cores.twins.nearest import Twins, twins
from ideenschmiede.cores.twins.space import Feature, prepare
from ideenschmiede.cores.twins.table import Table, TableError, read


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the twins; returns 0, or 2 with a line on standard error where the input cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        table = read(options.file, options.id, options.features)
        if options.row not in table.ids:
            raise TableError(f"no row has the {options.id} {options.row!r}")
        unknown = set(options.log) - set(table.columns)
        if unknown:
            raise TableError(f"--log: no such feature: {', '.join(sorted(unknown))}")
        features = [Feature(name, "log" if name in options.log else "linear") for name in table.columns]
        space = prepare(table.values, features)
        found = twins(space, table.ids.index(options.row), options.k, dict(options.weights))
    except ValueError as error:
        print(f"twins: {error}", file=sys.stderr)
        return 2
    print(_as_json(table, found) if options.json else _as_text(table, found))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ideenschmiede.cores.twins", description=__doc__)
    parser.add_argument("file", type=Path, help="CSV with a header line, UTF-8; an empty cell is a missing value")
    parser.add_argument("--id", required=True, help="the column that names each row")
    parser.add_argument("--row", required=True, help="whose twins: its name in that column")
    parser.add_argument("-k", type=int, default=10, help="how many (default: 10)")
    parser.add_argument("--features", type=_names, default=(), help="columns to use (default: all of numbers)")
    parser.add_argument("--log", type=_names, default=(), help="columns to compare by ratio, as population=…")
    parser.add_argument("--weights", type=_weights, default=(), help="as in population=2,area=0 (default: 1)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _weights(text: str) -> tuple[tuple[str, float], ...]:
    pairs = [name.rpartition("=") for name in _names(text)]
    try:
        return tuple((name, float(value)) for name, _, value in pairs)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form population=2,area=0.5") from None


def _as_json(table: Table, found: Twins) -> str:
    lines = [
        {
            "id": table.ids[row],
            "similarity": similarity,
            "features": [
                {name: _or_none(value) for name, value in asdict(part).items()} for part in found.comparison(position)
            ],
        }
        for position, (row, similarity) in enumerate(zip(found.rows, found.similarity.tolist(), strict=True))
    ]
    return json.dumps({"id": table.ids[found.row], "twins": lines}, ensure_ascii=False, indent=2)


def _as_text(table: Table, found: Twins) -> str:
    own = [f"{_short(value):>14}" for value in found.own.tolist()]
    lines = [["similarity", *(f"{name[:14]:>14}" for name in found.features), "id"]]
    lines.append([f"{'':10}", *own, table.ids[found.row]])
    for row, similarity, values in zip(found.rows, found.similarity.tolist(), found.others.tolist(), strict=True):
        lines.append([f"{similarity:10.3f}", *(f"{_short(value):>14}" for value in values), table.ids[row]])
    return "\n".join("  ".join(line) for line in lines)


def _or_none(value: str | float) -> str | float | None:
    return None if isinstance(value, float) and isnan(value) else value


def _short(value: float) -> str:
    return "–" if isnan(value) else f"{value:.6g}"


if __name__ == "__main__":
    sys.exit(main())
