"""Who is there already: nobody is stored twice, and nobody becomes somebody else."""

import pytest
from tests.people.actions.importing.test_plan import codes, plan

from ideenschmiede.people.actions.importing.known import Known
from ideenschmiede.people.actions.importing.rows import Draft
from ideenschmiede.people.models import Membership, Person

pytestmark = pytest.mark.django_db


def done(found):
    return len(found.new), len(found.changed), found.unchanged, len(found.left_out)


@pytest.fixture
def mario(make_person, make_contact, kalletal):
    person = make_person("Hecker", given_name="Mario", place=kalletal)
    make_contact(person, value="mario@example.org")
    return person


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Mario;Hecker;mario@example.org;;", (0, 0, 1, 0)),
        ("Mario;Hecker;;Rat;Kalletal", (0, 1, 0, 0)),  # another office at the same place
        ("Mario;Hecker;;;", (0, 0, 0, 1)),  # a name alone says nothing
        ("Mario;Hecker;;Rat;Lübz", (0, 0, 0, 1)),
        ("Mario;Hecker;andere@example.org;;", (0, 0, 0, 1)),
        ("MARIO;hecker;;Bürgermeisterin;Kalletal", (0, 1, 0, 0)),  # the same, written in another way
        ("Maria;Hecker;;Rat;Kalletal", (1, 0, 0, 0)),
        ("Mario;Hecker-Muster;;Rat;Kalletal", (1, 0, 0, 0)),
        ("Mario;Muster;mario@example.org;;", (0, 0, 0, 1)),  # somebody else's address
        ("Dr. Mario;Hecker;MARIO@example.org;;", (0, 1, 0, 0)),
    ],
)
def test_one_row(mario, luebz, row, expected):
    assert done(plan(f"Vorname;Nachname;E-Mail;Amt;Ort\n{row}\n")) == expected


def test_two_namesakes_are_told_apart_by_their_places(mario, make_person, luebz):
    other = make_person("Hecker", given_name="Mario", place=luebz)
    found = plan("Name;Amt;Ort;Telefon\nMario Hecker;Bürgermeisterin;Kalletal;1\nMario Hecker;Bürgermeisterin;Lübz;2\n")
    assert [(one.person, one.draft.contacts["phone"]) for one in found.changed] == [(mario.pk, "1"), (other.pk, "2")]


def test_two_namesakes_in_one_place_cannot_be_told(mario, make_person, kalletal):
    make_person("Hecker", given_name="Mario", place=kalletal)
    row = "Name;Amt;Ort\nMario Hecker;Rat;Kalletal\n"
    assert codes(plan(row)) == [(2, "namesake")]
    assert done(plan(row, namesakes=True)) == (1, 0, 0, 0)


def test_namesakes_in_one_table_at_two_places_are_two(kalletal, luebz):
    found = plan("Name;Amt;Ort\nIna B;Rätin;Kalletal\nIna B;Rätin;Lübz\nIna B;Bürgermeisterin;Lübz\n")
    assert [draft.row for draft in found.new] == [2, 3]
    assert codes(found) == [(4, "twice")]


def test_one_person_by_address_and_by_place_is_one(mario, kalletal):
    """Two rows that name the same person in two ways: the second is left out, like any other row that is twice."""
    found = plan("Name;Amt;Ort;E-Mail;Telefon\nMario Hecker;Rat;Kalletal;;1\nMario Hecker;;;mario@example.org;2\n")
    assert [change.person for change in found.changed] == [mario.pk]
    assert codes(found) == [(3, "twice")]
    assert found.duplicates == 1


def test_the_place_of_an_organisation_counts_as_a_place(make_person, make_organisation, kalletal):
    person = make_person("Muster", given_name="Ute")
    Membership.objects.create(person=person, organisation=make_organisation("Verband", place=kalletal))
    assert [one.person for one in plan("Name;Amt;Ort\nUte Muster;Rätin;Kalletal\n").changed] == [person.pk]


def test_an_organisation_tells_namesakes_apart(make_person, make_organisation):
    one, two = make_person("Muster", given_name="Ute"), make_person("Muster", given_name="Ute")
    for person, name in ((one, "Verband"), (two, "Verein")):
        Membership.objects.create(person=person, organisation=make_organisation(name))
    found = plan("Name;Organisation;Telefon\nUte Muster;VEREIN;1\n")
    assert [change.person for change in found.changed] == [two.pk]


def test_the_erased_are_known_to_nobody(mario, now):
    mario.contacts.all().delete()
    mario.offices.all().delete()
    Person.objects.filter(pk=mario.pk).update(erased_at=now, given_name="", family_name="")
    known = Known.load()
    assert (known.by_email, dict(known.by_name), dict(known.places)) == ({}, {}, {})


def test_who_is_where(mario, kalletal, luebz):
    known = Known.load()
    assert known.works_at(mario.pk, Draft(2, {}, {}, place=kalletal.pk))
    assert not known.works_at(mario.pk, Draft(2, {}, {}, place=luebz.pk))
    assert not known.works_at(mario.pk, Draft(2, {}, {}))
    assert not known.works_at(9_999_999, Draft(2, {}, {}, organisation="Verband", place=kalletal.pk))


def test_five_queries_whatever_the_number(mario, make_person, kalletal, django_assert_num_queries):
    for number in range(3):
        with django_assert_num_queries(5):
            Known.load()
        make_person(f"P{number}", place=kalletal)
