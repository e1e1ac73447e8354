"""What the office takes away is what its list shows, in its order; and that it was taken is recorded without names."""

import io
from datetime import date

import openpyxl
import pytest

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Event
from ideenschmiede.base.tables import read_table
from ideenschmiede.people.models import Appointment, Person
from ideenschmiede.places.models import Place

pytestmark = pytest.mark.django_db
ADDRESS = "/mitglieder/export/"


@pytest.fixture(autouse=True)
def as_office(client, office):
    client.force_login(office)


@pytest.fixture
def people(make_person, make_expertise, make_contact, kalletal, luebz):
    Place.objects.filter(pk=kalletal.pk).update(area_ha=11_242)
    Place.objects.filter(pk=luebz.pk).update(area_ha=500)
    one, two, three = (
        make_person("Zorn", place=kalletal, visibility="public"),
        make_person("Berg", place=luebz),
        make_person("Dorn", appointed="invited"),
    )
    make_expertise(one, "klima")
    make_expertise(two, "klima")
    make_contact(one, kind="phone", value="+49 5264 1")
    with writing():
        Appointment.objects.filter(person=one).update(starts_on=date(2026, 1, 1))
    return one, two, three


def table(client, address, form="csv"):
    response = client.get(f"{ADDRESS}?{address}&als={form}")
    assert response.status_code == 200
    return read_table(f"a.{form}", response.content)


def families(found):
    at = found.columns.index("Family name")
    return [row.cells[at] for row in found.rows]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("thema=klima", ["Berg", "Zorn"]),
        ("thema=klima&land=05", ["Zorn"]),
        ("stand=under_way", ["Dorn"]),
        ("sortierung=neu&stand=member", ["Zorn", "Berg"]),
        ("q=or", ["Dorn", "Zorn"]),
        ("ort=05766036&thema=klima", ["Zorn", "Berg"]),
        ("seite=2", ["Berg", "Dorn", "Zorn"]),  # all pages
        ("ansicht=karte&thema=klima", ["Berg", "Zorn"]),
    ],
)
def test_the_rows_of_the_list(client, people, address, expected, form):
    shown = client.get(f"/mitglieder/?{address}").context["found"]
    names = dict(Person.objects.values_list("pk", "family_name"))
    assert families(table(client, address, form)) == [names[pk] for pk in shown.ids.tolist()] == expected


def test_nobody_is_a_table_without_rows(client, people):
    response = client.get(f"{ADDRESS}?q=gibtesnicht&als=csv")
    assert len(response.content.decode().splitlines()) == 1


@pytest.mark.parametrize(("address", "count"), [("", 3), ("thema=klima", 2), ("q=gibtesnicht", 0)])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_that_it_was_taken_is_recorded_without_names(client, people, office, address, count, form):
    client.get(f"{ADDRESS}?{address}&als={form}")
    event = Event.objects.get(verb="people.exported")
    assert (event.actor, event.visibility) == (office.pk, "group")
    assert event.data == {"count": count, "form": form}


def test_looking_records_nothing(client, people):
    client.get("/mitglieder/")
    client.post(ADDRESS)
    assert not Event.objects.filter(verb="people.exported").exists()


@pytest.mark.parametrize("role", ["member", "partner", None])
def test_nobody_else_takes_anything_away(client, people, request, role):
    client.logout()
    if role:
        client.force_login(request.getfixturevalue(role))
    response = client.get(f"{ADDRESS}?als=csv")
    assert response.status_code in (302, 403, 404)
    assert b"Zorn" not in response.content
    assert not Event.objects.filter(verb="people.exported").exists()


@pytest.mark.parametrize(("asked", "form"), [("csv", "csv"), ("xlsx", "xlsx"), ("exe", "csv"), ("", "csv")])
def test_the_name_of_the_file(client, people, asked, form):
    response = client.get(f"{ADDRESS}?als={asked}")
    assert response["Content-Disposition"].startswith('attachment; filename="members-20')
    assert response["Content-Disposition"].endswith(f'.{form}"')
    assert (response["X-Content-Type-Options"], response["Cache-Control"]) == ("nosniff", "no-store")


def test_a_spreadsheet_runs_nothing_of_it(client, make_person):
    make_person("=1+1", given_name="@SUM(A1)", headline="-2", title="＝3")
    text = client.get(f"{ADDRESS}?als=csv").content.decode()
    for cell in ("'=1+1", "'@SUM(A1)", "'-2", "'＝3"):
        assert f";{cell};" in text or f";{cell}\r\n" in text
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{ADDRESS}?als=xlsx").content)).active
    written = {cell.value: cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value}
    assert {written["=1+1"], written["@SUM(A1)"], written["-2"]} == {"s"}


def test_numbers_and_days_stay_what_they_are_in_a_workbook(client, people):
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{ADDRESS}?als=xlsx&q=zorn").content)).active
    head, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    told = dict(zip(head, row, strict=True))
    assert told["Inhabitants"] == 13_401
    assert told["Member since"].date() == date(2026, 1, 1)
    assert (told["AGS"], told["Telephone"]) == ("05766036", "+49 5264 1")  # texts: a zero and a plus stay
    assert sheet.freeze_panes == "A2"
