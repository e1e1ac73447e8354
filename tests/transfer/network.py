"""A small network with a real index: places of several sizes, practices one can tell apart, no model of meaning.

A folder of tests that uses it has a conftest.py that imports the fixture `world`.
"""

from datetime import UTC, date, datetime

import pytest

from ideenschmiede.base import finding
from ideenschmiede.base.models import Topic
from ideenschmiede.places.models import Level, Place, RegisterImport
from ideenschmiede.site.indexing import rebuild
from ideenschmiede.transfer.models import Adoption, Need, Practice

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)


class World:
    """Makes places and practices, and indexes them."""

    def __init__(self) -> None:
        self.made = 0
        RegisterImport.objects.create(source="test", sha256="0" * 64, imported_at=NOW)

    def place(self, name: str, population: int | None = 10_000, area_ha: int | None = 10_000, **more) -> Place:
        self.made += 1
        key = more.pop("key", f"05{self.made:06}")
        land, _created = Place.objects.get_or_create(
            key=key[:2],
            defaults={"level": Level.LAND, "name": f"Land {key[:2]}", "source": "test"},
        )
        return Place.objects.create(
            key=key,
            level=more.pop("level", Level.MUNICIPALITY),
            name=name,
            parent=land,
            population=population,
            area_ha=area_ha,
            source="test",
            **more,
        )

    def practice(self, title: str, *, topics: tuple[str, ...] = (), adopted: tuple = (), **more) -> Practice:
        """`adopted` holds (place, state, outcome) of each adoption."""
        practice = Practice.objects.create(
            **{"title": title, "summary": f"{title}, kurz erzählt.", "created_at": NOW, "changed_at": NOW, **more}
        )
        practice.topics.set(Topic.objects.filter(slug__in=topics))
        for place, state, outcome in adopted:
            Adoption.objects.create(practice=practice, place=place, state=state, outcome=outcome, changed_at=NOW)
        return practice

    def need(self, text: str, place: Place, **more) -> Need:
        return Need.objects.create(**{"text": text, "place": place, "created_at": NOW, "visibility": "public", **more})

    def index(self) -> None:
        rebuild()
        finding.close()


@pytest.fixture
def world(db, settings, tmp_path) -> World:
    settings.INDEX_DIR = tmp_path / "index"
    settings.EMBEDDINGS = "none"
    settings.SEARCHES_PER_MINUTE = 0
    finding.close()
    yield World()
    finding.close()
