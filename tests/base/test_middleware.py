"""The log: one line per request with its id, and nothing that people typed."""

import json
import logging
import re

import pytest
import structlog
from django.http import HttpResponse
from django.test import Client

from ideenschmiede.base.middleware import request_log
from ideenschmiede.base.roles import Role

SECRET = "wir-finden-keinen-arzt"
ADDRESS = "anna@example.org"


@pytest.fixture
def lines(caplog):
    """What is written to the log, as the JSON that an operator sees."""
    handler = next(
        one for one in logging.getLogger().handlers if one.formatter and "Processor" in type(one.formatter).__name__
    )
    caplog.set_level(logging.DEBUG)
    return lambda: [json.loads(handler.formatter.format(record)) for record in caplog.records]


def text_of(lines):
    return json.dumps(lines(), ensure_ascii=False)


@pytest.mark.django_db
def test_a_request_has_one_line_with_method_path_status_time_and_id(client, lines):
    response = client.get("/impressum/?q=x")
    (line,) = [one for one in lines() if one.get("event") == "answered"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/impressum/", 200)
    assert line["ms"] > 0
    assert line["request_id"] == response["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", line["request_id"])


@pytest.mark.django_db
def test_two_requests_have_two_ids(client):
    assert client.get("/impressum/")["X-Request-ID"] != client.get("/impressum/")["X-Request-ID"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "kept"),
    [("abcdef-1234", True), ("kurz", False), ("a" * 65, False), ("<b>12345678", False), ("12345678\u00e4", False)],
)
def test_an_id_from_a_proxy_is_kept_when_it_is_one(client, given, kept):
    assert (client.get("/impressum/", headers={"X-Request-ID": given})["X-Request-ID"] == given) is kept


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/orte/suche", "/impressum/", "/gibt-es-nicht/", "/konto/login/code/"])
def test_what_people_typed_is_in_no_line(client, lines, path):
    client.get(path, {"q": SECRET, "next": f"/?an={ADDRESS}"}, headers={"Referer": f"http://testserver/?q={SECRET}"})
    client.post(path, {"q": SECRET, "email": ADDRESS})
    assert SECRET not in text_of(lines)
    assert ADDRESS not in text_of(lines)


@pytest.mark.django_db
def test_neither_addresses_of_people_nor_of_machines_are_logged(client, account_with, lines):
    account = account_with(Role.OFFICE, email=ADDRESS, name="Anna Beispiel")
    client.force_login(account)
    client.get("/geschaeftsstelle/", REMOTE_ADDR="192.0.2.77", headers={"User-Agent": "Browser 7"})
    for secret in (ADDRESS, "Anna", "192.0.2.77", "Browser 7", client.session.session_key):
        assert secret not in text_of(lines)


@pytest.mark.django_db
def test_health_checks_and_files_are_quiet(client, lines):
    client.get("/gesundheit/lebt/")
    client.get("/static/gibt-es-nicht.css")
    assert [one for one in lines() if one.get("event") == "answered"] == []


def test_the_id_stands_in_every_line_of_the_request_and_in_none_after_it(rf, lines):
    log = structlog.get_logger("ideenschmiede.test")

    def view(request):
        log.info("inside")
        return HttpResponse()

    response = request_log(view)(rf.get("/"))
    log.info("outside")
    inside, _answered, outside = [one for one in lines() if one["event"] in {"inside", "answered", "outside"}]
    assert inside["request_id"] == response["X-Request-ID"]
    assert "request_id" not in outside


@pytest.mark.django_db
def test_the_token_of_a_link_is_not_written_down(client, lines):
    client.get("/mitglieder/berufung/1.1.geheim-und-gueltig/")
    client.get("/demo/anmelden/noch-ein-geheimnis/")
    assert [one["path"] for one in lines() if one.get("event") == "answered"] == [
        "/mitglieder/berufung/…/",
        "/demo/anmelden/…/",
    ]
    assert "geheim" not in text_of(lines)


@pytest.mark.django_db
def test_nor_by_django_when_it_refuses_a_form(lines):
    assert Client(enforce_csrf_checks=True).post("/mitglieder/berufung/1.1.geheim-und-gueltig/").status_code == 403
    refused = [one["event"] for one in lines() if "Forbidden" in one.get("event", "")]
    assert refused == ["Forbidden (CSRF cookie not set.): /mitglieder/berufung/…/"]
    assert "geheim" not in text_of(lines)
