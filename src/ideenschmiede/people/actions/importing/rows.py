"""One row of a table → the draft of a person, or the reason why it is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ideenschmiede.base.importing import (
    SHOWN,
    Flaw,
    Unfit,
    email_address,
    first_day,
    is_nothing,
    last_day,
    short_enough,
    split_words,
)
from ideenschmiede.base.models import Account
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.tables import SHORT, Row, without_guard
from ideenschmiede.people.actions.importing.fields import FORMS_OF_ADDRESS, SECTORS
from ideenschmiede.people.actions.persons import NO_NUMBER
from ideenschmiede.people.models import Contact, Membership, Organisation, Person, PublicOffice
from ideenschmiede.people.models.names import split_name
from ideenschmiede.places.models import fold
from ideenschmiede.places.queries import Directory, Entry, place_id

PERSON = ("form_of_address", "title", "given_name", "family_name", "headline")
CONTACTS = (Contact.Kind.EMAIL, Contact.Kind.PHONE, Contact.Kind.MOBILE)
CANDIDATES = 5  # places of one name that a reason names


@dataclass(frozen=True)
class Draft:
    """A person as a row tells of them. `person` are fields of `Person`, `contacts` kind → value; "" and None: not told.

    `topics` are short names.
    """

    row: int
    person: Mapping[str, str]
    contacts: Mapping[str, str]
    office: str = ""
    since: date | None = None
    place: int | None = None
    organisation: str = ""
    sector: str = ""
    function: str = ""
    topics: frozenset[str] = frozenset()
    member_since: date | None = None
    member_until: date | None = None

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.person.get(part, "") for part in ("title", "given_name", "family_name"))))


class SeveralPlaces(Unfit):
    """A name that several places have; `which` names some of them, with what tells them apart."""

    def __init__(self, places: Sequence[Entry]) -> None:
        super().__init__("place_several")
        self.which = "; ".join(place.label for place in places[:CANDIDATES])
        if len(places) > CANDIDATES:
            self.which += "; …"


@dataclass
class Reader:
    """Reads rows by a mapping of field → column. `organisations` are the folded names of those that are known."""

    mapping: Mapping[str, str]
    at: Mapping[str, int]
    places: Directory
    topics: Mapping[str, str]
    organisations: frozenset[str]
    today: date
    remarks: list[Flaw] = field(default_factory=list)

    def read(self, row: Row) -> Draft | Flaw:
        """The draft of a row, or its first flaw."""
        used = set(self.mapping.values())
        remarks: list[Flaw] = []
        for broken in row.flaws:
            flaw = Flaw(row.number, broken.column, broken.code, broken.value[:SHOWN])
            if broken.code == SHORT:
                remarks.append(flaw)
            elif not broken.column or broken.column in used:
                return flaw
        told = {name: one_line(without_guard(row.cells[column])) for name, column in self.at.items()}
        told = {name: cell for name, cell in told.items() if not is_nothing(cell)}
        values: dict[str, Any] = {}
        for name, read in STEPS.items():
            if name not in told:
                continue
            try:
                values |= read(self, row.number, told)
            except Unfit as error:
                which = f" → {error.which}" if isinstance(error, SeveralPlaces) else ""
                return Flaw(row.number, self.mapping[name], error.code, told[name][:SHOWN] + which)
        found = self._complete(row.number, told, values)
        if isinstance(found, Draft):
            self.remarks += remarks
        return found

    def _complete(self, row: int, told: Mapping[str, str], values: dict[str, Any]) -> Draft | Flaw:
        """Put the parts together; the flaw where one is missing or contradicts another."""
        try:
            person = _person(told, values)
        except Unfit as error:
            column = self.mapping.get("name", self.mapping.get("family_name", ""))
            return Flaw(row, column, error.code, told.get("name", "")[:SHOWN])
        flaw = self._contradiction(row, told, values)
        if flaw is not None:
            return flaw
        contacts = {kind.value: values.pop(kind.value) for kind in CONTACTS if kind.value in values}
        office = values.pop("office", "") or (values.pop("own_office", "") if values.get("place") else "")
        kept = {name: value for name, value in values.items() if name in DRAFTED}
        return Draft(row, person, contacts, office=office, **kept)

    def _contradiction(self, row: int, told: Mapping[str, str], values: Mapping[str, Any]) -> Flaw | None:
        if values.get("office") and not values.get("place"):
            return Flaw(row, self.mapping.get("place", self.mapping["office"]), "no_place", told["office"][:SHOWN])
        if values.get("organisation") and not values.get("sector"):
            name = values["organisation"]
            if fold(name) not in self.organisations:
                return Flaw(row, self.mapping["organisation"], "no_sector", name[:SHOWN])
        since, until = values.get("member_since"), values.get("member_until")
        if since and until and until < since:
            return Flaw(row, self.mapping["member_until"], "order", told["member_until"][:SHOWN])
        if since and since > self.today:
            return Flaw(row, self.mapping["member_since"], "future", told["member_since"][:SHOWN])
        return None

    def place_of(self, told: Mapping[str, str]) -> int:
        """The id of the place; Kreis and Land tell homonyms apart."""
        written = told["place"]
        found = place_id(self.places, written)
        if found is not None:
            return found
        named = [self.places.searched[at] for at in self.places.by_name.get(fold(written.partition("(")[0]), ())]
        hints = [fold(told[name]) for name in ("kreis", "land") if name in told]
        near = [one for one in named if all(_lies_in(one, hint, self.places) for hint in hints)]
        near = [one for one in near if one.self_governing] or near
        if len(near) == 1:
            return near[0].pk
        if named:
            raise SeveralPlaces(near or named)
        raise Unfit("place")

    def topics_of(self, row: int, told: Mapping[str, str]) -> frozenset[str]:
        found = set()
        for word in split_words(told["topics"], self.topics, fold):
            slug = self.topics.get(fold(word))
            if slug is None:
                self.remarks.append(Flaw(row, self.mapping["topics"], "topic", word[:SHOWN]))
            else:
                found.add(slug)
        return frozenset(found)


def _lies_in(one: Entry, hint: str, places: Directory) -> bool:
    """A part of the whereabouts is enough: "Lippe" and "Kreis Lippe" fit. A city state is its own Land."""
    short = hint.removeprefix("kreis ").removeprefix("landkreis ")
    land = places.by_key.get(one.land_key)
    return short in one.folded_where or (land is not None and short == land.folded)


def _person(told: Mapping[str, str], values: dict[str, Any]) -> dict[str, str]:
    """The parts of the name, from one column or several; what stands in a column of its own counts more."""
    name = split_name(
        told["name"]
        if "name" in told
        else " ".join(told.get(part, "") for part in ("title", "given_name", "family_name"))
    )
    own = {part: told[part] for part in ("title", "given_name", "family_name") if part in told}
    person = {"title": name.title, "given_name": name.given_name, "family_name": name.family_name} | own
    person["form_of_address"] = values.pop("form_of_address", name.form_of_address)
    values["own_office"] = name.office if "name" in told else ""
    if not person["family_name"]:
        person["given_name"], person["family_name"] = "", person["given_name"]
    if not person["family_name"]:
        raise Unfit("missing")
    if "headline" in told:
        person["headline"] = told["headline"]
    return {part: short_enough(Person, part, text) for part, text in person.items() if text}


def _word(known: Mapping[str, str], code: str) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if fold(cell) not in known:
            raise Unfit(code)
        return known[fold(cell)]

    return read


def _number(cell: str) -> str:
    """What the profile takes as a number: better said here than at the last step, where it would stop all rows."""
    if NO_NUMBER.fullmatch(cell):
        raise Unfit("phone")
    return short_enough(Contact, "value", cell)


Step = Callable[[Reader, int, Mapping[str, str]], dict[str, Any]]


def _cell(name: str, read: Callable[[str], Any]) -> Step:
    return lambda _reader, _row, told: {name: read(told[name])}


STEPS: dict[str, Step] = {
    "form_of_address": _cell("form_of_address", _word(FORMS_OF_ADDRESS, "form_of_address")),
    "office": _cell("office", lambda cell: short_enough(PublicOffice, "title", cell)),
    "since": _cell("since", first_day),
    "place": lambda reader, _row, told: {"place": reader.place_of(told)},
    "organisation": _cell("organisation", lambda cell: short_enough(Organisation, "name", cell)),
    "sector": _cell("sector", _word(SECTORS, "sector")),
    "function": _cell("function", lambda cell: short_enough(Membership, "function", cell)),
    "email": _cell("email", lambda cell: short_enough(Account, "email", email_address(cell))),
    "phone": _cell("phone", _number),
    "mobile": _cell("mobile", _number),
    "topics": lambda reader, row, told: {"topics": reader.topics_of(row, told)},
    "member_since": _cell("member_since", first_day),
    "member_until": _cell("member_until", last_day),
}
DRAFTED = frozenset({"since", "place", "organisation", "sector", "function", "topics", "member_since", "member_until"})
