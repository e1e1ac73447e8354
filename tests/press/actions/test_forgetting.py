"""Erasing a person: the press forgets the name and keeps the rest, in their places."""

from datetime import UTC, datetime

import pytest
from tests.press.conftest import NOW

from ideenschmiede.base import chronicle
from ideenschmiede.base.models import Event
from ideenschmiede.people.actions.erasure import erase_person
from ideenschmiede.people.models import Person
from ideenschmiede.press.models import Clipping, Mention
from ideenschmiede.press.queries.drafts import Draft, DraftFact, draft_of

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def everything(clipping):
    clipping.refresh_from_db()
    rows = [*clipping.mentions.values(), *clipping.evidence.values()]
    return f"{Clipping.objects.filter(pk=clipping.pk).values().get()} {rows}"


def test_an_article_about_the_person(make_person, make_article, office):
    person = make_person()
    clipping = make_article(person, url="https://zeitung.example/erika-muster-faehrt", file_name="Muster.pdf")
    erase_person(person=person, by=office, at=AT)
    assert "Muster" not in everything(clipping)
    assert "Erika" not in everything(clipping)
    assert clipping.mended == "Kalletal. █████ ██████ fährt Bus. Das sagt ██████."
    assert (clipping.url, clipping.file_name) == ("", "")


def test_the_other_facts_keep_their_places(make_person, make_article, office):
    person = make_person()
    clipping = make_article(person, text="Erika Muster regiert Kalletal.")
    erase_person(person=person, by=office, at=AT)
    clipping.refresh_from_db()
    (mention,) = clipping.mentions.all()
    assert clipping.mended[mention.start : mention.end] == "Kalletal"


def test_the_evidence_for_the_place_stays_without_the_name(make_person, make_article, office, kalletal):
    person = make_person()
    clipping = make_article(person)
    erase_person(person=person, by=office, at=AT)
    assert [(one.title, one.place) for one in clipping.evidence.all()] == [("█████ ██████ fährt Bus", kalletal)]


def test_elsewhere_only_the_whole_name_goes(make_person, make_article, office):
    person = make_person()
    clipping = make_article(text="Erika Muster und Peter Muster.", title="Peter Muster", quote="")
    erase_person(person=person, by=office, at=AT)
    clipping.refresh_from_db()
    assert (clipping.mended, clipping.title) == ("█████ ██████ und Peter Muster.", "Peter Muster")


def test_an_article_that_says_nothing_of_the_person_is_left_alone(make_person, make_article, office):
    person = make_person("Anders", "Kim")
    clipping = make_article(make_person())
    before = everything(clipping)
    erase_person(person=person, by=office, at=AT)
    assert everything(clipping) == before
    assert not Event.objects.filter(verb="clipping.person_forgotten").exists()


def test_mentions_that_nobody_linked_go_as_well(make_person, make_article, office):
    person = make_person()
    clipping = make_article()
    for kind in (Mention.Kind.PERSON, Mention.Kind.PROGRAMME):
        Mention.objects.create(clipping=clipping, kind=kind, value="Erika Muster", detail={"given": "Erika Muster"})
    erase_person(person=person, by=office, at=AT)
    assert "Erika Muster" not in everything(clipping)
    assert sorted(clipping.mentions.values_list("kind", flat=True)) == ["place", "programme"]


def test_a_draft_forgets_too(make_person, office):
    person = make_person()
    them = DraftFact(id="person-1", kind="person", value="Erika Muster", person=person.pk, detail={"family": "Muster"})
    other = DraftFact(id="person-2", kind="person", value="Kim Anders", detail={"office": "Nachfolgerin von Muster"})
    change = {"id": "joined-3", "kind": "joined", "before": "Mus-\nter", "after": "Muster"}
    clipping = Clipping.objects.create(
        kind="paste",
        sha256="a" * 64,
        original="Erika Mus-\nter geht.",
        mended="Erika Muster geht.",
        draft=Draft(changes=(change,), facts=(them, other)).dump(),
        created_at=NOW,
        changed_at=NOW,
    )
    erase_person(person=person, by=office, at=AT)
    assert "Muster" not in everything(clipping)
    assert "Mus-" not in everything(clipping)
    assert [fact.value for fact in draft_of(clipping).facts] == ["Kim Anders"]


def test_releases_forget_the_name(make_person, make_release, make_appointment, office):
    person = make_person()
    about = make_release(
        "Muster berufen", "Erika Muster kommt.\n\nMuster freut sich.", appointment=make_appointment(person)
    )
    other = make_release("Erika Muster und Max Muster", "Beide.")
    erase_person(person=person, by=office, at=AT)
    about.refresh_from_db()
    other.refresh_from_db()
    assert (about.title, about.body) == ("██████ berufen", "█████ ██████ kommt.\n\n██████ freut sich.")
    assert other.title == "█████ ██████ und Max Muster"


def test_the_chronicle_stays_valid_and_says_what_became_of_the_article(make_person, make_article, office):
    person = make_person()
    clipping = make_article(person)
    erase_person(person=person, by=office, at=AT)
    events = Event.objects.filter(verb="clipping.person_forgotten")
    assert [(event.subject_id, event.data, event.actor) for event in events] == [(clipping.pk, {}, None)]
    chronicle.seal()
    assert chronicle.verify() is None


def test_erasing_twice_changes_nothing(make_person, make_article, office):
    person = make_person()
    clipping = make_article(person)
    erase_person(person=person, by=office, at=AT)
    before, count = everything(clipping), Event.objects.count()
    erase_person(person=Person.objects.get(pk=person.pk), by=office, at=AT)
    assert (everything(clipping), Event.objects.count()) == (before, count)


def test_two_persons_of_one_name(make_person, make_article, make_release, make_appointment, office):
    """An article about the one says nothing of the other."""
    first, second = make_person(), make_person()
    clipping, release = make_article(first), make_release("Erika Muster", appointment=make_appointment(first))
    before = everything(clipping)
    erase_person(person=second, by=office, at=AT)
    release.refresh_from_db()
    assert (everything(clipping), release.title) == (before, "Erika Muster")
