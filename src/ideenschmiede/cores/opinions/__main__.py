"""`python -m ideenschmiede.cores.opinions votes.csv`: a map of opinions from votes.

Reads `votes.csv` and `participants-votes.csv` of Polis exports, plain or packed with gzip, and any CSV with the
columns participant, statement, vote (1 agree, -1 disagree, 0 pass; the last of a pair counts). Prints people with
their position and group (null: none), statements with counts and group-aware consensus with its interval of 90 %,
what stands for each group, what connects all, and how stable the groups are.

With --predict it prints, for each line of a CSV with the columns participant and statement, the chance that the
participant agrees, given that they agree or disagree; with --next what is worth asking a participant, by the
information that the answer is expected to give (both by the ideal-point model, whatever the mode).
"""

import argparse
import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ideenschmiede.cores.opinions.ideal_point import fit
from ideenschmiede.cores.opinions.mapping import Mode, opinion_map
from ideenschmiede.cores.opinions.priority import open_statements, passing
from ideenschmiede.cores.opinions.report import as_json, as_text, read_picture
from ideenschmiede.cores.opinions.space import expected_information
from ideenschmiede.cores.opinions.table import id_of, read_pairs, read_votes
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
    parser.add_argument("--next", metavar="PARTICIPANT", help="statements that they have not voted on, best first")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    if options.seed < 0:
        parser.error("--seed: 0 or more")
    try:
        votes = read_votes(options.file, options.comments)
        if options.predict:
            print(_predictions(votes, options.predict, as_lines=not options.json))
            return 0
        if options.next:
            print(_worth_asking(votes, options.next, as_lines=not options.json))
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
        [people.get(id_of(person), -1) for person, _ in pairs],
        [statements.get(id_of(statement), -1) for _, statement in pairs],
    )
    rows = [(*pair, chance) for pair, chance in zip(pairs, chances.tolist(), strict=True)]
    return _table(("participant", "statement", "probability"), rows, as_lines=as_lines)


def _worth_asking(votes: Votes, participant: str, *, as_lines: bool) -> str:
    """Somebody who is not in the file is asked as a newcomer."""
    person = next((place for place, one in enumerate(votes.participants) if str(one) == id_of(participant)), -1)
    left = open_statements(votes, person)
    information = expected_information(fit(votes), person, left, passing(votes)[left])
    order = np.argsort(-information, kind="stable")
    rows = [(votes.statements[left[place]], round(float(information[place]), 6)) for place in order]
    return _table(("statement", "information"), rows, as_lines=as_lines)


def _table(header: Sequence[str], rows: Sequence[Sequence[object]], *, as_lines: bool) -> str:
    if not as_lines:
        return json.dumps([dict(zip(header, row, strict=True)) for row in rows], ensure_ascii=False)
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([header, *rows])
    return buffer.getvalue().rstrip("\n")


if __name__ == "__main__":
    sys.exit(main())
