"""What all lists share: filters as links with counts, removable chips, an address that one can share.

A view says which filters exist; the template draws them with `{% kern_filters listing %}`:

    topic = Filter(label=_("Topic"), param="thema", options=[Option("klima", _("Climate"), 12), …])
    listing = Listing(request.GET, [topic])
    practices = practices.filter(topic__in=listing.chosen("thema"))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict

PAGE = "seite"  # the query parameter of the page number


@dataclass(frozen=True)
class Option:
    """One choice of a filter: its value in the address, its label, how many things it would show (None: unknown)."""

    value: str
    label: str
    count: int | None = None


@dataclass(frozen=True)
class Filter:
    """One filter. `several` allows more than one value at a time."""

    label: str
    param: str
    options: Sequence[Option]
    several: bool = False


@dataclass(frozen=True)
class Choice:
    """An option as a link: where it leads (chosen or taken back) and whether it is chosen now."""

    label: str
    count: int | None
    url: str
    active: bool


class Listing:
    """The state of a list as its address tells it. Values that no filter knows are ignored, never an error."""

    def __init__(self, query: QueryDict, filters: Sequence[Filter]) -> None:
        self.query = query
        self.filters = filters

    def chosen(self, param: str) -> list[str]:
        """The known values chosen for a filter, in the order of its options. `KeyError` for an unknown filter."""
        known = {one.param: one for one in self.filters}[param]
        wanted = set(self.query.getlist(param))
        values = [option.value for option in known.options if option.value in wanted]
        return values if known.several else values[:1]

    def groups(self) -> list[tuple[Filter, list[Choice]]]:
        """Every filter with its choices as links."""
        return [(one, self._choices[one.param]) for one in self.filters if one.options]

    def chips(self) -> list[tuple[str, Choice]]:
        """(filter label, choice) for all active choices; the link of each takes it back."""
        return [(one.label, choice) for one, choices in self.groups() for choice in choices if choice.active]

    def cleared_url(self) -> str:
        """The same list without any filter."""
        return f"?{self._without(*(one.param for one in self.filters))}"

    @cached_property
    def _choices(self) -> dict[str, list[Choice]]:
        """Made once: a page draws both filters and chips, and most of the work is in writing addresses."""
        return {one.param: self._choices_of(one) for one in self.filters}

    def _choices_of(self, one: Filter) -> list[Choice]:
        chosen, rest = self.chosen(one.param), self._without(one.param)
        made = []
        for option in one.options:
            active = option.value in chosen
            if active:
                after = [value for value in chosen if value != option.value]
            else:
                after = [*chosen, option.value] if one.several else [option.value]
            added = urlencode([(one.param, value) for value in after])
            url = f"?{'&'.join(part for part in (rest, added) if part)}"
            made.append(Choice(option.label, option.count, url, active))
        return made

    def _without(self, *params: str) -> str:
        """The address without these parameters. Any change of a filter leads back to the first page."""
        left_out = {PAGE, *params}
        kept = [(name, value) for name, values in self.query.lists() if name not in left_out for value in values]
        return urlencode(kept)
