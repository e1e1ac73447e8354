"""Changes that others propose."""

import pytest
from tests.ideas.conftest import NOW
from tests.people.racing import race

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.ideas.actions import changes
from ideenschmiede.ideas.actions.contributing import comment
from ideenschmiede.ideas.actions.merging import merge_ideas
from ideenschmiede.ideas.actions.noting import note_idea
from ideenschmiede.ideas.actions.storing import IdeaError
from ideenschmiede.ideas.actions.texts import TextConflict, change_text
from ideenschmiede.ideas.models import Change, Idea


@pytest.fixture
def idea(make_idea):
    return make_idea(problem="Alt", thought="Alt")


def propose(idea, by, base=None, why="", **text):
    return changes.propose_change(idea=idea, text=text, why=why, base=base, by=by, at=NOW)


def accept(change, by, **more):
    return changes.accept_change(change=change, by=by, at=NOW, **more)


def test_only_what_differs_is_proposed(idea, member):
    change = propose(idea, member, title=idea.title, problem="Neu", why=" Weil.\r\n")
    assert (change.text, change.why, change.base.number, change.status) == ({"problem": "Neu"}, "Weil.", 1, "open")
    assert Idea.objects.get().problem == "Alt"
    assert Event.objects.get(verb="idea.change_proposed").data == {"change": change.pk}


def test_nothing_different_is_no_proposal(idea, member):
    with pytest.raises(IdeaError, match="Nothing differs"):
        propose(idea, member, problem="Alt")


@pytest.mark.parametrize("text", [{"title": ""}, {"problem": "x" * 5_001}])
def test_a_text_that_cannot_be_kept(idea, member, text):
    with pytest.raises(IdeaError):
        propose(idea, member, **text)


def test_too_much_why(idea, member):
    with pytest.raises(IdeaError, match="1,000"):
        propose(idea, member, problem="Neu", why="x" * 1_001)


def test_who_may_propose(idea, partner):
    with pytest.raises(NotAllowed):
        propose(idea, partner, problem="Neu")


def test_accepting_makes_a_version_of_who_proposed_it(idea, member, author):
    change = propose(idea, member, problem="Neu", why="Genauer")
    version = accept(change, author)
    assert (version.number, version.by, version.note) == (2, member, "Genauer")
    stored = Change.objects.get()
    assert (stored.status, stored.version, stored.decided_by, stored.decided_at) == ("accepted", version, author, NOW)
    assert Idea.objects.get().problem == "Neu"
    assert Event.objects.get(verb="idea.change_accepted").data == {"change": change.pk, "version": 2}


def test_who_proposed_it_does_not_accept_it(idea, member):
    with pytest.raises(NotAllowed):
        accept(propose(idea, member, problem="Neu"), member)


def test_an_idea_that_moved_on_elsewhere(idea, member, author):
    change = propose(idea, member, problem="Neu")
    change_text(idea=idea, text={"thought": "Auch neu"}, by=author, at=NOW)
    accept(change, author)
    stored = Idea.objects.get()
    assert (stored.problem, stored.thought) == ("Neu", "Auch neu")


def test_an_idea_that_moved_on_in_the_same_place(idea, member, author):
    change = propose(idea, member, problem="Neu")
    change_text(idea=idea, text={"problem": "Anders"}, by=author, at=NOW)
    with pytest.raises(TextConflict) as caught:
        accept(change, author)
    assert (caught.value.fields, caught.value.now.number) == (("problem",), 2)
    assert Change.objects.get().status == "open"
    version = accept(change, author, text={"problem": "Neu und anders", "aim": "nicht gefragt"}, seen=2)
    assert (version.number, version.text["problem"], version.text["aim"]) == (3, "Neu und anders", "")


def test_putting_together_an_old_view_is_refused(idea, member, author):
    change = propose(idea, member, problem="Neu")
    change_text(idea=idea, text={"problem": "Anders"}, by=author, at=NOW)
    change_text(idea=idea, text={"problem": "Noch anders"}, by=author, at=NOW)
    with pytest.raises(TextConflict):
        accept(change, author, text={"problem": "Beides"}, seen=2)
    assert Idea.objects.get().problem == "Noch anders"


def test_a_change_that_stands_there_already(idea, member, author):
    change = propose(idea, member, problem="Neu")
    change_text(idea=idea, text={"problem": "Neu"}, by=author, at=NOW)
    assert accept(change, author) is None
    assert (Change.objects.get().status, idea.versions.count()) == ("accepted", 2)


def test_declining_needs_a_reason(idea, member, author):
    change = propose(idea, member, problem="Neu")
    with pytest.raises(IdeaError, match="say why"):
        changes.decline_change(change=change, reason=" ", by=author, at=NOW)
    changes.decline_change(change=change, reason="Zu früh.", by=author, at=NOW)
    stored = Change.objects.get()
    assert (stored.status, stored.reason, stored.decided_by) == ("declined", "Zu früh.", author)
    assert Idea.objects.get().problem == "Alt"


def test_withdrawing_is_for_who_proposed_it(idea, member, author, verbs):
    change = propose(idea, member, problem="Neu")
    with pytest.raises(NotAllowed):
        changes.withdraw_change(change=change, by=author, at=NOW)
    for _twice in range(2):
        changes.withdraw_change(change=change, by=member, at=NOW)
    assert Change.objects.get().status == "withdrawn"
    assert verbs().count("idea.change_withdrawn") == 1


def test_what_is_decided_stays_decided(idea, member, author):
    change = propose(idea, member, problem="Neu")
    accept(change, author)
    with pytest.raises(IdeaError, match="decided already"):
        accept(change, author)
    with pytest.raises(IdeaError, match="decided already"):
        changes.decline_change(change=change, reason="Doch nicht.", by=author, at=NOW)
    with pytest.raises(IdeaError, match="decided already"):
        changes.withdraw_change(change=change, by=member, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_the_same_at_once_make_one_version(tmp_path, idea, member, author, office):
    change = propose(idea, member, problem="Neu")

    def accepting(by):
        return lambda: accept(Change.objects.get(pk=change.pk), by)

    answers, versions = race(tmp_path, accepting(author), accepting(office), then=idea.versions.count)
    assert [isinstance(one, IdeaError) for one in answers].count(True) == 1, answers
    assert versions == 2


@pytest.mark.django_db(transaction=True)
def test_who_comments_while_it_is_merged_is_heard_or_told(tmp_path, idea, member, author):
    into = note_idea(title="Eine andere", by=author, at=NOW)
    answers, heard = race(
        tmp_path,
        lambda: comment(idea=Idea.objects.get(pk=idea.pk), text="Gut!", by=member, at=NOW),
        lambda: merge_ideas(idea=Idea.objects.get(pk=idea.pk), into=into, by=author, at=NOW),
        then=lambda: (idea.comments.count(), into.comments.count()),
    )
    refused = isinstance(answers[0], IdeaError | NotAllowed)
    assert heard == ((0, 0) if refused else (0, 1)), answers
