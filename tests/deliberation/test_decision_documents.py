"""What the search finds of decisions."""

import pytest
from tests.deliberation.deciding import CONSENT, NOW, cast, closed, opened, put

from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.documents import Decisions
from ideenschmiede.deliberation.models import Objection


def document(decision):
    (found,) = Decisions().build([decision.pk])
    return found


def test_title_context_newest_version_and_body_are_found(body, members):
    decision = opened(body, context="Worum es geht.", visibility="public")
    cast(decision, members[0], {"stance": "objection"}, reason="Geheimer Grund.")
    acts.integrate_objections(
        decision=decision, objections=Objection.objects.all(), text="Kleiner Anfang.", by=None, at=NOW
    )
    found = document(decision)
    assert (found.key, found.title, found.visibility) == (str(decision.pk), "Antragsdienst", "public")
    assert found.text == f"Worum es geht.\nKleiner Anfang.\n{body.name}"
    assert found.url == f"/fragen/entscheidungen/{decision.pk}-antragsdienst/"
    assert found.facets == ("stage:open",)


def test_options_are_found(body, members):
    options = [acts.OptionText("Bürgerbus", "Ehrenamtlich."), acts.OptionText("Rufbus")]
    assert "Bürgerbus Ehrenamtlich.\nRufbus" in document(opened(body, method="ranked", options=options)).text


def test_the_outcome_is_a_facet(body, members):
    decision = opened(body, quorum=0)
    cast(decision, members[0], CONSENT)
    assert document(closed(decision)).facets == ("stage:closed", "outcome:accepted")


@pytest.mark.parametrize("visibility", ["group", "confidential"])
def test_what_belongs_to_a_group_is_not_found(body, members, visibility):
    decision = opened(body, visibility=visibility)
    assert Decisions().all_ids() == []
    assert list(Decisions().build([decision.pk])) == []


def test_nor_is_what_is_in_preparation(body):
    put(body)
    assert Decisions().all_ids() == []


def test_each_event_of_a_decision_touches_it(body, members):
    decision = opened(body)
    for event in Event.objects.filter(verb__startswith="decision."):
        assert Decisions().touched_by(event) == [decision.pk]
    assert Decisions().touched_by(Event(verb="body.opened", subject_type="people.body", subject_id=1)) == []


@pytest.mark.parametrize("many", [1, 3])
def test_the_cost_does_not_grow(body, members, many, django_assert_num_queries):
    ids = [opened(body, title=f"Nummer {number}").pk for number in range(many)]
    with django_assert_num_queries(3):
        assert len(list(Decisions().build(ids))) == many
