"""The ways to decide, in plain words: how each goes, and when it fits."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideenschmiede.deliberation.models import Method


@dataclass(frozen=True)
class Guide:
    """What one has to know of a method before choosing it."""

    how: Promise
    fits: Promise
    beware: Promise


GUIDES: dict[Method, Guide] = {
    Method.CONSENT: Guide(
        _("One proposal. It is accepted as soon as nobody has a serious objection any more."),
        _("When all have to live with it, and the proposal may still become better. Objections improve it."),
        _("An objection needs a reason, and takes time: it leads to a new version."),
    ),
    Method.RESISTANCE: Guide(
        _("Each says for every option how much speaks against it, from 0 to 10. The least resistance wins."),
        _("When there are several ways and none shall leave people behind. To leave it as it is can be chosen, too."),
        _("What wins is what most can bear, not what most would love."),
    ),
    Method.SCORE: Guide(
        _("Each gives every option points. The highest average wins."),
        _("When options are to be compared and it matters how much they are liked."),
        _("Who uses the whole scale has more weight than who stays in the middle."),
    ),
    Method.RANKED: Guide(
        _("Each puts the options in order. What beats every other one in a comparison of two wins (Schulze)."),
        _("When exactly one of three or more is to be chosen, a speaker or a place for example."),
        _("With two options a majority is simpler."),
    ),
    Method.MAJORITY: Guide(
        _("Yes, no or abstention. More than half of the votes for yes or no must be a yes."),
        _("When it is clear what it is about and a quick answer is needed."),
        _("Almost half can be outvoted. For what everybody has to carry, take consent."),
    ),
    Method.TWO_THIRDS: Guide(
        _("Yes, no or abstention. Two thirds of the votes for yes or no must be a yes."),
        _("For rules and for what is hard to undo."),
        _("One third can prevent everything."),
    ),
    Method.BUDGET: Guide(
        _("Each ticks all the projects that they would pay for. Everybody has the same share of the budget to give."),
        _("When money is to be shared out so that every larger group gets something for its share."),
        _("A project with many ticks may come away empty where its friends have already spent their share."),
    ),
    Method.SHORTLIST: Guide(
        _("Each ticks all that they would like on the list. The places are given out by equal shares."),
        _("When several are to be chosen who represent everybody: a jury, topics of a programme."),
        _("It is not simply those with the most ticks: whoever got something already gives way to others."),
    ),
}
