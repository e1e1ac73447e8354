"""The import in the office's interface: four steps, nothing before the last one, nothing for others."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ideenschmiede.base.tables import read_table
from ideenschmiede.transfer.models import Practice, PracticeImport, PracticeUpload

pytestmark = pytest.mark.django_db
TEXT = (
    "Projekttitel;Beschreibung;Gemeinde;Status;Thema\n"
    "Bürgerbus;<b>Fährt</b> jeden Tag.;Kalletal;läuft;Kooperation\n"
    "Wärmeplan;Wärme für alle.;Wien;in der Schwebe;Mond\n"
    ";ohne Titel;;;\n"
    "=cmd|' /C calc'!A0;Formel;;=1+1;\n"
)
COLUMNS = {
    "origin": "Liste",
    "visibility": "public",
    "column_title": "Projekttitel",
    "column_done": "Beschreibung",
    "column_place": "Gemeinde",
    "column_status": "Status",
    "column_topics": "Thema",
}


@pytest.fixture(autouse=True)
def at_office(client, office):
    client.force_login(office)


def bring(client, content=None, name="liste.csv"):
    content = TEXT.encode("cp1252") if content is None else content
    return client.post("/loesungen/import/", {"file": SimpleUploadedFile(name, content)})


def test_from_the_file_to_the_report(client, kalletal, office):
    response = bring(client)
    upload = PracticeUpload.objects.get()
    assert response.url == f"/loesungen/import/{upload.pk}/spalten/"
    columns = client.get(response.url).text
    assert "Read as WINDOWS-1252" in columns
    assert '<option value="Projekttitel" selected>' in columns

    response = client.post(response.url, COLUMNS)
    assert response.url == f"/loesungen/import/{upload.pk}/vorschau/"
    preview = client.get(response.url)
    assert "&lt;b&gt;Fährt&lt;/b&gt; jeden Tag." in preview.text
    assert "this word for the status is not known" in preview.text
    assert "in der Schwebe" in preview.text
    assert not Practice.objects.exists()

    client.post(response.url, {"word_0": "", "word_1": "planned"})  # “=1+1” stays open, “in der Schwebe” is explained
    again = client.get(response.url).text
    assert "Store these 2 solutions" in again
    assert not Practice.objects.exists()

    response = client.post(f"/loesungen/import/{upload.pk}/ausfuehren/")
    report = PracticeImport.objects.get()
    assert response.url == f"/loesungen/import/berichte/{report.pk}/"
    assert sorted(Practice.objects.values_list("title", "status")) == [
        ("Bürgerbus", "running"),
        ("Wärmeplan", "planned"),
    ]
    assert set(Practice.objects.values_list("recorded_by", flat=True)) == {office.pk}
    assert not PracticeUpload.objects.exists()
    assert "2 solutions were added" in client.get(response.url).text
    assert "liste.csv" in client.get("/loesungen/import/").text
    assert client.post(f"/loesungen/import/{upload.pk}/ausfuehren/").status_code == 404


def test_the_report_as_csv_runs_nothing(client, kalletal):
    bring(client)
    upload = PracticeUpload.objects.get()
    client.post(f"/loesungen/import/{upload.pk}/spalten/", COLUMNS)
    client.post(f"/loesungen/import/{upload.pk}/ausfuehren/")
    response = client.get(f"/loesungen/import/berichte/{PracticeImport.objects.get().pk}/zeilen.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    table = read_table("a.csv", response.content)
    by_row = {row.cells[0]: row.cells for row in table.rows}
    assert by_row["5"][1:] == ("Status", "row left out", "this word for the status is not known", "'=1+1")
    assert by_row["4"][3] == "nothing is there, but it is needed"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("leer.csv", b"", "empty"),
        ("leer.csv", b"\xef\xbb\xbf\n", "empty"),
        ("kopf.csv", b"Titel;Ort\n", "no rows"),
        ("bild.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
        ("kaputt.xlsx", b"PK\x03\x04kaputt", "not an Excel file"),
        ("gross.csv", b"a,b\n" + b"x" * 20_000_001, "20 MB"),
    ],
)
def test_a_file_that_is_no_table_says_why_at_its_field(client, name, content, message):
    response = bring(client, content, name)
    assert response.status_code == 200
    assert message in response.text
    assert not PracticeUpload.objects.exists()


def test_a_workbook_with_formulas(client, kalletal):
    book = openpyxl.Workbook()
    for row in (["Titel", "Text", "Ort"], ["Bus", "Er fährt.", "Kalletal"], ["Rad", '=cmd|"/c calc"!A1', "Kalletal"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    url = bring(client, file.getvalue(), "liste.xlsx").url
    assert "Read from the sheet “Sheet”" in client.get(url).text
    chosen = {"column_title": "Titel", "column_done": "Text", "column_place": "Ort"}
    client.post(url, {"origin": "Liste", "visibility": "public", **chosen})
    preview = client.get(url.replace("spalten", "vorschau")).text
    assert "a formula without a stored result" in preview
    assert "Store this one solution" in preview
    client.post(url.replace("spalten", "ausfuehren"))
    assert Practice.objects.get().place == kalletal


def test_without_a_file(client):
    assert "required" in client.post("/loesungen/import/", {}).text


def test_columns_that_make_no_sense_stay_on_the_page(client):
    url = bring(client).url
    response = client.post(url, {**COLUMNS, "column_title": ""})
    assert "which column holds the title" in response.text
    assert client.get(url.replace("spalten", "vorschau")).url == url  # nothing was chosen yet


def test_giving_up_stores_nothing_and_forgets_the_table(client):
    bring(client)
    pk = PracticeUpload.objects.get().pk
    response = client.post(f"/loesungen/import/{pk}/verwerfen/", follow=True)
    assert "Nothing was stored" in response.text
    assert not PracticeUpload.objects.exists()


@pytest.mark.parametrize(("who", "status"), [(None, 302), ("partner", 404), ("member", 404)])
def test_only_the_office(client, request, who, status):
    bring(client)
    pk = PracticeUpload.objects.get().pk
    client.logout()
    if who:
        client.force_login(request.getfixturevalue(who))
    for path in ("", f"{pk}/spalten/", f"{pk}/vorschau/", "berichte/1/", "berichte/1/zeilen.csv"):
        assert client.get(f"/loesungen/import/{path}").status_code == status, path
    for path in (f"{pk}/ausfuehren/", f"{pk}/verwerfen/"):
        assert client.post(f"/loesungen/import/{path}").status_code == status, path
    assert bring(client).status_code == status
    assert not Practice.objects.exists()


def test_a_colleague_does_not_see_my_table(client, account_with):
    bring(client)
    pk = PracticeUpload.objects.get().pk
    client.force_login(account_with("office", email="zwei@example.org"))
    assert client.get(f"/loesungen/import/{pk}/spalten/").status_code == 404
    assert client.get("/loesungen/import/berichte/999/").status_code == 404


def test_the_pages_cost_the_same_with_one_and_with_three_rows(client, kalletal, django_assert_max_num_queries):
    numbers = []
    for rows in (1, 3):
        text = "Titel;Text;Ort;Themen\n" + "".join(f"L {n};Text;Kalletal;Klima\n" for n in range(rows))
        url = bring(client, text.encode()).url
        client.post(url, {"origin": "L", "visibility": "public", "column_title": "Titel", "column_done": "Text"})
        client.get(url.replace("spalten", "vorschau"))
        with django_assert_max_num_queries(12) as queries:
            client.get(url.replace("spalten", "vorschau"))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


@pytest.mark.shared
def test_the_file_of_the_commission(client, shared_data):
    content = (shared_data / "practices" / "ips_services.csv.gz").read_bytes()
    url = bring(client, content, "ips_services.csv.gz").url
    page = io.StringIO(client.get(url).text).read()
    for column in ("name", "description", "geocoverage", "status", "primary_sector", "start_date", "end_date"):
        assert f'<option value="{column}" selected>' in page, column
    chosen = {"title": "name", "done": "description", "place_text": "geocoverage", "status": "status"}
    chosen |= {"topics": "primary_sector", "started_on": "start_date", "ended_on": "end_date", "external_id": "id"}
    typed = {f"column_{field}": column for field, column in chosen.items()}
    client.post(url, {"origin": "JRC", "visibility": "public", **typed})
    preview = client.get(url.replace("spalten", "vorschau")).text
    assert "Store these 853 solutions" in preview
    assert "Public order and safety" in preview
    client.post(url.replace("spalten", "ausfuehren"))
    assert Practice.objects.count() == 853
    assert "853 solutions" in client.get("/loesungen/").text
