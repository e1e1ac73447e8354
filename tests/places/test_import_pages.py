"""The office imports on the page: upload, look, confirm."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.places.lines import as_file, association, municipality, small_register
from tests.places.test_pages import ENGLISH, text_of

from ideenschmiede.base.models import Event
from ideenschmiede.base.roles import Role
from ideenschmiede.places.actions.uploads import keep_upload, read_upload
from ideenschmiede.places.models import IndicatorValue, Place

REGISTER, INDICATORS = "/orte/import/register/", "/orte/import/kennzahlen/"
CSV = "AGS;Indikator;Jahr;Wert;Quelle\n05766036;Ärzte;2022;1,25;Kammer\n".encode("cp1252")


@pytest.fixture
def office(client, account_with, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(account_with(Role.OFFICE), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def upload(client, address, data, name="datei.txt"):
    return client.post(address, {"file": SimpleUploadedFile(name, data)}, **ENGLISH)


class TestRegister:
    def test_upload_look_confirm(self, office):
        response = upload(office, REGISTER, as_file(small_register()))
        preview = response["Location"]
        assert not Place.objects.exists()
        text = text_of(office.get(preview, **ENGLISH))
        assert "Municipalities that govern themselves 3" in text
        assert "Population 392,366" in text
        assert "10 new places" in text
        assert not Place.objects.exists()
        assert office.post(preview, **ENGLISH)["Location"] == "/orte/"
        assert Place.objects.count() == 10
        assert "The register was imported." in text_of(office.get("/orte/", **ENGLISH))
        assert Event.objects.filter(verb="register.imported").count() == 1

    def test_the_preview_names_what_changes(self, office, register):
        day = date(2025, 12, 31)
        lippe = [association("05766", "0036", "Kalletal", day=day)]
        lippe.append(municipality("05766036", "Kallental", people=13401, day=day))
        response = upload(office, REGISTER, as_file(small_register(day, lippe=lippe)))
        text = text_of(office.get(response["Location"], **ENGLISH))
        assert "05766036 Kalletal → Kallental" in text
        assert "2 dissolved places, which are kept with the date" in text
        assert "05766044 Lemgo" in text

    def test_nothing_new(self, office, register):
        response = upload(office, REGISTER, as_file(small_register()))
        assert "nothing would change" in text_of(office.get(response["Location"], **ENGLISH))

    def test_twice(self, office):
        preview = upload(office, REGISTER, as_file(small_register()))["Location"]
        office.post(preview, **ENGLISH)
        assert office.post(preview, **ENGLISH)["Location"] == "/orte/import/"
        assert Event.objects.filter(verb="register.imported").count() == 1
        assert "imported already or has expired" in text_of(office.get("/orte/import/", **ENGLISH))

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (as_file(small_register())[:1000], "Was it cut?"),
            (as_file([*small_register(), small_register()[-1]]), "Line 11, key: 05766044 is in line 10 already."),
            (as_file([entry[:-1] for entry in small_register()]), "Line 1: has 219 characters instead of 220."),
            (as_file(small_register(), encoding="cp850"), "neither in UTF-8 nor in ISO-8859-1"),
            (b"<script>alert(1)</script>", "the file ends in the middle of this line"),
        ],
    )
    def test_errors_are_shown_and_nothing_is_changed(self, office, data, message):
        response = upload(office, REGISTER, data)
        assert response.status_code == 422
        text = text_of(response)
        assert message in text
        assert "Nothing was changed." in text
        assert not Place.objects.exists()

    def test_no_file_and_empty_file(self, office):
        response = office.post(REGISTER, {}, **ENGLISH)
        assert response.status_code == 422
        assert "id_register_file" in response.content.decode()
        assert upload(office, REGISTER, b"").status_code == 422

    def test_an_older_file_is_refused_by_date(self, office, register):
        response = upload(office, REGISTER, as_file(small_register(date(2020, 1, 1))))
        assert "already of" in text_of(response)


class TestIndicators:
    def test_upload_look_confirm(self, office, register):
        preview = upload(office, INDICATORS, CSV, "a.csv")["Location"]
        text = text_of(office.get(preview, **ENGLISH))
        assert "1 value" in text
        assert "Ärzte" in text
        assert not IndicatorValue.objects.exists()
        office.post(preview, **ENGLISH)
        assert IndicatorValue.objects.get().value == 1.25

    def test_errors(self, office, register):
        response = upload(office, INDICATORS, CSV.replace(b"1,25", b"viel"), "a.csv")
        assert "Line 2, value: “viel” is not a number." in text_of(response)


class TestWhoMay:
    @pytest.mark.parametrize("address", ["/orte/import/", REGISTER, REGISTER + "0" * 64 + "/"])
    @pytest.mark.parametrize("role", [Role.MEMBER, Role.CHAIR, Role.PILOT_LEAD, Role.PARTNER])
    def test_others_learn_nothing(self, client, account_with, address, role):
        client.force_login(account_with(role), backend="allauth.account.auth_backends.AuthenticationBackend")
        method = client.post if address == REGISTER else client.get
        assert method(address).status_code == 404

    def test_guests_are_asked_to_sign_in_and_come_back(self, client):
        response = client.get("/orte/import/")
        assert response.status_code == 302
        assert response["Location"].endswith("next=/orte/import/")

    def test_the_link_is_shown_to_the_office_only(self, office, register):
        assert "Import register or indicators" in text_of(office.get("/orte/", **ENGLISH))
        office.logout()
        assert "Import register" not in text_of(office.get("/orte/", **ENGLISH))

    @pytest.mark.parametrize("address", ["/orte/import/mond/", reverse("places:upload", args=["x"])])
    def test_unknown_imports(self, office, address):
        assert office.post(address).status_code == 404


def test_forgotten_uploads_are_removed(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    now = datetime.now(UTC)
    first = keep_upload(data=b"one", by=None, at=now)
    assert re.fullmatch("[0-9a-f]{64}", first)
    assert read_upload(token=first, by=None) == b"one"
    second = keep_upload(data=b"two", by=None, at=now + timedelta(days=2))
    assert read_upload(token=first, by=None) is None
    assert default_storage.listdir("imports")[1] == [second]
