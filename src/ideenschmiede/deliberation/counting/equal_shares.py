"""The method of equal shares, for budgets and short lists; exact fractions.

D. Peters, G. Pierczyński, P. Skowron, "Proportional Participatory Budgeting with Additive Utilities", NeurIPS 2021;
with what is common where cities use it (equalshares.net): what an option is worth to a supporter is its cost, and the
shares are raised as long as more would fit into the budget and what they buy does (Add1), then what is left is spent
by number of supporters. Add1 raises by one unit a time; here by a hundredth of the share, at least one unit, so that it
also ends soon where the budget has seven digits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from ideenschmiede.deliberation.counting.results import Leftover, Outcome, Round, Shares
from ideenschmiede.deliberation.counting.terms import Choice, Terms, Thing

HUNDREDTH = 100
Money = Fraction


@dataclass(frozen=True)
class Camp:
    """Voters who approve of the same options: they always have equally much left."""

    approved: frozenset[int]
    size: int


@dataclass(frozen=True)
class Purchase:
    option: Thing
    each: Money  # what each supporter pays at most
    tied_with: tuple[int, ...]


@dataclass(frozen=True)
class Bought:
    """What shares of this size buy, and what each camp has left for each of its voters."""

    share: Money
    purchases: tuple[Purchase, ...]
    left: tuple[Money, ...]

    @property
    def cost(self) -> int:
        return sum(purchase.option.cost for purchase in self.purchases)


def budget(terms: Terms, choices: Sequence[Choice]) -> tuple[Outcome, list[int], Shares]:
    """Share out `terms.budget` among the options, each with its cost."""
    return _share_out(terms.options, terms.budget, choices)


def shortlist(terms: Terms, choices: Sequence[Choice]) -> tuple[Outcome, list[int], Shares]:
    """Choose `terms.places` options: all cost the same, and the budget is enough for so many.

    A place costs 100 units for each voter, so that a hundredth of a share is a whole number of them.
    """
    price = HUNDREDTH * len(choices)
    options = tuple(replace(option, cost=price) for option in terms.options)
    return _share_out(options, price * terms.places, choices)


def _share_out(options: tuple[Thing, ...], whole: int, choices: Sequence[Choice]) -> tuple[Outcome, list[int], Shares]:
    camps = [Camp(approved, size) for approved, size in Counter(frozenset(c["approved"]) for c in choices).items()]
    supporters = {option.pk: sum(camp.size for camp in camps if option.pk in camp.approved) for option in options}
    options = tuple(option for option in options if option.cost <= whole)
    first = Fraction(whole, len(choices))
    bought, raises = _raised(options, camps, supporters, first, whole)
    rest = _by_votes(options, supporters, bought, whole)
    rounds = [_round(purchase, supporters) for purchase in bought.purchases] + [
        Round(one.pk, one.cost, supporters[one.pk], 0.0, float(supporters[one.pk]), [], "votes") for one in rest
    ]
    chosen = [one.option for one in rounds]
    found = Shares(
        budget=whole,
        spent=sum(one.cost for one in rounds),
        first_share=_cents(first),
        share=_cents(bought.share),
        raises=raises,
        rounds=rounds,
        leftovers=[_leftover(one, camps, supporters, bought) for one in options if one.pk not in chosen],
        profile=[list(row) for row in sorted(Counter(_got(choice, chosen) for choice in choices).items())],
    )
    return "chosen" if chosen else "rejected", chosen, found


def _got(choice: Choice, chosen: Sequence[int]) -> int:
    return len(set(chosen).intersection(choice["approved"]))


def _raised(
    options: Sequence[Thing], camps: Sequence[Camp], supporters: dict[int, int], share: Money, whole: int
) -> tuple[Bought, int]:
    """What the largest shares buy that do not buy too much, and how often they were raised.

    Ends where nothing that anybody wants fits into the rest, or where one voter alone could pay for everything.
    """
    bought, raises = buy(options, camps, supporters, share), 0
    while _by_votes(options, supporters, bought, whole) and share < whole:
        share += max(1, ceil(share / HUNDREDTH))
        more = buy(options, camps, supporters, share)
        if more.cost > whole:
            break
        bought, raises = more, raises + 1
    return bought, raises


def buy(options: Sequence[Thing], camps: Sequence[Camp], supporters: dict[int, int], share: Money) -> Bought:
    """What shares of this size buy: again and again the option for which supporters pay least for each euro of it."""
    left = [share] * len(camps)
    open_ = [option for option in options if supporters[option.pk]]
    purchases: list[Purchase] = []
    while True:
        offers = {option: each for option in open_ if (each := _price_each(option, camps, left)) is not None}
        if not offers:
            return Bought(share, tuple(purchases), tuple(left))
        least = min(each / option.cost for option, each in offers.items())
        equal = [option for option, each in offers.items() if each / option.cost == least]
        chosen = min(equal, key=lambda option: (-supporters[option.pk], option.cost))  # then the order of the list
        purchases.append(Purchase(chosen, offers[chosen], tuple(one.pk for one in equal if one != chosen)))
        open_.remove(chosen)
        for at, camp in enumerate(camps):
            if chosen.pk in camp.approved:
                left[at] -= min(left[at], offers[chosen])


def _price_each(option: Thing, camps: Sequence[Camp], left: Sequence[Money]) -> Money | None:
    """The least amount such that the supporters, each giving it or all they have left, pay for the option; or None."""
    purses = sorted((left[at], camp.size) for at, camp in enumerate(camps) if option.pk in camp.approved)
    missing, payers = Fraction(option.cost), sum(size for _purse, size in purses)
    for purse, size in purses:  # the poorest first: whoever cannot give as much as the others gives all
        if purse * payers >= missing:
            return missing / payers
        missing -= purse * size
        payers -= size
    return None


def _by_votes(options: Sequence[Thing], supporters: dict[int, int], bought: Bought, whole: int) -> list[Thing]:
    """What the rest of the budget allows: most supporters first, then the lower cost, then the order of the list."""
    rest = whole - bought.cost
    have = {purchase.option.pk for purchase in bought.purchases}
    found = []
    for option in sorted(options, key=lambda one: (-supporters[one.pk], one.cost)):
        if option.pk not in have and supporters[option.pk] and option.cost <= rest:
            found.append(option)
            rest -= option.cost
    return found


def _round(purchase: Purchase, supporters: dict[int, int]) -> Round:
    option = purchase.option
    return Round(
        option=option.pk,
        cost=option.cost,
        supporters=supporters[option.pk],
        each=_cents(purchase.each),
        votes=_cents(option.cost / purchase.each),
        tied_with=list(purchase.tied_with),
        way="shares",
    )


def _leftover(option: Thing, camps: Sequence[Camp], supporters: dict[int, int], bought: Bought) -> Leftover:
    left: Fraction = sum(
        (bought.left[at] * camp.size for at, camp in enumerate(camps) if option.pk in camp.approved), Fraction()
    )
    return Leftover(
        option.pk, option.cost, supporters[option.pk], _cents(left), _cents(max(option.cost - left, Fraction()))
    )


def _cents(amount: Fraction | int) -> float:
    return round(float(amount), 2)
