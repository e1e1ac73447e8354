"""Voting on a question's page: one press, the next statement, undo, later; one's own votes."""

import re

import pytest

from ideenschmiede.deliberation.actions.questions import close_question
from ideenschmiede.deliberation.actions.statements import write_statement
from ideenschmiede.deliberation.actions.voting import cast_vote
from ideenschmiede.deliberation.models import Vote
from ideenschmiede.deliberation.queries.voting import own_votes

pytestmark = pytest.mark.django_db
PART = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def voter(client, seat, statements):
    """Somebody who is asked, and signed in."""
    account = seat()
    client.force_login(account)
    return account


@pytest.fixture
def press(client, question):
    """A function that presses a button on the card."""

    def make(statement, value, *, of=None, later="", part=True, **more):
        data = {"statement": statement.pk, "value": value, "spaeter": later, **more}
        return client.post(f"/fragen/{(of or question).pk}/stimme/", data, **(PART if part else {}))

    return make


def asked(answer):
    """The number of the statement that a card asks about; None when all is done."""
    found = re.search(r'class="voting-form".*?name="statement" value="(-?\d+)"', answer.text, re.DOTALL)
    return int(found[1]) if found else None


def page_of(question):
    return f"/fragen/{question.pk}-{question.slug}/"


@pytest.mark.parametrize(("value", "stored"), [("1", 1), ("0", 0), ("-1", -1)])
def test_one_press_counts_and_brings_the_next(client, press, voter, question, statements, value, stored):
    first = asked(client.get(page_of(question)))
    statement = next(one for one in statements if one.pk == first)
    answer = press(statement, value)
    assert own_votes(question, voter) == {first: stored}
    assert asked(answer) not in (None, first)
    assert 'hx-swap-oob="innerHTML"' in answer.text  # the status line for screen readers
    assert "<html" not in answer.text
    assert asked(answer) == asked(client.get(page_of(question)))  # the same when loaded again


def test_without_javascript_the_page_comes_back_with_the_next(client, press, voter, question, statements):
    answer = press(statements[0], "1", part=False)
    assert answer.status_code == 302
    page = client.get(answer.url)
    assert "Counted: you agree." in page.text
    assert asked(page) != statements[0].pk
    assert "Undo" in page.text


def test_undo_takes_back_and_shows_it_again(client, press, voter, question, statements):
    press(statements[0], "1")
    answer = press(statements[0], "undo")
    assert own_votes(question, voter) == {}
    assert asked(answer) == statements[0].pk
    assert "Taken back." in answer.text
    back = press(statements[0], "undo", part=False)
    assert asked(client.get(back.url)) == statements[0].pk


def test_later_is_no_vote_and_is_stored_nowhere(client, press, voter, question, statements):
    before = dict(client.session)
    first = next(one for one in statements if one.pk == asked(client.get(page_of(question))))
    answer = press(first, "skip")
    assert not Vote.objects.exists()
    assert dict(client.session) == before
    assert asked(answer) != first.pk
    assert answer["HX-Replace-Url"].endswith(f"?spaeter={first.pk}&zuletzt={first.pk}")
    assert asked(client.get(answer["HX-Replace-Url"])) == asked(answer)
    assert "one put off" in answer.text


def test_what_was_put_off_comes_at_the_end_in_its_order(client, press, voter, question, statements):
    by_pk = {one.pk: one for one in statements}
    later, order = "", []
    current = asked(client.get(page_of(question)))
    for _turn in statements:
        order.append(current)
        answer = press(by_pk[current], "skip", later=later)
        later = re.search(r'name="spaeter" value="([^"]*)"', answer.text)[1]
        current = asked(answer)
    assert sorted(order) == sorted(by_pk)
    assert current == order[0]


def test_the_author_is_shown_after_the_vote_and_not_before(client, press, voter, question, seat):
    author = seat()
    statement = write_statement(question=question, text="Von mir.", by=author, at=question.opens_at)
    looked = client.get(f"{page_of(question)}?aussage={statement.pk}")
    assert asked(looked) == statement.pk
    assert author.name not in looked.text
    assert f"The statement is by {author.name}." in press(statement, "-1").text
    assert f"The statement is by {author.name}." in client.get(f"{page_of(question)}?zuletzt={statement.pk}").text
    assert author.name not in press(statement, "undo").text


def test_never_in_a_confidential_question(client, press, voter, secret, seat, now):
    author = seat()
    statement = write_statement(question=secret, text="Im Vertrauen.", by=author, at=now)
    assert statement.pk < 0  # the number must not tell when it came; pages and forms bear it
    answer = press(statement, "1", of=secret)
    assert "Counted: you agree." in answer.text
    assert author.name not in answer.text
    assert own_votes(secret, voter) == {statement.pk: 1}


def test_all_done_says_so_and_where_to_go_on(client, press, voter, question, statements):
    for statement in statements:
        answer = press(statement, "0")
    assert asked(answer) is None
    assert "Done, thank you." in answer.text
    assert "You have voted on all 4 statements." in answer.text
    assert 'id="aussage" tabindex="-1"' in answer.text  # where the focus goes


def test_a_question_that_was_closed_meanwhile_says_so(client, press, voter, question, statements, now):
    close_question(question=question, by=None, at=now)
    answer = press(statements[0], "1")
    assert "This question is closed" in answer.text
    assert "What you have voted is kept." in answer.text
    assert "This question is closed" in client.get(press(statements[0], "1", part=False).url).text
    assert not Vote.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "999999", "-5", "1" * 30, "²"])
def test_a_statement_that_is_not_there(client, voter, question, number):
    answer = client.post(f"/fragen/{question.pk}/stimme/", {"statement": number, "value": "1"})
    assert answer.status_code == 404


def test_a_statement_of_another_question_is_not_there(press, voter, make_question, make_statement):
    other = make_statement(make_question("Andere?"), "Dort.")
    assert press(other, "1").status_code == 404


def test_an_unknown_value_does_nothing(client, press, voter, statements):
    assert asked(press(statements[1], "7")) == statements[1].pk
    assert not Vote.objects.exists()


def test_who_may_not_vote(client, member, question, statements, make_question):
    client.force_login(member)
    data = {"statement": statements[0].pk, "value": "1"}
    assert client.post(f"/fragen/{question.pk}/stimme/", data).status_code == 404  # sees it, is not asked
    hidden = make_question("Verborgen?", visibility="group")
    assert client.post(f"/fragen/{hidden.pk}/stimme/", data).status_code == 404
    assert client.get(f"/fragen/{question.pk}/stimme/").status_code == 405


def test_whose_session_has_ended_comes_back_to_the_question(client, question, statements):
    data = {"statement": statements[0].pk, "value": "1"}
    path = f"/fragen/{question.pk}/stimme/"
    assert client.post(path, data).url == f"/konto/login/code/?next=%2Ffragen%2F{question.pk}%2F"
    assert client.post(path, data, **PART)["HX-Redirect"] == client.post(path, data).url


def test_a_vote_is_light(client, press, voter, statements, django_assert_max_num_queries):
    press(statements[0], "1")
    with django_assert_max_num_queries(18):
        press(statements[1], "1")


# ── one's own votes ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def mine(question):
    return f"/fragen/{question.pk}/meine-stimmen/"


def test_my_votes_can_be_seen_filtered_and_changed(client, press, voter, question, statements, mine):
    press(statements[0], "1")
    press(statements[1], "-1")
    page = client.get(mine).text
    assert all(statement.text in page for statement in statements)
    open_ones = client.get(f"{mine}?stimme=offen").text
    assert statements[0].text not in open_ones
    assert statements[2].text in open_ones
    assert statements[1].text in client.get(f"{mine}?stimme=nicht-zu").text
    back = press(statements[1], "1", part=False, zurueck="nicht-zu")
    assert back.url == f"{mine}?stimme=nicht-zu#aussage{statements[1].pk}"
    assert own_votes(question, voter)[statements[1].pk] == 1
    assert "There is no such vote of yours." in client.get(f"{mine}?stimme=nicht-zu").text
    press(statements[1], "undo", part=False, zurueck="alle")
    assert statements[1].pk not in own_votes(question, voter)


def test_after_the_end_they_stay_to_be_seen(client, press, voter, question, statements, mine, now):
    press(statements[0], "1")
    close_question(question=question, by=None, at=now)
    page = client.get(mine).text
    assert "I agree" in page
    assert 'name="value"' not in page


def test_of_a_confidential_one_nobody_knows_after_the_end(client, voter, secret, make_statement, now):
    statement = make_statement(secret)
    cast_vote(statement=statement, value=1, by=voter, at=now)
    path = f"/fragen/{secret.pk}/meine-stimmen/"
    assert 'aria-pressed="true"' in client.get(path).text
    close_question(question=secret, by=None, at=now)
    page = client.get(path).text
    assert "Nobody can tell any more which votes were yours" in page
    assert "not voted" not in page


def test_my_votes_cost_the_same_with_one_and_with_many(
    client, voter, question, mine, press, statements, django_assert_max_num_queries
):
    numbers = []
    for statement in (statements[0], *statements[1:]):
        press(statement, "1")
        client.get(mine)
        with django_assert_max_num_queries(12) as queries:
            client.get(mine)
        numbers.append(len(queries))
    assert len(set(numbers)) == 1
