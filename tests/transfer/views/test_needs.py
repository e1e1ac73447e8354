"""Needs on their pages."""

import pytest
from django.utils import timezone

from ideenschmiede.base.models import Topic
from ideenschmiede.transfer.models import Need

pytestmark = pytest.mark.django_db
READERS = (None, "partner", "member", "office")


@pytest.fixture
def make_need(kalletal):
    def make(text="Wir suchen einen Arzt.", topics=("kooperation",), **values):
        defaults = {"place": kalletal, "visibility": "public", "created_at": timezone.now()}
        need = Need.objects.create(text=text, **{**defaults, **values})
        need.topics.set(Topic.objects.filter(slug__in=topics))
        return need

    return make


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, (200, 200, 200, 200)),
        ({"visibility": "network"}, (404, 404, 200, 200)),
        ({"is_open": False}, (404, 404, 404, 200)),
    ],
)
def test_who_sees_a_need(client, request, make_need, values, expected):
    need = make_need("Geheim?", **values)
    for who, status in zip(READERS, expected, strict=True):
        client.logout()
        if who:
            client.force_login(request.getfixturevalue(who))
        assert client.get(f"/loesungen/gesuche/{need.pk}/").status_code == status
        listed = "Geheim?" in client.get("/loesungen/gesuche/").text
        assert listed is (status == 200 and need.is_open)


def test_whoever_knows_an_answer_is_told_whom_to_write_to(client, make_need, member, settings):
    settings.NETWORK_EMAIL = "buero@example.org"
    need, own = make_need(), make_need("Meins", account=member)
    said = 'href="mailto:buero@example.org?subject=Kalletal%20is%20looking%20for%20a%20solution"'
    assert said in client.get(f"/loesungen/gesuche/{need.pk}/").text
    client.force_login(member)
    assert said in client.get(f"/loesungen/gesuche/{need.pk}/").text
    assert said not in client.get(f"/loesungen/gesuche/{own.pk}/").text


def test_a_guest_is_shown_the_way_to_post(client, make_need, member):
    make_need("Wo bleibt die Frage? " * 8)
    shown = client.get("/loesungen/gesuche/").text
    assert 'href="/konto/login/code/?next=/loesungen/gesuche/neu/"' in shown
    assert shown.count("Wo bleibt die Frage?") == 8, "short texts are not cut"
    client.force_login(member)
    assert "/konto/login/code/" not in client.get("/loesungen/gesuche/").text


@pytest.mark.parametrize(("who", "status"), [(None, 302), ("partner", 404), ("member", 200), ("office", 200)])
def test_who_may_post(client, request, who, status):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.get("/loesungen/gesuche/neu/").status_code == status


def test_post_close_and_open_again(client, member, kalletal):
    client.force_login(member)
    typed = {"text": "Wir <b>suchen</b>.", "ort": "Kalletal", "visibility": "network", "topics": []}
    response = client.post("/loesungen/gesuche/neu/", typed, follow=True)
    need = Need.objects.get()
    assert (need.account, need.place, need.visibility) == (member, kalletal, "network")
    assert "Wir &lt;b&gt;suchen&lt;/b&gt;." in response.text
    assert "This need is closed" in client.post(f"/loesungen/gesuche/{need.pk}/schliessen/", follow=True).text
    assert "open again" in client.post(f"/loesungen/gesuche/{need.pk}/oeffnen/", follow=True).text


def test_others_do_not_close_it(client, member, make_need):
    need = make_need()
    client.force_login(member)
    assert client.post(f"/loesungen/gesuche/{need.pk}/schliessen/").status_code == 404
    assert Need.objects.get().is_open


def test_filter_and_counts(client, make_need):
    make_need("Arzt")
    make_need("Wärme", topics=("energie",))
    text = client.get("/loesungen/gesuche/?thema=energie").text
    assert "Wärme" in text
    assert "Arzt" not in text
    assert "One need" in text


@pytest.mark.parametrize("path", ["/loesungen/gesuche/", "/loesungen/gesuche/{}/"])
def test_the_same_cost_with_one_and_with_three(client, make_need, path, django_assert_max_num_queries):
    first = make_need()
    numbers = []
    for _again in range(2):
        client.get(path.format(first.pk))
        with django_assert_max_num_queries(12) as queries:
            client.get(path.format(first.pk))
        numbers.append(len(queries))
        make_need("Zwei")
        make_need("Drei", topics=("it", "klima"))
    assert numbers[0] == numbers[1]
