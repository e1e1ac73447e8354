"""How practices and needs become search documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch

from ideenschmiede.base.models import Event
from ideenschmiede.base.search import Document
from ideenschmiede.places.models import RegisterImport
from ideenschmiede.transfer.models import Adoption, Need, Outcome, Practice

COST_STEPS = (0, 10_000, 50_000, 250_000)  # lower bounds in €: a filter with few, telling steps
RAN = (Adoption.State.RUNNING, Adoption.State.KEPT, Adoption.State.ENDED)
LONGEST_TITLE = 120  # characters of a need that stand for its title
MOST_PLACES = 8  # other places whose likeness counts for the fit, besides the practice's own
PLACES = ("place", *(f"place{number}" for number in range(2, MOST_PLACES + 2)))
"""The columns with the ids of the places where a practice ran, its own first."""

SUCCESS = {Outcome.WORKED: 1.0, Outcome.PARTLY: 0.5, Outcome.FAILED: 0.0, Outcome.STOPPED: 0.0}
"""How far each known outcome is a success, as `cores.forecast` counts it; the open ones are not in here."""


class Practices:
    """Practices, with what the matching filters, sorts and weighs by."""

    kind = "practice"
    subject = Practice._meta.label_lower
    register = RegisterImport._meta.label_lower

    def touched_by(self, event: Event) -> list[int] | None:
        """Ids of the practices that an event may have changed; a new register may change the size of any place."""
        if event.subject_type == self.register:
            return None
        return [event.subject_id] if event.subject_type == self.subject else []

    def all_ids(self) -> list[int]:
        return list(Practice.objects.order_by("pk").values_list("pk", flat=True))

    def build(self, ids: Iterable[int]) -> Iterator[Document]:
        """Documents of those of `ids` that still exist; three queries a batch."""
        ran = Adoption.objects.filter(state__in=RAN).order_by("since", "pk").only("practice", "place", "outcome")
        rows = (
            Practice.objects.filter(pk__in=list(ids))
            .select_related("place")
            .prefetch_related("topics", Prefetch("adoptions", queryset=ran, to_attr="ran"))
        )
        for practice in rows:
            yield _practice_document(practice, practice.ran)


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
                title=_beginning(need.text),
                text=f"{need.text}\n{need.place.name}",
                meaning=need.text[:1_000],
                visibility=need.visibility,
                url=f"/loesungen/gesuche/{need.pk}/",
            )


def _beginning(text: str) -> str:
    """What stands for a title: the first words, none of them cut."""
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE + 1].rpartition(" ")[0] or text[:LONGEST_TITLE]


def cost_step(practice: Practice) -> int | None:
    """The step of the first year's cost; None when no cost is given."""
    given = [cost for cost in (practice.cost_once, practice.cost_yearly) if cost is not None]
    if not given:
        return None
    return max(step for step in COST_STEPS if step <= sum(given))


def _practice_document(practice: Practice, ran: list[Adoption]) -> Document:
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
        meaning=f"{practice.title}. {practice.summary} {practice.problem}".strip()[:2_000],
        visibility=practice.visibility,
        url=f"/loesungen/{practice.pk}/",
        facets=tuple(_facets(practice, topics)),
        numbers=_numbers(practice, ran),
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


def _numbers(practice: Practice, ran: list[Adoption]) -> dict[str, float]:
    """Columns for fit, evidence and forecast. Dates are proleptic ordinals (days).

    `known` 1 when the place itself tells the outcome · `adoptions` other places where it ran · `reports` those of
    them whose outcome is known · `successes` the sum of all known outcomes, each as `SUCCESS` counts it.
    """
    told = [SUCCESS[Outcome(adoption.outcome)] for adoption in ran if adoption.outcome in SUCCESS]
    own = [SUCCESS[Outcome(practice.outcome)]] if practice.outcome in SUCCESS else []
    numbers: dict[str, float] = {
        "known": len(own),
        "adoptions": len(ran),
        "reports": len(told),
        "successes": sum(told) + sum(own),
        "sources": len(practice.sources),
    }
    where = [practice.place_id, *(adoption.place_id for adoption in ran)]
    numbers.update({name: pk for name, pk in zip(PLACES, where, strict=False) if pk is not None})
    if practice.contact_confirmed_on:
        numbers["confirmed"] = practice.contact_confirmed_on.toordinal()
    given = [cost for cost in (practice.cost_once, practice.cost_yearly) if cost is not None]
    if given:
        numbers["cost"] = sum(given)
    if practice.started_on:
        numbers["year"] = practice.started_on.year
    return numbers
