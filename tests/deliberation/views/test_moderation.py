"""Moderation, and the record of it that everybody reads who sees the question."""

import pytest

from ideenschmiede.deliberation.actions.questions import close_question
from ideenschmiede.deliberation.actions.statements import write_statement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def read_first(make_question, make_statement):
    """An open question whose statements are read before they appear, with one that is shown."""
    question = make_question(moderation="before", visibility="public", audience="network")
    make_statement(question, "Glasfaser zuerst.")
    return question


@pytest.fixture
def waiting(read_first, member, now):
    return write_statement(question=read_first, text="Glasfaser sollte zuerst kommen.", by=member, at=now)


@pytest.fixture
def do(client, chair, read_first):
    """A function that takes a step as the chair."""
    client.force_login(chair)

    def make(statement, step, **more):
        data = {"statement": statement.pk, "step": step, **more}
        page = client.post(f"/fragen/{read_first.pk}/moderation/", data, follow=True)
        statement.refresh_from_db()
        return page.text

    return make


def test_what_waits_is_shown_without_its_author_and_published(client, do, read_first, waiting, member):
    page = client.get(f"/fragen/{read_first.pk}/moderation/").text
    assert waiting.text in page
    assert member.name not in page.split("<main")[1]
    assert "One statement waits" in client.get(f"/fragen/{read_first.pk}-{read_first.slug}/").text
    assert "Statement 2 is shown." in do(waiting, "publish")
    assert waiting.status == "published"


def test_hiding_needs_a_reason_that_everybody_reads(client, do, read_first, waiting):
    assert "Please say why" in do(waiting, "hide", reason=" ")
    assert waiting.status == "waiting"
    do(waiting, "hide", reason="Nennt <i>einen</i> Namen.")
    assert waiting.status == "hidden"
    client.logout()
    page = client.get(f"/fragen/{read_first.pk}/protokoll/").text
    assert "Nennt &lt;i&gt;einen&lt;/i&gt; Namen." in page


def test_what_is_hidden_is_read_by_who_runs_the_question_alone(client, do, read_first, waiting, member):
    """What hurts people or gives private matters away would stand in the record for ever."""
    do(waiting, "hide", reason="Nennt einen Namen.")
    assert waiting.text in client.get(f"/fragen/{read_first.pk}/moderation/").text
    for who in (None, member):
        client.force_login(who) if who else client.logout()
        page = client.get(f"/fragen/{read_first.pk}/protokoll/").text
        assert "Nennt einen Namen." in page
        assert waiting.text not in page


def test_the_text_of_a_statement_merged_with_one_that_is_hidden_later_does_not_bring_it_back(
    client, do, read_first, waiting, member
):
    do(waiting, "merge", into="1")
    do(waiting.merged_into, "hide", reason="Nennt einen Namen.")
    for who, part in ((member, "aussage"), (None, "protokoll")):
        client.force_login(who) if who else client.logout()
        page = client.get(f"/fragen/{read_first.pk}/{part}/").text
        assert waiting.text in page
        assert "Glasfaser zuerst." not in page


def test_merging_takes_the_number_that_people_see(client, do, read_first, waiting):
    assert "There is no statement with this number." in do(waiting, "merge", into="99")
    assert "There is no statement with this number." in do(waiting, "merge", into="eins")
    assert "Please choose another statement" in do(waiting, "merge", into=str(waiting.number))
    assert "merged with number 1" in do(waiting, "merge", into=" 1 ", reason="Dasselbe.")
    assert (waiting.status, waiting.merged_into.number) == ("merged", 1)
    log = client.get(f"/fragen/{read_first.pk}/protokoll/").text
    assert "with number 1: “Glasfaser zuerst.”" in log
    assert "Dasselbe." in log


def test_what_was_hidden_can_be_shown_again(do, waiting):
    do(waiting, "hide", reason="Aus Versehen.")
    do(waiting, "publish")
    assert waiting.status == "published"


def test_an_unknown_step_does_nothing(do, waiting):
    do(waiting, "erase")
    assert waiting.status == "waiting"


def test_a_closed_question_stays_as_it_is(client, do, read_first, waiting, now):
    close_question(question=read_first, by=None, at=now)
    assert "Everything stays as it is." in client.get(f"/fragen/{read_first.pk}/moderation/").text
    assert "stays as it is" in do(waiting, "publish")
    assert waiting.status == "waiting"


def test_an_empty_record_says_so(client, read_first):
    assert "All statements are shown" in client.get(f"/fragen/{read_first.pk}/protokoll/").text


def test_what_waits_comes_with_what_it_resembles(client, do, read_first, waiting):
    page = client.get(f"/fragen/{read_first.pk}/moderation/").text
    assert "number 1 “Glasfaser zuerst.”" in page
    assert 'name="into" inputmode="numeric" maxlength="9" required value="1"' in page


def test_the_pages_cost_the_same_with_one_and_with_three(
    client, chair, member, read_first, waiting, make_statement, now, django_assert_max_num_queries
):
    client.force_login(chair)
    for part in ("moderation/", "protokoll/"):
        numbers = []
        for number in range(2):
            path = f"/fragen/{read_first.pk}/{part}"
            client.get(path)
            with django_assert_max_num_queries(12) as queries:
                client.get(path)
            numbers.append(len(queries))
            for text in ("Sportplatz", "Bücherei"):
                make_statement(read_first, f"{text} {part} {number}")
                write_statement(question=read_first, text=f"Eigene {text} {part} {number}", by=member, at=now)
        assert numbers[0] == numbers[1]
