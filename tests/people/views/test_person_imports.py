"""Reading in members in the office's interface: four steps, nothing before the last one, nothing for others."""

import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape

from ideenschmiede.base.models import Topic
from ideenschmiede.people.models import Person, PersonImport, PersonUpload

pytestmark = pytest.mark.django_db
TEXT = (
    "Name;Amt;Gemeinde;Mail;Mitglied seit\n"
    "Dr. Karla <b>Stein</b>;Bürgermeisterin;Kalletal;karla@example.org;2022\n"
    "Ole Probe;Rat;Nirgendwo;;\n"
    "Ina Beispiel;;;kein;\n"
)


@pytest.fixture(autouse=True)
def at_office(client, office):
    client.force_login(office)


def bring(client, content=None, name="liste.csv"):
    content = TEXT.encode("cp1252") if content is None else content
    return client.post("/mitglieder/einlesen/", {"file": SimpleUploadedFile(name, content)})


def columns_of(page):
    """What the form proposes."""
    return {name: value for name, value in page.context["form"].initial.items() if value}


def test_from_the_file_to_the_report(client, kalletal, office):
    response = bring(client)
    upload = PersonUpload.objects.get()
    assert response.url == f"/mitglieder/einlesen/{upload.pk}/spalten/"
    page = client.get(response.url)
    assert "Read as WINDOWS-1252" in page.text
    assert columns_of(page)["column_place"] == "Gemeinde"

    preview_url = client.post(response.url, columns_of(page)).url
    preview = client.get(preview_url).text
    assert "Dr. Karla &lt;b&gt;Stein&lt;/b&gt;" in preview
    assert "the register has no place of this name" in preview
    assert "this is no e-mail address" in preview
    assert "One of the new persons is taken over as appointed" in preview
    assert "Store this one person" in preview
    assert not Person.objects.exists()

    response = client.post(f"/mitglieder/einlesen/{upload.pk}/ausfuehren/")
    report = PersonImport.objects.get()
    assert response.url == f"/mitglieder/einlesen/berichte/{report.pk}/"
    page = client.get(response.url).text
    assert "One person was added" in page
    assert "Nirgendwo" not in page
    assert Person.objects.get().appointments.get().status == "active"
    assert not PersonUpload.objects.exists()
    assert "liste.csv" in client.get("/mitglieder/einlesen/").text
    assert (
        "3;Gemeinde;the register has no place of this name" in client.get(f"{response.url}zeilen.csv").content.decode()
    )
    assert client.post(f"/mitglieder/einlesen/{upload.pk}/ausfuehren/").status_code == 404


def test_without_a_date_nobody_becomes_a_member(client, kalletal):
    url = bring(client, b"Name;Ort;Amt\nIna Beispiel;Kalletal;Rat\n").url
    preview = client.get(client.post(url, columns_of(client.get(url))).url).text
    assert "known to the office only" in preview


def test_namesakes_are_left_out_unless_one_says_so(client, make_person, kalletal, luebz):
    make_person("Beispiel", given_name="Ina", place=luebz)
    url = bring(client, "Name;Ort;Amt\nIna Beispiel;Kalletal;Rätin\n".encode()).url
    chosen = columns_of(client.get(url))
    assert "there is a person of this name already" in client.get(client.post(url, chosen).url).text
    assert "Store this one person" in client.get(client.post(url, {**chosen, "namesakes": "on"}).url).text


def bomb():
    """A small workbook that would unpack to hundreds of megabytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 150_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("leer.csv", b"", "empty"),
        ("kopf.csv", b"Name;Ort\n", "no rows"),
        ("bild.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
        ("lang.csv", b"Name\n" + b"A B\n" * 1_001, "more than 1,000 rows"),
        ("bombe.xlsx", bomb, "too large once it is unpacked"),
    ],
    ids=["empty", "header", "picture", "long", "bomb"],
)
def test_a_file_that_is_no_table_says_why(client, name, content, message):
    response = bring(client, content() if callable(content) else content, name)
    assert message in response.text
    assert not PersonUpload.objects.exists()


def test_a_workbook(client, kalletal):
    book = openpyxl.Workbook()
    book.active.append(["Vorname", "Nachname", "Amt", "AGS"])
    book.active.append(["Mara", "D'Arcy", "Bürgermeisterin", "05766036"])
    file = io.BytesIO()
    book.save(file)
    url = bring(client, file.getvalue(), "liste.xlsx").url
    assert "Store this one person" in client.get(client.post(url, columns_of(client.get(url))).url).text


def test_columns_that_make_no_sense_stay_on_the_page(client):
    url = bring(client).url
    assert "which column holds the name" in client.post(url, {}).text
    assert client.get(url.replace("spalten", "vorschau")).url == url


def test_giving_up_forgets_the_table(client):
    bring(client)
    response = client.post(f"/mitglieder/einlesen/{PersonUpload.objects.get().pk}/verwerfen/", follow=True)
    assert "Nothing was stored" in response.text
    assert not PersonUpload.objects.exists()


def test_what_goes_wrong_at_the_last_step_stores_nothing(client, kalletal, account_with, make_person):
    account = account_with("member", email="karla@example.org")
    make_person("Anders", account=account, appointed=None)
    url = bring(client).url
    client.post(url, columns_of(client.get(url)))
    response = client.post(url.replace("spalten", "ausfuehren"), follow=True)
    assert "Row 2:" in response.text
    assert Person.objects.count() == 1
    assert PersonUpload.objects.exists()  # nothing is lost: correct it and try again


def test_reports_that_are_not_there(client):
    assert client.get("/mitglieder/einlesen/berichte/99/").status_code == 404
    assert client.get("/mitglieder/einlesen/berichte/99/zeilen.csv").status_code == 404


def test_an_unknown_topic_says_which_there_are(client):
    page = client.get(bring(client, b"Name;Themen\nIna Beispiel;Mond\n").url)
    preview = client.post(page.request["PATH_INFO"], columns_of(page)).url
    text = client.get(preview, headers={"Accept-Language": "en"}).text
    assert "this topic is not known; there are: " in text
    assert all(escape(str(topic.name_en)) in text for topic in Topic.objects.all())
