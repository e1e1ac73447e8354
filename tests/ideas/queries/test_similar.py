"""Ideas that say much the same."""

import pytest

from ideenschmiede.ideas.queries.similar import MOST, similar_ideas

pytestmark = pytest.mark.django_db


def test_without_an_index_there_are_none(make_idea, member):
    make_idea("Hitzetelefon für Ältere")
    assert similar_ideas(member, "Hitzetelefon für Ältere") == []


def test_likely_ones_are_found_by_their_words(make_idea, member, guest, index):
    heat = make_idea("Hitzetelefon für ältere Menschen", thought="Freiwillige rufen an heißen Tagen an.")
    make_idea("Gemeinsame Schulküche", thought="Drei Dörfer kochen zusammen.")
    index()
    assert similar_ideas(member, "Ein Hitzetelefon, das ältere Menschen anruft") == [heat]
    assert similar_ideas(member, "Ein Hitzetelefon, das ältere Menschen anruft", without=heat.pk) == []
    assert similar_ideas(guest, "Hitzetelefon für ältere Menschen") == []


def test_at_most_a_few(make_idea, member, index):
    for number in range(MOST + 2):
        make_idea(f"Hitzetelefon für ältere Menschen, Teil {number}")
    index()
    assert len(similar_ideas(member, "Hitzetelefon für ältere Menschen")) == MOST


def test_a_groups_own_are_found_by_those_in_it(make_idea, member, seat, office, body, index):
    own = make_idea("Werkstatttag für alte Fachverfahren", body=body, visibility="group", by=office)
    index()
    assert similar_ideas(seat(), "Ein Werkstatttag über Fachverfahren") == [own]
    assert similar_ideas(seat(), "Ein Sommerfest") == []
    assert similar_ideas(member, "Werkstatttag für alte Fachverfahren") == []


@pytest.mark.parametrize("text", ["", "ab", "…", "\x00"])
def test_a_text_that_says_nothing(make_idea, member, text, index, django_assert_num_queries):
    make_idea("Ab")
    index()
    with django_assert_num_queries(0):
        assert similar_ideas(member, text) == []
