"""A person is erased: the press forgets the name, wherever it stands, and keeps the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Q

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Event, Visibility
from ideenschmiede.people.models import Evidence, Person
from ideenschmiede.places.models import fold
from ideenschmiede.press.actions.names import any_name, last_word, masked, masked_tree, whole_name
from ideenschmiede.press.models import Clipping, Mention, Release
from ideenschmiede.press.queries.drafts import DraftFact, draft_of

TEXTS = {
    Clipping: ("original", "mended", "title", "quote"),
    Release: ("title", "subtitle", "body"),
    Evidence: ("title", "shows", "url"),
}


def forget_person(event: Event) -> None:
    """For `person.erased`, before the names are gone: no mention, no highlight, no name in texts and drafts is left.

    Where the article is about the person, the family name alone is masked, too; elsewhere it may be another's, and so
    may the whole name where it is linked to a namesake.
    Masked letters are as many as they were, so that the places of the other facts still fit.
    """
    person = Person.objects.get(pk=event.subject_id)
    for clipping in _clippings_with(person):
        about = _is_about(clipping, person)
        others = [mention.person for mention in clipping.mentions.select_related("person") if mention.person]
        if not about and _has_namesake(person, others):
            continue
        if _forget_in(clipping, person, _pattern(person, alone=about)):
            _note("clipping.person_forgotten", clipping, event)
    for release in _releases_with(person):
        appointed = [release.appointment.person] if release.appointment else []
        about = person in appointed
        if not about and _has_namesake(person, appointed):
            continue
        if changed := _mask(release, _pattern(person, alone=about)):
            release.save(update_fields=changed)
            _note("release.person_forgotten", release, event)


def _pattern(person: Person, *, alone: bool) -> re.Pattern[str]:
    return (any_name if alone else whole_name)(person.given_name, person.family_name)


def _has_namesake(person: Person, others: Iterable[Person]) -> bool:
    """Whether the name means somebody else of the same name here."""
    name = fold(f"{person.given_name} {person.family_name}")
    return any(fold(f"{one.given_name} {one.family_name}") == name for one in others)


def _named(person: Person, model: type[Clipping] | type[Release]) -> Q:
    """Rows that may hold the name; a query finds the last word of it, the pattern the rest."""
    surname, wanted = last_word(person.family_name), Q()
    for name in TEXTS[model] if surname else ():
        wanted |= Q(**{f"{name}__icontains": surname})
    return wanted


def _clippings_with(person: Person) -> list[Clipping]:
    wanted = Q(mentions__person=person) | Q(evidence__person=person) | _named(person, Clipping)
    ids = Clipping.objects.filter(wanted).order_by().values_list("pk", flat=True).distinct()
    return list(Clipping.objects.filter(pk__in=list(ids)).order_by("pk").select_for_update())


def _releases_with(person: Person) -> list[Release]:
    wanted = Q(appointment__person=person) | _named(person, Release)
    return list(Release.objects.filter(wanted).select_related("appointment__person").order_by("pk"))


def _is_about(clipping: Clipping, person: Person) -> bool:
    linked = clipping.mentions.filter(person=person) or clipping.evidence.filter(person=person)
    return bool(linked) or any(fact.person == person.pk for fact in draft_of(clipping).facts)


def _forget_in(clipping: Clipping, person: Person, pattern: re.Pattern[str]) -> bool:
    """Mask the name and remove what points to the person; False where nothing did and nothing was found."""
    gone, _rows = clipping.mentions.filter(person=person).delete()
    gone += sum(_forget_mention(mention, pattern) for mention in clipping.mentions.all())
    for evidence in clipping.evidence.exclude(person=person):
        if changed := _mask(evidence, pattern):
            evidence.save(update_fields=changed)
    changed = _mask(clipping, pattern)
    for name in ("url", "file_name"):  # masked, an address would lead nowhere
        if pattern.search(_spoken(getattr(clipping, name))):
            setattr(clipping, name, "")
            changed.append(name)
    if clipping.draft is not None:
        before, clipping.draft = clipping.draft, masked_tree(_without(clipping, person, pattern), pattern)
        changed += [] if before == clipping.draft else ["draft"]
    if changed:
        clipping.save(update_fields=changed)
    return bool(gone or changed)


def _spoken(address: str) -> str:
    """ "…/mario-hecker-berufen.html" → "… Mario Hecker Berufen Html": as a name would be written."""
    return re.sub(r"[\W_]+", " ", address).title()


def _forget_mention(mention: Mention, pattern: re.Pattern[str]) -> bool:
    value, detail = masked(mention.value, pattern), masked_tree(mention.detail, pattern)
    if (value, detail) == (mention.value, mention.detail):
        return False
    if mention.kind == Mention.Kind.PERSON:
        mention.delete()
        return True
    mention.value, mention.detail = value, detail
    mention.save(update_fields=["value", "detail"])
    return True


def _without(clipping: Clipping, person: Person, pattern: re.Pattern[str]) -> dict[str, Any]:
    draft = draft_of(clipping)

    def is_them(fact: DraftFact) -> bool:
        return fact.kind == Mention.Kind.PERSON and (fact.person == person.pk or bool(pattern.search(fact.value)))

    return replace(draft, facts=tuple(fact for fact in draft.facts if not is_them(fact))).dump()


def _mask(thing: Clipping | Release | Evidence, pattern: re.Pattern[str]) -> list[str]:
    """Mask the texts of the row; returns the names of the fields that changed."""
    changed = []
    for name in TEXTS[type(thing)]:
        before = getattr(thing, name)
        after = masked(before, pattern)
        if after != before:
            setattr(thing, name, after)
            changed.append(name)
    return changed


def _note(verb: str, thing: Clipping | Release, event: Event) -> None:
    """An event of its own: the search index and kept pages follow it. Who asked for it stands at the erasure."""
    record(verb=verb, subject=thing, by=None, at=event.time, visibility=Visibility(event.visibility))
