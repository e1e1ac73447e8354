"""With what the confirmation of an article begins: who leads is ticked, who was asked once is not."""

import re

import pytest
from django.utils import timezone

from ideenschmiede.base.models import Topic
from ideenschmiede.press.models import Clipping
from ideenschmiede.press.queries.drafts import Draft, DraftFact

pytestmark = pytest.mark.django_db
ONCE, TWICE = ((0, 5),), ((0, 5), (9, 14))


def person(key, office, place=None, spans=ONCE, **more):
    detail = {"office": office} if office else {}
    return DraftFact(id=key, kind="person", value=key.title(), detail=detail, place=place, spans=spans, **more)


def topic(slug, spans=ONCE):
    return DraftFact(id=f"topic-{slug}", kind="topic", value=slug, spans=spans)


@pytest.fixture
def ticked(client, office):
    """A function: what is ticked in this field when the form opens."""
    client.force_login(office)

    def open_form(field, *facts):
        now = timezone.now()
        clipping = Clipping.objects.create(
            kind="paste", sha256="a" * 64, original="Text", mended="Text", title="Bus",
            draft=Draft(facts=facts).dump(), created_at=now, changed_at=now,
        )  # fmt: skip
        boxes = re.findall(
            rf'<input[^>]*name="{field}"[^>]*>', client.get(f"/presse/ausschnitte/{clipping.pk}/bestaetigen/").text
        )
        assert boxes
        return [re.search(r'value="([^"]+)"', box)[1] for box in boxes if "checked" in box]

    return open_form


@pytest.mark.parametrize("title", ["Bürgermeisterin", "Oberbürgermeister", "Landrätin"])
def test_who_leads_a_place_is_ticked_even_when_named_once(ticked, title):
    assert ticked("persons", person("ada", title)) == ["ada"]


def test_a_bystander_with_an_office_is_not_ticked(ticked, kalletal, luebz):
    assert ticked(
        "persons",
        DraftFact(id="kalletal", kind="place", value=kalletal.key, place=kalletal.pk, spans=ONCE),
        person("ada", "Bürgermeisterin", kalletal.pk),
        person("once", "Bauamtsleiter", kalletal.pk),
        person("elsewhere", "Bauamtsleiter", luebz.pk, spans=TWICE),
        person("nothing", "", kalletal.pk, spans=TWICE),
    ) == ["ada"]


def test_who_holds_an_office_at_a_place_of_the_article_and_is_named_again_is_ticked(ticked, kalletal):
    place = DraftFact(id="kalletal", kind="place", value=kalletal.key, place=kalletal.pk, spans=ONCE)
    assert ticked("persons", place, person("often", "Bauamtsleiter", kalletal.pk, spans=TWICE)) == ["often"]


def test_a_dropped_place_makes_nobody_leading(ticked, kalletal):
    place = DraftFact(id="kalletal", kind="place", value=kalletal.key, place=kalletal.pk, spans=ONCE, state="dropped")
    assert ticked("persons", place, person("often", "Bauamtsleiter", kalletal.pk, spans=TWICE)) == []


def keys(*topics):
    return sorted(str(one.pk) for one in topics)


def test_few_topics_are_all_ticked(ticked):
    few = list(Topic.objects.all()[:3])
    assert sorted(ticked("topics", *(topic(one.slug) for one in few))) == keys(*few)


def test_of_many_topics_those_named_again_are_ticked(ticked):
    many = list(Topic.objects.all()[:4])
    facts = [topic(one.slug, TWICE if one == many[2] else ONCE) for one in many]
    assert ticked("topics", *facts) == keys(many[2])


def test_no_topic_is_ticked_where_none_was_found(ticked):
    assert ticked("topics", person("ada", "Bürgermeisterin")) == []
