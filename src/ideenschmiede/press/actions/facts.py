"""Correct, add, drop the facts of a clipping. All of it stays in the draft: nothing is saved before confirmation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Topic, Who
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.sdgs import SDGS
from ideenschmiede.people.models import Organisation, Person
from ideenschmiede.places.models import Place
from ideenschmiede.press.actions.errors import ClippingError
from ideenschmiede.press.actions.reading_again import LONGEST, fact_id
from ideenschmiede.press.actions.working import keep, under_review
from ideenschmiede.press.models import Clipping, Mention
from ideenschmiede.press.queries.drafts import Draft, DraftFact, Span, State, draft_of

MOST_FACTS = 500


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What a fact should say. `detail` replaces what it names; a person is an existing one, a new one, or nobody."""

    value: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = None
    person: Person | None = None
    new_person: bool = False
    organisation: Organisation | None = None


@transaction.atomic
def correct_fact(*, clipping: Clipping, fact: str, to: Correction, by: Who | None, at: datetime) -> None:
    """Let a fact say something else; it keeps its places in the text. Raises `ClippingError`, naming the field."""
    current = under_review(clipping, by)
    draft = draft_of(current)
    old = _fact(draft, fact)
    state: State = "added" if old.state == "added" else "corrected"
    keep(current, draft.with_fact(_corrected(replace(old, state=state), to)), at)


@transaction.atomic
def add_fact(*, clipping: Clipping, kind: str, to: Correction, by: Who | None, at: datetime) -> str:
    """Add what the software did not find; where the text has these words, they are its place. Returns the fact's id."""
    current = under_review(clipping, by)
    draft = draft_of(current)
    if kind not in Mention.Kind.values:
        raise ClippingError(_("Please choose what kind of fact it is."), "kind")
    if len(draft.facts) >= MOST_FACTS:
        raise ClippingError(_("There are too many facts already. Please remove some first."))
    bare = _corrected(DraftFact(id="", kind=kind, value="", state="added"), to)
    key = fact_id(kind, bare.value)
    if (known := draft.fact(key)) and not known.is_dropped:
        raise ClippingError(_("This fact is already in the list."), "value")
    words = bare.detail.get("name") or bare.value
    spans, originals = _places_of(words, current.mended), _places_of(words, current.original)
    keep(current, draft.with_fact(replace(bare, id=key, spans=spans, originals=originals)), at)
    return key


@transaction.atomic
def remove_fact(*, clipping: Clipping, fact: str, by: Who | None, at: datetime) -> None:
    """Drop a fact that is none; `restore_fact` fetches it back."""
    _set_state(clipping, fact, dropped=True, by=by, at=at)


@transaction.atomic
def restore_fact(*, clipping: Clipping, fact: str, by: Who | None, at: datetime) -> None:
    """Undo `remove_fact`; what it said before, it says again."""
    _set_state(clipping, fact, dropped=False, by=by, at=at)


def _set_state(clipping: Clipping, fact: str, *, dropped: bool, by: Who | None, at: datetime) -> None:
    current = under_review(clipping, by)
    draft = draft_of(current)
    old = _fact(draft, fact)
    if old.is_dropped != dropped:
        keep(current, draft.with_fact(replace(old, state="dropped" if dropped else "corrected")), at)


def _fact(draft: Draft, key: str) -> DraftFact:
    found = draft.fact(key)
    if found is None:
        raise ClippingError(_("This fact is no longer there. Please look at the text again."))
    return found


def _corrected(fact: DraftFact, to: Correction) -> DraftFact:
    """Raises `ClippingError` for a value that this kind cannot have."""
    detail = {**fact.detail, **{name: one_line(text)[:LONGEST] for name, text in to.detail.items()}}
    detail.pop("candidates", None)
    value = one_line(to.value)
    if fact.kind == Mention.Kind.PLACE:
        if to.place is None:
            raise ClippingError(_("Please choose a place of the register."), "place")
        return replace(fact, value=to.place.key, place=to.place.pk, detail={**detail, "name": to.place.full_name})
    _check(fact.kind, value)
    if fact.kind == Mention.Kind.TOPIC:
        detail["name"] = str(Topic.objects.get(slug=value))
    return replace(
        fact,
        value=value,
        detail={name: text for name, text in detail.items() if text},
        place=to.place.pk if to.place else None,
        person=to.person.pk if to.person else None,
        new_person=to.new_person and to.person is None,
        organisation=to.organisation.pk if to.organisation else None,
    )


def _check(kind: str, value: str) -> None:
    if not value:
        raise ClippingError(_("Please say what the text says."), "value")
    if len(value) > LONGEST:
        raise ClippingError(_("Please keep to 300 characters."), "value")
    if kind == Mention.Kind.DATE and not _is_date(value):
        raise ClippingError(_("Please write the date as 17.05.2023."), "value")
    if kind == Mention.Kind.TOPIC and not Topic.objects.filter(slug=value).exists():
        raise ClippingError(_("Please choose one of the network's topics."), "value")
    if kind == Mention.Kind.SDG and value not in map(str, SDGS):
        raise ClippingError(_("Please choose one of the seventeen goals."), "value")


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _places_of(words: str, text: str) -> tuple[Span, ...]:
    """Where the text has these very words."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + len(words))
    return tuple(found)
