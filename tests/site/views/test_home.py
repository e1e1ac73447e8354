"""The home page: one question, three lessons, four numbers."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse
from tests.transfer.network import NOW

from ideenschmiede.base.accounts import DEMO_SALT, FIRST_DAY
from ideenschmiede.base.chronicle import record, seal
from ideenschmiede.base.roles import Role
from ideenschmiede.places.models import Place
from ideenschmiede.transfer.models import Practice


def text_of(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture
def network(world):
    place = world.place("Nachbarstadt", 13_980, 11_000, key="05766040")
    world.place("Kalletal", 13_401, 11_242, key="05766036")
    for number in range(4):
        world.practice(f"Gelungen {number}", place=place, outcome="worked", lessons="Klein anfangen\nDann wachsen")
    world.practice("Gescheitert", outcome="failed", lessons="Vorher fragen", adopted=[(place, "kept", "worked")])
    world.practice("Noch offen", outcome="open")
    world.practice("Nur für Mitglieder", outcome="failed", visibility="network", adopted=[(place, "kept", "open")])
    world.need("Wir suchen einen Hausarzt", place)
    world.need("Nur für das Netzwerk", place, visibility="network")
    return world


def test_the_question_is_the_first_thing_to_do(client, network):
    body = client.get("/").content.decode()
    assert body.index('name="ort"') < body.index('name="q" rows') < body.index("Find an answer")
    assert re.search(r'<form class="transfer-ask" action="/loesungen/finden/#antwort" method="post">', body)
    assert "<h1" in body
    assert body.count("<h1") == 1


@pytest.mark.parametrize(
    ("key", "more"),
    [
        ("057660036", {"level": "association", "name": "Amt Altdorf"}),
        ("05766099", {"level": "municipality", "name": "Altdorf", "dissolved_on": date(2020, 1, 1)}),
    ],
    ids=["association", "dissolved"],
)
def test_a_place_that_lists_do_not_have_stays_chosen(client, network, key, more):
    Place.objects.create(key=key, source="example", population=900, **more)
    client.get(reverse("transfer:answer"), {"q": "Hausarzt", "ort": key})
    assert client.cookies["ort"].value == key
    field = re.search(r'<input[^>]*name="ort"[^>]*>', client.get("/").text).group()
    assert f'value="{more["name"]} ({key})"' in field


def test_examples_lead_to_answers(client, network):
    body = client.get("/", headers={"accept-language": "de"}).content.decode()
    assert 'href="/loesungen/finden/?q=%C3%84rztemangel%20auf%20dem%20Land"' in body


def test_three_things_learnt_lately_one_of_them_a_failure(client, network):
    text = text_of(client.get("/"))
    assert "Lesson: Vorher fragen" in text
    assert "Did not work" in text
    assert text.count("Lesson: Klein anfangen") == 2
    assert "Dann wachsen" not in text
    assert "Noch offen" not in text


def test_four_numbers_that_lead_to_what_they_count(client, network):
    body = client.get("/").content.decode()
    numbers = dict(re.findall(r'href="(/loesungen/[^"]*)"><strong>([\d,]+)</strong>', body))
    assert numbers == {
        "/loesungen/": "6",
        "/loesungen/?ergebnis=failed": "1",
        "/loesungen/?sortierung=uebernahmen": "1",
        "/loesungen/gesuche/": "1",
    }


@pytest.mark.parametrize(
    ("role", "sees_the_network"), [(Role.PARTNER, True), (Role.MEMBER, False), (Role.OFFICE, False)]
)
def test_members_are_not_told_what_guests_come_for(client, network, account_with, role, sees_the_network):
    client.force_login(account_with(role))
    text = text_of(client.get("/"))
    assert "Find an answer" in text
    assert ("Learnt lately" in text) == ("The network in four numbers" in text) == sees_the_network
    assert "Nur für Mitglieder" not in text


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OFFICE, Role.OPERATOR])
def test_the_first_sign_in_is_welcomed_that_day(client, network, account_with, role, settings):
    settings.DEMO = True
    account = account_with(role, name="Anna Müller")
    link = reverse("base:demo_sign_in", args=(TimestampSigner(salt=DEMO_SALT).sign(account.pk),))
    assert "Welcome, Anna Müller" in text_of(client.get(link, follow=True))
    assert "Welcome" in text_of(client.get("/")), "all day long"
    session = client.session
    session[FIRST_DAY] = "2020-01-01"
    session.save()
    assert "Welcome" not in text_of(client.get("/"))
    again = Client()
    assert "Welcome" not in text_of(again.get(link, follow=True)), "the second time"


def test_the_place_of_before_is_remembered(client, network):
    client.cookies["ort"] = "05766036"
    assert "for Kalletal (13,401 inhabitants) – change" in text_of(client.get("/"))


def test_an_empty_network_has_a_home_page_too(client, world):
    page = client.get("/")
    assert page.status_code == 200
    assert "Learnt lately" not in text_of(page)
    assert "0 solutions" in text_of(page)


def test_unchanged_it_is_not_sent_again(client, network):
    first = client.get("/")
    again = client.get("/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    record(verb="practice.changed", subject=Practice.objects.first(), by=None, at=NOW)
    seal()
    assert client.get("/", headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("role", [None, Role.MEMBER])
def test_at_most_twelve_queries_whatever_there_is(client, network, account_with, role, django_assert_max_num_queries):
    if role:
        client.force_login(account_with(role))
    client.cookies["ort"] = "05766036"
    client.get("/")
    with django_assert_max_num_queries(12) as few:
        client.get("/")
    for number in range(20):
        network.practice(f"Gelungen noch einmal {number}", outcome="worked", lessons="Mehr")
    client.get("/")
    with django_assert_max_num_queries(12) as many:
        client.get("/")
    assert len(many) == len(few)


def test_in_german(network):
    text = text_of(Client(headers={"accept-language": "de"}).get("/"))
    for words in (
        "Wer hat das schon gelöst?",
        "Antwort finden",
        "Zuletzt gelernt",
        "Lehre: Vorher fragen",
        "offenes Gesuch",
    ):
        assert words in text
