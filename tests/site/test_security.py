"""What protects visitors: headers, cookies, pages without inline script, errors that tell nothing."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from tests.site.test_access import EVERYBODY, TABLE, Row
from tests.site.world import World

from ideenschmiede.base.roles import Role
from ideenschmiede.site.settings import CONFIGURATION

INNER = [Role.OFFICE, Role.OPERATOR, None]


def pages():
    """All addresses of the access table that a GET may answer with a page."""
    for name, found in TABLE.items():
        for number, row in enumerate(found if isinstance(found, list) else [found]):
            if row.method == "get":
                yield pytest.param(name, row, id=f"{name}-{number}")


class Inline(HTMLParser):
    """Collects everything that a strict Content-Security-Policy would block, or should."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "script" and "src" not in values and values.get("type") != "application/json":
            self.found.append("inline script")
        if tag in {"style", "base", "iframe", "object", "embed"}:
            self.found.append(f"<{tag}>")
        for name, value in values.items():
            if name == "style" or name.startswith("on"):
                self.found.append(f"{tag} {name}={value}")
            if name in {"src", "href", "action", "formaction"} and re.match(r"\s*javascript:", value or "", re.I):
                self.found.append(f"{tag} {name}={value}")
            elsewhere = tag in {"script", "link", "img", "source", "video", "audio", "form"}
            if elsewhere and name in {"src", "href", "action", "srcset"} and re.match(r"(https?:)?//", value or ""):
                self.found.append(f"{tag} loads {value}")


def inline_in(response):
    parser = Inline()
    parser.feed(response.content.decode())
    return parser.found


def policy(response):
    directives = [part.strip().split(" ") for part in response["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in directives}


# ── every page ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
@pytest.mark.parametrize("role", INNER)
@pytest.mark.parametrize(("name", "row"), list(pages()))
def test_no_page_has_inline_script_or_style_and_each_has_its_headers(name, row: Row, role):
    world, client = World(role), Client()
    if world.who:
        client.force_login(world.who)
    response = client.get(reverse(name, kwargs=row.kwargs(world)), row.data)
    rules = policy(response)
    assert rules["default-src"] == ["'none'"]
    if "sandbox" not in rules:  # a PDF for example: it may do nothing at all
        assert rules["script-src"] == rules["style-src"] == ["'self'"]
        assert rules["frame-ancestors"] == rules["base-uri"] == ["'none'"]
        assert rules["form-action"] == ["'self'"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    if response.get("Content-Type", "").startswith("text/html"):
        assert "sandbox" not in rules
        assert inline_in(response) == []


def test_the_check_finds_what_it_looks_for():
    parser = Inline()
    parser.feed(
        '<script>1</script><p style="x" onclick="y"><a href=" javascript:z"><style></style>'
        '<img src="//elsewhere.example/a.png"><script src="/a.js"></script><script type="application/json">{}</script>'
    )
    assert len(parser.found) == 6


@pytest.mark.django_db
def test_every_form_that_posts_carries_its_token(client):
    for path in ("/", "/impressum/", "/konto/login/code/", "/loesungen/finden/"):
        page = client.get(path).content.decode()
        posting = re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL | re.I)
        for form in posting:
            if 'action="/loesungen/finden/#antwort"' in form:
                continue  # only leads to the address of its answer; it must work from a page that was cached
            assert "csrfmiddlewaretoken" in form, (path, form[:200])


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in TABLE if name not in {"transfer:answer"}])
def test_a_post_without_token_is_refused(name):
    """One exception, as above: asking who has solved a need changes nothing."""
    row = TABLE[name][0] if isinstance(TABLE[name], list) else TABLE[name]
    world, client = World(Role.OPERATOR), Client(enforce_csrf_checks=True)
    client.force_login(world.who)
    assert client.post(reverse(name, kwargs=row.kwargs(world))).status_code in {403, 404, 405}


# ── https ────────────────────────────────────────────────────────────────────────────────────────────────────────────

SECURE = {"IDEENSCHMIEDE_BASE_URL": "https://netzwerk.example.org", "IDEENSCHMIEDE_TRUSTED_PROXIES": "1"}

ASK_OVER_HTTPS = """
import json, django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
from django.test.utils import setup_test_environment
setup_test_environment()
host = {"HTTP_HOST": "netzwerk.example.org", "REMOTE_ADDR": "127.0.0.1"}
secure = {**host, "HTTP_X_FORWARDED_PROTO": "https"}
client = Client()
plain = client.get("/impressum/", **host)
health = client.get("/gesundheit/lebt/", **host)
page = client.get("/konto/login/code/", **secure)
client.post("/konto/login/code/", {"email": "a@example.org"}, **secure)
client.post("/sprache/", {"language": "en"}, **secure)
client.post("/aussehen/", {"theme": "dark"}, **secure)
keys = ("secure", "httponly", "samesite")
cookies = {name: {key: morsel[key] for key in keys} for name, morsel in client.cookies.items()}
stranger = Client().get("/impressum/", HTTP_HOST="boese.example", HTTP_X_FORWARDED_PROTO="https")
print(json.dumps({
    "plain": [plain.status_code, plain.get("Location")], "health": health.status_code,
    "hsts": page.get("Strict-Transport-Security"), "page": page.status_code, "cookies": cookies,
    "stranger": [stranger.status_code, "boese.example" in stranger.content.decode()],
}))
"""


def run_python(code, tmp_path, **settings):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("IDEENSCHMIEDE_")}
    environment |= {
        "IDEENSCHMIEDE_SECRET_KEY": "x" * 60,
        "IDEENSCHMIEDE_DATA_DIR": str(tmp_path),
        "IDEENSCHMIEDE_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "ideenschmiede.site.settings",
        **settings,
    }
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def over_https(tmp_path_factory):
    done = run_python(ASK_OVER_HTTPS, tmp_path_factory.mktemp("https"), **SECURE)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_with_https_cookies_are_secure(over_https):
    assert over_https["cookies"].keys() == {"sessionid", "csrftoken", "messages", "django_language", "theme"}
    for name, cookie in over_https["cookies"].items():
        assert cookie["secure"] is True, name
        assert cookie["httponly"] is True, name
        assert cookie["samesite"] == "Lax", name


def test_with_https_nothing_else_is_spoken(over_https):
    assert over_https["plain"] == [301, "https://netzwerk.example.org/impressum/"]
    assert over_https["page"] == 200
    seconds, *rest = over_https["hsts"].split("; ")
    assert int(seconds.removeprefix("max-age=")) >= 31_536_000
    assert "includeSubDomains" in rest


def test_a_load_balancer_may_ask_for_health_without_https(over_https):
    assert over_https["health"] == 200


def test_a_foreign_host_name_is_refused(over_https):
    assert over_https["stranger"] == [400, False]


# ── health ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_health_answers_without_session_or_secret(client):
    for path in ("/gesundheit/lebt/", "/gesundheit/bereit/"):
        response = client.get(path)
        assert response.status_code == 200
        assert response.json()["status"] == "ok"
        assert response.cookies == {}
        assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_alive_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/gesundheit/lebt/")


@pytest.mark.django_db
def test_without_its_database_the_site_is_not_ready_and_tells_no_detail(client):
    def refuse(_execute, _sql, _params, _many, _context):
        raise DatabaseError("password authentication failed for user admin at db.internal")

    with connection.execute_wrapper(refuse):
        response = client.get("/gesundheit/bereit/")
        assert (response.status_code, response.json()) == (503, {"status": "not ready"})
        assert client.get("/gesundheit/lebt/").status_code == 200


# ── errors ───────────────────────────────────────────────────────────────────────────────────────────────────────────

LEAKS = re.compile(r"Traceback|Django|/work/|site-packages|settings|DEBUG|\.py\b|SELECT |secret", re.I)


def assert_tells_nothing(response):
    assert not LEAKS.search(response.content.decode()), LEAKS.search(response.content.decode())
    assert inline_in(response) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("de", "Diese Seite finden wir nicht"), ("en", "We do not find this page")]
)
@pytest.mark.parametrize(
    "path", ["/gibt-es-nicht/", "/orte/99999999/", "/%00", "/..%2f..%2fetc/passwd", "/verwaltung/seiten/x/"]
)
def test_not_found_in_both_languages(client, language, words, path):
    response = client.get(path, headers={"Accept-Language": language})
    assert response.status_code == 404
    text = response.content.decode()
    assert words in text
    assert f'<html lang="{language}"' in text
    assert_tells_nothing(response)


@pytest.mark.django_db
def test_not_found_offers_to_sign_in_and_come_back_but_never_echoes_the_address(client):
    text = client.get("/gibt-es-<script>alert(1)</script>/?a=b").content.decode()
    assert "<script>alert" not in text
    assert "/konto/login/code/?next=" in text


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("de", "Das hat nicht geklappt"), ("en", "This did not work")])
def test_a_form_without_its_token_in_both_languages(language, words):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/sprache/", {"language": "en"}, headers={"Accept-Language": language})
    assert response.status_code == 403
    assert words in response.content.decode()
    assert_tells_nothing(response)


@pytest.mark.django_db
@pytest.mark.parametrize("accept", ["de", "en"])
def test_an_error_of_ours_is_told_in_both_languages_and_leaks_nothing(accept, caplog):
    def refuse(_execute, _sql, _params, _many, _context):
        raise RuntimeError("SELECT secret FROM /work/main/settings.py")

    client = Client(raise_request_exception=False, headers={"Accept-Language": accept})
    with connection.execute_wrapper(refuse):
        response = client.get("/impressum/?q=streng-geheim")
    assert response.status_code == 500
    text = response.content.decode()
    assert "Das ist ein Fehler auf unserer Seite" in text
    assert "This is an error on our side" in text
    assert_tells_nothing(response)
    assert response["X-Request-ID"]
    assert "unsafe" not in response["Content-Security-Policy"]
    (logged,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert logged.exc_info, "the operator finds the reason in the log"


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in EVERYBODY if role != Role.OPERATOR])
def test_what_one_may_not_see_looks_like_what_is_not_there(role):
    world, client = World(role), Client()
    if world.who is None:
        return
    client.force_login(world.who)
    hidden = client.get(f"/verwaltung/konten/{world.other.pk}/")
    missing = client.get("/verwaltung/konten/999999/")
    assert hidden.status_code == missing.status_code == 404

    def plain(response):
        return re.sub(r"/konten/\d+/|[A-Za-z0-9]{64}|%2F\d+%2F", "", response.content.decode())

    assert plain(hidden) == plain(missing)


def test_debug_is_never_on(settings):
    assert settings.DEBUG is False
    assert CONFIGURATION.secret_key not in repr(settings.LOGGING)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/gesundheit/lebt/", "/gesundheit/bereit/", "/impressum/", "/orte/", "/rollen/"])
def test_probes_and_checkers_of_links_may_ask_without_wanting_the_page(client, path):
    """HEAD is what load balancers and link checkers send; it has the headers of GET and nothing else (RFC 9110)."""
    asked = client.head(path)
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked["Content-Type"] == client.get(path)["Content-Type"]
