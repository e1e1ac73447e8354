import pytest
from tests.deliberation.deciding import ABSTAIN, CONSENT, DAY, END, NOW, OBJECTION, RESERVATION, cast, choices, opened

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.models import Ballot, Objection
from ideenschmiede.deliberation.queries.receipts import Receipt, receipt_counted

NEW = "Wir beginnen mit zwei Diensten."


@pytest.fixture
def decision(body, members):
    return opened(body)


@pytest.fixture
def objection(decision, members):
    cast(decision, members[0], OBJECTION, reason="Zu viel auf einmal.")
    return Objection.objects.get()


def integrate(decision, *objections, text=NEW, by=None, at=NOW, **more):
    return acts.integrate_objections(
        decision=decision, objections=objections, text=text, note_text="Kleiner Anfang.", by=by, at=at, **more
    )


def test_an_objection_leads_to_a_new_version_and_all_vote_anew(decision, objection, members, chair):
    code = cast(decision, members[1], CONSENT)
    new = integrate(decision, objection, by=chair)
    assert (new.version, new.text, new.note, new.created_by) == (2, NEW, "Kleiner Anfang.", chair)
    objection.refresh_from_db()
    assert (objection.status, objection.integrated_into) == ("integrated", new)
    assert not Ballot.objects.exists()
    assert receipt_counted(decision, code) == Receipt.UNKNOWN
    cast(decision, members[0], CONSENT)
    assert Ballot.objects.get().proposal == new
    event = Event.objects.get(verb="decision.new_version")
    assert (event.actor, event.data) == (chair.pk, {"version": 2, "objections": 1})


def test_the_same_person_may_object_again(decision, objection, members):
    integrate(decision, objection)
    cast(decision, members[0], OBJECTION, reason="Immer noch zu viel.")
    assert Objection.objects.filter(status="open").count() == 1
    assert Objection.objects.count() == 2


def test_all_have_a_day_to_vote_anew(decision, objection):
    late = END - DAY / 2
    with pytest.raises(acts.DecisionError, match="24 hours") as caught:
        integrate(decision, objection, at=late)
    assert caught.value.field == "closes_at"
    integrate(decision, objection, at=late, closes_at=late + DAY)
    decision.refresh_from_db()
    assert decision.closes_at == late + DAY


def test_the_deadline_does_not_move_forward(decision, objection):
    with pytest.raises(acts.DecisionError, match="later deadline"):
        integrate(decision, objection, closes_at=END - DAY)


@pytest.mark.parametrize(("text", "field"), [(" ", "text"), ("T" * 10_001, "text")])
def test_the_new_version_has_a_text(decision, objection, text, field):
    with pytest.raises(acts.DecisionError) as caught:
        integrate(decision, objection, text=text)
    assert caught.value.field == field


def test_the_new_version_is_another_one(decision, objection):
    with pytest.raises(acts.DecisionError, match="same as before"):
        integrate(decision, objection, text=decision.proposals.get().text)


def test_without_an_objection_there_is_no_new_version(decision, objection, members, body):
    with pytest.raises(acts.DecisionError, match="choose the objections"):
        integrate(decision)
    cast(decision, members[0], CONSENT)  # withdrawn
    with pytest.raises(acts.DecisionError, match="choose the objections"):
        integrate(decision, objection)
    other = opened(body, title="Anderes")
    with pytest.raises(acts.DecisionError, match="choose the objections"):
        integrate(other, objection)


def test_only_who_runs_it_integrates_and_answers(decision, objection, members):
    with pytest.raises(NotAllowed):
        integrate(decision, objection, by=members[0])
    with pytest.raises(NotAllowed):
        acts.answer_objection(objection=objection, answer="Nein.", by=members[0], at=NOW)


def test_an_answer_does_not_remove_the_objection(decision, objection, chair):
    with pytest.raises(acts.DecisionError, match="write the answer"):
        acts.answer_objection(objection=objection, answer=" ", by=chair, at=NOW)
    answered = acts.answer_objection(objection=objection, answer=" Es wird gefördert. ", by=chair, at=NOW)
    assert (answered.status, answered.answer) == ("answered", "Es wird gefördert.")
    assert acts.answer_objection(objection=objection, answer="Ganz.", by=chair, at=NOW).answer == "Ganz."
    result = acts.close_decision(decision=decision, by=None, at=END).result
    assert result["details"]["objections"] == 1
    with pytest.raises(acts.NotOpen):
        acts.answer_objection(objection=objection, answer="Zu spät.", by=chair, at=END)


def test_what_is_settled_gets_no_answer(decision, objection, members):
    cast(decision, members[0], CONSENT)
    with pytest.raises(acts.DecisionError, match="settled already"):
        acts.answer_objection(objection=objection, answer="Danke.", by=None, at=NOW)


@pytest.mark.parametrize(
    ("stance", "kept"), [("consent", CONSENT), ("reservation", RESERVATION), ("abstain", ABSTAIN)], ids=str
)
def test_who_raised_it_withdraws_it_and_votes_otherwise(decision, objection, members, stance, kept):
    code = acts.withdraw_objection(objection=objection, stance=stance, by=members[0], at=NOW)
    objection.refresh_from_db()
    assert objection.status == "withdrawn"
    assert choices(decision) == [kept]
    assert receipt_counted(decision, code) == Receipt.IN_THE_BOX


def test_nobody_else_withdraws_it(decision, objection, members, chair, office):
    for somebody in (members[1], chair, office):
        with pytest.raises(NotAllowed):
            acts.withdraw_objection(objection=objection, by=somebody, at=NOW)
    with pytest.raises(NotAllowed):
        acts.withdraw_objection(objection=objection, stance="objection", by=members[0], at=NOW)
