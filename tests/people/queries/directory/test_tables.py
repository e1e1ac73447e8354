"""What the office takes away of a person: each thing in its column."""

from datetime import date

import pytest
from django.utils import translation

from ideenschmiede.base.guarded import writing
from ideenschmiede.people.actions.importing.fields import SECTORS
from ideenschmiede.people.models import Appointment, Membership, Person, Sector
from ideenschmiede.people.queries.directory.tables import headers, table_rows
from ideenschmiede.places.models import Place, fold

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def rows(*persons):
    return [dict(zip(headers(), row, strict=True)) for row in table_rows([one.pk for one in persons], TODAY)]


def test_a_mayor(make_person, make_contact, make_expertise, kalletal):
    Place.objects.filter(pk=kalletal.pk).update(area_ha=11_242)
    person = make_person("von Stein", title="Dr.", form_of_address="frau", headline="Ein Satz.", place=kalletal)
    make_contact(person)
    make_contact(person, kind="phone", value="+49 5264 1")
    make_expertise(person, "it")
    make_expertise(person, "klima")
    with writing():
        Appointment.objects.filter(person=person).update(starts_on=date(2022, 2, 13), ends_on=date(2027, 2, 12))
    (row,) = rows(person)
    assert row == {
        "Form of address": "Frau", "Title": "Dr.", "Given name": "Mara", "Family name": "von Stein",
        "Public office": "Bürgermeisterin", "In office since": None, "Place": "Kalletal", "AGS": "05766036",
        "Land": "Nordrhein-Westfalen", "Inhabitants": 13_401, "Town or country": "rural", "Organisation": "",
        "Sector": "", "Function": "", "E-mail": "mara@example.org", "Telephone": "+49 5264 1", "Mobile": "",
        "Topics": "klima; it", "Appointed to": row["Appointed to"], "Member since": date(2022, 2, 13),
        "Appointed until": date(2027, 2, 12), "In one sentence": "Ein Satz.",
    }  # fmt: skip


def test_who_belongs_to_an_organisation_is_where_it_is(make_person, make_organisation, kalletal):
    person = make_person("Muster")
    organisation = make_organisation("Hochschule", sector="science", place=kalletal)
    Membership.objects.create(person=person, organisation=organisation, function="Leitung")
    (row,) = rows(person)
    assert (row["Organisation"], row["Sector"], row["Function"], row["AGS"]) == (
        "Hochschule", "Science", "Leitung", "05766036",
    )  # fmt: skip


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_import_knows_the_words_for_sectors(language):
    with translation.override(language):
        assert [SECTORS.get(fold(str(sector.label))) for sector in Sector] == list(Sector)


def test_the_order_asked_for_and_nobody_erased(make_person, now):
    one, two, gone = make_person("A"), make_person("B"), make_person("C")
    Person.objects.filter(pk=gone.pk).update(erased_at=now, family_name="", given_name="")
    assert [row["Family name"] for row in rows(two, gone, one)] == ["B", "A"]
