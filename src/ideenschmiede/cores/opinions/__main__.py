"""`python -m ideenschmiede.cores.opinions votes.csv`: a map of opinions from votes.

Reads `votes.csv` and `participants-votes.csv` of Polis exports, plain or packed with gzip, and any CSV with the
columns participant, statement, vote (1 agree, -1 disagree, 0 pass; the last of a pair counts). Prints people with
their position and group (null: none), statements with counts and group-aware consensus with its interval of 90 %,
what stands for each group, what connects all, and how stable the groups are.

With --predict it prints, for each line of a CSV with the columns participant and statement, the chance that the
participant agrees, given that they agree or disagree (always by the ideal-point model).
"""

import argparse
import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ideenschmiede.cores.opinions.ideal_point import fit
from ideenschmiede.cores.opinions.opinion_map import Mode, opinion_map
from ideenschmiede.cores.opinions.report import as_json, as_text, read_picture
from ideenschmiede.cores.opinions.table import read_pairs, read_votes
from ideenschmiede.cores.opinions.votes import Votes


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the map or predictions; returns 0, or 2 with a line on standard error where a file cannot be used."""
    parser = argparse.ArgumentParser(
        prog="python -m ideenschmiede.cores.opinions",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("file", type=Path, help="votes as CSV, UTF-8, plain or .gz")
    parser.add_argument("--mode", choices=[mode.value for mode in Mode], default=Mode.STABLE.value)
    parser.add_argument("--seed", type=int, default=0, help="the same seed gives the same map")
    parser.add_argument("--comments", type=Path, help="comments.csv of the export: leave out what is moderated out")
    parser.add_argument("--previous", type=Path, help="a map printed with --json: groups keep their letter and side")
    parser.add_argument("--predict", type=Path, metavar="PAIRS", help="CSV with the columns participant, statement")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    try:
        votes = read_votes(options.file, options.comments)
        if options.predict:
            print(_predictions(votes, options.predict, as_lines=not options.json))
            return 0
        previous = read_picture(options.previous, votes) if options.previous else None
    except ValueError as error:
        print(f"opinions: {error}", file=sys.stderr)
        return 2
    found = opinion_map(votes, options.mode, seed=options.seed, previous=previous)
    print(json.dumps(as_json(found, votes), ensure_ascii=False) if options.json else as_text(found, votes))
    return 0


def _predictions(votes: Votes, path: Path, *, as_lines: bool) -> str:
    pairs = read_pairs(path)
    people, statements = (
        {str(one): place for place, one in enumerate(ids)} for ids in (votes.participants, votes.statements)
    )
    chances = fit(votes).chance(
        [people.get(person, -1) for person, _ in pairs], [statements.get(statement, -1) for _, statement in pairs]
    )
    header = ("participant", "statement", "probability")
    rows = [(*pair, round(chance, 6)) for pair, chance in zip(pairs, chances.tolist(), strict=True)]
    if not as_lines:
        return json.dumps([dict(zip(header, row, strict=True)) for row in rows], ensure_ascii=False)
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([header, *rows])
    return buffer.getvalue().rstrip("\n")


if __name__ == "__main__":
    sys.exit(main())
