"""Somebody is erased: what was written stays, who wrote it goes."""

from tests.ideas.conftest import NOW

from ideenschmiede.base.actions import erase_account
from ideenschmiede.ideas.actions import changes, contributing
from ideenschmiede.ideas.models import Change, Comment, Idea, Offer, Support, Version
from ideenschmiede.people.actions.erasure import erase_person
from ideenschmiede.people.models import Person


def test_an_erased_account_leaves_its_texts(make_idea, author, member, office):
    idea = make_idea(problem="Hitze")
    contributing.support(idea=idea, by=author, at=NOW)
    contributing.support(idea=idea, by=member, at=NOW)
    contributing.comment(idea=idea, text="Ein Wort", by=author, at=NOW)
    contributing.offer(idea=idea, text="Zeit", by=author, at=NOW)
    own = changes.propose_change(idea=idea, text={"aim": "Ziel"}, by=author, at=NOW)
    changes.accept_change(change=own, by=office, at=NOW)
    other = changes.propose_change(idea=idea, text={"aim": "Anderes"}, by=member, at=NOW)
    changes.decline_change(change=other, reason="Nein.", by=author, at=NOW)
    erase_account(account=author, by=author, at=NOW)
    stored = Idea.objects.get()
    assert (stored.author, stored.problem, stored.aim) == (None, "Hitze", "Ziel")
    assert [one.by for one in Version.objects.all()] == [None, None]
    assert (Comment.objects.get().author, Comment.objects.get().text) == (None, "Ein Wort")
    assert (Offer.objects.get().author, Offer.objects.get().text) == (None, "Zeit")
    assert [one.account for one in Support.objects.all()] == [member]
    first, second = Change.objects.order_by("pk")
    assert (first.author, first.decided_by) == (None, office)
    assert (second.author, second.decided_by, second.reason) == (member, None, "Nein.")


def test_an_erased_person_inspired_nothing(make_idea, office):
    person = Person.objects.create(family_name="Beispiel", created_at=NOW, changed_at=NOW)
    idea = make_idea(inspired_by=person)
    erase_person(person=person, by=office, at=NOW)
    assert Idea.objects.get(pk=idea.pk).inspired_by is None
