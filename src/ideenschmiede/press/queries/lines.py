"""Releases and articles about a person or a place, as lines of a list: one query for both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import visibilities
from ideenschmiede.people.models import Evidence, Person
from ideenschmiede.places.models import Place
from ideenschmiede.press.models import Clipping, Release
from ideenschmiede.press.rules import may_write_releases

RELEASE, ARTICLE = "release", "article"
COLUMNS = ("what", "pk", "title", "source", "published_on", "status")

TEXT = CharField()

Rows = QuerySet[Any, tuple[Any, ...]]


@dataclass(frozen=True)
class Line:
    """One release or article; `source` is the newspaper of an article."""

    what: str
    pk: int
    title: str
    source: str
    published_on: date | None
    status: str

    @property
    def slug(self) -> str:
        return (Release if self.what == RELEASE else Clipping)(title=self.title).slug

    @property
    def state(self) -> str:
        """The status of a release in words."""
        return str(Release.Status(self.status).label)


def about_person(who: Who, person: Person, most: int) -> list[Line]:
    """Releases about the person's appointments and articles that are evidence for them, the latest first."""
    releases = Release.objects.filter(appointment__person=person)
    if not may_write_releases(who):
        releases = releases.filter(status=Release.Status.PUBLISHED)
    rows: Rows = releases.order_by().annotate(what=Value(RELEASE, TEXT), source=Value("", TEXT)).values_list(*COLUMNS)
    both = rows.union(_articles(who, Q(person=person)), all=True)
    lines = [Line(*row) for row in both.order_by("-published_on", "-pk")[:most]]
    # databases do not agree on where a row without a date belongs: drafts come first
    return sorted(lines, key=lambda line: (line.published_on or date.max, line.pk), reverse=True)


def about_place(who: Who, place: Place, most: int) -> list[Line]:
    """Articles that are evidence for the place itself."""
    return [Line(*row) for row in _articles(who, Q(place=place)).order_by("-published_on", "-pk")[:most]]


def _articles(who: Who, about: Q) -> Rows:
    seen = Evidence.objects.filter(about, clippings=OuterRef("pk"), visibility__in=visibilities(who))
    found = Clipping.objects.filter(Exists(seen), status=Clipping.Status.CONFIRMED).order_by()
    return found.annotate(what=Value(ARTICLE, TEXT), source=F("paper")).values_list(*COLUMNS)
