"""Reading: mended and with facts, whose places are known in both texts; the gazetteer follows the register."""

import pytest
from tests.registered import make_place

from ideenschmiede.base.models import Topic
from ideenschmiede.people.models import Organisation
from ideenschmiede.press.reading import FactKind, embedded_gazetteer, find, gazetteer, read_clipping

BROKEN = """Kalletal. Bürger-
meisterin Erika Muster aus Kalle-
tal plant die Zusam-
menarbeit.

13.02.2022"""


def test_facts_stand_in_the_mended_text_and_in_the_one_that_came_in():
    reading = read_clipping(BROKEN, known=embedded_gazetteer())
    assert "Bürgermeisterin Erika Muster aus Kalletal plant die Zusammenarbeit." in reading.mended.text
    told = {}
    for fact, places in zip(reading.facts, reading.originals, strict=True):
        assert reading.mended.text[fact.start : fact.end] == fact.text
        told.setdefault(fact.value, []).append([BROKEN[place.start : place.end] for place in places])
    assert told["05766036"] == [["Kalletal"], ["Kalle", "tal"]]
    assert told["Erika Muster"] == [["Erika Muster"]]
    assert told["kooperation"] == [["Zusam", "menarbeit"]]


def test_a_change_that_was_taken_back_changes_the_facts():
    known = embedded_gazetteer()
    before = read_clipping(BROKEN, known=known)
    (joined,) = [change.id for change in before.mended.changes if change.after == "Kalletal"]
    after = read_clipping(BROKEN, rejected=[joined], known=known)
    mentions = [[fact.text for fact in one.facts if fact.kind is FactKind.PLACE] for one in (before, after)]
    assert mentions == [["Kalletal", "Kalletal"], ["Kalletal"]]


def test_things_are_the_facts_each_once():
    (person,) = [one for one in read_clipping(BROKEN, known=embedded_gazetteer()).things if one.kind == "person"]
    assert person.detail["place_name"] == "Kalletal"


def test_the_embedded_register_knows_where_places_are():
    known = embedded_gazetteer()
    assert known.by_key["05766036"].where == "Lippe, Nordrhein-Westfalen"
    assert known.by_key["09464000"].where == "Bayern"
    assert len([place for place in known.places if place.level == "municipality"]) > 10_000


def test_an_empty_register_is_stood_in_for_by_the_embedded_one(db):
    assert gazetteer().places == embedded_gazetteer().places
    assert {topic.key for topic in gazetteer().topics} == {topic.key for topic in embedded_gazetteer().topics}


def test_the_register_of_the_installation_is_used(kalletal):
    assert {place.key for place in gazetteer().places} == {"05", "05766", kalletal.key}
    assert [fact.value for fact in find("Die Gemeinde Kalletal und die Stadt Lemgo.")] == [kalletal.key]


def test_a_changed_register_makes_a_new_one(kalletal):
    first = gazetteer()
    assert gazetteer() is first
    make_place("05766999", "Neuhausen am Beispiel")
    assert "05766999" in gazetteer().by_key


def test_topics_and_organisations_of_the_network_are_known(db):
    Topic.objects.create(slug="gartenbau", name_de="Gartenbau", name_en="Gardening", rank=9)
    Organisation.objects.create(
        name="Beispielbund Mitte", abbreviation="BBM", sector="association", created_at="2026-01-01T00:00Z"
    )
    facts = {fact.value: fact for fact in find("Der Beispielbund Mitte fördert den Gartenbau.")}
    assert facts["gartenbau"].kind is FactKind.TOPIC
    assert facts["Beispielbund Mitte"].detail == {"abbreviation": "BBM"}


def test_it_asks_the_database_as_often_for_many_places_as_for_few(kalletal, django_assert_num_queries):
    gazetteer()
    with django_assert_num_queries(3):  # one for the state of a register that nobody imported
        gazetteer()
    for number in range(3):
        make_place(f"0576690{number}", f"Ort {number}")
    gazetteer()
    with django_assert_num_queries(3):  # one for the state of a register that nobody imported
        gazetteer()


@pytest.mark.parametrize("text", ["", "-", "\n\n", "Bürger-"])
def test_odd_texts_are_read(text):
    reading = read_clipping(text, known=embedded_gazetteer())
    assert reading.facts == reading.originals == ()
