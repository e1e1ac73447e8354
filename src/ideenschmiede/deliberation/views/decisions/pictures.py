"""The result of each method as a picture and as tables: bars, comparisons of two, rounds that one can follow.

Widths are per cent of the whole, as text with a decimal point, since SVG knows no comma.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ideenschmiede.deliberation.counting import STAYS_AS_IT_IS
from ideenschmiede.deliberation.models import Decision, Method, Option
from ideenschmiede.deliberation.views.decisions.sentences import Result, euro, names_of, number

MOST_RESISTANCE = 10
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Bar:
    """One line of a picture; `kind` is a class of the style sheet."""

    label: str
    words: str
    width: str
    kind: str = "other"
    mark: str = ""  # where a line stands for what was needed


@dataclass(frozen=True)
class Table:
    """`numeric` names the columns of numbers, counted from 1, as `kern_table` takes it."""

    caption: str
    headers: list[str]
    rows: list[list[object]]
    numeric: str = ""


@dataclass(frozen=True)
class Cell:
    """How two options compare, seen from the one at the left."""

    words: str
    kind: str  # "won", "lost", "equal", "same"


@dataclass(frozen=True)
class Pairs:
    """Every option against every other one. `letters` head the columns."""

    letters: list[str]
    rows: list[tuple[str, str, list[Cell]]]  # letter, name, cells


@dataclass(frozen=True)
class Picture:
    """What the page of a result shows; parts that a method has no use for stay empty."""

    title: str
    bars: list[Bar] = field(default_factory=list)
    pairs: Pairs | None = None
    tables: list[Table] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def picture(decision: Decision, options: Sequence[Option]) -> Picture | None:
    """The picture of a result; None where nobody chose anything."""
    result: Result = decision.result or {}
    if result.get("details") is None:
        return None
    return _PICTURES[decision.method](decision, result, names_of(options))


def _consent(_decision: Decision, result: Result, _names: Mapping[int, str]) -> Picture:
    found = result["details"]
    said = [
        (_("Consent"), found["consents"], "yes"),
        (_("Consent with reservations"), found["reservations"], "half"),
        (_("Objection"), found["objections"], "no"),
        (_("Abstained"), result["abstentions"], "none"),
    ]
    return Picture(
        title=_("Who stood where"),
        bars=_said(said, result["ballots"]),
        tables=[_counted(_("Votes"), said)],
        notes=_unanimous(result),
    )


def _majority(_decision: Decision, result: Result, _names: Mapping[int, str]) -> Picture:
    found = result["details"]
    votes = found["yes"] + found["no"]
    said = [(_("Yes"), found["yes"], "yes"), (_("No"), found["no"], "no")]
    needed = _("The line shows what was needed: %(n)s yes votes.") % {"n": found["needed"]}
    notes = _unanimous(result)
    if result["abstentions"]:
        words = ngettext(
            "One abstention: it counts as taking part, neither as yes nor as no.",
            "%(n)s abstentions: they count as taking part, neither as yes nor as no.",
            result["abstentions"],
        )
        notes = [words % {"n": result["abstentions"]}, *notes]
    return Picture(
        title=_("Yes and no, and how many yes votes were needed"),
        bars=_said(said, votes, mark=_width(found["needed"] / votes)),
        tables=[_counted(_("Votes"), [*said, (_("Abstained"), result["abstentions"], "none")])],
        notes=[needed, *notes],
    )


def _resistance(_decision: Decision, result: Result, names: Mapping[int, str]) -> Picture:
    rows = result["details"]
    bars = [
        Bar(names[row["option"]], _("%(mean)s of 10") % {"mean": number(row["mean"])},
            _width(row["mean"] / MOST_RESISTANCE), _kind(row["option"], result, zero="zero"))
        for row in rows
    ]  # fmt: skip
    table = Table(
        _("Resistance to each option"),
        [_("Option"), _("Mean (0–10)"), _("Acceptance"), _("8 or more"), _("Highest")],
        [
            [names[row["option"]], number(row["mean"]), f"{number(row['acceptance'], 0)}\u202f%", row["strong"],
             row["highest"]]
            for row in rows
        ],
        "2 3 4 5",
    )  # fmt: skip
    notes = [_("Short bars are good: they mean little resistance.")]
    zero = next(row for row in rows if row["option"] == STAYS_AS_IT_IS)
    worse = sum(1 for row in rows if row["option"] != STAYS_AS_IT_IS and not row["under_zero"])
    if worse:
        words = ngettext(
            "One option meets no less resistance than leaving things as they are (%(mean)s).",
            "%(n)s options meet no less resistance than leaving things as they are (%(mean)s).",
            worse,
        )
        notes.append(words % {"n": worse, "mean": number(zero["mean"])})
    return Picture(
        title=_("How much speaks against each option"), bars=bars, tables=[table], notes=[*notes, *_unanimous(result)]
    )


def _score(decision: Decision, result: Result, names: Mapping[int, str]) -> Picture:
    rows, most = result["details"], decision.most_points
    bars = [
        Bar(names[row["option"]], _("%(mean)s of %(most)s") % {"mean": number(row["mean"]), "most": most},
            _width(row["mean"] / most), _kind(row["option"], result))
        for row in rows
    ]  # fmt: skip
    table = Table(
        _("Points for each option"),
        [_("Option"), _("On average"), _("Points together")],
        [[names[row["option"]], number(row["mean"]), row["total"]] for row in rows],
        "2 3",
    )
    return Picture(title=_("How much each option is liked"), bars=bars, tables=[table], notes=_unanimous(result))


def _ranked(_decision: Decision, result: Result, names: Mapping[int, str]) -> Picture:
    found = result["details"]
    order = [place["option"] for place in found["order"]]
    at = {option: number for number, option in enumerate(found["options"])}
    rivals = max(len(order) - 1, 1)
    bars = [
        Bar(f"{place['rank']}. {names[place['option']]}",
            _beats(len(place["beats"])),
            _width(len(place["beats"]) / rivals), _kind(place["option"], result))
        for place in found["order"]
    ]  # fmt: skip
    rows = [
        (_letter(row), names[one], [_cell(found["matrix"], at[one], at[other]) for other in order])
        for row, one in enumerate(order)
    ]
    notes = [_("“3 : 2” means: three put the option at the left before the one at the top, two the other way round.")]
    if result["chosen"] and found["condorcet"] is None:
        notes.append(
            _(
                "No option beats each other one directly: they beat each other in a circle. Then the stronger wins "
                "count more than the weaker ones (Schulze's method)."
            )
        )
    return Picture(
        title=_("In which order the options came"),
        bars=bars,
        pairs=Pairs([_letter(row) for row in range(len(order))], rows),
        notes=[*notes, *_unanimous(result)],
    )


def _beats(others: int) -> str:
    return ngettext("beats one other", "beats %(n)s others", others) % {"n": others} if others else _("beats none")


def _cell(matrix: Sequence[Sequence[int]], one: int, other: int) -> Cell:
    if one == other:
        return Cell("–", "same")
    won, lost = matrix[one][other], matrix[other][one]
    return Cell(f"{won} : {lost}", "won" if won > lost else "lost" if won < lost else "equal")


def _budget(decision: Decision, result: Result, names: Mapping[int, str]) -> Picture:
    found, whole = result["details"], decision.budget or 1
    bars = [
        Bar(_round_name(turn, row, names), euro(row["cost"]), _width(row["cost"] / whole), "chosen")
        for turn, row in enumerate(found["rounds"], start=1)
    ]
    if rest := whole - found["spent"]:
        bars.append(Bar(_("Left over"), euro(rest), _width(rest / whole), "none"))
    return Picture(
        title=_("What the budget pays for"),
        bars=bars,
        tables=[_paid(found, names), *_missed(found, names)],
        notes=[*_share_notes(found), *_ties(found, names), *_profile(found), *_unanimous(result)],
    )


def _paid(found: Mapping[str, Any], names: Mapping[int, str]) -> Table:
    rest, rows = found["budget"], []
    for turn, row in enumerate(found["rounds"], start=1):
        rest -= row["cost"]
        each = _("up to %(each)s") % {"each": euro(row["each"])} if row["way"] == "shares" else _("from what was left")
        rows.append([_round_name(turn, row, names), euro(row["cost"]), row["supporters"], each, euro(rest)])
    headers = [_("Round and project"), _("Cost"), _("Ticked by"), _("Each of them pays"), _("Budget left")]
    return Table(_("Round by round"), headers, rows, "2 3 4 5")


def _missed(found: Mapping[str, Any], names: Mapping[int, str]) -> list[Table]:
    rows: list[list[object]] = [
        [names[row["option"]], euro(row["cost"]), row["supporters"], euro(row["left"]), euro(row["lacks"])]
        for row in found["leftovers"]
    ]
    headers = [_("Project"), _("Cost"), _("Ticked by"), _("What they had left"), _("What was missing")]
    return [Table(_("What was not chosen, and why"), headers, rows, "2 3 4 5")] if rows else []


def _share_notes(found: Mapping[str, Any]) -> list[str]:
    first, share = euro(found["first_share"]), euro(found["share"])
    notes = [_("Everybody began with the same share of the budget: %(first)s.") % {"first": first}]
    if found["raises"]:
        notes.append(
            _("So that less is left unspent, all shares were raised equally, to %(share)s.") % {"share": share}
        )
    notes.append(
        _(
            "In each round the project is bought for which its friends have to pay least. Whoever has spent their "
            "share gives way to others."
        )
    )
    return notes


def _shortlist(decision: Decision, result: Result, names: Mapping[int, str]) -> Picture:
    found = result["details"]
    most = max((row["supporters"] for row in [*found["rounds"], *found["leftovers"]]), default=1) or 1
    bars = [
        Bar(_round_name(turn, row, names), _ticked(row["supporters"]), _width(row["supporters"] / most), "chosen")
        for turn, row in enumerate(found["rounds"], start=1)
    ] + [
        Bar(names[row["option"]], _ticked(row["supporters"]), _width(row["supporters"] / most))
        for row in sorted(found["leftovers"], key=lambda row: -row["supporters"])
    ]
    rows: list[list[object]] = [
        [_round_name(turn, row, names), row["supporters"],
         number(row["votes"]) if row["way"] == "shares" else _("from what was left")]
        for turn, row in enumerate(found["rounds"], start=1)
    ]  # fmt: skip
    headers = [_("Round and option"), _("Ticked by"), _("Votes that counted in this round")]
    tables = [Table(_("Round by round"), headers, rows, "2 3")]
    notes = [
        _(
            "Whoever has got an option onto the list has used up a part of their vote. So every group of some size "
            "gets its share of the places, not only the largest."
        )
    ]
    return Picture(
        title=_("Who comes onto the list, in the order of the rounds"), bars=bars, tables=tables,
        notes=[*notes, *_ties(found, names), *_profile(found), *_unanimous(result)],
    )  # fmt: skip


def _round_name(turn: int, row: Mapping[str, Any], names: Mapping[int, str]) -> str:
    return f"{turn}. {names[row['option']]}"


def _ticked(many: int) -> str:
    return ngettext("ticked by one", "ticked by %(n)s", many) % {"n": many}


def _ties(found: Mapping[str, Any], names: Mapping[int, str]) -> list[str]:
    """What was not chosen although it was as good as something that was."""
    left = {row["option"]: (row["supporters"], row["cost"]) for row in found["leftovers"]}
    words = _("“%(chosen)s” and “%(other)s” were equal: the order of the list decided.")
    return [
        words % {"chosen": names[row["option"]], "other": names[other]}
        for row in found["rounds"]
        for other in row["tied_with"]
        if left.get(other) == (row["supporters"], row["cost"])
    ]


def _profile(found: Mapping[str, Any]) -> list[str]:
    """How many got something of what they wanted."""
    everybody = sum(many for _got, many in found["profile"])
    some = sum(many for got, many in found["profile"] if got)
    return [_("%(some)s of %(all)s got at least one thing that they had ticked.") % {"some": some, "all": everybody}]


def _unanimous(result: Result) -> list[str]:
    """Said openly: here the result tells how each one voted."""
    return [_("All who did not abstain voted the same.")] if result["unanimous"] and result["ballots"] > 1 else []


def _counted(caption: str, said: Sequence[tuple[str, int, str]]) -> Table:
    return Table(caption, [_("Vote"), _("How many")], [[label, many] for label, many, _kind in said], "2")


def _said(said: Sequence[tuple[str, int, str]], whole: int, mark: str = "") -> list[Bar]:
    """A bar for each answer; `mark` stands in the first."""
    return [
        Bar(label, number(many, 0), _width(many / (whole or 1)), kind, "" if turn else mark)
        for turn, (label, many, kind) in enumerate(said)
    ]


def _kind(option: int, result: Result, zero: str = "other") -> str:
    if option in result["chosen"]:
        return "chosen"
    return zero if option == STAYS_AS_IT_IS else "other"


def _width(share: float) -> str:
    return f"{min(max(share, 0), 1) * 100:.2f}"


def _letter(at: int) -> str:
    return LETTERS[at] if at < len(LETTERS) else str(at + 1)


_PICTURES: Mapping[str, Callable[[Decision, Result, Mapping[int, str]], Picture]] = {
    Method.CONSENT: _consent,
    Method.MAJORITY: _majority,
    Method.TWO_THIRDS: _majority,
    Method.RESISTANCE: _resistance,
    Method.SCORE: _score,
    Method.RANKED: _ranked,
    Method.BUDGET: _budget,
    Method.SHORTLIST: _shortlist,
}
