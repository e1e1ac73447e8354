"""An uploaded table is its uploader's alone, for a day; and what the preview says is what is stored."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ideenschmiede.base.models import Event
from ideenschmiede.people.models import Person, PersonImport, PersonUpload

pytestmark = pytest.mark.django_db
TABLE = "Vorname;Nachname;Amt;Ort;E-Mail\nIna;Geheim;Rätin;Kalletal;ina@example.org\nOle;Probe;Rat;Nirgendwo;\n"
STEPS = {"spalten": "GET", "vorschau": "GET", "ausfuehren": "POST", "verwerfen": "POST"}


@pytest.fixture(autouse=True)
def at_office(client, office, kalletal):
    client.force_login(office)


@pytest.fixture
def upload(client):
    client.post("/mitglieder/einlesen/", {"file": SimpleUploadedFile("liste.csv", TABLE.encode())})
    return PersonUpload.objects.get()


def step(client, upload, name):
    address = f"/mitglieder/einlesen/{upload.pk}/{name}/"
    return client.post(address) if STEPS[name] == "POST" else client.get(address)


def choose(client, upload, **more):
    mapping = {f"column_{field}": column for field, column in upload.choices["mapping"].items()}
    return client.post(f"/mitglieder/einlesen/{upload.pk}/spalten/", {**mapping, **more})


class TestPrivate:
    @pytest.mark.parametrize("name", STEPS)
    def test_another_of_the_office_finds_nothing(self, client, upload, account_with, name):
        choose(client, upload)
        client.force_login(account_with("office", email="zwei@example.org"))
        response = step(client, upload, name)
        assert response.status_code == 404
        assert "Geheim" not in response.text
        assert PersonUpload.objects.filter(pk=upload.pk).exists()
        assert not Person.objects.exists()

    @pytest.mark.parametrize("name", STEPS)
    def test_after_a_day_it_is_gone_for_everybody(self, client, upload, name):
        choose(client, upload)
        PersonUpload.objects.update(uploaded_at=timezone.now() - timedelta(days=1))
        assert step(client, upload, name).status_code == 404
        assert not Person.objects.exists()

    def test_almost_a_day_later_it_is_still_there(self, client, upload):
        choose(client, upload)
        PersonUpload.objects.update(uploaded_at=timezone.now() - timedelta(hours=23, minutes=50))
        assert step(client, upload, "vorschau").status_code == 200

    def test_the_next_upload_of_anybody_takes_old_tables_away(self, client, upload, account_with):
        PersonUpload.objects.update(uploaded_at=timezone.now() - timedelta(days=1, minutes=1))
        client.force_login(account_with("office", email="zwei@example.org"))
        client.post("/mitglieder/einlesen/", {"file": SimpleUploadedFile("neu.csv", b"Name\nA B\n")})
        assert [one.file_name for one in PersonUpload.objects.all()] == ["neu.csv"]

    @pytest.mark.parametrize("role", ["member", "partner"])
    @pytest.mark.parametrize("name", STEPS)
    def test_who_is_not_of_the_office_does_not_get_there(self, client, upload, request, role, name):
        client.force_login(request.getfixturevalue(role))
        assert step(client, upload, name).status_code in (403, 404)

    def test_nothing_is_done_by_looking(self, client, upload):
        for name in ("ausfuehren", "verwerfen"):
            assert client.get(f"/mitglieder/einlesen/{upload.pk}/{name}/").status_code == 405
        assert PersonUpload.objects.exists()


class TestPreview:
    def test_it_is_what_is_stored(self, client, upload):
        choose(client, upload)
        plan = step(client, upload, "vorschau").context["plan"]
        client.post(f"/mitglieder/einlesen/{upload.pk}/ausfuehren/")
        report = PersonImport.objects.get()
        assert (report.created, report.left_out) == (len(plan.new), len(plan.left_out)) == (1, 1)
        assert (report.file_name, report.sha256) == ("liste.csv", upload.sha256)
        assert Person.objects.get().family_name == "Geheim"

    def test_what_came_in_since_counts(self, client, upload, make_person, make_contact):
        choose(client, upload)
        assert len(step(client, upload, "vorschau").context["plan"].new) == 1
        make_contact(make_person("Geheim", given_name="Ina"), value="ina@example.org")
        client.post(f"/mitglieder/einlesen/{upload.pk}/ausfuehren/")
        report = PersonImport.objects.get()
        assert (report.created, report.updated) == (0, 1)
        assert Person.objects.count() == 1

    def test_twice_pressed_stores_once(self, client, upload):
        choose(client, upload)
        first, second = (client.post(f"/mitglieder/einlesen/{upload.pk}/ausfuehren/") for _press in range(2))
        assert (first.status_code, second.status_code) == (302, 404)
        assert Person.objects.count() == PersonImport.objects.count() == 1

    def test_without_the_second_step_there_is_no_preview(self, client, upload):
        assert step(client, upload, "vorschau").url == f"/mitglieder/einlesen/{upload.pk}/spalten/"

    def test_what_was_chosen_is_chosen_when_one_goes_back(self, client, upload):
        mapping = {"column_family_name": "Vorname", "column_given_name": "Nachname", "namesakes": "on"}
        client.post(f"/mitglieder/einlesen/{upload.pk}/spalten/", mapping)
        chosen = step(client, upload, "spalten").context["form"].initial
        assert {name: value for name, value in chosen.items() if value} == {**mapping, "namesakes": True}
        (draft,) = [one for one in step(client, upload, "vorschau").context["drafts"] if one["row"] == 2]
        assert draft["name"] == "Geheim Ina"

    def test_a_column_that_the_table_has_not_is_refused(self, client, upload):
        response = client.post(f"/mitglieder/einlesen/{upload.pk}/spalten/", {"column_name": "Gibt es nicht"})
        assert response.status_code == 200
        assert response.context["form"].errors

    def test_the_same_queries_for_one_and_three_persons(self, client, django_assert_num_queries, make_person):
        found = []
        for number in (1, 3):
            rows = "".join(f"P{one};N{one};Rat;Kalletal\n" for one in range(number))
            file = SimpleUploadedFile("a.csv", f"Vorname;Nachname;Amt;Ort\n{rows}".encode())
            address = client.post("/mitglieder/einlesen/", {"file": file}).url
            upload = PersonUpload.objects.get(pk=address.split("/")[3])
            choose(client, upload)
            step(client, upload, "vorschau")
            found.append(upload)
        for upload in found:
            with django_assert_num_queries(12):
                step(client, upload, "vorschau")


class TestReport:
    def test_no_name_of_a_left_out_row_stays_anywhere(self, client, upload):
        choose(client, upload)
        url = client.post(f"/mitglieder/einlesen/{upload.pk}/ausfuehren/").url
        assert "Probe" not in client.get(url).text
        assert "Probe" not in str(PersonImport.objects.get().report)
        assert "Probe" not in client.get(f"{url}zeilen.csv").content.decode()
        assert not any("Geheim" in str(event.data) or "Probe" in str(event.data) for event in Event.objects.all())

    def test_the_rows_as_a_file(self, client, upload):
        choose(client, upload)
        response = client.get(client.post(f"/mitglieder/einlesen/{upload.pk}/ausfuehren/").url + "zeilen.csv")
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response.content.decode().splitlines() == [
            "\ufeffRow;Column;Why", "3;Ort;the register has no place of this name",
        ]  # fmt: skip

    def test_a_thousand_rows_go_and_one_more_does_not(self, client):
        for number, status in ((1_000, 302), (1_001, 200)):
            content = b"Vorname;Nachname\n" + b"".join(b"P;N%d\n" % one for one in range(number))
            response = client.post("/mitglieder/einlesen/", {"file": SimpleUploadedFile("a.csv", content)})
            assert response.status_code == status
        assert PersonUpload.objects.count() == 1
