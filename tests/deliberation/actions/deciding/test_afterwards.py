from datetime import date

import pytest
from tests.deliberation.deciding import CONSENT, DAY, END, NOW, OBJECTION, YES, cast, closed, opened

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.models import Ballot, FollowUp, MinorityOpinion, Objection, Seat
from ideenschmiede.people.actions.erasure import erase_person

AT = END + DAY


@pytest.fixture
def decided(body, members):
    decision = opened(body, quorum=0)
    cast(decision, members[0], CONSENT)
    return closed(decision)


def test_who_had_a_vote_attaches_an_opinion(decided, members):
    opinion = acts.add_minority_opinion(decision=decided, text=" Ich sehe es anders. ", by=members[1], at=AT)
    assert (opinion.text, opinion.author, opinion.created_at) == ("Ich sehe es anders.", members[1], AT)
    event = Event.objects.get(verb="decision.minority_opinion")
    assert (event.actor, event.data) == (members[1].pk, {"opinion": opinion.pk})


def test_without_a_name_nothing_says_whose_it_is(decided, members):
    events = Event.objects.count()
    opinion = acts.add_minority_opinion(decision=decided, text="Anders.", named=False, by=members[1], at=AT)
    assert opinion.author is None
    assert opinion.created_at.isoformat() == "2026-11-30T00:00:00+01:00"
    assert Event.objects.count() == events


def test_in_confidence_nobody_is_named_even_who_wants_to_be(body, members):
    """Whoever names themselves narrows down who the others are."""
    decision = opened(body, quorum=0, visibility="confidential")
    cast(decision, members[0], OBJECTION, reason="Zu groß.", named=True)
    assert Objection.objects.get().author is None
    closed(decision)
    events = Event.objects.count()
    assert acts.add_minority_opinion(decision=decision, text="Anders.", by=members[0], at=AT).author is None
    assert Event.objects.count() == events


def test_nobody_else_does_nor_before_the_end(decided, body, member, office, members):
    for somebody in (member, office):
        with pytest.raises(NotAllowed):
            acts.add_minority_opinion(decision=decided, text="Anders.", by=somebody, at=AT)
    with pytest.raises(NotAllowed):
        acts.add_minority_opinion(decision=opened(body), text="Anders.", by=members[0], at=AT)
    with pytest.raises(acts.DecisionError, match="your opinion"):
        acts.add_minority_opinion(decision=decided, text=" ", by=members[0], at=AT)


def test_a_withdrawn_decision_has_no_minority(body, members):
    gone = acts.withdraw_decision(decision=opened(body), reason="Erledigt.", by=None, at=NOW)
    with pytest.raises(NotAllowed):
        acts.add_minority_opinion(decision=gone, text="Anders.", by=members[0], at=AT)


def test_the_office_takes_away_what_must_not_stand_there(decided, members, office, chair):
    opinion = acts.add_minority_opinion(decision=decided, text="Anders.", by=members[1], at=AT)
    with pytest.raises(NotAllowed):
        acts.remove_minority_opinion(opinion=opinion, by=chair, at=AT)
    acts.remove_minority_opinion(opinion=opinion, by=office, at=AT)
    assert not MinorityOpinion.objects.exists()
    assert Event.objects.filter(verb="decision.minority_opinion_removed", actor=office.pk).exists()


def test_what_became_of_it_is_told(decided, chair):
    first = acts.report_follow_up(decision=decided, state="under_way", by=chair, at=AT)
    assert (first.on, first.by) == (date(2026, 11, 30), chair)
    acts.report_follow_up(decision=decided, state="done", text="Läuft.", on=date(2026, 11, 29), by=chair, at=AT)
    assert [one.state for one in FollowUp.objects.all()] == ["under_way", "done"]
    assert Event.objects.filter(verb="decision.followed_up").last().data == {"state": "done"}


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"state": "perhaps"}, "state"), ({"on": date(2026, 12, 1)}, "on"), ({"text": "T" * 2_001}, "text")],
    ids=["state", "day", "text"],
)
def test_what_is_told_must_fit(decided, fields, field):
    with pytest.raises(acts.DecisionError) as caught:
        acts.report_follow_up(decision=decided, **{"state": "done", "by": None, "at": AT, **fields})
    assert caught.value.field == field


def test_only_who_runs_it_tells_and_only_what_was_decided(decided, body, members, chair):
    with pytest.raises(NotAllowed):
        acts.report_follow_up(decision=decided, state="done", by=members[0], at=AT)
    with pytest.raises(NotAllowed):
        acts.report_follow_up(decision=opened(body), state="done", by=chair, at=AT)


def test_who_is_erased_leaves_seat_and_ballot(body, members):
    named = opened(body, method="majority", is_secret=False)
    secret = opened(body)
    cast(named, members[0], YES)
    cast(secret, members[0], {"stance": "objection"}, reason="Zu groß.", named=True)
    erase_person(person=members[0].person, by=None, at=NOW)
    assert Seat.objects.filter(person=None).count() == 2
    assert set(Ballot.objects.values_list("person", flat=True)) == {None}
    assert Objection.objects.get().author is None
    assert (closed(named).result["ballots"], closed(secret).result["ballots"]) == (1, 1)
