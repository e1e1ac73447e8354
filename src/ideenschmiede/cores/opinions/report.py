"""A map as JSON and as text, for the command; and a picture back from the JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from ideenschmiede.cores.opinions.mapping import OpinionMap
from ideenschmiede.cores.opinions.table import TableError
from ideenschmiede.cores.opinions.votes import Votes
from ideenschmiede.cores.opinions.warm import Picture

Json = dict[str, object]


def as_json(found: OpinionMap, votes: Votes) -> Json:
    """Everything that the map holds, in lists and dictionaries of plain values."""
    return {
        "mode": found.mode.value,
        "seed": found.seed,
        "participants": _participants(found, votes),
        "statements": _statements(found),
        "groups": [
            {"group": group.letter, "size": group.size, "x": group.centre[0], "y": group.centre[1]}
            for group in found.groups
        ],
        "representative": {group.letter: [asdict(one) for one in group.representative] for group in found.groups},
        "bridging": [asdict(bridge) for bridge in found.bridges],
        "consensus": [asdict(one) for one in found.shared],
        "stability": {"adjusted_rand_index": found.stability, "clear_groups": found.clear},
    }


def _participants(found: OpinionMap, votes: Votes) -> list[Json]:
    letters = found.picture.letters
    x, y = found.positions.T.tolist()
    rows: list[Json] = [
        {"participant": one, "x": x[place], "y": y[place], "group": letters[place], "votes": given, "certainty": sure}
        for place, (one, given, sure) in enumerate(
            zip(found.participants, votes.per_participant.tolist(), found.certainty.tolist(), strict=True)
        )
    ]
    if found.within is not None:
        for row, at, half in zip(rows, found.positions.tolist(), found.within.tolist(), strict=True):
            row["x_low"], row["x_high"] = at[0] - half[0], at[0] + half[0]
            row["y_low"], row["y_high"] = at[1] - half[1], at[1] + half[1]
    return rows


def _statements(found: OpinionMap) -> list[Json]:
    numbers = found.numbers
    columns = {
        "agree": numbers.everybody.agree[0],
        "disagree": numbers.everybody.disagree[0],
        "pass": numbers.everybody.passed[0],
        "votes": numbers.everybody.seen[0],
        "consensus": numbers.agreement.mean,
        "consensus_low": numbers.agreement.low,
        "consensus_high": numbers.agreement.high,
        "disagreement": numbers.disagreement.mean,
        "disagreement_low": numbers.disagreement.low,
        "disagreement_high": numbers.disagreement.high,
        "x": numbers.positions[:, 0],
        "y": numbers.positions[:, 1],
        "priority": numbers.priority,
        "moderated_out": numbers.hidden,
    }
    lists = {name: column.tolist() for name, column in columns.items()}
    groups = [_of_group(found, place) for place in range(len(found.groups))]
    return [
        {
            "statement": one,
            **{name: values[place] for name, values in lists.items()},
            "groups": {
                group.letter: {name: values[place] for name, values in numbers_.items()}
                for group, numbers_ in zip(found.groups, groups, strict=True)
            },
        }
        for place, one in enumerate(found.statements)
    ]


def _of_group(found: OpinionMap, place: int) -> Mapping[str, Sequence[int]]:
    counts = found.numbers.by_group
    return {
        "agree": counts.agree[place].tolist(),
        "disagree": counts.disagree[place].tolist(),
        "pass": counts.passed[place].tolist(),
        "votes": counts.seen[place].tolist(),
    }


def as_text(found: OpinionMap, votes: Votes) -> str:
    """The map to be read: groups, what stands for each, and what connects them."""
    lines = [
        f"{len(found.participants)} participants, {len(found.statements)} statements, {len(votes.rows)} votes",
        f"stability {found.stability:.2f}: "
        + (", ".join(f"{group.letter} {group.size}" for group in found.groups) or "no clear groups"),
    ]
    for group in found.groups:
        lines.append(f"\ngroup {group.letter} in particular")
        lines.extend(
            f"  {one.share:4.0%} {one.direction:8} (× {one.ratio:5.2f}, {one.successes} of {one.seen})  {one.statement}"
            for one in group.representative
        )
    lines.append("\nall groups together: consensus, interval of 90 %, weakest group")
    lines.extend(
        f"  {one.consensus:4.0%}  {one.low:4.0%} – {one.high:4.0%}  {one.weakest:4.0%} {one.direction:8}"
        f"  {one.statement}"
        for one in found.bridges
    )
    return "\n".join(lines)


def read_picture(path: Path, votes: Votes) -> Picture:
    """The picture of a map that was printed as JSON, to begin from. Raises TableError."""
    known = {str(one): one for one in votes.participants}
    try:
        people = json.loads(path.read_text(encoding="utf-8"))["participants"]
        names = [str(one["participant"]) for one in people]
        positions = np.array([[float(one["x"]), float(one["y"])] for one in people]).reshape(-1, 2)
        return Picture(tuple(known.get(name, name) for name in names), positions, tuple(one["group"] for one in people))
    except OSError as error:
        raise TableError(f"{path}: {error.strerror}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise TableError(f"{path.name} is no map that this command printed with --json") from error
