"""What the page of a person reads: evidence once for each topic that it backs."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ideenschmiede.people.queries.profiles import evidence_of, profile_for, topics_of

pytestmark = pytest.mark.django_db


def test_topics_of_interest_and_of_expertise(make_person, make_expertise):
    person = make_person(topics=("it", "klima"))
    row = make_expertise(person, "klima", helps_with="Wie?")
    make_expertise(make_person("Andere"), "it", helps_with="Fremd")
    found = {one.topic.slug: (one.expertise_id, one.helps_with) for one in topics_of(person)}
    assert found == {"klima": (row.pk, "Wie?"), "it": (None, "")}


def test_evidence_once_for_each_topic_that_it_backs(make_person, make_evidence, make_expertise, kalletal, member):
    person, other = make_person(), make_person("Andere")
    both, none = make_evidence("Beides", person), make_evidence("Nichts", person)
    place = make_evidence("Ort", place=kalletal)
    first = make_expertise(person, "klima", both, place).topic_id
    second = make_expertise(person, "it", both).topic_id
    make_expertise(other, "energie", place, make_evidence("Fremd", other))
    found = sorted((one.evidence.title, one.topic_id or 0) for one in evidence_of(person, member))
    assert found == sorted([("Beides", first), ("Beides", second), ("Nichts", 0), ("Ort", first)])
    assert none.pk
    assert evidence_of(person, AnonymousUser()) == []


def test_a_profile_in_five_queries(make_person, make_contact, kalletal, member, django_assert_num_queries):
    person = make_person(place=kalletal)
    make_contact(person)
    assert member.roles
    with django_assert_num_queries(5):
        profile = profile_for(member, person.pk)
        assert str(profile.person.offices.all()[0].place.parent) == "Lippe"
        assert len(profile.person.contacts.all()) == 1
        assert profile.active[0].body.name
    assert (profile.is_listed, profile.shows_portrait, profile.takes_questions, profile.changed) == (
        True, False, False, None,
    )  # fmt: skip
    assert profile_for(AnonymousUser(), person.pk) is None
