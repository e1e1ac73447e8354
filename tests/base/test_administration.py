"""The pages of the administration: accounts found, opened, given roles, closed; the state of the installation."""

import re

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ideenschmiede.base import actions, chronicle
from ideenschmiede.base.models import Account, RoleGrant
from ideenschmiede.base.roles import Role
from ideenschmiede.base.search import layout

pytestmark = pytest.mark.django_db

ACCOUNTS = "/verwaltung/konten/"
NASTY = ["x" * 100_000, "\x00", "%_'\"; DROP TABLE base_account; --", "<script>alert(1)</script>", "\ud800", "ä" * 500]


@pytest.fixture
def operator(client, account_with):
    account = account_with(Role.OPERATOR, name="Anton Admin", email="anton@example.org")
    client.force_login(account)
    return account


def names_on(page):
    return re.findall(r'href="/verwaltung/konten/\d+/">([^<]+)</a>', page.content.decode())


def fill(count):
    now = timezone.now()
    accounts = [Account(email=f"p{n}@example.org", name=f"Person {n:03}", created_at=now) for n in range(count)]
    Account.objects.bulk_create(accounts)


# ── the list ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(client, operator, people, django_assert_num_queries):
    fill(people)
    client.get(ACCOUNTS)
    with django_assert_num_queries(6):  # session, account, roles of the account, count, page, roles of the page
        assert len(names_on(client.get(ACCOUNTS))) == people + 1


def test_twenty_a_page(client, operator):
    fill(45)
    pages = [names_on(client.get(ACCOUNTS, {"seite": number})) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 6]
    assert len({name for page in pages for name in page}) == 46
    assert names_on(client.get(ACCOUNTS, {"seite": "unsinn"})) == pages[0]
    assert names_on(client.get(ACCOUNTS, {"seite": 99})) == pages[2]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("müller", ["Anna Müller"]),
        ("Anna", ["Anna Müller", "Anna Schmidt"]),
        ("anna kalletal", ["Anna Müller"]),
        ("kalletal.example", ["Anna Müller"]),
        ("anton@example.org", ["Anton Admin"]),
        ("gibtesnicht", []),
        ("%", []),
        ("_", []),
    ],
)
def test_accounts_are_found_by_name_and_address(client, operator, account_with, search, found):
    account_with(name="Anna Müller", email="am@kalletal.example")
    account_with(name="Anna Schmidt", email="as@anderswo.example")
    assert names_on(client.get(ACCOUNTS, {"q": search})) == found


def test_finding_nothing_says_what_to_do(client, operator):
    page = client.get(ACCOUNTS, {"q": "gibtesnicht"}, headers={"Accept-Language": "de"}).content.decode()
    assert "Kein Konto passt" in page
    assert "Alle Konten zeigen" in page


@pytest.mark.parametrize("text", NASTY)
def test_no_search_breaks_the_list(client, operator, text):
    try:
        page = client.get(ACCOUNTS, {"q": text})
    except UnicodeEncodeError:
        page = client.get(f"{ACCOUNTS}?q=%ED%A0%80")  # a lone surrogate cannot be sent otherwise
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


# ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def post_new(client, **changes):
    data = {"name": "Neue Person", "email": "neu@example.org", "language": "de", "roles": ["member"], "welcome": "on"}
    return client.post(f"{ACCOUNTS}neu/", {**data, **changes})


def test_an_account_is_opened_with_its_roles_and_a_welcome(client, operator):
    response = post_new(client, roles=["member", "chair"])
    account = Account.objects.get(email="neu@example.org")
    assert response["Location"] == f"{ACCOUNTS}{account.pk}/"
    assert account.roles == {"member", "chair"}
    assert DBTaskResult.objects.count() == 1
    assert "Neue Person" in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "x" * 201},
        {"email": "keine"},
        {"email": "ANTON@example.org"},
        {"email": "a@example.org\nBcc: b@example.org"},
        {"roles": ["king"]},
        {"language": "tlh"},
        {"name": "\x00"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, operator, changes):
    before = Account.objects.count()
    response = post_new(client, **changes)
    page = response.content.decode()
    assert response.status_code == 200
    assert "site-errors" in page
    assert Account.objects.count() == before
    kept = "Neue Person" if "name" not in changes else "neu@example.org"
    assert kept in page


@pytest.mark.parametrize("text", NASTY[:4])
def test_no_input_breaks_opening(client, operator, text):
    for field in ("name", "email", "roles", "language", "welcome"):
        assert post_new(client, **{field: text}).status_code in {200, 302, 400}


# ── one account ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_roles_are_given_and_taken(client, operator, account_with):
    account = account_with(Role.MEMBER, email="m@example.org")
    page = client.get(f"{ACCOUNTS}{account.pk}/").content.decode()
    assert re.findall(r'value="(\w+)"[^>]*checked', page) == ["member"]
    client.post(f"{ACCOUNTS}{account.pk}/", {"roles": ["office", "chair"]})
    assert set(RoleGrant.objects.filter(account=account).values_list("role", flat=True)) == {"office", "chair"}
    client.post(f"{ACCOUNTS}{account.pk}/", {})
    assert not RoleGrant.objects.filter(account=account).exists()


def test_the_last_of_the_administration_is_told_why_not(client, operator):
    page = client.post(f"{ACCOUNTS}{operator.pk}/", {"roles": []}, headers={"Accept-Language": "de"})
    assert page.status_code == 200
    assert "das letzte Konto der Administration" in page.content.decode()
    page = client.post(f"{ACCOUNTS}{operator.pk}/schliessen/", follow=True, headers={"Accept-Language": "de"})
    assert "eigenes Konto" in page.content.decode()
    assert Account.objects.get(pk=operator.pk).is_active


def test_an_account_is_closed_and_opened_again(client, operator, account_with):
    account = account_with(Role.MEMBER, email="m@example.org")
    page = client.post(f"{ACCOUNTS}{account.pk}/schliessen/", follow=True, headers={"Accept-Language": "de"})
    assert "Dieses Konto ist geschlossen" in page.content.decode()
    assert not Account.objects.get(pk=account.pk).is_active
    client.post(f"{ACCOUNTS}{account.pk}/oeffnen/")
    assert Account.objects.get(pk=account.pk).is_active


@pytest.mark.parametrize("key", ["0", "999999", "99999999999999999999999999"])
@pytest.mark.parametrize("rest", ["", "schliessen/", "oeffnen/"])
def test_an_unknown_account_is_not_found(client, operator, key, rest):
    ask = client.post if rest else client.get
    assert ask(f"{ACCOUNTS}{key}/{rest}").status_code == 404


# ── the state of the installation ────────────────────────────────────────────────────────────────────────────────────


def facts(client):
    return dict(client.get("/verwaltung/", headers={"Accept-Language": "en"}).context["facts"])


def test_the_overview_tells_what_waits(client, operator, settings, tmp_path):
    settings.INDEX_DIR = tmp_path
    chronicle.seal()
    actions.grant_role(account=operator, role=Role.MEMBER, by=None, at=timezone.now())
    told = facts(client)
    assert told["Version"] == settings.VERSION
    assert told["Events in the chronicle"] == "2"
    assert told["Events that wait to be sealed"] == "1"
    assert told["Search index"].startswith("There is no index yet")


@pytest.mark.parametrize(("position", "told"), [("2", "Up to date"), ("1", "1 events behind"), ("9", "Up to date")])
def test_the_overview_tells_how_far_the_search_is(client, operator, settings, tmp_path, position, told):
    chronicle.seal()
    settings.INDEX_DIR = tmp_path
    generation = layout.next_generation(tmp_path)
    (generation / layout.POSITION).write_text(position)
    layout.switch_to(tmp_path, generation)
    assert facts(client)["Search index"].startswith(told)


@pytest.mark.parametrize("content", ["", "../elsewhere", "gen-000009"])
def test_a_damaged_index_does_not_break_the_overview(client, operator, settings, tmp_path, content):
    settings.INDEX_DIR = tmp_path
    (tmp_path / layout.POINTER).write_text(content)
    assert facts(client)["Search index"].startswith("There is no index yet")


@pytest.mark.parametrize("people", [1, 30])
def test_the_overview_costs_a_handful_of_queries(client, operator, people, django_assert_max_num_queries):
    fill(people)
    with django_assert_max_num_queries(12):
        assert client.get("/verwaltung/").status_code == 200
