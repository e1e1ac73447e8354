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
from math import ceil, gcd

from ideenschmiede.deliberation.counting.results import Leftover, Outcome, Round, Shares
from ideenschmiede.deliberation.counting.terms import Choice, Terms, Thing

HUNDREDTH = 100
Money = Fraction


@dataclass(frozen=True)
class Camp:
    """Voters who approve of the same options: they always have equally much left."""

    approved: frozenset[int]
    size: int


class Electorate:
    """Options, and who supports each: how many (`supporters`), and which camps (`supporting`)."""

    def __init__(self, options: Sequence[Thing], ballots: Sequence[Sequence[int]]) -> None:
        self.options = options
        self.camps = [Camp(approved, size) for approved, size in Counter(frozenset(one) for one in ballots).items()]
        self.supporting = {
            one.pk: [at for at, camp in enumerate(self.camps) if one.pk in camp.approved] for one in options
        }
        self.supporters = {pk: sum(self.camps[at].size for at in camps) for pk, camps in self.supporting.items()}


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


def _share_out(options: Sequence[Thing], whole: int, choices: Sequence[Choice]) -> tuple[Outcome, list[int], Shares]:
    voters = Electorate([one for one in options if one.cost <= whole], [choice["approved"] for choice in choices])
    first = Fraction(whole, len(choices))
    bought, raises = _raised(voters, first, whole)
    rounds = [_round(purchase, voters) for purchase in bought.purchases]
    rounds += [_by_supporters(one, voters) for one in _rest(voters, bought, whole)]
    chosen = [one.option for one in rounds]
    found = Shares(
        budget=whole,
        spent=sum(one.cost for one in rounds),
        first_share=_cents(first),
        share=_cents(bought.share),
        raises=raises,
        rounds=rounds,
        leftovers=[_leftover(one, voters, bought) for one in voters.options if one.pk not in chosen],
        profile=[list(row) for row in sorted(Counter(_got(choice, chosen) for choice in choices).items())],
    )
    return "chosen" if chosen else "rejected", chosen, found


def _got(choice: Choice, chosen: Sequence[int]) -> int:
    return len(set(chosen).intersection(choice["approved"]))


def _raised(voters: Electorate, share: Money, whole: int) -> tuple[Bought, int]:
    """What the largest shares buy that do not buy too much, and how often they were raised.

    Ends where nothing that anybody wants fits into the rest, or where one voter alone could pay for everything.
    """
    bought, raises = buy(voters, share), 0
    while _rest(voters, bought, whole) and share < whole:
        share += max(1, ceil(share / HUNDREDTH))
        more = buy(voters, share)
        if more.cost > whole:
            break
        bought, raises = more, raises + 1
    return bought, raises


class Purses:
    """What each camp has left for each of its voters, exactly: whole numbers of 1/`unit`, many times faster than
    fractions. `unit` grows with each purchase that cannot be paid in it."""

    def __init__(self, camps: Sequence[Camp], share: Money) -> None:
        self.camps = camps
        self.unit = share.denominator
        self.left = [share.numerator] * len(camps)

    def price_each(self, option: Thing, supporting: Sequence[int]) -> Money | None:
        """The least amount such that the supporters, each giving it or all they have left, pay for it; or None."""
        purses: dict[int, int] = {}  # how many have so much left: mostly few different amounts
        for at in supporting:
            purses[self.left[at]] = purses.get(self.left[at], 0) + self.camps[at].size
        missing, payers = option.cost * self.unit, sum(purses.values())
        for purse, size in sorted(purses.items()):
            # the poorest first: whoever cannot give as much as the others gives all
            if purse * payers >= missing:
                return Fraction(missing, payers * self.unit)
            missing -= purse * size
            payers -= size
        return None

    def pay(self, each: Money, supporting: Sequence[int]) -> None:
        factor = each.denominator // gcd(each.denominator, self.unit)
        if factor > 1:
            self.unit *= factor
            self.left = [purse * factor for purse in self.left]
        amount = each.numerator * (self.unit // each.denominator)
        for at in supporting:
            self.left[at] = max(0, self.left[at] - amount)

    def fractions(self) -> tuple[Money, ...]:
        return tuple(Fraction(purse, self.unit) for purse in self.left)


def buy(voters: Electorate, share: Money) -> Bought:
    """What shares of this size buy: again and again the option for which supporters pay least for each euro of it."""
    purses, supporters, supporting = Purses(voters.camps, share), voters.supporters, voters.supporting
    # price for each euro, as last known: purses only shrink, so that none becomes cheaper than that
    known = {one: Fraction(1, supporters[one.pk]) for one in voters.options if supporters[one.pk]}
    purchases: list[Purchase] = []
    while best := _cheapest(known, purses, supporting):
        chosen = min(best, key=lambda option: (-supporters[option.pk], option.cost))  # then the order of the list
        each = known.pop(chosen) * chosen.cost
        purchases.append(Purchase(chosen, each, tuple(one.pk for one in best if one != chosen)))
        purses.pay(each, supporting[chosen.pk])
    return Bought(share, tuple(purchases), purses.fractions())


def _cheapest(known: dict[Thing, Money], purses: Purses, supporting: dict[int, list[int]]) -> list[Thing]:
    """The options with the least price for each euro, in the order of the list; empty where none can be paid for.

    Brings `known` up to date as far as needed, and drops from it what can never be paid for.
    """
    least: Money | None = None
    for option in sorted(known, key=lambda one: known[one]):
        if least is not None and known[option] > least:
            break
        each = purses.price_each(option, supporting[option.pk])
        if each is None:
            del known[option]
            continue
        known[option] = each / option.cost
        least = known[option] if least is None else min(least, known[option])
    return [option for option, price in known.items() if price == least]


def _rest(voters: Electorate, bought: Bought, whole: int) -> list[Thing]:
    """What the rest of the budget allows: most supporters first, then the lower cost, then the order of the list."""
    rest = whole - bought.cost
    have = {purchase.option.pk for purchase in bought.purchases}
    found = []
    for option in sorted(voters.options, key=lambda one: (-voters.supporters[one.pk], one.cost)):
        if option.pk not in have and voters.supporters[option.pk] and option.cost <= rest:
            found.append(option)
            rest -= option.cost
    return found


def _round(purchase: Purchase, voters: Electorate) -> Round:
    option = purchase.option
    return Round(
        option=option.pk,
        cost=option.cost,
        supporters=voters.supporters[option.pk],
        each=_cents(purchase.each),
        votes=_cents(option.cost / purchase.each),
        tied_with=list(purchase.tied_with),
        way="shares",
    )


def _by_supporters(option: Thing, voters: Electorate) -> Round:
    many, cost = voters.supporters[option.pk], option.cost
    equal = [one.pk for one in voters.options if voters.supporters[one.pk] == many and one.cost == cost]
    equal.remove(option.pk)
    return Round(option.pk, cost, many, each=0.0, votes=float(many), tied_with=equal, way="votes")


def _leftover(option: Thing, voters: Electorate, bought: Bought) -> Leftover:
    purses = (bought.left[at] * voters.camps[at].size for at in voters.supporting[option.pk])
    left = sum(purses, Fraction())
    lacks = max(option.cost - left, Fraction())
    return Leftover(option.pk, option.cost, voters.supporters[option.pk], _cents(left), _cents(lacks))


def _cents(amount: Fraction | int) -> float:
    return round(float(amount), 2)
