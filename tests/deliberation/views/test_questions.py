"""The list of questions, the page of one, asking, changing, opening and closing."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from ideenschmiede.deliberation.models import Question, Stage
from ideenschmiede.people.models import Capacity

pytestmark = pytest.mark.django_db
LIST = "/fragen/"


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def typed(body):
    """What a chair fills in."""
    return {
        "title": "Was brauchen wir zuerst?",
        "context": "Es geht <b>um</b> das Budget.",
        "promise": "Der Rat liest es.",
        "body": body.pk,
        "audience": "network",
        "visibility": "network",
        "moderation": "after",
        "results_early": "on",
        "statements": "Schulung zuerst.\n\nGlasfaser zuerst.\nSchulung zuerst.\n",
    }


def address(question, part=""):
    return f"/fragen/{question.pk}/{part}" if part else f"/fragen/{question.pk}-{question.slug}/"


# ── the list ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_list_says_what_will_be_here(client, office):
    assert "No questions yet" in client.get(LIST).text
    client.force_login(office)
    assert 'href="/fragen/neu/"' in client.get(LIST).text


@pytest.mark.parametrize(
    ("fields", "opened", "seen"),
    [
        ({"visibility": "public", "audience": "network"}, True, (True, True, True, True)),
        ({"visibility": "network", "audience": "network"}, True, (False, False, True, True)),
        ({"visibility": "group"}, True, (False, False, False, True)),
        ({"visibility": "confidential"}, True, (False, False, False, True)),
        ({"visibility": "confidential", "audience": "network"}, True, (False, False, True, True)),
        ({"visibility": "public", "audience": "network"}, False, (False, False, False, True)),
    ],
)
def test_who_sees_a_question(client, partner, member, office, make_question, fields, opened, seen):
    question = make_question("Seltene Frage?", opened=opened, **fields)
    for who, sees in zip((None, partner, member, office), seen, strict=True):
        client.logout()
        if who:
            client.force_login(who)
        assert ("Seltene Frage?" in client.get(LIST).text) is sees
        assert client.get(address(question)).status_code == (200 if sees else 404)


def test_open_ones_stand_first_and_what_closes_soonest(client, office, make_question):
    soon = timezone.now() + timedelta(days=2)
    make_question("Ohne Ende?")
    make_question("Vorbereitet?", opened=False)
    make_question("Bald zu Ende?", closes_at=soon)
    client.force_login(office)
    text = client.get(LIST).text
    places = [text.index(title) for title in ("Bald zu Ende?", "Ohne Ende?", "Vorbereitet?")]
    assert places == sorted(places)
    assert "2 days left" in text


def test_filters_have_counts_and_can_be_shared(client, office, make_question):
    make_question("Offene Frage?")
    make_question("Vorbereitete Frage?", opened=False)
    make_question("Frage des Netzwerks?", body=None, audience="network")
    client.force_login(office)
    drafts = client.get(f"{LIST}?stand=vorbereitung").text
    assert "Vorbereitete Frage?" in drafts
    assert "Offene Frage?" not in drafts
    assert "One question fits your choice" in drafts
    network = client.get(f"{LIST}?gremium=netzwerk").text
    assert "Frage des Netzwerks?" in network
    assert "Offene Frage?" not in network
    assert "Nothing fits all of it" in client.get(f"{LIST}?stand=beendet&gremium=netzwerk").text


def test_how_far_one_is_stands_on_the_card(client, question, statements, chair):
    client.force_login(chair)
    assert "4 statements wait for your vote." in client.get(LIST).text
    client.post(address(question, "stimme/"), {"statement": statements[0].pk, "value": "1"})
    assert "You have voted on 1 of 4 statements." in client.get(LIST).text


def test_the_list_costs_the_same_with_one_and_with_three(client, chair, make_question, make_statement, numbers_of):
    make_statement(make_question())
    client.force_login(chair)
    one = numbers_of(LIST)
    for title in ("Zwei?", "Drei?"):
        make_statement(make_question(title, visibility="confidential"))
    assert numbers_of(LIST) == one


@pytest.fixture
def numbers_of(client, django_assert_max_num_queries):
    """A function that says how many queries a page takes, at most twelve."""

    def count(path):
        client.get(path)
        with django_assert_max_num_queries(12) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    return count


# ── the page of one ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_short_address_and_an_old_title_lead_to_the_page(client, chair, question):
    client.force_login(chair)
    for path in (address(question, "").replace(question.slug, "alt"), f"/fragen/{question.pk}/"):
        assert client.get(path).url == address(question)


def test_a_guest_reads_a_public_question_and_is_led_back_after_signing_in(client, make_question, make_statement):
    question = make_question(visibility="public", audience="network", context="Worum?", promise="Der Rat.")
    make_statement(question, "Schulung zuerst.")
    text = client.get(address(question)).text
    for part in ("Worum?", "Der Rat.", "Schulung zuerst.", "Sign in to vote", "Everybody in the network"):
        assert part in text
    assert f"next={quote(address(question), safe='')}" in text
    assert 'name="value"' not in text
    first = client.get(address(question))
    again = client.get(address(question), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_who_is_not_asked_reads_along(client, member, question, statements):
    client.force_login(member)
    text = client.get(address(question)).text
    assert "You can read along." in text
    assert statements[0].text in text
    assert "I agree" not in text


def test_the_page_shows_one_statement_and_three_buttons(client, chair, question, statements):
    client.force_login(chair)
    text = client.get(address(question)).text
    assert sum(statement.text in text for statement in statements) == 1
    for value in ("1", "-1", "0", "skip"):
        assert f'name="value" value="{value}"' in text
    shown = [statement for statement in statements if statement.text in text]
    assert shown == [statement for statement in statements if statement.text in client.get(address(question)).text]


def test_what_confidential_means_is_said_in_plain_words(client, chair, secret, make_statement):
    make_statement(secret)
    client.force_login(chair)
    text = client.get(address(secret)).text
    assert "What confidential means here" in text
    assert "At the end the key is destroyed" in text
    client.post(address(secret, "schliessen/"))
    assert "At the end the key was destroyed" in client.get(address(secret)).text


def test_the_page_costs_the_same_with_one_and_with_many(client, chair, question, make_statement, numbers_of):
    make_statement(question)
    client.force_login(chair)
    one = numbers_of(address(question))
    for text in ("Zwei.", "Drei.", "Vier."):
        make_statement(question, text)
    assert numbers_of(address(question)) == one


# ── asking and changing ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("who", "status"), [(None, 302), ("partner", 404), ("member", 404), ("office", 200), ("chair", 200)]
)
def test_who_may_ask(client, request, who, status):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.get("/fragen/neu/").status_code == status


def test_ask_open_and_close(client, chair, typed):
    client.force_login(chair)
    page = client.post("/fragen/neu/", typed, follow=True)
    question = Question.objects.get()
    assert (question.stage, question.body_id, question.created_by) == (Stage.DRAFT, typed["body"], chair)
    assert [one.text for one in question.statements.order_by("number")] == ["Schulung zuerst.", "Glasfaser zuerst."]
    assert "Nobody else sees this yet" in page.text
    assert "Es geht &lt;b&gt;um&lt;/b&gt; das Budget." in page.text
    asked = client.get(address(question, "oeffnen/")).text
    assert "It begins almost empty" in asked
    assert "Open, without a fixed end" in asked  # as it will stand there
    assert Question.objects.get().stage == Stage.DRAFT  # asking changes nothing
    assert "The question is open." in client.post(address(question, "oeffnen/"), follow=True).text
    assert "This cannot be undone." in client.get(address(question, "schliessen/")).text
    assert Question.objects.get().stage == Stage.OPEN
    assert "The question is closed." in client.post(address(question, "schliessen/"), follow=True).text
    assert Question.objects.get().stage == Stage.CLOSED
    # what is done already leads back to the page
    assert client.post(address(question, "schliessen/")).url == address(question)
    assert client.get(address(question, "aendern/")).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"title": " "}, "title", "This field is required."),
        ({"statements": "Kurz.\n" + "x" * 281}, "statements", "Line 2 has 281 characters"),
        ({"visibility": "group", "audience": "network"}, "audience", "answered by this group"),
        ({"opens_at": "2027-03-02T10:00", "closes_at": "2027-03-01T10:00"}, "closes_at", "after the beginning"),
        ({"closes_at": "morgen"}, "closes_at", "Enter a valid date/time."),
        ({"body": ""}, "body", "This field is required."),
    ],
)
def test_bad_input_is_kept_and_explained_at_its_field(client, chair, typed, wrong, field, words):
    client.force_login(chair)
    page = client.post("/fragen/neu/", {**typed, **wrong})
    assert page.status_code == 200
    form = page.context["form"]
    assert any(words in error for error in form.errors[field])
    assert "Der Rat liest es." in page.text
    assert not Question.objects.exists()


def test_a_chair_asks_for_the_own_group_only(client, chair, typed, network, seat):
    client.force_login(chair)
    page = client.post("/fragen/neu/", {**typed, "body": network.pk})
    assert "body" in page.context["form"].errors
    assert not Question.objects.exists()


def test_the_office_asks_for_the_network(client, office, typed):
    client.force_login(office)
    client.post("/fragen/neu/", {**typed, "body": ""})
    assert Question.objects.get().body is None


def test_what_is_fixed_once_it_is_open_is_not_offered(client, chair, question, make_statement):
    make_statement(question, "Schulung zuerst.")
    client.force_login(chair)
    text = client.get(address(question, "aendern/")).text
    assert 'name="visibility"' not in text
    assert 'name="title"' in text
    values = {"title": "Anders gefragt?", "moderation": "before", "statements": "Schulung zuerst.\nEin Chat."}
    client.post(address(question, "aendern/"), values)
    question.refresh_from_db()
    assert (question.title, question.moderation, question.visibility) == ("Anders gefragt?", "before", "network")
    assert [one.text for one in question.statements.order_by("number")] == ["Schulung zuerst.", "Ein Chat."]


@pytest.mark.parametrize("part", ["aendern/", "oeffnen/", "schliessen/", "moderation/"])
def test_only_who_runs_it_changes_it(client, seat, question, part):
    path = address(question, part)
    assert client.get(path).status_code == 302
    client.force_login(seat())
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404
    client.force_login(seat(Capacity.DEPUTY))
    assert client.get(path).status_code in (200, 302)


def test_an_action_that_refuses_says_why_on_the_page(client, chair, make_question):
    question = make_question(opened=False)
    Question.objects.update(closes_at=timezone.now() - timedelta(days=1))
    client.force_login(chair)
    assert "would be over already" in client.post(address(question, "oeffnen/")).text
