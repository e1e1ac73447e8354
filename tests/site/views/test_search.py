"""Search over everything: what is found, what is not shown, what is asked wrongly."""

import re
from html import unescape

import pytest
from tests.transfer.network import NOW

from ideenschmiede.base import limits
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.roles import Role
from ideenschmiede.people.actions.erasure import erase_person
from ideenschmiede.people.models import Appointment, Body, Organisation, Person, PublicOffice
from ideenschmiede.transfer.models import Need, Practice

URL = "/suche/"


def text_of(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def entries(response) -> list[tuple[str, str]]:
    """(kind, address) of each line."""
    body = response.content.decode()
    return re.findall(
        r'<p class="kern-preline">(\w+)</p><h3 class="kern-title"><a class="kern-link" href="([^"]+)"', body
    )


@pytest.fixture
def network(world):
    place = world.place("Hausarztweiler", 900, 800, key="05766001")
    world.practice("Hausarzt kommt im Bus", place=place)
    world.need("Wir suchen einen Hausarzt", place)
    world.index()
    return world


def test_solutions_needs_and_places_are_found_together(client, network):
    page = client.get(URL, {"q": "Hausarzt"})
    assert {kind for kind, _url in entries(page)} == {"Solution", "Need", "Place"}
    assert "3 results for “Hausarzt”" in text_of(page)
    for _kind, url in entries(page):
        assert client.get(url, follow=True).status_code == 200


def test_the_words_are_marked_and_html_is_text(client, world):
    world.practice("Der Hausarzt <b>kommt</b>", summary="Ein <script>alert(1)</script> Hausarzt.")
    world.index()
    body = client.get(URL, {"q": "Hausarzt <i>"}).content.decode()
    assert "Der <mark>Hausarzt</mark> &lt;b&gt;kommt&lt;/b&gt;" in body
    assert "<script>alert" not in body
    assert "<i>" not in body


def test_one_kind_alone(client, network):
    page = client.get(URL, {"q": "Hausarzt", "art": "need"})
    assert [kind for kind, _url in entries(page)] == ["Need"]
    assert 'href="?q=Hausarzt"' in page.content.decode()  # the chip that takes it back


def test_the_search_box_keeps_what_was_asked(client, network):
    assert 'name="q" type="search" value="Hausarzt"' in client.get(URL, {"q": "Hausarzt"}).content.decode()


def test_members_alone_find_what_is_for_members(client, world, account_with):
    place = world.place("Dorf")
    world.practice("Hausarzt öffentlich")
    world.practice("Hausarzt geheim", visibility="network")
    world.need("Hausarzt insgeheim gesucht", place, visibility="network")
    world.index()
    guest = client.get(URL, {"q": "Hausarzt"})
    assert len(entries(guest)) == 1
    assert "One result" in text_of(guest)
    assert "geheim" not in text_of(guest)
    client.force_login(account_with(Role.MEMBER))
    assert len(entries(client.get(URL, {"q": "Hausarzt"}))) == 3


def test_what_was_hidden_or_removed_just_now_is_not_shown(client, network):
    Practice.objects.update(visibility="network")
    Need.objects.all().delete()
    assert [kind for kind, _url in entries(client.get(URL, {"q": "Hausarzt"}))] == ["Place"]


def test_a_place_that_is_called_so_stands_first_and_others_last(client, network):
    network.place("Hausarzt", key="05766002")
    network.index()
    kinds = [kind for kind, _url in entries(client.get(URL, {"q": "hausarzt"}))]
    assert (kinds[0], sorted(kinds[1:-1]), kinds[-1]) == ("Place", ["Need", "Solution"], "Place")


def test_names_of_places_are_no_german_words(client, world):
    world.place("Hausen")
    world.practice("Hausarzt kommt im Bus")
    world.index()
    assert [kind for kind, _url in entries(client.get(URL, {"q": "Hausarzt"}))] == ["Solution"]


def test_a_place_is_found_by_its_key(client, network):
    assert entries(client.get(URL, {"q": "05766001"}))[0] == ("Place", "/orte/05766001-hausarztweiler/")


def test_many_places_and_solutions_share_the_pages(client, world):
    for number in range(15):
        world.place(f"Hausarztweiler {number}")
        world.practice(f"Hausarzt {number}")
    world.place("Hausarzt")
    world.index()
    pages = [entries(client.get(URL, {"q": "Hausarzt", "seite": number})) for number in (1, 2)]
    assert [len(page) for page in pages] == [20, 11]
    assert len({url for page in pages for _kind, url in page}) == 31
    assert pages[0][0][0] == "Place"
    assert {kind for kind, _url in pages[1]} == {"Place"}


def test_twenty_a_page(client, world):
    for number in range(25):
        world.practice(f"Hausarzt {number}")
    world.index()
    pages = [entries(client.get(URL, {"q": "Hausarzt", "seite": number})) for number in ("1", "2", "99", "abc", "-1")]
    assert [len(page) for page in pages] == [20, 5, 5, 20, 5]
    assert not set(pages[0]) & set(pages[1])


def test_nothing_asked_nothing_found_and_too_much_are_answered_kindly(client, network):
    assert "What are you looking for?" in text_of(client.get(URL))
    assert "What are you looking for?" in text_of(client.get(URL, {"q": " \x00 "}))
    assert "Nothing found" in text_of(client.get(URL, {"q": "xyzzy"}))
    assert "At most 500 characters" in text_of(client.get(URL, {"q": "Hausarzt " * 11_200}))


def test_a_place_with_a_typing_error_is_offered(client, network):
    page = client.get(URL, {"q": "Hausartzweiler"})
    assert 'href="/orte/05766001-hausarztweiler/"' in page.content.decode()


def test_a_missing_index_gets_a_kind_page(client, world):
    assert "The search is not ready yet" in text_of(client.get(URL, {"q": "Hausarzt"}))


@pytest.mark.parametrize("kind", ["", "gibtsnicht", "<script>", "\x00"])
def test_unknown_kinds_are_ignored(client, network, kind):
    assert len(entries(client.get(URL, {"q": "Hausarzt", "art": kind}))) == 3


@pytest.mark.parametrize("text", ["' OR 1=1 --", "\ufeff\u202e", "AND OR NOT", '"', "*", "title:x", "🚒" * 100])
def test_odd_signs_are_no_error(client, network, text):
    assert client.get(URL, {"q": text}).status_code == 200


def test_half_a_sign_is_no_error(client, network):
    assert client.get(f"{URL}?q=%ED%A0%80Hausarzt&art=%FF").status_code == 200


def test_asking_too_often_is_slowed_down(client, network, settings, monkeypatch):
    settings.SEARCHES_PER_MINUTE = 2
    monkeypatch.setattr(limits, "_limiter", limits.Limiter())
    assert [client.get(URL, {"q": "Hausarzt"}).status_code for _ in range(3)] == [200, 200, 429]


def test_the_same_queries_for_1_3_and_20_results(client, world, django_assert_max_num_queries):
    for number in range(20):
        word = "Hausarzt Bücherei Radweg" if number == 0 else "Hausarzt Bücherei" if number < 3 else "Hausarzt"
        world.practice(f"Bus {number}", done=word)
    world.index()
    client.get(URL, {"q": "Radweg"})
    counts = []
    for word, results in (("Radweg", 1), ("Bücherei", 3), ("Hausarzt", 20)):
        with django_assert_max_num_queries(12) as captured:
            assert len(entries(client.get(URL, {"q": word}))) == results
        counts.append(len(captured))
    assert len(set(counts)) == 1


def test_in_german(client, network):
    text = text_of(client.get(URL, {"q": "Hausarzt"}, headers={"accept-language": "de"}))
    assert "3 Treffer für „Hausarzt“" in text
    assert "Gesuch" in text


# ── people ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def person(world):
    """A member of the network whom members may see, in a town of that name."""
    place = world.place("Hausarztweiler", 900, 800, key="05766001")
    times = {"created_at": NOW, "changed_at": NOW}
    person = Person.objects.create(given_name="Karla", family_name="Zwirnfaden", headline="Rufbus", **times)
    PublicOffice.objects.create(person=person, kind="mayor", title="Bürgermeisterin", place=place)
    body, _made = Body.objects.get_or_create(
        kind=Body.Kind.NETWORK, defaults={"slug": "netzwerk", "name": "Netzwerk", "created_at": NOW}
    )
    with writing():
        Appointment.objects.create(person=person, body=body, status="active", **times)
    Organisation.objects.create(name="Zwirnfaden-Verband", sector="association", created_at=NOW)
    world.index()
    return person


def found_by(client, word):
    return {kind for kind, _url in entries(client.get(URL, {"q": word}))}


def test_members_find_people_and_guests_those_who_agreed(client, person, account_with):
    assert found_by(client, "Zwirnfaden") == {"Organisation"}
    client.force_login(account_with(Role.MEMBER))
    assert found_by(client, "Zwirnfaden") == {"Person", "Organisation"}
    assert found_by(client, "Bürgermeisterin") == {"Person"}
    assert ("Person", f"/mitglieder/{person.pk}/") in entries(client.get(URL, {"q": "Rufbus"}))


@pytest.mark.parametrize("how", ["left", "erased"])
def test_who_left_is_not_shown_even_before_the_index_knows(client, person, account_with, how):
    client.force_login(account_with(Role.MEMBER))
    if how == "erased":
        erase_person(person=person, by=None, at=NOW)
    else:
        with writing():
            person.appointments.update(status="ended")
    assert "Person" not in found_by(client, "Zwirnfaden")
