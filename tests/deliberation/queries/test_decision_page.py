from django.contrib.auth.models import AnonymousUser
from tests.deliberation.deciding import CONSENT, DAY, END, NOW, OBJECTION, THREE, cast, closed, opened, put

from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.models import Objection
from ideenschmiede.deliberation.queries import decision_page as queries
from ideenschmiede.people.models import Capacity


def test_a_page_gets_what_it_shows(body, members):
    decision = opened(body)
    cast(decision, members[0], OBJECTION, reason="Zu groß.")
    cast(decision, members[1], OBJECTION, reason="Zu teuer.")
    cast(decision, members[1], CONSENT)
    taken_up = Objection.objects.filter(status="open")
    acts.integrate_objections(decision=decision, objections=taken_up, text="Kleiner.", by=None, at=NOW)
    cast(decision, members[2], CONSENT)
    found = queries.decision_page(members[0], decision.pk)
    assert (found.body, found.seat_count, found.ballot_count, found.has_own_seat) == (body, 5, 1, True)
    assert [one.version for one in queries.proposals_of(found)] == [1, 2]
    assert [(one.reason, one.status) for one in queries.objections_of(found)] == [
        ("Zu groß.", "integrated"),
        ("Zu teuer.", "withdrawn"),
    ]
    assert queries.objection(Objection.objects.first().pk).proposal.decision == decision
    assert queries.objection(0) is None


def test_what_one_may_not_see_is_not_there(body, members):
    assert queries.decision_page(AnonymousUser(), opened(body).pk) is None
    assert queries.decision_page(members[0], put(body).pk) is None


def test_options_opinions_and_follow_ups(body, members, chair):
    decision = opened(body, method="ranked", quorum=0)
    cast(decision, members[0], {"ranks": {str(decision.options.first().pk): 1}})
    closed(decision)
    assert [one.text for one in queries.options_of(decision)] == [one.text for one in THREE]
    opinion = acts.add_minority_opinion(decision=decision, text="Anders.", by=members[1], at=END)
    assert queries.opinions_of(decision) == [opinion]
    assert queries.opinion(opinion.pk).decision == decision
    acts.report_follow_up(decision=decision, state="waiting", by=chair, at=END)
    acts.report_follow_up(decision=decision, state="done", by=chair, at=END + DAY)
    assert [one.state for one in queries.follow_ups_of(decision)] == ["done", "waiting"]


def test_who_has_a_vote(body, members, chair, seat, office, network):
    seat(Capacity.GUEST)
    assert queries.people_with_a_vote(body) == 6
    assert list(queries.bodies_to_put_for(chair, NOW.date())) == [body]
    assert set(queries.bodies_to_put_for(office, NOW.date())) == {body, network}
    assert list(queries.bodies_to_put_for(members[0], NOW.date())) == []
    body.closed_on = NOW.date()
    body.save()
    assert list(queries.bodies_to_put_for(chair, NOW.date())) == []
