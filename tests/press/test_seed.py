"""The article that this project began with: taken in, confirmed, and the beginning of an appointment."""

from datetime import UTC, date, datetime

import pytest
from tests.conftest import SHARED, missing

from ideenschmiede.base.models import Visibility
from ideenschmiede.people.models import Person, PublicOffice
from ideenschmiede.press.actions.confirming import Confirmation, confirm
from ideenschmiede.press.actions.noticing import notice_person
from ideenschmiede.press.actions.taking_in import take_in
from ideenschmiede.press.models import Clipping
from ideenschmiede.press.queries.drafts import draft_of

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
SEED = SHARED.parent / "seed" / "clipping-2022-02-13.txt"

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


@pytest.fixture
def clipping(office, kalletal):
    if not SEED.is_file():
        missing("the clipping of ../shared/seed")
    return take_in(text=SEED.read_text(encoding="utf-8"), by=office, at=AT)


def found(clipping, kind):
    return {fact.value: fact for fact in draft_of(clipping).kept() if fact.kind == kind}


def test_the_facts_are_linked_with_the_register(clipping, kalletal):
    assert clipping.title == "Neue Berufung für Hecker: Kalletaler Expertise für ganz Deutschland"
    assert found(clipping, "place")["05766036"].place == kalletal.pk
    hecker = found(clipping, "person")["Mario Hecker"]
    assert (hecker.detail["office"], hecker.place, hecker.new_person) == ("Bürgermeister", kalletal.pk, True)
    assert found(clipping, "organisation")["Deutscher Städte- und Gemeindebund"].detail["abbreviation"] == "DStGB"
    assert found(clipping, "date")["2022-02-13"].detail["role"] == "published"
    assert set(found(clipping, "person")) == {"Mario Hecker"}


def test_every_fact_stands_where_it_says(clipping):
    for fact in draft_of(clipping).kept():
        assert fact.spans
        for start, end in fact.spans:
            assert clipping.mended[start:end].strip()
        for start, end in fact.originals:
            assert clipping.original[start:end].strip()


def test_from_the_article_to_the_appointment(clipping, office, network, kalletal):
    said = Confirmation(
        title=clipping.title,
        published_on=date(2022, 2, 13),
        quote="„Die Zukunft liegt in den Kommunen.“",
        shows="Kalletal wirkt am Modellprojekt mit.",
        persons=[fact.id for fact in found(clipping, "person").values()],
        places=[found(clipping, "place")["05766036"].id],
        visibility=Visibility.NETWORK,
    )
    confirm(clipping=clipping, said=said, by=office, at=AT)
    person = Person.objects.get()
    assert PublicOffice.objects.get(person=person).place == kalletal
    appointment = notice_person(clipping=Clipping.objects.get(), person=person, by=office, at=AT)
    assert appointment.reason == "Kalletal wirkt am Modellprojekt mit. (13.\u00a0Februar 2022)"
