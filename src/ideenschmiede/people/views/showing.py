"""How a person, what they know and how to reach them is put into words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf.locale import LANG_INFO
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from ideenschmiede.base.dates import loosely
from ideenschmiede.base.fields import is_web_address
from ideenschmiede.base.models import Topic, Who
from ideenschmiede.base.text import listing, long_date
from ideenschmiede.people.documents import is_current
from ideenschmiede.people.models import Appointment, Contact, Evidence, Membership, Person, PublicOffice
from ideenschmiede.people.queries.profiles import Backing, Known
from ideenschmiede.people.rules import may_change_evidence, may_see_contact
from ideenschmiede.places.models import Place

LINK = '<a class="kern-link kern-link--no-visited-state" href="{}">{}</a>'
FIELD_NAMES: dict[str, Promise | str] = {
    "title": gettext_lazy("title"),
    "headline": gettext_lazy("in one sentence"),
    "about": gettext_lazy("about me"),
    **{kind.value: kind.label for kind in Contact.Kind},
    "form_of_address": gettext_lazy("form of address"),
    "given_name": gettext_lazy("given name"),
    "family_name": gettext_lazy("family name"),
    "languages": gettext_lazy("languages"),
    "topics": gettext_lazy("topics"),
    "portrait": gettext_lazy("portrait"),
    "offices": gettext_lazy("public offices"),
    "memberships": gettext_lazy("memberships"),
    "expertise": gettext_lazy("expertise"),
}
BREAK = mark_safe("<br>")


@dataclass(frozen=True)
class Setting:
    """In which kind of place something was gained: "10,000 to 20,000 inhabitants, rural"; "" where it is not known."""

    place: SafeString
    words: str


@dataclass(frozen=True)
class Proof:
    """A piece of evidence on a page."""

    evidence: Evidence
    setting: Setting | None
    source: str  # a web address, or ""
    may_change: bool


@dataclass
class Knowledge:
    """A topic of a person: what one can ask, and on what it rests."""

    topic: Topic
    helps_with: str
    expertise_id: int
    proofs: list[Proof] = field(default_factory=list)

    @property
    def settings(self) -> list[str]:
        """The kinds of place in which it was gained, the most frequent first."""
        counted = Counter(proof.setting.words for proof in self.proofs if proof.setting and proof.setting.words)
        return [words for words, _count in counted.most_common()]


def place_link(place: Place) -> SafeString:
    """The name with the Kreis that tells it apart, as a link; needs `place.parent`."""
    above = place.parent.full_name if place.parent and place.parent.name != place.name else ""
    name = format_html(LINK, reverse("places:detail", args=(place.key, place.slug)), place.full_name)
    return format_html("{} ({})", name, above) if above else name


def setting_of(place: Place | None) -> Setting | None:
    if place is None:
        return None
    parts = [str(kind.label) for kind in (place.size_class, place.settlement_type) if kind is not None]
    return Setting(place_link(place), ", ".join(parts))


def web_link(address: str) -> SafeString | None:
    """A link that says where it leads; nothing for what is no web address."""
    if not is_web_address(address):
        return None
    shown = address.removeprefix("https://").removeprefix("http://").rstrip("/")
    return format_html('<a class="kern-link" href="{}" rel="noopener noreferrer">{}</a>', address, shown)


@dataclass(frozen=True)
class Belonging:
    """Somebody of an organisation: as what, when, and the offices held now."""

    person: Person
    function: str
    when: str
    offices: str


def member_of(membership: Any) -> Belonging:
    """`membership` as `queries.organisations.members_of` reads it."""
    held = ", ".join(f"{one.title}, {one.place.full_name}" for one in membership.person.held)
    return Belonging(membership.person, membership.function, term(membership.since, membership.until), held)


def term(since: date | None, until: date | None) -> str:
    """ "since 2019", "2014 to May 2020", "until 2020"; "" where nothing is known."""
    language = get_language()
    start = loosely(since, language=language) if since else ""
    end = loosely(until, end=True, language=language) if until else ""
    if start and end:
        return start if start == end else _("%(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return _("since %(start)s") % {"start": start}
    return _("until %(end)s") % {"end": end} if end else ""


def in_one_sentence(person: Person, today: date) -> str:
    """What the person says, else the offices held now."""
    held = [f"{one.title}, {one.place.full_name}" for one in person.offices.all() if is_current(one, today)]
    return person.headline or "; ".join(held)


def key_facts(person: Person, active: Iterable[Appointment], today: date) -> Iterator[tuple[str, Any]]:
    """Pairs for the box of key facts."""
    offices, memberships = list(person.offices.all()), list(person.memberships.all())
    yield _("Public office"), _lines(_office(one) for one in offices if is_current(one, today))
    yield _("Earlier"), _lines(_office(one) for one in offices if not is_current(one, today))
    yield _("Organisations"), _lines(_membership(one) for one in memberships if is_current(one, today))
    yield _("Earlier organisations"), _lines(_membership(one) for one in memberships if not is_current(one, today))
    yield _("Appointed"), _lines(_appointment(one) for one in active)
    yield _("Languages"), listing([language_name(code) for code in person.languages], language=get_language())


def terms_of(person: Person) -> list[tuple[str, PublicOffice | Membership, str]]:
    """("office" or "membership", the row, when), for the overview of the profile."""
    offices = [("office", office, term(office.since, office.until)) for office in person.offices.all()]
    return offices + [("membership", one, term(one.since, one.until)) for one in person.memberships.all()]


def field_name(name: str) -> str:
    """A name of the chronicle in the reader's language."""
    return str(FIELD_NAMES.get(name, name))


def language_name(code: str) -> str:
    """In the reader's language; the code itself where it is none that we know."""
    return str(get_language_info(code)["name_translated"]) if code in LANG_INFO else code


def knowledge(who: Who, topics: Iterable[Known], evidence: Iterable[Backing]) -> tuple[list[Knowledge], list[Proof]]:
    """What rests on which evidence, and the evidence that backs no topic."""
    known = {one.topic.pk: Knowledge(one.topic, one.helps_with, one.expertise_id) for one in topics if one.expertise_id}
    rest: list[Proof] = []
    for backing in evidence:
        proof = proof_of(who, backing.evidence)
        (known[backing.topic_id].proofs if backing.topic_id in known else rest).append(proof)
    return list(known.values()), rest


def proof_of(who: Who, evidence: Evidence) -> Proof:
    source = evidence.url if is_web_address(evidence.url) else ""
    return Proof(evidence, setting_of(evidence.place), source, may_change_evidence(who, evidence))


@dataclass(frozen=True)
class Reach:
    """The ways to reach a person that the reader may see, and whether there are others."""

    shown: list[Contact]
    hidden: bool


def reach(who: Who, person: Person) -> Reach:
    contacts = list(person.contacts.all())
    shown = [contact for contact in contacts if may_see_contact(who, contact)]
    return Reach(shown, len(shown) < len(contacts))


def _lines(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join(BREAK, "{}", ((part,) for part in parts))


def _office(office: PublicOffice) -> SafeString:
    when = term(office.since, office.until)
    return _with(format_html("{}, {}", office.title, place_link(office.place)), when)


def _membership(membership: Membership) -> SafeString:
    organisation = membership.organisation
    url = reverse("people:organisation", args=(organisation.pk, organisation.slug))
    name = format_html(LINK, url, organisation.name)
    named = format_html("{}, {}", membership.function, name) if membership.function else name
    return _with(named, term(membership.since, membership.until))


def _appointment(appointment: Appointment) -> SafeString:
    capacity = appointment.get_capacity_display()
    until = (
        _("until %(end)s") % {"end": long_date(appointment.ends_on, language=get_language())}
        if appointment.ends_on
        else ""
    )
    return _with(format_html("{}, {}", appointment.body.name, capacity), until)


def _with(words: SafeString, when: str) -> SafeString:
    return format_html('{} <span class="people-muted">({})</span>', words, when) if when else words
