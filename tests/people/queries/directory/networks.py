"""Small invented networks, and what the directory has to say of them, counted in plain Python from the same rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from hypothesis import strategies as st
from tests.people.conftest import NOW
from tests.registered import make_place

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Topic
from ideenschmiede.people.models import (
    Appointment,
    Body,
    Expertise,
    Membership,
    OfficeKind,
    Organisation,
    Person,
    PublicOffice,
    Sector,
)
from ideenschmiede.places.models import Place, fold

SHORT = ("klima", "it", "energie")
OPEN = {"noticed", "proposed", "invited", "accepted"}
BOUNDS = (0, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
PARAMS = ("thema", "land", "groesse", "siedlung", "bereich", "amt", "gremium", "stand")


@dataclass(frozen=True)
class Term:
    """What holds from `since` to `until`, in days from today; None: open."""

    what: int
    where: int
    since: int | None
    until: int | None

    def days(self) -> dict[str, date | None]:
        today = timezone.localdate()
        return {
            name: None if days is None else today + timedelta(days=days)
            for name, days in (("since", self.since), ("until", self.until))
        }


@dataclass(frozen=True)
class Sketch:
    """A person to be stored."""

    name: str
    public: bool
    erased: bool
    network: tuple[str, ...]
    group: str
    offices: tuple[Term, ...]
    memberships: tuple[Term, ...]
    known: frozenset[str]
    chosen: frozenset[str]


_PAST = st.one_of(st.none(), st.sampled_from([-900, -1, 0]))
_FUTURE = st.one_of(st.none(), st.sampled_from([0, 1, 900]))
_TODAY = st.tuples(_PAST, _FUTURE)
_OVER = st.sampled_from([(-900, -1), (1, 900), (None, -1), (1, None)])
_WHEN = st.one_of(_TODAY, _TODAY.map(tuple), _TODAY.map(tuple), _OVER)  # mostly what holds today
_TERM = st.builds(lambda what, where, when: Term(what, where, *when), st.integers(0, 6), st.integers(0, 4), _WHEN)
_NETWORK = st.sampled_from(
    [
        (),
        ("ended",),
        ("declined",),
        ("invited",),
        ("noticed",),
        ("active", "ended"),
        ("active", "invited"),
        ("ended", "accepted"),
    ]
)
SKETCH = st.builds(
    Sketch,
    name=st.sampled_from(["Anker", "Ähre", "Berg", "von Berg", "Zöllner"]),
    public=st.booleans(),
    erased=st.sampled_from([False, False, False, True]),
    network=st.one_of(st.just(("active",)), _NETWORK),
    group=st.sampled_from(["", "", "active", "ended"]),
    offices=st.lists(_TERM, max_size=3).map(tuple),
    memberships=st.lists(_TERM, max_size=2).map(tuple),
    known=st.frozensets(st.sampled_from(SHORT), max_size=2),
    chosen=st.frozensets(st.sampled_from(SHORT), max_size=1),
)


def make_places(kalletal: Place, luebz: Place) -> list[Place]:
    """A rural town, an urban one, a Kreis, a village without a figure, one without an area."""
    Place.objects.filter(pk=kalletal.pk).update(area_ha=11_242, latitude=52.1, longitude=9.0)
    Place.objects.filter(pk=luebz.pk).update(area_ha=500, latitude=53.5, longitude=12.0)
    Place.objects.filter(pk=kalletal.parent_id).update(population=340_000, area_ha=124_600)
    unknown = make_place("05766001", "Ohnezahl", area_ha=900, parent=kalletal.parent)
    small = make_place("13076001", "Weiler", population=150, parent=luebz.parent, latitude=53.6, longitude=11.0)
    return [*Place.objects.filter(pk__in=[kalletal.pk, luebz.pk, kalletal.parent_id]).order_by("key"), unknown, small]


def make_bodies() -> tuple[Body, Body]:
    network = Body.objects.get(kind=Body.Kind.NETWORK)
    return network, Body.objects.create(kind="working_group", slug="digitales", name="Digitales", created_at=NOW)


def store(sketch: Sketch, places: list[Place], bodies: tuple[Body, Body]) -> Person:
    """Past the actions: also what these would not leave behind, as an erased person who still holds an office."""
    times = {"created_at": NOW, "changed_at": NOW}
    person = Person.objects.create(
        given_name="Mara", family_name=sketch.name, visibility="public" if sketch.public else "network",
        erased_at=NOW if sketch.erased else None, **times,
    )  # fmt: skip
    topics = {topic.slug: topic for topic in Topic.objects.filter(slug__in=SHORT)}
    person.topics.set(topics[slug] for slug in sketch.chosen)
    for slug in sketch.known:
        Expertise.objects.create(person=person, topic=topics[slug], created_at=NOW)
    with writing():
        for body, statuses in zip(bodies, (sketch.network, [sketch.group] if sketch.group else []), strict=True):
            for status in statuses:
                Appointment.objects.create(person=person, body=body, status=status, **times)
    for term in sketch.offices:
        kind = OfficeKind.values[term.what]
        PublicOffice.objects.create(person=person, kind=kind, title="Amt", place=places[term.where], **term.days())
    for term in sketch.memberships:
        sector = Sector.values[term.what]
        place = places[term.where] if term.where else None
        organisation, _made = Organisation.objects.get_or_create(
            name=f"{sector} {term.where}", defaults={"sector": sector, "place": place, "created_at": NOW}
        )
        Membership.objects.create(person=person, organisation=organisation, **term.days())
    return person


# ── the reference: one person at a time, nothing shared with the directory ────────────────────────────────────────────


@dataclass(frozen=True)
class Told:
    """What the directory must know of one person: values of each filter."""

    pk: int
    name: str
    public: bool
    values: dict[str, frozenset[str]]

    def fits(self, chosen: dict[str, str], words: str) -> bool:
        return all(value in self.values[param] for param, value in chosen.items()) and all(
            word in self.name for word in fold(words).split()
        )


def told() -> list[Told]:
    """Everybody who was not erased, by name and number."""
    found = [_told(person) for person in Person.objects.filter(erased_at=None)]
    return sorted(found, key=lambda one: (one.name, one.pk))


def seen(everybody: list[Told], reader: str) -> list[Told]:
    """`reader` is guest, member or office."""
    if reader == "office":
        return everybody
    return [one for one in everybody if "member" in one.values["stand"] and (one.public or reader == "member")]


def _told(person: Person) -> Told:
    today = timezone.localdate()
    offices = [one for one in person.offices.select_related("place") if _holds(one, today)]
    belongs = [one for one in person.memberships.select_related("organisation__place") if _holds(one, today)]
    places = [one.place for one in offices] or [one.organisation.place for one in belongs if one.organisation.place]
    expertise = person.expertise.values_list("topic__slug", flat=True)
    terms = list(person.appointments.values_list("status", "body__slug"))
    values = {
        "thema": {*person.topics.values_list("slug", flat=True), *expertise},
        "land": {place.key[:2] for place in places},
        "groesse": {_size(place) for place in places},
        "siedlung": {_settlement(place) for place in places},
        "bereich": {one.organisation.sector for one in belongs} | ({"municipality"} if offices else set()),
        "amt": {one.kind for one in offices},
        "gremium": {slug for status, slug in terms if status == "active"},
        "stand": {_standing({status for status, _slug in terms})},
    }
    return Told(
        person.pk,
        fold(f"{person.family_name} {person.given_name}"),
        person.visibility == "public",
        {param: frozenset(found) - {""} for param, found in values.items()},
    )


def _holds(one: PublicOffice | Membership, today: date) -> bool:
    return (one.since is None or one.since <= today) and (one.until is None or today <= one.until)


def _size(place: Place) -> str:
    if place.level != "municipality" or place.population is None:
        return ""
    return str(max(bound for bound in BOUNDS if bound <= place.population))


def _settlement(place: Place) -> str:
    if place.population is None or not place.area_ha:
        return ""
    density = place.population / (place.area_ha / 100)
    return "rural" if density < 150 else "urban" if density >= 500 else "between"


def _standing(statuses: set[str]) -> str:
    if "active" in statuses:
        return "member"
    return "under_way" if statuses & OPEN else "former" if statuses else "never"
