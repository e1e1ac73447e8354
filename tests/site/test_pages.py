"""The operator's pages, the office's entry and the sources, as people see them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.site.world import World

from ideenschmiede.base import chronicle
from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Event, Visibility
from ideenschmiede.base.roles import Role
from ideenschmiede.people.models import Appointment
from ideenschmiede.places.models import RegisterImport
from ideenschmiede.site import actions, sources
from ideenschmiede.site.forms import HINTS
from ideenschmiede.site.models import SitePage
from ideenschmiede.transfer.models import Practice, PracticeImport

pytestmark = pytest.mark.django_db

GERMAN = {"Accept-Language": "de"}
NASTY = "<script>alert(1)</script>\n\n<img src=x onerror=alert(2)> javascript:alert(3) https://example.org/?a=1&b=2"


def text_of(client, path, language="de"):
    response = client.get(path, headers={"Accept-Language": language})
    assert response.status_code == 200
    return response.content.decode()


def write(kind=SitePage.Kind.IMPRINT, german="Stadt Musterhausen", english="", by=None):
    return actions.write_page(kind=kind, text_de=german, text_en=english, by=by, at=timezone.now())


# ── the operator's pages ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", SitePage.Kind)
def test_a_page_that_nobody_has_written_says_so_and_what_to_do(client, account_with, kind):
    assert "Der Betreiber hat diesen Text noch nicht hinterlegt" in text_of(client, f"/{kind.value}/")
    assert f"/verwaltung/seiten/{kind.value}/" not in text_of(client, f"/{kind.value}/")
    client.force_login(account_with(Role.OPERATOR))
    assert f"/verwaltung/seiten/{kind.value}/" in text_of(client, f"/{kind.value}/")


def test_the_operator_writes_it_and_everybody_reads_it(client, account_with):
    operator = account_with(Role.OPERATOR)
    client.force_login(operator)
    path = "/verwaltung/seiten/impressum/"
    response = client.post(path, {"text_de": "  Stadt Musterhausen\n\nMarkt 1  ", "text_en": "Town of Musterhausen"})
    assert (response.status_code, response["Location"]) == (302, "/impressum/")
    client.logout()
    assert "<p>Stadt Musterhausen</p>" in text_of(client, "/impressum/")
    assert "Town of Musterhausen" in text_of(client, "/impressum/", "en")
    event = Event.objects.get(verb="page.written")
    assert (event.actor, event.visibility, event.data) == (operator.pk, "public", {})


def test_a_new_text_is_shown_at_once_although_pages_are_remembered(client):
    first = client.get("/impressum/")
    assert client.get("/impressum/", headers={"If-None-Match": first["ETag"]}).status_code == 304
    write()
    # the tag follows what is sealed; the sealer does so within a moment
    chronicle.seal()
    again = client.get("/impressum/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert "Stadt Musterhausen" in again.content.decode()


def test_without_english_text_the_german_one_is_shown(client):
    write(english="   ")
    assert "Stadt Musterhausen" in text_of(client, "/impressum/", "en")


def test_what_the_operator_writes_is_text_and_never_markup(client):
    write(german=NASTY)
    page = text_of(client, "/impressum/")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript:' not in page
    assert 'href="https://example.org/?a=1&amp;b=2"' in page


@pytest.mark.parametrize("text", ["", "   ", "x" * 50_001])
def test_a_text_that_cannot_be_kept_is_said_and_nothing_is_lost(client, account_with, text):
    write()
    client.force_login(account_with(Role.OPERATOR))
    response = client.post("/verwaltung/seiten/impressum/", {"text_de": text, "text_en": "stays here"})
    assert response.status_code == 200
    page = response.content.decode()
    assert "site-errors" in page
    assert "stays here" in page
    assert SitePage.objects.get().text_de == "Stadt Musterhausen"


@pytest.mark.parametrize("kind", SitePage.Kind)
def test_the_form_says_what_the_law_asks_for(client, account_with, kind):
    client.force_login(account_with(Role.OPERATOR))
    page = text_of(client, f"/verwaltung/seiten/{kind.value}/")
    assert len(HINTS[kind]) >= 5
    assert page.count("<li>") >= len(HINTS[kind])
    assert "§" in page


def test_nobody_else_writes_them(account_with):
    with pytest.raises(NotAllowed):
        write(by=account_with(Role.OFFICE))
    assert not SitePage.objects.exists()


def test_every_page_leads_to_them(client):
    page = text_of(client, "/quellen/")
    for kind in SitePage.Kind:
        assert f'href="/{kind.value}/"' in page


# ── the office ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def world(client):
    found = World(Role.OFFICE)
    client.force_login(found.who)
    return found


def practice(world, title, confirmed, **values):
    now = world.now
    return Practice.objects.create(
        title=title, summary="Ein Satz.", place=world.place, created_at=now, changed_at=now,
        contact_confirmed_on=confirmed, **{"contact_name": "Anna Müller", **values},
    )  # fmt: skip


def test_an_empty_network_has_nothing_that_waits(client, world):
    page = text_of(client, "/geschaeftsstelle/")
    assert "Nichts wartet" in page
    assert "noch nichts eingelesen" in page


def test_contacts_that_were_confirmed_long_ago_wait_the_oldest_first(client, world):
    today = timezone.localdate()
    practice(world, "Neu bestätigt", today - timedelta(days=300))
    practice(world, "Alt bestätigt", today - timedelta(days=400))
    practice(world, "Sehr alt bestätigt", today - timedelta(days=800))
    practice(world, "Ohne Kontakt", None, contact_name="")
    practice(world, "Beispiel", today - timedelta(days=800), is_example=True)
    page = text_of(client, "/geschaeftsstelle/")
    assert "Die Kontakte von 2 Lösungen" in page
    assert page.index("Sehr alt bestätigt") < page.index(">Alt bestätigt")
    for title in ("Neu bestätigt", "Ohne Kontakt", "Beispiel<"):
        assert title not in page


@pytest.mark.parametrize("number", [1, 3, 40])
def test_the_entry_costs_the_same_whatever_waits(client, world, number, django_assert_num_queries):
    long_ago = timezone.localdate() - timedelta(days=800)
    press = [f"/presse/{world.draft_release.pk}-", f"/presse/ausschnitte/{world.clipping.pk}/"]
    for one in range(number):
        practice(world, f"Lösung {one}", long_ago)
        for status in ("noticed", "proposed", "accepted"):
            world._person(f"Person {one}", Visibility.NETWORK, status)
    with writing():
        Appointment.objects.filter(status="accepted").update(starts_on=long_ago)
    client.get("/geschaeftsstelle/")
    # session, account, its roles; four of its own; two of the appointments, one of the questions, one of the groups,
    # three of the press
    with django_assert_num_queries(14):
        page = text_of(client, "/geschaeftsstelle/")
    assert all(f'href="{address}' in page for address in press)
    assert page.count("Person 0") == 3
    assert "Lösung 0" in page


def test_what_was_imported_lately_is_listed_with_its_counts(client, world):
    PracticeImport.objects.create(
        file_name="ips.csv", sha256="0" * 64, origin="JRC", created=1_200, left_out=3, imported_at=world.now
    )
    RegisterImport.objects.create(source="gv100ad", sha256="0" * 64, created=10_773, imported_at=world.now)
    page = text_of(client, "/geschaeftsstelle/")
    assert "Lösungen aus JRC; 1.200 neu, 0 aktualisiert, 3 ausgelassen" in page
    assert "10.773 neu" in page


@pytest.mark.parametrize("path", ["/loesungen/neu/", "/loesungen/import/", "/orte/import/", "/loesungen/"])
def test_the_entry_leads_to_the_work(client, world, path):
    assert f'href="{path}"' in text_of(client, "/geschaeftsstelle/")


# ── sources ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["de", "en"])
def test_all_sources_are_named_with_their_licence(client, language):
    page = text_of(client, "/quellen/", language)
    for group in sources.GROUPS:
        for source in group.sources:
            assert source.name in page
            assert source.licence in page
            assert f'href="{source.licence_url}"' in page
    for notice in ("GeoBasis-DE / BKG", "Statistisches Bundesamt (Destatis)", "GeoNames"):
        assert notice in page


def test_the_register_in_use_is_named_with_its_date(client):
    now = timezone.now()
    RegisterImport.objects.create(source="GV100AD", data_date=now.date(), sha256="0" * 64, imported_at=now)
    assert "Verwendetes Verzeichnis: GV100AD" in text_of(client, "/quellen/")
