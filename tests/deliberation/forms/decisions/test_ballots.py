"""A ballot and back: what was voted fills the form again, and the form sends the same choice."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.deliberation.counting import Terms, Thing, read_choice
from ideenschmiede.deliberation.forms.decisions.ballots import BALLOTS, ballot_for
from ideenschmiede.deliberation.forms.decisions.guides import GUIDES
from ideenschmiede.deliberation.models import Decision, Method, Option

NUMBERS = (11, 12, 13)
OPTIONS = [Option(pk=pk, text=f"Vorschlag {pk}") for pk in NUMBERS]
SUBSETS = st.sets(st.sampled_from(NUMBERS), min_size=1).map(sorted)
CHOICES = {
    Method.CONSENT: st.sampled_from(["consent", "reservation", "objection"]).map(lambda one: {"stance": one}),
    Method.MAJORITY: st.sampled_from(["yes", "no"]).map(lambda one: {"vote": one}),
    Method.TWO_THIRDS: st.sampled_from(["yes", "no"]).map(lambda one: {"vote": one}),
    Method.RESISTANCE: st.fixed_dictionaries({str(pk): st.integers(0, 10) for pk in (0, *NUMBERS)}).map(
        lambda one: {"resistance": one}
    ),
    Method.SCORE: st.fixed_dictionaries(
        {"11": st.integers(1, 5), "12": st.integers(0, 5), "13": st.integers(0, 5)}
    ).map(lambda one: {"points": one}),
    Method.RANKED: st.permutations(NUMBERS).map(lambda one: {"ranks": [[one[0]], sorted(one[1:])]}),
    Method.BUDGET: SUBSETS.map(lambda one: {"approved": one}),
    Method.SHORTLIST: SUBSETS.map(lambda one: {"approved": one}),
}


def ballot(method, data=None, said=None, **more):
    decision = Decision(method=method, **more)
    return ballot_for(data, decision=decision, options=OPTIONS, version=1, said=said)


def sent(form):
    """What a browser sends for a form that nobody has touched."""
    data = QueryDict(mutable=True)
    for field in form:
        value = field.value()
        if isinstance(value, list):
            data.setlist(field.name, value)
        elif value is not None and value is not False and value != "":
            data[field.name] = "on" if value is True else str(value)
    return data


def test_every_method_has_a_ballot_and_a_guide():
    assert set(BALLOTS) == set(GUIDES) == set(Method)


@pytest.mark.parametrize("method", list(Method))
@given(data=st.data())
def test_there_and_back(method, data):
    said = data.draw(CHOICES[method] | st.just({"abstain": True}))
    again = ballot(method, sent(ballot(method, said=said)))
    assert again.is_valid(), again.errors
    terms = Terms(method=method, options=tuple(Thing(pk, 1) for pk in NUMBERS), most_points=5, budget=2, places=1)
    assert read_choice(terms, again.choice()) == said


@pytest.mark.parametrize("method", list(Method))
def test_a_ballot_on_an_older_version_is_not_taken(method):
    form = ballot(method, QueryDict("version=7"))
    assert not form.is_valid()
    assert "new version" in str(form.non_field_errors())
    assert form["version"].value() == "1"  # sent again, it is taken


@pytest.mark.parametrize("method", list(Method))
@given(
    rubbish=st.dictionaries(st.sampled_from(["stance", "abstain", "approved", "option_11", "x"]), st.text(max_size=5))
)
def test_rubbish_never_fails(method, rubbish):
    data = QueryDict(mutable=True)
    data.update({"version": "1", **rubbish})
    form = ballot(method, data)
    if form.is_valid():
        assert isinstance(form.choice(), dict)


@pytest.mark.parametrize(
    ("secret", "visibility", "offered"),
    [(True, "network", True), (False, "network", False), (True, "confidential", False)],
)
def test_a_name_beside_an_objection_only_where_it_can_be_chosen(secret, visibility, offered):
    form = ballot("consent", is_secret=secret, visibility=visibility)
    assert ("named" in form.fields) is offered
    assert ("with your name" in str(form["reason"].help_text)) is not secret


def test_the_ends_of_the_scale_have_names():
    resistance, points = ballot("resistance"), ballot("score", most_points=7)
    assert "cannot live with it" in str(resistance.high)
    assert str(points.high).startswith("7:")
    assert "option_0" in resistance.fields
    assert "option_0" not in points.fields
