"""An open call: public until a day, answered by whoever has an account, told to who noted the idea."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django_tasks_db.models import DBTaskResult
from tests.ideas.conftest import NOW

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.ideas.actions.calls import answer_call, close_call, open_call
from ideenschmiede.ideas.actions.noting import note_idea
from ideenschmiede.ideas.actions.storing import IdeaError
from ideenschmiede.ideas.models import Idea, Offer

UNTIL = date(2026, 12, 24)


@pytest.fixture
def called(author):
    idea = note_idea(title="Rufbus am Abend", problem="Nur für das Netzwerk", by=author, at=NOW)
    open_call(idea=idea, text="Wir suchen ein Busunternehmen.", until=UNTIL, by=author, at=NOW)
    return Idea.objects.get(pk=idea.pk)


def test_a_partner_answers_and_the_author_gets_a_mail(called, partner):
    answer_call(idea=called, text="Wir fahren.", by=partner, at=NOW)
    offer = Offer.objects.get()
    assert (offer.text, offer.answers_call, offer.author) == ("Wir fahren.", True, partner)
    assert DBTaskResult.objects.filter(task_path__endswith="mail_account").count() == 1


@pytest.mark.parametrize(
    ("text", "days", "said"), [("Noch wer?", 33, "has ended"), (" \n", 0, "what you bring"), ("x" * 1_001, 0, "longer")]
)
def test_what_is_no_answer_says_why(called, partner, text, days, said):
    with pytest.raises(IdeaError, match=said):
        answer_call(idea=called, text=text, by=partner, at=NOW + timedelta(days=days))
    assert not Offer.objects.exists()


def test_guests_do_not_answer_and_strangers_do_not_call(called, partner, guest):
    with pytest.raises(NotAllowed):
        answer_call(idea=called, text="Ich", by=guest, at=NOW)
    with pytest.raises(NotAllowed):
        open_call(idea=called, text="Geld für mich", until=UNTIL, by=partner, at=NOW)


def test_a_call_needs_words_and_a_day_to_come(called, author):
    with pytest.raises(IdeaError, match="whom"):
        open_call(idea=called, text=" ", until=UNTIL, by=author, at=NOW)
    with pytest.raises(IdeaError, match="passed"):
        open_call(idea=called, text="Noch einmal", until=date(2026, 11, 1), by=author, at=NOW)


def test_after_the_end_answers_stay(called, author, partner):
    answer_call(idea=called, text="Wir fahren.", by=partner, at=NOW)
    close_call(idea=called, by=author, at=NOW)
    close_call(idea=called, by=author, at=NOW)
    current = Idea.objects.get(pk=called.pk)
    assert (current.call, current.call_until, current.offers.count()) == ("", None, 1)
    with pytest.raises(NotAllowed):
        answer_call(idea=current, text="Zu spät", by=partner, at=NOW)


def test_the_public_page_shows_the_call_and_nothing_else(client, author):
    idea = note_idea(title="Rufbus am Abend", problem="Nur für das Netzwerk", by=author, at=NOW)
    open_call(idea=idea, text="Wir suchen Fahrer.", until=localdate() + timedelta(days=9), by=author, at=NOW)
    for url in (reverse("ideas:calls"), reverse("ideas:call", args=[idea.pk])):
        page = client.get(url).content.decode()
        assert "Wir suchen Fahrer." in page
        assert "Nur für das Netzwerk" not in page
        assert author.name not in page
    assert client.get(reverse("ideas:detail", args=[idea.pk, idea.slug])).status_code == 404


def test_the_idea_points_to_the_call_while_it_is_open(client, author):
    idea = note_idea(title="Rufbus am Abend", by=author, at=NOW)
    client.force_login(author)
    url = reverse("ideas:detail", args=[idea.pk, idea.slug])
    for day, shown in ((localdate(), True), (localdate() - timedelta(days=1), False)):
        open_call(idea=idea, text="Wir suchen Fahrer.", until=day, by=author, at=timezone.now() - timedelta(days=1))
        page = client.get(url).text
        assert ("Wir suchen Fahrer." in page) is shown
        assert (f'"{reverse("ideas:open_call", args=[idea.pk])}"' in page) is not shown
        assert reverse("ideas:close_call", args=[idea.pk]) in page  # after the last day its text stands there still
    close_call(idea=idea, by=author, at=NOW)
    assert reverse("ideas:close_call", args=[idea.pk]) not in client.get(url).text


def test_after_its_last_day_a_call_is_for_those_who_see_the_idea(client, author, partner):
    idea = note_idea(title="Rufbus am Abend", by=author, at=NOW)
    yesterday = timezone.now() - timedelta(days=1)
    open_call(idea=idea, text="Wir suchen Fahrer.", until=localdate(yesterday), by=author, at=yesterday)
    for who, sees in ((None, False), (partner, False), (author, True)):
        if who:
            client.force_login(who)
        page = client.get(reverse("ideas:call", args=[idea.pk])).text
        assert "Der Aufruf ist beendet" in page
        assert ("Wir suchen Fahrer." in page, "Rufbus am Abend" in page) == (sees, sees)


def test_from_page_to_answer(client, author, partner):
    idea = note_idea(title="Rufbus am Abend", by=author, at=NOW)
    client.force_login(author)
    day = localdate() + timedelta(days=9)
    data = {"call": "Wir suchen Fahrer.", "call_until": day.isoformat()}
    assert client.post(reverse("ideas:open_call", args=[idea.pk]), data).status_code == 302
    client.force_login(partner)
    url = reverse("ideas:answer_call", args=[idea.pk])
    assert client.post(url, {"text": ""}).status_code == 200
    assert client.post(url, {"text": "Ich fahre."}).status_code == 302
    assert Offer.objects.get().text == "Ich fahre."
    assert client.post(reverse("ideas:close_call", args=[idea.pk])).status_code == 404
    client.force_login(author)
    assert client.post(reverse("ideas:close_call", args=[idea.pk])).status_code == 302
    assert client.post(url, {"text": "Noch wer"}).status_code == 404


def test_merging_from_the_page(client, author, index):
    first = note_idea(title="Rufbus am Abend", by=author, at=NOW)
    second = note_idea(title="Rufbus am Wochenende", by=author, at=NOW)
    other = note_idea(title="Trinkbrunnen", by=author, at=NOW)
    index()
    client.force_login(author)
    url = reverse("ideas:merge", args=[first.pk])
    assert second.title in client.get(url).text, "what sounds the same is proposed"
    assert other.title not in client.get(url).text
    text = client.get(f"{url}?q=Brunnen").text
    assert "Trinkbrunnen (" in text, "who looks for it finds it by a part of its title, and reads how far it is"
    for into in ("x", other.pk, first.pk):
        assert client.post(url, {"into": into}).status_code == 200
    assert client.get(f"{url}?q=Trinkbrunnen").text.count(f'value="{other.pk}"') == 1
    assert Idea.objects.get(pk=first.pk).merged_into is None
    assert client.post(f"{url}?q=Trinkbrunnen", {"into": other.pk}).status_code == 302
    assert Idea.objects.get(pk=first.pk).merged_into == other
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert "goes on in another idea" in client.get(reverse("ideas:detail", args=[first.pk, first.slug])).text
