"""What a column can become, by which names people call it, and what the words in its cells mean."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.importing import MappingError, Target, check_columns
from ideenschmiede.base.importing import propose as propose_columns
from ideenschmiede.people.models import OfficeKind
from ideenschmiede.places.models import fold

_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))

COLUMNS: Mapping[str, list[str]] = {field: [fold(name) for name in names] for field, names in _WORDS["columns"].items()}
FORMS_OF_ADDRESS = {fold(word): value for value, words in _WORDS["form_of_address"].items() for word in words}
SECTORS = {fold(word): value for value, words in _WORDS["sector"].items() for word in words}


TARGETS: tuple[Target, ...] = (
    Target("name", gettext_lazy("Whole name"), gettext_lazy("Taken apart: form of address, title, names, particles.")),
    Target("form_of_address", gettext_lazy("Form of address")),
    Target("title", gettext_lazy("Title")),
    Target("given_name", gettext_lazy("Given name")),
    Target("family_name", gettext_lazy("Family name")),
    Target("office", gettext_lazy("Public office"), gettext_lazy("As the person holds it: First Mayor, for example.")),
    Target("since", gettext_lazy("In office since")),
    Target("place", gettext_lazy("Place"), gettext_lazy("Name or key (AGS) of the municipality or the Kreis.")),
    Target("kreis", gettext_lazy("Kreis"), gettext_lazy("Tells places of the same name apart.")),
    Target("land", gettext_lazy("Land"), gettext_lazy("Tells places of the same name apart.")),
    Target("organisation", gettext_lazy("Organisation")),
    Target("sector", gettext_lazy("Sector"), gettext_lazy("Needed for organisations that are not known yet.")),
    Target("function", gettext_lazy("Function")),
    Target("email", gettext_lazy("E-mail"), gettext_lazy("Also tells who is known already.")),
    Target("phone", gettext_lazy("Telephone")),
    Target("mobile", gettext_lazy("Mobile")),
    Target("topics", gettext_lazy("Topics"), gettext_lazy("What the person knows about; several with a semicolon.")),
    Target("headline", gettext_lazy("In one sentence")),
    Target(
        "member_since",
        gettext_lazy("Member since"),
        gettext_lazy("Who has a date here is taken over as appointed to the network. Nobody gets a mail."),
    ),
    Target("member_until", gettext_lazy("Appointed until")),
)
FIELDS = tuple(target.field for target in TARGETS)
SECTIONS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (gettext_lazy("Who it is"), ("name", "form_of_address", "title", "given_name", "family_name", "headline")),
    (gettext_lazy("Office and place"), ("office", "since", "place", "kreis", "land")),
    (gettext_lazy("Organisation"), ("organisation", "sector", "function")),
    (gettext_lazy("How to reach them"), ("email", "phone", "mobile")),
    (gettext_lazy("In the network"), ("topics", "member_since", "member_until")),
)


def propose(columns: Sequence[str]) -> dict[str, str]:
    """Field → column, for the columns whose name says what they are."""
    return propose_columns(columns, COLUMNS, fold)


def check_mapping(mapping: Mapping[str, str], columns: Sequence[str]) -> None:
    """Raise `MappingError` for unknown fields and columns, and where nobody would have a name."""
    check_columns(mapping, FIELDS, columns)
    if "name" not in mapping and "family_name" not in mapping:
        raise MappingError(_("Please say which column holds the name, or the family name."))


def office_kind(title: str) -> OfficeKind:
    """What kind of office a title means: "Erste Bürgermeisterin" → mayor."""
    words = fold(title)
    for kind, beginnings in _WORDS["office"].items():
        if any(words.startswith(fold(one)) or f" {fold(one)}" in words for one in beginnings):
            return OfficeKind(kind)
    return OfficeKind.OTHER
