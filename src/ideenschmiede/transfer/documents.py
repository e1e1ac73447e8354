"""How practices and needs become search documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Count, Q

from ideenschmiede.base.models import Event
from ideenschmiede.base.search import Document
from ideenschmiede.transfer.models import Need, Outcome, Practice

COST_STEPS = (0, 10_000, 50_000, 250_000)  # lower bounds in €: a filter with few, telling steps


class Practices:
    """Practices, with what the matching filters, sorts and weighs by."""

    kind = "practice"
    subject = Practice._meta.label_lower

    def touched_by(self, event: Event) -> list[int]:
        """Ids of the practices that an event may have changed."""
        return [event.subject_id] if event.subject_type == self.subject else []

    def all_ids(self) -> list[int]:
        return list(Practice.objects.order_by("pk").values_list("pk", flat=True))

    def build(self, ids: Iterable[int]) -> Iterator[Document]:
        """Documents of those of `ids` that still exist; two queries a batch."""
        rows = (
            Practice.objects.filter(pk__in=list(ids))
            .select_related("place")
            .prefetch_related("topics")
            .annotate(reports=Count("adoptions", filter=Q(adoptions__outcome__in=_known())))
        )
        for practice in rows:
            yield _practice_document(practice, practice.reports)


class Needs:
    """Open needs, so that others who look for the same find each other."""

    kind = "need"
    subject = Need._meta.label_lower

    def touched_by(self, event: Event) -> list[int]:
        return [event.subject_id] if event.subject_type == self.subject else []

    def all_ids(self) -> list[int]:
        return list(Need.objects.filter(is_open=True).order_by("pk").values_list("pk", flat=True))

    def build(self, ids: Iterable[int]) -> Iterator[Document]:
        for need in Need.objects.filter(pk__in=list(ids), is_open=True).select_related("place"):
            yield Document(
                kind=self.kind,
                key=str(need.pk),
                title=need.text[:120],
                text=f"{need.text}\n{need.place.name}",
                meaning=need.text[:1_000],
                visibility=need.visibility,
                url=f"/loesungen/gesuche/{need.pk}/",
            )


def _known() -> list[str]:
    return [outcome.value for outcome in Outcome if outcome != Outcome.OPEN]


def cost_step(practice: Practice) -> int | None:
    """The step of the first year's cost; None when no cost is given."""
    given = [cost for cost in (practice.cost_once, practice.cost_yearly) if cost is not None]
    if not given:
        return None
    return max(step for step in COST_STEPS if step <= sum(given))


def _practice_document(practice: Practice, reports: int) -> Document:
    topics = [topic.slug for topic in practice.topics.all()]
    parts = (
        practice.summary,
        practice.problem,
        practice.done,
        practice.results,
        practice.hard,
        practice.conditions,
        practice.lessons,
        practice.place.name if practice.place else practice.place_text,
    )
    return Document(
        kind=Practices.kind,
        key=str(practice.pk),
        title=practice.title,
        text="\n".join(filter(None, parts)),
        meaning=". ".join(filter(None, (practice.title, practice.summary, practice.problem)))[:2_000],
        visibility=practice.visibility,
        url=f"/loesungen/{practice.pk}/",
        facets=tuple(_facets(practice, topics)),
        numbers=_numbers(practice, reports),
    )


def _facets(practice: Practice, topics: list[str]) -> Iterator[str]:
    yield from (f"topic:{slug}" for slug in topics)
    yield f"outcome:{practice.outcome}"
    place = practice.place
    if place:
        yield f"land:{place.land_key}"
        if place.size_class is not None:
            yield f"size:{place.size_class.value}"
    step = cost_step(practice)
    if step is not None:
        yield f"cost:{step}"
    if practice.started_on:
        yield f"year:{practice.started_on.year}"


def _numbers(practice: Practice, reports: int) -> dict[str, float]:
    """Columns for fit and evidence. Dates are proleptic ordinals (days)."""
    numbers: dict[str, float] = {
        "reports": reports + (practice.outcome != Outcome.OPEN),
        "results": float(bool(practice.results.strip())),
        "sources": len(practice.sources),
    }
    if practice.place_id:
        numbers["place"] = practice.place_id
    if practice.contact_confirmed_on:
        numbers["confirmed"] = practice.contact_confirmed_on.toordinal()
    given = [cost for cost in (practice.cost_once, practice.cost_yearly) if cost is not None]
    if given:
        numbers["cost"] = sum(given)
    if practice.started_on:
        numbers["year"] = practice.started_on.year
    return numbers
