"""What a map says in plain words: "Three out of four in both groups agree"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from ideenschmiede.deliberation.opinion_map.results import FEWEST_APART, Bridge, Line, Results, Tally, Unsettled
from ideenschmiede.deliberation.opinion_map.shares import surely_most

SO_FEW = 10  # are counted one by one: "seven out of nine"
ENOUGH = 3  # votes of a group on a statement, before anything is said about it
NARROW = 0.05  # so far from one half, agreement and disagreement balance each other
SURE, LIKELY = 0.95, 0.8
FIRM, RATHER_FIRM = 0.85, 0.65  # stability of groups

NUMBERS = [
    pgettext_lazy("number of people", "none"),
    pgettext_lazy("number of people", "one"),
    pgettext_lazy("number of people", "two"),
    pgettext_lazy("number of people", "three"),
    pgettext_lazy("number of people", "four"),
    pgettext_lazy("number of people", "five"),
    pgettext_lazy("number of people", "six"),
    pgettext_lazy("number of people", "seven"),
    pgettext_lazy("number of people", "eight"),
    pgettext_lazy("number of people", "nine"),
    pgettext_lazy("number of people", "ten"),
]
# from which share, how many; more than one?
PARTS = [
    (0.95, pgettext_lazy("share of people", "almost all"), True),
    (0.85, pgettext_lazy("share of people", "nine out of ten"), True),
    (0.775, pgettext_lazy("share of people", "four out of five"), True),
    (0.71, pgettext_lazy("share of people", "three out of four"), True),
    (0.635, pgettext_lazy("share of people", "two out of three"), True),
    (0.56, pgettext_lazy("share of people", "three out of five"), True),
    (0.525, pgettext_lazy("share of people", "a little more than half"), False),
    (0.475, pgettext_lazy("share of people", "about half"), False),
    (0.44, pgettext_lazy("share of people", "a little less than half"), False),
    (0.365, pgettext_lazy("share of people", "two out of five"), True),
    (0.29, pgettext_lazy("share of people", "one out of three"), False),
    (0.225, pgettext_lazy("share of people", "one out of four"), False),
    (0.15, pgettext_lazy("share of people", "one out of five"), False),
    (0.065, pgettext_lazy("share of people", "one out of ten"), False),
    (0.0, pgettext_lazy("share of people", "almost nobody"), False),
]


@dataclass(frozen=True)
class Many:
    """How many, as the beginning of a sentence, and whether its verb stands in the plural."""

    words: str
    plural: bool


def how_many(successes: int, seen: int) -> Many:
    """ "three out of four"; up to ten are counted one by one. Raises ValueError where nobody was asked."""
    if not seen:
        raise ValueError("nobody was asked")
    if successes == seen:
        return Many(pgettext("share of people", "all"), plural=True)
    if not successes:
        return Many(pgettext("share of people", "nobody"), plural=False)
    if seen <= SO_FEW:
        words = _("%(some)s out of %(all)s") % {"some": NUMBERS[successes], "all": NUMBERS[seen]}
        return Many(words, plural=successes > 1)
    part, plural = next((part, plural) for least, part, plural in PARTS if successes / seen >= least)
    return Many(str(part), plural)


def agreement(tally: Tally, direction: str = "agree") -> str:
    """ "Three out of four agree."; with "disagree", "Three out of four disagree."."""
    many = how_many(tally.of(direction), tally.seen)
    words = {"who": capfirst(many.words)}
    if direction == "agree":
        return (_("%(who)s agree.") if many.plural else _("%(who)s agrees.")) % words
    return (_("%(who)s disagree.") if many.plural else _("%(who)s disagrees.")) % words


def in_all_groups(line: Line, direction: str) -> str:
    """ "Three out of four in both groups agree.", or the least: "In every group at least two out of three agree."."""
    told = [one for one in line.groups if one.seen]
    if len(told) < 2:
        return agreement(line.everybody, direction)
    each = [how_many(one.of(direction), one.seen) for one in told]
    if len(set(each)) == 1:
        return _together(each[0], len(told), direction)
    least = min(told, key=lambda one: one.share(direction))
    many = how_many(least.of(direction), least.seen)
    if direction == "agree":
        text, one = _("In every group at least %(who)s agree."), _("In every group at least %(who)s agrees.")
    else:
        text, one = _("In every group at least %(who)s disagree."), _("In every group at least %(who)s disagrees.")
    return (text if many.plural else one) % {"who": many.words}


def _together(many: Many, groups: int, direction: str) -> str:
    where = _("in both groups") if groups == 2 else _("in all %(count)s groups") % {"count": NUMBERS[groups]}
    words = {"who": capfirst(many.words), "where": where}
    if direction == "agree":
        return (_("%(who)s %(where)s agree.") if many.plural else _("%(who)s %(where)s agrees.")) % words
    return (_("%(who)s %(where)s disagree.") if many.plural else _("%(who)s %(where)s disagrees.")) % words


def apart(line: Line, letters: Sequence[str]) -> str:
    """ "In group A nine out of ten agree, in group B one out of five.": those furthest apart."""
    told = [
        (one.share("agree"), letter, one)
        for one, letter in zip(line.groups, letters, strict=True)
        if one.seen >= ENOUGH
    ]
    if len(told) < 2:
        return agreement(line.everybody) if line.everybody.seen else ""
    (_most, above, many), (_least, below, few) = max(told), min(told)
    most = how_many(many.agree, many.seen)
    words = {"above": above, "most": most.words, "below": below, "few": how_many(few.agree, few.seen).words}
    if most.plural:
        return _("In group %(above)s %(most)s agree, in group %(below)s %(few)s.") % words
    return _("In group %(above)s %(most)s agrees, in group %(below)s %(few)s.") % words


def in_short(line: Line, letters: Sequence[str]) -> str:
    """One sentence about a statement: where groups differ, or what most of all of them say, or how many agree."""
    if not line.everybody.seen:
        return _("No votes yet.")
    if line.apart >= FEWEST_APART:
        return apart(line, letters)
    direction = "agree" if line.everybody.agree >= line.everybody.disagree else "disagree"
    told = [one for one in line.groups if one.seen]
    if all(one.share(direction) > 0.5 for one in told):
        return in_all_groups(line, direction)
    return agreement(line.everybody, direction)


def sureness(bridge: Bridge, line: Line, letters: Sequence[str]) -> str:
    """How sure it is that most of every group see a bridging statement like this."""
    chance = min(
        (surely_most(one.of(bridge.direction), one.seen), letter)
        for one, letter in [*zip(line.groups, letters, strict=True), (line.everybody, "")]
        if one.seen
    )
    if chance[0] >= SURE:
        return _("That is sure.")
    if chance[0] >= LIKELY or not chance[1]:
        return _("That is likely.")
    return _("Still uncertain: group %(letter)s has given too few votes.") % {"letter": chance[1]}


def open_because(line: Line, why: Unsettled) -> str:
    """Why nothing certain can be said about a statement."""
    tally = line.everybody
    if why is Unsettled.FEW:
        words = ngettext("Only %(count)s vote so far.", "Only %(count)s votes so far.", tally.seen)
        return words % {"count": tally.seen} if tally.seen else _("No votes yet.")
    if why is Unsettled.PASSED:
        many = how_many(tally.passed, tally.seen)
        words = _("%(who)s pass.") if many.plural else _("%(who)s passes.")
        return words % {"who": capfirst(many.words)}
    if tally.seen <= SO_FEW:
        return _("%(for)s agree, %(against)s disagree.") % {
            "for": capfirst(NUMBERS[tally.agree]),
            "against": NUMBERS[tally.disagree],
        }
    if abs(tally.agree / (tally.agree + tally.disagree) - 0.5) <= NARROW:
        return _("Agreement and disagreement balance each other.")
    return _("Opinions are divided.")


def groups_found(results: Results) -> str:
    """How many groups there are, or that there are none."""
    if not results.clear:
        return _("There are no clear groups: opinions shade into one another.")
    return capfirst(_("%(count)s groups of opinion show.") % {"count": NUMBERS[len(results.groups)]})


def firmness(results: Results) -> str:
    """How firm the groups are."""
    if not results.clear:
        return _("This is a result, too: nobody stands in one camp against another.")
    if results.stability >= FIRM:
        return _("They are firm: with other people asked, they would be nearly the same.")
    if results.stability >= RATHER_FIRM:
        return _("They are rather firm: with other people asked, some would stand elsewhere.")
    return _("They are not firm yet: more votes can still change them.")


def title(results: Results) -> str:
    """What one sees on the picture."""
    if not results.clear:
        return _("No clear camps: opinions shade into one another")
    count, groups = len(results.bridges), NUMBERS[len(results.groups)]
    if not count:
        return capfirst(_("%(groups)s groups, which share no statement so far") % {"groups": groups})
    if count >= SO_FEW:  # the core lists no more
        return capfirst(_("%(groups)s groups, which share many statements") % {"groups": groups})
    text = ngettext(
        "%(groups)s groups, which share one statement", "%(groups)s groups, which share %(count)s statements", count
    )
    return capfirst(text % {"groups": groups, "count": NUMBERS[count]})
