"""Writing a statement: what is alike first, then one's own and what became of each."""

import pytest

from ideenschmiede.deliberation.actions.moderation import hide_statement, merge_statements
from ideenschmiede.deliberation.actions.questions import change_question, close_question
from ideenschmiede.deliberation.actions.statements import write_statement
from ideenschmiede.deliberation.models import Question, Statement
from ideenschmiede.deliberation.queries.voting import own_votes

pytestmark = pytest.mark.django_db
LONG = "Eine Stelle im Rathaus muss sich um die Schulung aller Beschäftigten kümmern."


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def writer(client, seat, statements):
    account = seat()
    client.force_login(account)
    return account


@pytest.fixture
def send(client, question):
    """A function that sends a statement."""

    def make(text, *, of=None, **more):
        return client.post(f"/fragen/{(of or question).pk}/aussage/", {"text": text, **more}, follow=True)

    return make


def test_a_new_thought_is_there_at_once_with_my_agreement(client, send, writer, question):
    page = send("Der Rat sollte mitreden.")
    statement = Statement.objects.get(text="Der Rat sollte mitreden.")
    assert (statement.author, statement.status) == (writer, "published")
    assert own_votes(question, writer) == {statement.pk: 1}
    for part in ("Your statement is there", "It is shown, and others vote on it."):
        assert part in page.text


def test_what_is_alike_is_shown_first_and_can_be_voted_on(client, send, writer, question, make_statement):
    there = make_statement(question, LONG)
    almost = LONG.replace("muss sich", "sollte sich")
    page = send(almost)
    assert not Statement.objects.filter(text=almost).exists()
    assert "Is it this that you mean?" in page.text
    assert LONG in page.text
    assert almost in page.text  # nothing is lost
    assert f'name="statement" value="{there.pk}"' in page.text
    send(almost, trotzdem="1")
    assert Statement.objects.filter(text=almost).exists()


def test_word_for_word_the_same_is_refused_also_the_second_time(send, writer, question, statements):
    page = send(statements[0].text, trotzdem="1")
    assert "word for word" in page.text
    assert Statement.objects.count() == len(statements)


def test_what_was_sent_twice_waits_once_and_offers_no_vote_on_what_is_not_shown(client, member, make_question):
    question = make_question(moderation="before", audience="network")
    client.force_login(member)
    for words in ("appears as soon as it has been read", "This statement has been sent already"):
        page = client.post(f"/fragen/{question.pk}/aussage/", {"text": LONG}, follow=True)
        assert words in page.text
        assert 'name="value"' not in page.text
    assert Statement.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "This field is required."), ("x" * 281, "it has 281."), ("   ", "This field is required.")],
)
def test_bad_input_is_explained_and_kept(send, writer, statements, text, words):
    page = send(text)
    assert words in page.text
    assert text.strip() in page.text
    assert Statement.objects.count() == len(statements)


def test_two_hundred_and_eighty_characters_are_enough(send, writer):
    send("ä" * 280)
    assert Statement.objects.filter(text="ä" * 280).exists()


def test_what_became_of_mine(client, send, writer, question, statements, now):
    question = change_question(question=question, by=None, at=now, moderation=Question.Moderation.BEFORE)
    assert "appears as soon as it has been read" in send("Erste eigene.").text
    for text in ("Zweite ganz andere.", "Dritte über Glasfaser.", "Vierte über das Wetter."):
        write_statement(question=question, text=text, by=writer, at=now)
    second, third, fourth = Statement.objects.filter(author=writer).order_by("number")[1:]
    hide_statement(statement=second, reason="Nennt einen Namen.", by=None, at=now)
    merge_statements(statement=third, into=statements[2], reason="", by=None, at=now)
    client.post(f"/fragen/{question.pk}/aussage/zuruecknehmen/", {"statement": fourth.pk})
    page = client.get(f"/fragen/{question.pk}/aussage/").text
    for part in (
        "It is being read and appears afterwards.",
        "It is not shown. Reason: Nennt einen Namen.",
        "It says the same as number 3 and was merged with it: “Glasfaser zuerst.”",
        "You have taken it back.",
    ):
        assert part in page


def test_only_who_wrote_it_takes_it_back(client, writer, question, statements):
    path = f"/fragen/{question.pk}/aussage/zuruecknehmen/"
    page = client.post(path, {"statement": statements[0].pk}, follow=True)
    assert "Only who wrote a statement can take it back." in page.text
    assert client.get(path).status_code == 405


def test_who_is_not_asked_does_not_write(client, member, question):
    client.force_login(member)
    path = f"/fragen/{question.pk}/aussage/"
    assert client.get(path).status_code == 404
    assert client.post(path, {"text": "Ich auch."}).status_code == 404
    assert client.post(f"{path}zuruecknehmen/", {"statement": "1"}).status_code == 404


def test_after_the_end_one_reads_what_one_wrote(client, send, writer, question, now):
    send("Der Rat sollte mitreden.")
    close_question(question=question, by=None, at=now)
    page = client.get(f"/fragen/{question.pk}/aussage/").text
    assert "Der Rat sollte mitreden." in page
    assert "<textarea" not in page
    assert "question is closed" in send("Zu spät.").text or not Statement.objects.filter(text="Zu spät.").exists()


def test_in_a_confidential_question_nobody_can_after_the_end(client, send, writer, secret, now):
    page = send("Im Vertrauen gesagt.", of=secret)
    assert "Your name does not stand with it" in page.text
    assert "Im Vertrauen gesagt." in page.text
    close_question(question=secret, by=None, at=now)
    page = client.get(f"/fragen/{secret.pk}/aussage/").text
    assert "Nobody can tell any more who wrote what." in page
    assert "Im Vertrauen gesagt." not in page
