"""`python -m ideenschmiede.cores.forecast cases.csv`: would it work here, from cases elsewhere.

Columns: outcome (worked, partly, did_not, stopped, or a number 0–1), similarity (0–1), and if wanted topic and
practice. There is one forecast for each practice, on top of what is usual for its topic. Without practices
there is one for each topic, on top of what is usual in the file; without either one for the file.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from ideenschmiede.cores.forecast.posterior import Forecast, forecast
from ideenschmiede.cores.forecast.prior import WEAK, estimate_prior
from ideenschmiede.cores.forecast.table import Row, read

Line = tuple[str, str, Forecast]  # topic, practice, and what is said of it


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the forecasts; returns 0, or 2 with a line on standard error where the file cannot be used."""
    parser = argparse.ArgumentParser(
        prog="python -m ideenschmiede.cores.forecast",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("file", type=Path, help="CSV with a header line, UTF-8")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    try:
        lines = list(_forecasts(read(options.file)))
    except ValueError as error:
        print(f"forecast: {error}", file=sys.stderr)
        return 2
    print(_as_json(lines) if options.json else _as_text(lines))
    return 0


def _forecasts(rows: Sequence[Row]) -> Iterator[Line]:
    """In the order in which topics and practices first appear."""
    by_practice = any(row.practice for row in rows)
    for topic in dict.fromkeys(row.topic if by_practice else "" for row in rows):
        pool = [row for row in rows if not by_practice or row.topic == topic]
        groups = list(dict.fromkeys((row.topic, row.practice) for row in pool))
        # A single practice shows nothing of what is usual beyond itself.
        names = [groups.index((row.topic, row.practice)) for row in pool]
        prior = estimate_prior([row.outcome for row in pool], names) if len(groups) > 1 else WEAK
        for number, group in enumerate(groups):
            cases = [row for row, name in zip(pool, names, strict=True) if name == number]
            found = forecast([row.outcome for row in cases], [row.similarity for row in cases], prior)
            yield *group, found


def _as_json(lines: Sequence[Line]) -> str:
    return json.dumps(
        [
            {"topic": topic, "practice": practice, "category": found.category, **asdict(found)}
            for topic, practice, found in lines
        ],
        ensure_ascii=False,
        indent=2,
    )


def _as_text(lines: Sequence[Line]) -> str:
    table = ["  mean   80 % interval  cases  worth  category    topic, practice"]
    for topic, practice, found in lines:
        name = ", ".join(part for part in (topic, practice) if part)
        numbers = f"{found.mean:6.0%}   {found.low:5.0%} – {found.high:4.0%}  " if found.known else f"{'not known':23}"
        counted = f"{found.cases:5d}  {found.effective_cases:5.1f}"
        table.append(f"{numbers} {counted}  {found.category or '':10}  {name}".rstrip())
    return "\n".join(table)


if __name__ == "__main__":
    sys.exit(main())
