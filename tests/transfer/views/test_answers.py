"""The page "Who has already solved this?": what one sees, what is remembered, what one may not see."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from ideenschmiede.base import limits
from ideenschmiede.base.roles import Role
from ideenschmiede.transfer.models import Practice

URL = "/loesungen/finden/"


@pytest.fixture
def client():
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def doctors(world):
    world.here = world.place("Kalletal", 13_401, 11_242, key="05766036")
    world.near = world.place("Nachbarstadt", 13_980, 11_000, key="09190100")
    for number in range(20):
        world.place(f"Ort {number}", 700 + 900 * number, 2_000 + 300 * number)
    world.practice(
        "Hausarzt kommt im Bus",
        place=world.near,
        topics=("kooperation",),
        outcome="failed",
        contact_role="Amtsleiterin",
        contact_name="Erika Muster",
        contact_phone="0123 456",
        contact_email="erika@example.org",
    )
    world.practice("Hausarzt im Rathaus", place=world.place("Dorf", 900, 2_000), topics=("it",), outcome="worked")
    world.practice("Radweg am Fluss", topics=("klima",))
    world.index()
    return world


def text_of(response) -> str:
    """What one reads: without tags, white space as one blank."""
    body = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def titles(response) -> list[str]:
    found = re.findall(r'<a class="kern-link" id="ergebnis-\d+" href="[^"]+">(.*?)</a>', response.content.decode())
    return [unescape(re.sub(r"<[^>]+>", "", title)) for title in found]


# ── asking ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_typed_question_leads_to_an_address_that_one_can_share(client, doctors):
    response = client.post(URL, {"q": "Hausarzt", "ort": "Kalletal"})
    assert response.status_code == 303
    assert parse_qs(urlsplit(response["Location"]).query) == {"q": ["Hausarzt"], "ort": ["05766036"]}
    page = client.get(response["Location"])
    assert page.status_code == 200
    assert set(titles(page)) == {"Hausarzt kommt im Bus", "Hausarzt im Rathaus"}


def test_a_question_of_two_pages_fits_into_the_address_too(client, doctors):
    long = "Wir suchen einen Hausarzt für unser Dorf, und niemand kommt. " * 80
    response = client.post(URL, {"q": long, "ort": ""})
    assert len(response["Location"]) < 1_500
    page = client.get(response["Location"])
    assert "Hausarzt im Rathaus" in titles(page)
    assert long.strip()[:200] in unescape(page.content.decode())


def test_asking_needs_no_cookie_and_no_token(doctors, client):
    client.handler.enforce_csrf_checks = True
    assert client.post(URL, {"q": "Hausarzt", "ort": ""}).status_code == 303


def test_before_one_asks_there_is_a_hint_and_the_cursor_is_in_the_field(client, doctors):
    page = client.get(URL)
    assert "Tell us what you need" in text_of(page)
    assert re.search(r"<textarea[^>]* autofocus", page.content.decode())


def test_an_empty_question_is_answered_kindly(client, doctors):
    for empty in ("", "   ", "\x00\x1f"):
        page = client.get(URL, {"q": empty})
        assert page.status_code == 200
        assert "One word is enough." in text_of(page)
        assert 'aria-invalid="true"' in page.content.decode()


def test_a_text_that_is_too_long_is_kept_and_said(client, doctors):
    long = "Hausarzt " * 11_200  # a hundred thousand characters
    response = client.post(URL, {"q": long, "ort": ""})
    page = client.get(response["Location"])
    assert page.status_code == 200
    assert "at most 20,000 characters" in text_of(page)
    assert unescape(page.content.decode()).count("Hausarzt ") > 2_000
    assert titles(page) == []


# ── the answer ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_result_shows_three_parts_a_forecast_and_whom_to_call(client, doctors):
    text = text_of(client.get(URL, {"q": "Hausarzt", "ort": "05766036"}))
    assert "2 solutions" in text
    assert "for Kalletal (13,401 inhabitants)" in text
    assert "Nachbarstadt · 13,980 inhabitants" in text
    for part in ("Fits the need", "Similar place", "Proven", "Would it work here?", "Why is this here?"):
        assert part in text
    assert "Did not work" in text  # a failure is shown as such
    assert "Whom do I call? Amtsleiterin in Nachbarstadt" in text
    assert "13,401 and 13,980 inhabitants" in text
    assert "Your words: “Hausarzt”." in text
    assert "Searched by words only" in text


def test_the_words_that_matched_are_marked(client, doctors):
    body = client.get(URL, {"q": "Ärztin"}).content.decode()
    assert "<mark>Hausarzt</mark> kommt im Bus" in body


def test_without_a_place_it_works_and_says_what_it_cannot_say(client, doctors):
    page = client.get(URL, {"q": "Hausarzt"})
    assert len(titles(page)) == 2
    assert "we cannot say" in text_of(page)
    assert "Would it work here?" not in text_of(page)
    assert "sortierung=ort" not in page.content.decode()


def test_the_contact_is_for_members(client, doctors, account_with):
    guest = text_of(client.get(URL, {"q": "Hausarzt"}))
    assert "Erika" not in guest
    client.force_login(account_with(Role.MEMBER))
    member = text_of(client.get(URL, {"q": "Hausarzt"}))
    assert "Erika Muster, 0123 456 , erika@example.org" in member
    Practice.objects.update(contact_name="")
    page = client.get(URL, {"q": "Hausarzt"})
    assert ", 0123 456 , erika@example.org" in text_of(page)
    assert 'href="tel:0123456"' in page.text


def test_nonsense_is_answered_kindly_with_something_to_do(client, doctors):
    page = client.get(URL, {"q": "xyzzy blub"})
    text = text_of(page)
    assert "Nothing found yet" in text
    assert "“xyzzy blub”" in text
    assert "fewer or in other words" in text
    assert 'href="/loesungen/?thema=klima"' in page.content.decode()
    assert reverse("transfer:needs") in page.content.decode()


def test_members_may_post_what_they_asked_where_nothing_is_found(client, doctors, account_with):
    client.force_login(account_with(Role.MEMBER))
    body = client.get(URL, {"q": "xyzzy & blub", "ort": "05766036"}).content.decode()
    link = unescape(re.search(rf'href="({reverse("transfer:post_need")}[^"]+)"', body)[1])
    form = client.get(link)
    assert "xyzzy &amp; blub</textarea>" in form.content.decode()
    assert 'value="Kalletal (Land 05)"' in form.content.decode()


def test_guests_come_back_to_the_need_after_signing_in(client, doctors):
    body = client.get(URL, {"q": "xyzzy & blub"}).content.decode()
    sign_in = unescape(re.search(r'href="(/konto/login/code/\?next=/loesungen/gesuche/neu/[^"]+)"', body)[1])
    (target,) = parse_qs(urlsplit(sign_in).query)["next"]
    assert parse_qs(urlsplit(target).query)["q"] == ["xyzzy & blub"]


def test_a_missing_index_gets_a_kind_page(client, world):
    page = client.get(URL, {"q": "Hausarzt"})
    assert page.status_code == 200
    assert "The search is not ready yet" in text_of(page)


def test_the_same_page_in_german(client, doctors):
    text = text_of(client.get(URL, {"q": "Hausarzt", "ort": "05766036"}, headers={"accept-language": "de"}))
    for words in (
        "Wer hat das schon gelöst?",
        "2 Lösungen",
        "für Kalletal (13.401 Einwohner)",
        "Passt zum Anliegen",
        "Ähnlicher Ort",
        "Würde es hier gelingen?",
        "Noch nicht zu sagen",
        "Wen rufe ich an? Amtsleiterin in Nachbarstadt",
        "13.401 und 13.980 Einwohner",
        "Ihre Wörter: „Hausarzt“.",
    ):
        assert words in text


# ── the place ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_place_is_chosen_once(client, doctors):
    client.get(URL, {"q": "Hausarzt", "ort": "05766036"})
    assert client.cookies["ort"].value == "05766036"
    assert "for Kalletal" in text_of(client.get(URL, {"q": "Radweg"}))
    client.get(URL, {"q": "Hausarzt", "ort": ""})  # emptied on purpose
    assert client.cookies["ort"].value == ""
    assert "for Kalletal" not in text_of(client.get(URL, {"q": "Radweg"}))


@pytest.mark.parametrize("written", ["Kalletal", "kalletal", "05766036", "Kalletal (Land 05)"])
def test_a_place_is_understood_as_people_write_it(client, doctors, written):
    assert "for Kalletal" in text_of(client.get(URL, {"q": "Hausarzt", "ort": written}))


def test_a_name_of_several_places_asks_which_one(client, doctors):
    for number in (1, 2):
        doctors.place("Neustadt", 5_000, key=f"0300000{number}")
    page = client.get(URL, {"q": "Hausarzt", "ort": "Neustadt"})
    assert "Which place do you mean?" in text_of(page)
    assert "?q=Hausarzt&amp;ort=03000001" in page.content.decode()
    assert len(titles(page)) == 2  # the answer is there meanwhile
    assert "ort" not in client.cookies


def test_an_unknown_place_is_said_and_loses_nothing(client, doctors):
    page = client.get(URL, {"q": "Hausarzt", "ort": "99999999"})
    assert "We know no place “99999999”" in text_of(page)
    assert len(titles(page)) == 2


def test_a_forged_cookie_is_no_place(client, doctors):
    for forged in ("<script>", "99999999", "05766036' OR 1=1"):
        client.cookies["ort"] = forged
        assert client.get(URL, {"q": "Hausarzt"}).status_code == 200


# ── filters, sorting, pages ───────────────────────────────────────────────────────────────────────────────────────────


def test_filters_are_links_that_keep_the_question(client, doctors):
    page = client.get(URL, {"q": "Hausarzt"})
    assert 'href="?q=Hausarzt&amp;ergebnis=failed"' in page.content.decode()
    assert titles(client.get(URL, {"q": "Hausarzt", "ergebnis": "failed"})) == ["Hausarzt kommt im Bus"]
    both = client.get(URL, {"q": "Hausarzt", "thema": ["it", "kooperation"]})
    assert len(titles(both)) == 2


def test_filters_that_leave_nothing_say_so_and_can_be_removed(client, doctors):
    page = client.get(URL, {"q": "Hausarzt", "thema": "it", "ergebnis": "failed"})
    assert "With your filters nothing is left. Without them there are 2 solutions." in text_of(page)
    assert 'href="?q=Hausarzt"' in page.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"thema": "gibt-es-nicht"},
        {"land": "'; DROP TABLE transfer_practice; --"},
        {"groesse": "<script>alert(1)</script>"},
        {"jahr": "99999"},
        {"jahr": "²⁰²⁰"},
        {"kosten": "-1"},
        {"ergebnis": "\x00"},
        {"sortierung": "alphabet"},
        {"seite": "-1"},
        {"seite": "abc"},
        {"seite": "1000000000"},
        {"seite": "²"},
        {"text": "%%%"},
        {"text": "eJw=", "q": ""},
        {"gesuch": "abc"},
        {"gesuch": "9" * 30},
        {"ort": "<b>Ort</b>"},
        {"ort": "x" * 5_000},
    ],
    ids=str,
)
def test_whatever_stands_in_the_address_is_no_error(client, doctors, query):
    response = client.get(URL, {"q": "Hausarzt", **query})
    assert response.status_code in (200, 404)
    body = response.content.decode()
    assert "<script>alert" not in body
    assert "<b>Ort</b>" not in body
    assert Practice.objects.count() == 3


def test_html_in_a_need_is_text(client, doctors):
    body = client.get(URL, {"q": '<img src=x onerror="alert(1)"> Hausarzt'}).content.decode()
    assert "<img src=x" not in body
    assert "&lt;img src=x" in body


def test_html_in_a_practice_is_text(client, world):
    world.practice("<b>Hausarzt</b> <script>alert(1)</script>", summary='"><i>Hausarzt</i>')
    world.index()
    body = client.get(URL, {"q": "Hausarzt"}).content.decode()
    assert "<script>alert" not in body
    assert "<i>" not in body
    assert "&lt;b&gt;<mark>Hausarzt</mark>&lt;/b&gt;" in body


def test_twenty_a_page(client, world):
    for number in range(45):
        world.practice(f"Hausarzt {number:02}")
    world.index()
    first, last = client.get(URL, {"q": "Hausarzt"}), client.get(URL, {"q": "Hausarzt", "seite": "999"})
    assert len(titles(first)) == 20
    assert len(titles(last)) == 5
    assert not set(titles(first)) & set(titles(last))
    assert "?seite=2&amp;q=Hausarzt" in first.content.decode()


def test_sorting(client, doctors):
    order = {}
    for sort in ("beste", "anliegen", "ort", "beleg"):
        order[sort] = titles(client.get(URL, {"q": "Hausarzt", "ort": "05766036", "sortierung": sort}))
        assert len(order[sort]) == 2
    assert order["ort"] == ["Hausarzt kommt im Bus", "Hausarzt im Rathaus"]


# ── who sees what, and at what cost ───────────────────────────────────────────────────────────────────────────────────


def test_what_is_for_members_leaks_to_no_guest(client, world, account_with):
    world.practice("Hausarzt öffentlich", topics=("it",), outcome="worked")
    place = world.place("Geheimort", key="11000001")
    world.practice(
        "Hausarzt geheim",
        place=place,
        topics=("klima",),
        outcome="failed",
        visibility="network",
        started_on="1987-01-01",
    )
    world.index()
    for query in ({}, {"thema": "klima"}, {"land": "11"}, {"jahr": "1987"}, {"sortierung": "beleg"}):
        body = client.get(URL, {"q": "Hausarzt", **query}).content.decode()
        assert "geheim" not in body.lower().replace("hausarzt geheimort", "")
        assert "2 solutions" not in body
    plain = client.get(URL, {"q": "Hausarzt"}).content.decode()
    assert "1 solution" in plain
    assert "jahr=1987" not in plain
    assert "thema=klima" not in plain
    client.force_login(account_with(Role.MEMBER))
    member = client.get(URL, {"q": "Hausarzt"}).content.decode()
    assert "Hausarzt</mark> geheim" in member
    assert "jahr=1987" in member


def test_a_need_that_was_posted_can_be_asked_for(client, doctors):
    need = doctors.need("Wir suchen einen Hausarzt", doctors.here)
    response = client.get(URL, {"gesuch": need.pk})
    assert parse_qs(urlsplit(response["Location"]).query) == {"q": [need.text], "ort": ["05766036"]}
    hidden = doctors.need("Nur für Mitglieder", doctors.here, visibility="network")
    assert client.get(URL, {"gesuch": hidden.pk}).status_code == 404


def test_htmx_gets_the_part_that_changes_and_history_the_whole_page(client, doctors):
    part = client.get(URL, {"q": "Hausarzt"}, headers={"HX-Request": "true", "HX-Target": "antwort"})
    assert part.content.decode().lstrip().startswith('<section id="antwort"')
    assert "autofocus" in part.content.decode()
    restored = client.get(URL, {"q": "Hausarzt"}, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<!DOCTYPE html>" in restored.content.decode()
    assert {"HX-Request", "HX-Target", "Cookie"} <= set(re.split(r",\s*", part["Vary"]))


def test_asking_too_often_is_slowed_down(client, doctors, settings, monkeypatch):
    settings.SEARCHES_PER_MINUTE = 3
    monkeypatch.setattr(limits, "_limiter", limits.Limiter())
    codes = [client.get(URL, {"q": "Hausarzt"}).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]


@pytest.mark.parametrize("role", [None, Role.MEMBER])
def test_the_same_number_of_queries_for_1_3_and_20_results(
    client, world, account_with, role, django_assert_max_num_queries
):
    here, far = world.place("Kalletal", 13_401, 11_242, key="05766036"), world.place("Großstadt", 800_000, 20_000)
    others = [world.place(f"Ort {number}", 1_000 + 700 * number) for number in range(10)]
    for number in range(20):
        word = "Hausarzt Bücherei Radweg" if number == 0 else "Hausarzt Bücherei" if number < 3 else "Hausarzt"
        adopted = [(place, "kept", "worked") for place in others[:4]]
        world.practice(f"Bus {number}", done=f"{word}.", place=far, topics=("it",), adopted=adopted)
    world.index()
    if role:
        client.force_login(account_with(role))
    asked = {"q": "Radweg", "ort": here.key}
    client.get(URL, asked)
    counts = []
    for word, results in (("Radweg", 1), ("Bücherei", 3), ("Hausarzt", 20)):
        with django_assert_max_num_queries(12) as captured:
            page = client.get(URL, {**asked, "q": word})
        assert len(titles(page)) == results
        counts.append(len(captured))
    assert len(set(counts)) == 1


def test_half_a_sign_in_the_address_is_no_error(client, doctors):
    assert client.get(f"{URL}?q=Hausarzt%ED%A0%80&ort=%ED%A0%80&thema=%FF").status_code == 200
