"""The result of a question: words, picture, tables, and how it came about."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.deliberation.voting import give, two_camps

from ideenschmiede.base.guarded import writing
from ideenschmiede.deliberation.actions.questions import close_question
from ideenschmiede.deliberation.actions.statements import write_statement
from ideenschmiede.deliberation.models import DrawnMap, Statement, Vote
from ideenschmiede.deliberation.queries.pseudonyms import voter_of
from ideenschmiede.deliberation.tasks.maps import draw_map

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def public(make_question):
    """Everybody may read it, guests, too."""
    return make_question("Was <zuerst>?", visibility="public", audience="network")


@pytest.fixture
def eight(public, make_statement):
    """Eight statements on which two camps of eight have voted, and the map of it."""
    made = [make_statement(public, f"Aussage {number} & mehr") for number in range(1, 9)]
    two_camps(public, made)
    draw_map.func(public.pk)
    return made


def address(question, part=""):
    return f"/fragen/{question.pk}/ergebnis/{part}"


def page(client, question, part="", **query):
    response = client.get(address(question, part), query)
    assert response.status_code == 200
    return response.content.decode()


# ── the result ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_plain_words_come_before_the_picture(client, public, eight):
    text = page(client, public)
    assert text.index("Two groups of opinion show.") < text.index('<svg class="opinion-map')
    assert "What connects most: “Aussage 8 &amp; mehr” All in both groups agree." in text
    assert "Two groups, which share one statement" in text
    assert re.search(r"What divides most: “Aussage \d &amp; mehr” In group [AB] all agree, in group [AB] nobody.", text)


def test_the_picture_has_a_name_groups_dots_and_the_same_as_a_table(client, public, eight):
    text = page(client, public)
    assert (
        'role="img" aria-label="Two groups of opinion show. Group A: 8 people (50%). Group B: 8 people (50%)."' in text
    )
    assert text.count('class="opinion-area ') == 2
    dots = re.findall(r'class="opinion-dots opinion-dots--(\d)" d="([^"]+)"', text)
    assert {number: path.count("M") for number, path in dots} == {"1": 8, "2": 8}
    assert re.search(r"<th[^>]*>Group A</th><td[^>]*>8</td><td[^>]*>50%</td>", text)
    assert "style=" not in text


def test_what_connects_divides_and_stands_for_groups(client, public, eight):
    text = page(client, public)
    for heading in (
        "What connects all groups",
        "Where the groups differ",
        "What is uncertain",
        "What stands for each group",
    ):
        assert heading in text
    connecting = text[text.index('id="verbindend"') : text.index('id="trennend"')]
    assert "Aussage 8" in connecting
    assert "Aussage 1 " not in connecting
    assert "100% for, 0% against, 0% pass · 8 votes" in connecting


def test_only_oneself_sees_where_one_stands(client, public, eight, member, chair):
    for statement in eight:
        give(public, statement, voter_of(public, member), 1)
    draw_map.func(public.pk)
    assert "opinion-me" not in page(client, public)
    client.force_login(chair)
    assert "opinion-me" not in page(client, public)
    client.force_login(member)
    text = page(client, public)
    assert text.count('<circle class="opinion-me"') == 1
    assert re.search("You stand in (group [AB]|no group).", text)


def test_without_clear_groups_this_is_said_and_shown(client, question, statements, member):
    for voter in range(12):
        for statement in statements:
            give(question, statement, voter, 1)
    draw_map.func(question.pk)
    client.force_login(member)
    text = page(client, question)
    assert "There are no clear groups: opinions shade into one another." in text
    assert "No clear camps" in text
    assert "On what most are of one mind" in text
    assert "All agree." in text
    assert "opinion-area" not in text
    assert "Where the groups differ" not in text


def test_hidden_statements_are_not_shown_even_before_the_next_map(client, public, eight):
    with writing():
        Statement.objects.filter(pk=eight[-1].pk).update(status="hidden")
    assert "Aussage 8" not in page(client, public)
    assert "Aussage 8" not in page(client, public, "gruppen/")


def test_what_people_wrote_is_escaped(client, public, eight, make_statement):
    made = make_statement(public, "<b>fett</b>")
    for voter in range(100, 108):
        give(public, made, voter, 1)
    draw_map.func(public.pk)
    text = page(client, public) + page(client, public, "gruppen/")
    assert "<b>fett" not in text
    assert "Was &lt;zuerst&gt;?" in text


@pytest.mark.parametrize("people", [0, 1, 4])
def test_with_few_people_there_is_no_map_but_a_reason(client, public, make_statement, people):
    statement = make_statement(public)
    for voter in range(people):
        give(public, statement, voter, 1)
    if people:
        draw_map.func(public.pk)
    for part in ("", "gruppen/", "verlauf/", "bericht.pdf"):
        text = page(client, public, part)
        assert "as soon as five people have voted" in text
        assert f"So far: {['none', 'one', '', '', 'four'][people]}." in text
        assert "100%" not in text


@pytest.mark.parametrize("part", ["", "gruppen/", "verlauf/", "bericht.pdf"])
def test_where_enough_have_voted_the_first_map_is_on_its_way(client, public, make_statement, part):
    statement = make_statement(public)
    for voter in range(12):
        give(public, statement, voter, 1)
    assert "It is being drawn." in page(client, public, part)


@pytest.mark.parametrize("stand", ["0000019", "1" * 4_400, "-1", "0", "²", "\x00", ""])
def test_a_moment_that_never_was_is_the_last_one(client, public, eight, stand):
    assert page(client, public, "verlauf/", stand=stand).count("opinion-map") > 0


# ── who sees it when ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("part", ["", "gruppen/", "verlauf/", "bericht.pdf"])
def test_hidden_results_say_when_they_are_shown(client, make_question, make_statement, member, now, part):
    later = make_question(visibility="public", results_early=False, closes_at=now + timedelta(days=9))
    statements = [make_statement(later, f"Aussage {number}") for number in range(4)]
    two_camps(later, statements)
    draw_map.func(later.pk)
    client.force_login(member)
    text = page(client, later, part)
    assert "on 1 December 2026" in text.replace("\u00a0", " ")
    assert "Aussage" not in text
    close_question(question=later, by=None, at=now)
    draw_map.func(later.pk)
    response = client.get(address(later, part))
    assert "is shown when" not in response.content.decode("utf-8", "replace")


def test_results_of_a_confidential_question_come_at_the_end_without_a_history(
    client, secret, make_statement, members, now
):
    statements = [make_statement(secret, f"Aussage {number}") for number in range(4)]
    two_camps(secret, statements)
    draw_map.func(secret.pk)
    client.force_login(members[0])
    assert "opinion-map" not in page(client, secret)
    close_question(question=secret, by=None, at=now)
    draw_map.func(secret.pk)
    text = page(client, secret)
    assert "Two groups of opinion show." in text
    assert "How the map came about" not in text
    assert "opinion-me" not in text
    assert "A map before and one after a vote would tell" in page(client, secret, "verlauf/")


def test_who_may_not_see_the_question_does_not_see_its_result(client, make_question, eight, member):
    inner = make_question(visibility="group")
    for part in ("", "gruppen/", "verlauf/", "bericht.pdf"):
        assert client.get(address(inner, part)).status_code == 404
        assert client.get(reverse("deliberation:results", args=[999_999]) + part).status_code == 404


# ── all statements ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("verbindend", {8}),
        ("trennend", set(range(1, 8))),
        ("nummer", {1}),
        ("offen", set(range(1, 8))),
        ("quatsch", {8}),
    ],
)
def test_statements_are_sorted_as_asked(client, public, eight, sort, first):
    text = page(client, public, "gruppen/", sortierung=sort)
    shown = [int(number) for number in re.findall(r"<q>Aussage (\d)", text)]
    assert sorted(shown) == list(range(1, 9))
    assert shown[0] in first
    assert text.index("<h2 class") < text.index("<h3 class")


def test_the_table_has_shares_with_what_holds_them(client, public, eight):
    text = page(client, public, "gruppen/", sortierung="nummer")
    table = text[text.index("<table") :]
    assert re.search(
        r"8\. Aussage 8 &amp; mehr</th><td[^>]*>100% \(84% to 100%\)</td><td[^>]*>100% \(72% to 100%\)", table
    )


def test_there_are_twenty_on_a_page(client, public, make_statement):
    made = [make_statement(public, f"Aussage {number}") for number in range(25)]
    two_camps(public, made)
    draw_map.func(public.pk)
    assert page(client, public, "gruppen/").count("<q>") == 20
    assert page(client, public, "gruppen/", seite="2").count("<q>") == 5


# ── how it came about ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def history(public, eight):
    """Three maps: of none, of sixteen, of seventeen people."""
    early = DrawnMap.objects.get()
    early.pk, early.participants, early.votes, early.numbers, early.people = None, 2, 5, {"enough": False}, b""
    DrawnMap.objects.all().delete()
    early.save()
    draw_map.func(public.pk)
    for statement in eight:
        give(public, statement, 300, 1)
    draw_map.func(public.pk)


@pytest.mark.parametrize(
    ("stand", "place"),
    [("1", 1), ("2", 2), ("3", 3), ("", 3), ("0", 3), ("4", 3), ("-1", 3), ("x", 3), ("9" * 30, 3), ("²", 3)],
)
def test_one_goes_through_the_maps_by_links_and_by_a_slider(client, public, history, stand, place):
    text = page(client, public, "verlauf/", stand=stand)
    assert f"Picture {place} of 3" in text
    assert f'min="1" max="3" value="{place}"' in text
    assert (f'href="?stand={place - 1}"' in text) == (place > 1)
    assert (f'href="?stand={place + 1}"' in text) == (place < 3)
    assert ("17 people" in text) == (place == 3)


def test_an_early_map_of_too_few_shows_nobody(client, public, history):
    text = page(client, public, "verlauf/", stand="1")
    assert "Too few had voted for a map." in text
    assert "opinion-map" not in text


# ── speed ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_unchanged_page_is_answered_without_content_until_the_next_map(client, public, eight):
    for part in ("", "gruppen/", "verlauf/", "bericht.pdf"):
        tag = client.get(address(public, part))["ETag"]
        assert client.get(address(public, part), headers={"If-None-Match": tag}).status_code == 304
    tag = client.get(address(public))["ETag"]
    draw_map.func(public.pk)
    assert client.get(address(public), headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("part", ["", "gruppen/", "verlauf/"])
def test_queries_do_not_grow_with_the_rows(client, public, member, part):
    numbers = {}
    for count in (4, 30):
        for number in range(Statement.objects.filter(question=public).count(), count):
            write_statement(question=public, text=f"Aussage {number}", by=None, at=public.created_at, is_seed=True)
        with writing():
            Vote.objects.filter(question=public).delete()
        two_camps(public, list(Statement.objects.filter(question=public)), size=count)
        draw_map.func(public.pk)
        client.force_login(member)
        client.get(address(public, part))
        with CaptureQueriesContext(connection) as seen:
            client.get(address(public, part))
        numbers[count] = len(seen)
    assert numbers[4] == numbers[30] <= 12
