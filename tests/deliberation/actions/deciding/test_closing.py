from hashlib import sha256

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.deliberation.deciding import (
    ABSTAIN,
    CONSENT,
    DAY,
    END,
    NO,
    NOW,
    OBJECTION,
    YES,
    cast,
    choices,
    closed,
    fresh,
    opened,
    put,
)

from ideenschmiede.base import keys
from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.actions.deciding import closing
from ideenschmiede.deliberation.actions.deciding.due import close_due
from ideenschmiede.deliberation.models import Ballot, CountedReceipt, Decision, Objection, Question
from ideenschmiede.deliberation.queries.receipts import Receipt, counted_receipts, receipt_counted


def test_it_is_counted_and_told(body, members):
    decision = opened(body, method="majority")
    for member, choice in zip(members, (YES, YES, NO, ABSTAIN), strict=False):
        cast(decision, member, choice)
    ended = closed(decision)
    assert (ended.stage, ended.outcome, ended.closed_at) == ("closed", "accepted", END)
    kept = fresh(decision).result
    assert (kept["seats"], kept["ballots"], kept["abstentions"], kept["version"]) == (5, 4, 1, 1)
    assert kept["details"] == {"yes": 2, "no": 1, "needed": 2}
    event = Event.objects.get(verb="decision.closed")
    assert (event.actor, event.data) == (None, {"outcome": "accepted", "ballots": 4, "receipts": kept["receipts"]})


def test_too_few_decide_nothing(body, members):
    decision = opened(body, quorum=60)
    for member in members[:2]:
        cast(decision, member, CONSENT)
    assert closed(decision).outcome == "no_quorum"


def test_nobody_votes_and_nothing_is_decided(body, members):
    assert closed(opened(body, quorum=0)).outcome == "no_quorum"


def test_only_the_newest_version_counts(body, members):
    decision = opened(body, quorum=0)
    cast(decision, members[0], OBJECTION, reason="Zu groß.")
    acts.integrate_objections(decision=decision, objections=Objection.objects.all(), text="Kleiner.", by=None, at=NOW)
    cast(decision, members[1], CONSENT)
    ended = closed(decision)
    assert (ended.outcome, ended.result["version"], ended.result["ballots"]) == ("accepted", 2, 1)


def test_before_the_deadline_only_when_all_have_voted(body, members, chair):
    decision = opened(body)
    everybody = [*members, chair]
    for member in everybody[:-1]:
        cast(decision, member, CONSENT)
    with pytest.raises(acts.TooEarly, match="everybody has voted"):
        acts.close_decision(decision=decision, by=chair, at=NOW)
    with pytest.raises(acts.TooEarly):
        acts.close_decision(decision=decision, by=None, at=END - DAY)
    cast(decision, everybody[-1], CONSENT)
    assert acts.close_decision(decision=decision, by=chair, at=NOW).outcome == "accepted"


@pytest.mark.django_db(transaction=True)
def test_it_is_counted_before_others_have_to_wait(body, members):
    """On SQLite nobody else writes while a transaction does; counting thousands of ballots takes seconds."""
    decision = opened(body, method="majority")
    cast(decision, members[0], YES)
    with CaptureQueriesContext(connection) as captured:
        closed(decision)
    told = [one["sql"] for one in captured.captured_queries]
    begins = next(at for at, one in enumerate(told) if one.startswith("BEGIN"))
    assert any('"deliberation_ballot"."choice"' in one for one in told[:begins])
    assert sum('"deliberation_ballot"."receipt"' in one for one in told[begins:]) <= 2  # written anew, not read


def test_what_changes_while_it_is_counted_is_counted_anew(body, members, chair):
    decision = opened(body, method="majority")
    for member in (*members, chair)[:-1]:
        cast(decision, member, YES)
    box = closing.counted(decision, END)
    cast(decision, chair, NO)
    cast(decision, members[0], NO)
    assert closing.settle(fresh(decision), box, None, END).result["details"] == {"yes": 4, "no": 2, "needed": 4}


def test_time_that_is_given_while_it_is_counted_is_kept(body, members, chair):
    decision = opened(body, method="majority")
    box = closing.counted(decision, END)
    acts.extend_decision(decision=decision, closes_at=END + DAY, by=chair, at=NOW)
    with pytest.raises(acts.TooEarly):
        closing.settle(decision, box, None, END)


def test_only_who_runs_it_closes(body, members):
    with pytest.raises(NotAllowed):
        acts.close_decision(decision=opened(body), by=members[0], at=END)


def test_what_was_never_open_is_not_closed(body):
    with pytest.raises(acts.NotOpen, match="not open yet"):
        closed(put(body))


def test_closing_twice_changes_nothing(body, members):
    decision = opened(body)
    cast(decision, members[0], CONSENT)
    closed(decision)
    again = closed(decision, at=END + DAY)
    assert again.closed_at == END
    assert Event.objects.filter(verb="decision.closed").count() == 1


def test_each_receipt_is_in_the_list_and_the_list_in_the_chronicle(body, members):
    decision = opened(body, method="majority")
    codes = [cast(decision, member, YES) for member in members]
    closed(decision)
    decision = fresh(decision)
    assert [receipt_counted(decision, code) for code in codes] == [Receipt.COUNTED] * 5
    assert receipt_counted(decision, codes[0].lower().replace("-", " ")) == Receipt.COUNTED
    listed = counted_receipts(decision)
    assert listed == sorted(listed)
    proof = sha256("\n".join(listed).encode()).hexdigest()
    assert Event.objects.get(verb="decision.closed").data["receipts"] == proof == decision.result["receipts"]
    bare = codes[0].replace("-", "")
    assert sha256(f"decision-{decision.pk}:{bare}".encode()).hexdigest() in listed


def test_receipts_are_cut_off_the_ballots(body, members):
    decision = opened(body, method="majority")
    cast(decision, members[0], YES)
    closed(decision)
    assert list(Ballot.objects.values_list("receipt", flat=True)) == [""]
    assert CountedReceipt.objects.count() == 1


def test_the_chronicle_says_nothing_of_a_confidential_result(body, members):
    decision = opened(body, visibility="confidential")
    cast(decision, members[0], CONSENT)
    closed(decision)
    event = Event.objects.get(verb="decision.closed")
    assert (event.visibility, set(event.data)) == ("confidential", {"receipts"})


def test_the_key_goes_with_the_commit(body, members, django_capture_on_commit_callbacks):
    decision = opened(body)
    with django_capture_on_commit_callbacks(execute=True):
        closed(decision)
        assert keys.names() == [f"decision-{decision.pk}"]  # were it undone, it would still be needed
    assert keys.names() == []


def test_a_key_that_was_left_goes_a_minute_later(body, members):
    ended, running = opened(body), opened(body, title="Läuft")
    closed(ended)
    assert len(keys.names()) == 2
    close_due(NOW)
    assert keys.names() == [f"decision-{running.pk}"]


def test_a_key_of_another_database_stays(body, members):
    """Started once with an empty database, or one from a backup: the votes whose keys these are may still be open."""
    running, draft = opened(body), put(body)
    keys.make("decision-7777")
    with transaction.atomic():  # what was opened under this number is a question
        record(verb="question.opened", subject=Question(pk=7777), by=None, at=NOW)
        record(verb="decision.put", subject=Decision(pk=7777), by=None, at=NOW)
    keys.make(f"decision-{draft.pk}")
    before = keys.names()
    close_due(NOW)
    assert keys.names() == before
    assert len(before) == 3
    with transaction.atomic():
        record(verb="decision.opened", subject=Decision(pk=7777), by=None, at=NOW)
    close_due(NOW)
    assert keys.names() == sorted(f"decision-{one.pk}" for one in (running, draft))


def test_what_is_due_closes_by_itself(body, members):
    due, running = opened(body), opened(body, closes_at=END + DAY)
    assert close_due(END) == 1
    assert [fresh(one).stage for one in (due, running)] == ["closed", "open"]
    assert close_due(END) == 0


def test_one_that_cannot_be_counted_does_not_keep_the_others_waiting(body, members):
    broken, sound = opened(body, method="majority"), opened(body)
    cast(broken, members[0], YES)
    with writing():
        Ballot.objects.update(choice={"vote": []})
    assert close_due(END) == 1
    assert [fresh(one).stage for one in (broken, sound)] == ["open", "closed"]


def test_a_withdrawn_one_says_why_and_keeps_no_ballot(body, members, chair):
    decision = opened(body)
    cast(decision, members[0], OBJECTION, reason="Zu groß.")
    for reason in (" ", "R" * 2_001):
        with pytest.raises(acts.DecisionError):
            acts.withdraw_decision(decision=decision, reason=reason, by=chair, at=NOW)
    with pytest.raises(NotAllowed):
        acts.withdraw_decision(decision=decision, reason="Erledigt.", by=members[0], at=NOW)
    gone = acts.withdraw_decision(decision=decision, reason="Erledigt.", by=chair, at=NOW)
    assert (gone.stage, gone.outcome, gone.withdrawn_because) == ("closed", "withdrawn", "Erledigt.")
    assert (choices(decision), gone.result) == ([], None)
    with pytest.raises(acts.NotOpen):
        acts.withdraw_decision(decision=decision, reason="Nochmal.", by=chair, at=NOW)


def test_after_the_deadline_nobody_prevents_the_result(body, members, chair):
    """In the minute before it is counted, a chair who does not like it gives no more time and takes nothing back."""
    decision = opened(body)
    cast(decision, members[0], OBJECTION, reason="Zu groß.")
    objection = Objection.objects.get()
    later = {"closes_at": END + 2 * DAY, "by": chair, "at": END}
    for undo in (
        lambda: acts.extend_decision(decision=decision, **later),
        lambda: acts.withdraw_decision(decision=decision, reason="Doch nicht.", by=chair, at=END),
        lambda: acts.integrate_objections(decision=decision, objections=[objection], text="Neu.", **later),
        lambda: acts.answer_objection(objection=objection, answer="Nein.", by=chair, at=END),
        lambda: acts.withdraw_objection(objection=objection, by=members[0], at=END),
    ):
        with pytest.raises(acts.NotOpen, match="deadline is over"):
            undo()
    assert closed(decision).result["details"]["objections"] == 1


@pytest.mark.parametrize(
    ("method", "fields", "say", "outcome"),
    [
        ("resistance", {}, lambda one: {"resistance": {"0": 8, one[0]: 1, one[1]: 5, one[2]: 9}}, "chosen"),
        ("score", {}, lambda one: {"points": {one[0]: 3, one[1]: 3}}, "tied"),
        ("ranked", {}, lambda one: {"ranks": {one[2]: 1, one[0]: 2}}, "chosen"),
        ("shortlist", {"places_to_fill": 2}, lambda one: {"approved": one[:2]}, "chosen"),
        (
            "budget",
            {"budget": 100, "options": [acts.OptionText(name, cost=50) for name in "ABC"]},
            lambda one: {"approved": one[1:]},
            "chosen",
        ),
    ],
    ids=["resistance", "score", "ranked", "shortlist", "budget"],
)
def test_every_method_comes_to_its_end(body, members, method, fields, say, outcome):
    decision = opened(body, method=method, **fields)
    options = [str(pk) for pk in decision.options.order_by("rank").values_list("pk", flat=True)]
    for member in members[:3]:
        cast(decision, member, say(options))
    ended = closed(decision)
    assert ended.outcome == outcome
    assert set(ended.result["chosen"]) <= {int(pk) for pk in options}
    assert ended.result["unanimous"]
