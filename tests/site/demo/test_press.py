"""The press of the demo: read by the software itself, marked as invented, about people and places of the demo alone."""

import pytest
from django.utils import timezone

from ideenschmiede.base import chronicle
from ideenschmiede.people.models import Evidence, Expertise, Person
from ideenschmiede.press.models import Clipping, Mention, Release
from ideenschmiede.press.queries.drafts import draft_of
from ideenschmiede.site.demo.loader import load_demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.BASE_URL = "http://127.0.0.1:8000"
    load_demo(at=timezone.now())


def test_all_of_it_is_marked_as_an_example(demo):
    for model in (Clipping, Release):
        assert model.objects.exists()
        assert not model.objects.filter(is_example=False).exists()


def test_the_confirmed_article_is_evidence_for_somebody_known(demo):
    clipping = Clipping.objects.get(status="confirmed")
    person = Person.objects.get(family_name="Okafor")  # nobody was recorded twice
    assert {(one.person, one.place.name) for one in clipping.evidence.all()} == {
        (person, "Erlenzell"),
        (None, "Erlenzell"),
    }
    assert Expertise.objects.filter(person=person, topic__slug="klima", evidence__clippings=clipping).exists()
    assert "Hitzeaktionsplans, den Bürgermeister Jan" in clipping.mended
    assert clipping.paper.startswith("Küstenmark-Rundschau")
    for mention in clipping.mentions.filter(place__name="Erlenzell"):
        assert clipping.mended[mention.start : mention.end] == "Erlenzell"


def test_the_other_waits_and_shows_what_mending_does(demo):
    draft = draft_of(Clipping.objects.get(status="new"))
    assert {"joined", "undoubled"} <= {change["kind"] for change in draft.changes}
    found = {fact.value: fact for fact in draft.facts}
    assert found["Greta Lindhorst"].new_person
    assert found["99002007"].place
    assert draft.open
    assert not Evidence.objects.filter(title__contains="Quellenroda holt").exists()


def test_only_places_of_the_demo_are_named(demo):
    assert all(
        key.startswith("99") for key in Mention.objects.filter(kind="place").values_list("place__key", flat=True)
    )
    for fact in draft_of(Clipping.objects.get(status="new")).facts:
        assert fact.kind != "place" or fact.value.startswith("99")


def test_the_release_is_out_with_consent_and_the_chronicle_holds(demo):
    release = Release.objects.get()
    assert release.status == "published"
    assert "Okafor" in release.title
    chronicle.seal()
    assert chronicle.verify() is None
