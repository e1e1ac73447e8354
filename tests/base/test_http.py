"""Public pages answer 304 when nothing has changed, and pages for some are not there for others."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import Http404, HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string

from ideenschmiede.base import chronicle
from ideenschmiede.base.http import number_in, only, public_page_of
from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.base.roles import Role
from ideenschmiede.base.rules import is_office

pytestmark = pytest.mark.django_db

PAGE = "/impressum/"


def something_happens():
    with transaction.atomic():
        chronicle.record(
            verb="topic.seen", subject=Topic.objects.first(), by=None, at=timezone.now(), visibility=Visibility.PUBLIC
        )
    chronicle.seal()


def etag(client, path=PAGE, **headers):
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    return response["ETag"]


def test_an_unchanged_page_is_answered_without_content(client, django_assert_max_num_queries):
    tag = etag(client)
    with django_assert_max_num_queries(1):
        again = client.get(PAGE, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


def test_whatever_happens_in_the_network_makes_pages_new(client):
    tag = etag(client)
    something_happens()
    again = client.get(PAGE, headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert again["ETag"] != tag


def test_a_new_day_makes_pages_new(client):
    """What is open until a day is not afterwards, though nobody did anything."""
    tags = set()
    for zone in ("Etc/GMT-14", "Etc/GMT+12"):  # 26 hours apart: never the same day
        with timezone.override(zone):
            tags.add(etag(client))
    assert len(tags) == 2


def test_what_waits_to_be_sealed_does_not_change_the_page_yet(client):
    tag = etag(client)
    with transaction.atomic():
        chronicle.record(verb="topic.seen", subject=Topic.objects.first(), by=None, at=timezone.now())
    assert etag(client) == tag


def test_language_look_place_and_address_have_tags_of_their_own(client):
    tags = {
        etag(client),
        etag(client, **{"Accept-Language": "en"}),
        etag(client, f"{PAGE}?a=1"),
        etag(client, "/quellen/"),
    }
    for name, value in (("theme", "dark"), ("ort", "05766036")):
        client.cookies[name] = value
        tags.add(etag(client))
    assert len(tags) == 6


def test_a_new_version_makes_pages_new(client, settings):
    tag = etag(client)
    settings.VERSION = "99.0"
    assert etag(client) != tag


def test_a_new_name_of_the_network_makes_pages_new(client, settings):
    tag = etag(client)
    settings.NETWORK_NAME = "Netz der Innovatoren"
    assert etag(client) != tag


def test_forms_work_on_a_page_that_the_browser_kept_from_before_signing_in():
    browser = Client(enforce_csrf_checks=True)
    tag = etag(browser)
    kept = browser.get(PAGE).content.decode()
    browser.cookies["csrftoken"] = get_random_string(32)  # signing in and out again leaves a new secret
    again = browser.get(PAGE, headers={"If-None-Match": tag})
    shown = kept if again.status_code == 304 else again.content.decode()
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', shown)[1]
    chosen = browser.post("/sprache/", {"language": "en", "next": PAGE, "csrfmiddlewaretoken": token})
    assert chosen.status_code == 302


def test_the_page_of_somebody_signed_in_is_never_answered_by_304(client, account_with):
    tag = etag(client)
    client.force_login(account_with(Role.MEMBER))
    response = client.get(PAGE, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert "ETag" not in response


def test_a_waiting_message_is_shown(client):
    tag = etag(client)
    client.cookies["messages"] = "something"
    assert client.get(PAGE, headers={"If-None-Match": tag}).status_code == 200


def test_shared_caches_keep_nothing_and_browsers_ask_again(client):
    response = client.get(PAGE)
    assert "private" in response["Cache-Control"]
    assert "no-cache" in response["Cache-Control"]
    vary = {part.strip().lower() for part in response["Vary"].split(",")}
    assert {"cookie", "accept-language", "hx-request"} <= vary


@pytest.mark.parametrize("query", ["%ff%fe", "a=%ED%A0%80", "q=%00", "=&=&;", "%"])
def test_a_broken_address_still_gets_a_tag(client, query):
    assert etag(client, f"{PAGE}?{query}").startswith('W/"')


# ── only ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@only(is_office)
def secret(request, number=0):
    return HttpResponse(f"secret {number}")


def test_only_lets_in_who_may_asks_guests_to_sign_in_and_hides_from_others(rf, account_with):
    request = rf.get("/geheim/?a=1&b=2")
    request.user = account_with(Role.OFFICE)
    assert secret(request, number=7).content == b"secret 7"
    request.user = account_with(Role.MEMBER)
    with pytest.raises(Http404):
        secret(request)


def test_after_signing_in_one_comes_back_with_the_whole_address(client):
    response = client.get("/geschaeftsstelle/?a=1&b=%C3%A4")
    assert response.status_code == 302
    assert response["Location"] == "/konto/login/code/?next=/geschaeftsstelle/%3Fa%3D1%26b%3D%25C3%25A4"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/orte/import/?a=1", "/orte/import/%3Fa%3D1"),
        ("https://boese.example/orte/import/", "/loesungen/import/"),
        ("http://[::1", "/loesungen/import/"),
        ("", "/loesungen/import/"),
    ],
)
def test_after_a_form_one_comes_back_to_the_page_on_which_it_stood(client, referer, back):
    response = client.post("/loesungen/import/", {"a": "b"}, headers={"Referer": referer} if referer else {})
    assert (response.status_code, response["Location"]) == (302, f"/konto/login/code/?next={back}")


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(client):
    headers = {"HX-Request": "true", "Referer": "http://testserver/fragen/1-warum/"}
    response = client.post("/loesungen/import/", headers=headers)
    assert response["HX-Redirect"] == "/konto/login/code/?next=/fragen/1-warum/"


def test_a_part_that_a_page_asks_for_while_one_writes_leads_nobody_away_from_it(client):
    headers = {"HX-Request": "true", "Referer": "http://testserver/ideen/neu/"}
    response = client.get("/ideen/aehnliche/", {"title": "Bürgerbus"}, headers=headers)
    assert (response.status_code, response.content) == (204, b"")
    assert not {"HX-Redirect", "Location"} & set(response.headers)
    whole = client.get("/ideen/aehnliche/", headers={"Referer": "http://testserver/ideen/neu/"})
    assert whole["Location"] == "/konto/login/code/?next=/ideen/aehnliche/"


def test_a_closed_account_is_a_stranger(rf, account_with):
    request = rf.get("/geheim/")
    request.user = account_with(Role.OFFICE)
    request.user.is_active = False
    with pytest.raises(Http404):
        secret(request)


def test_a_page_may_depend_on_more_than_the_chronicle_records(rf):
    drawn = {7: 1, 8: 1}

    @public_page_of(lambda pk: drawn[pk])
    def page(_request, pk):
        return HttpResponse(f"{pk}: {drawn[pk]}")

    def ask(pk, tag=""):
        request = rf.get("/", headers={"If-None-Match": tag} if tag else {})
        request.user = AnonymousUser()
        return page(request, pk=pk)

    tag = ask(7)["ETag"]
    assert ask(7, tag).status_code == 304
    drawn[8] = 2
    assert ask(7, tag).status_code == 304
    drawn[7] = 2
    assert ask(7, tag).content == b"7: 2"


@pytest.mark.parametrize(
    ("text", "number"),
    [("17", 17), ("", 0), ("-1", 0), ("1.0", 0), ("٣", 0), ("²", 0), ("9" * 18, 10**18 - 1), ("9" * 5_000, 0)],
    ids=["number", "nothing", "sign", "part", "arabic", "raised", "largest", "too large"],
)
def test_a_number_in_an_address_is_one_that_a_row_can_have(text, number):
    assert number_in(text) == number
    assert number_in(text, -1) == (number or -1)
