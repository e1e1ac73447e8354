"""Expertise and evidence as one fills them in, and the file that others may fetch."""

import pytest
from tests.base.files.making import upload

from ideenschmiede.base.models import Topic
from ideenschmiede.people.models import Evidence, Expertise

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(client, make_person, member, kalletal):
    person = make_person(account=member, place=kalletal, visibility="public")
    client.force_login(member)
    return person


def new(person, what):
    return f"/mitglieder/{person.pk}/bearbeiten/{what}/"


def test_an_expertise_with_its_evidence(client, own, make_evidence, make_person, kalletal):
    mine, place = make_evidence("Mein Preis", own), make_evidence("Konzept", place=kalletal)
    make_evidence("Fremd", make_person("Andere"))
    text = client.get(new(own, "expertise")).text
    assert "Mein Preis" in text
    assert "Konzept" in text  # about the place of the office
    assert "Fremd" not in text
    klima = Topic.objects.get(slug="klima")
    data = {"topic": klima.pk, "helps_with": "Wie?", "evidence": [mine.pk, place.pk]}
    client.post(new(own, "expertise"), data)
    row = Expertise.objects.get()
    assert (row.topic, row.evidence.count()) == (klima, 2)
    assert f">{klima}</option>" not in client.get(new(own, "expertise")).text  # once a topic
    address = f"/mitglieder/expertise/{row.pk}/"
    assert client.get(address).text.count("checked") == 2
    client.post(address, {"helps_with": "Anders", "evidence": [mine.pk]})
    row.refresh_from_db()
    assert (row.helps_with, row.evidence.get()) == ("Anders", mine)
    assert "The evidence stays" in client.get(f"{address}entfernen/").text
    client.post(f"{address}entfernen/")
    assert not Expertise.objects.exists()


def test_evidence_of_somebody_else_is_not_on_offer(client, own, make_evidence, make_person):
    foreign = make_evidence("Fremd", make_person("Andere"))
    topic = Topic.objects.first()
    assert (
        "not one of the available"
        in client.post(new(own, "expertise"), {"topic": topic.pk, "evidence": [foreign.pk]}).text
    )
    assert not Expertise.objects.exists()


LEAST = {"kind": "award", "title": "Preis", "visibility": "network"}


def test_evidence_with_a_file(client, own, files):
    text = client.post(new(own, "nachweis"), {**LEAST, "file": upload(b"MZ\x00\x01", "x.exe")}).text
    assert "This kind of file cannot be taken" in text
    assert 'value="Preis"' in text
    data = {**LEAST, "date": "05/2021", "ort": "Kalletal", "url": "preis.example", "file": upload(b"Text", "a b.txt")}
    client.post(new(own, "nachweis"), data)
    made = Evidence.objects.get()
    assert (made.url, str(made.date), made.file_name) == ("https://preis.example", "2021-05-01", "a b.txt")
    address = f"/mitglieder/nachweise/{made.pk}/"
    assert "Remove the file" in client.get(address).text
    response = client.get(f"{address}datei/")
    assert response["Content-Disposition"] == 'attachment; filename="a b.txt"'
    assert response.getvalue() == b"Text"
    client.post(address, {**LEAST, "title": "Anders", "without_file": "on"})
    made.refresh_from_db()
    assert (made.title, made.file_name, made.url) == ("Anders", "", "")
    assert client.get(f"{address}datei/").status_code == 404
    assert "cannot be brought back" in client.get(f"{address}entfernen/").text
    client.post(f"{address}entfernen/")
    assert not Evidence.objects.exists()


def test_what_is_still_to_come_is_no_evidence(client, own):
    response = client.post(new(own, "nachweis"), {**LEAST, "date": "2199"})
    assert "still to come" in response.text
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("person_sees", "evidence_sees", "expected"),
    [
        ("public", "public", (200, 200, 200)),
        ("public", "network", (404, 200, 200)),
        ("network", "public", (404, 200, 200)),
        ("nobody", "public", (404, 404, 200)),
    ],
)
def test_who_may_fetch_a_file(
    client, make_person, make_evidence, account_with, office, files, person_sees, evidence_sees, expected
):
    files.mkdir()
    (files / "x.txt").write_text("Text")
    shown = {"appointed": "noticed"} if person_sees == "nobody" else {"visibility": person_sees}
    row = make_evidence("Preis", make_person(**shown), visibility=evidence_sees, file="x.txt", file_name="x.txt")
    for who, status in zip((None, account_with("member"), office), expected, strict=True):
        client.logout()
        if who:
            client.force_login(who)
        response = client.get(f"/mitglieder/nachweise/{row.pk}/datei/")
        assert response.status_code == status, who
        assert (response.getvalue() == b"Text") == (status == 200)


def test_a_file_about_a_place_is_for_all(client, make_evidence, kalletal, files):
    files.mkdir()
    (files / "x.txt").write_text("Text")
    row = make_evidence("Konzept", place=kalletal, visibility="public", file="x.txt", file_name="x.txt")
    assert client.get(f"/mitglieder/nachweise/{row.pk}/datei/").getvalue() == b"Text"
    assert client.get("/mitglieder/nachweise/999/datei/").status_code == 404


def test_what_the_office_recorded_stays_as_it_is(client, own, make_evidence, office, kalletal):
    row = make_evidence("Zeitung", own, recorded_by=office)
    of_the_place = make_evidence("Konzept", place=kalletal)
    for pk in (row.pk, of_the_place.pk):
        assert client.get(f"/mitglieder/nachweise/{pk}/").status_code == 404
        assert client.post(f"/mitglieder/nachweise/{pk}/entfernen/").status_code == 404
    client.force_login(office)
    assert client.get(f"/mitglieder/nachweise/{row.pk}/").status_code == 200
    assert client.get(f"/mitglieder/nachweise/{of_the_place.pk}/").status_code == 404
