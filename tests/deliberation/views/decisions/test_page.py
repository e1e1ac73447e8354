"""The page of a decision: who sees it, what it says at each stage, what each result says, what it costs."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.deliberation.deciding import ABSTAIN, CONSENT, NO, OBJECTION, RESERVATION, YES

from ideenschmiede.base.guarded import writing
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.models import Objection
from ideenschmiede.groups.models import WorkingGroup

pytestmark = pytest.mark.django_db
START = "/fragen/entscheidungen/"


def words(text):
    """Without line ends, markup decoded: as one reads it."""
    return " ".join(unescape(text).split())


@pytest.fixture
def read(page):
    return lambda decision, who=None: words(page(decision, who))


@pytest.mark.parametrize(
    ("visibility", "expected"),
    [
        ("public", (200, 200, 200, 200, 200)),
        ("network", (404, 404, 200, 200, 200)),
        ("group", (404, 404, 404, 200, 200)),
        ("confidential", (404, 404, 404, 200, 200)),
    ],
)
def test_who_sees_it(client, partner, member, members, office, voted, visibility, expected):
    decision = voted(visibility=visibility)
    for who, status in zip((None, partner, member, members[0], office), expected, strict=True):
        client.logout()
        if who:
            client.force_login(who)
        assert client.get(f"{START}{decision.pk}-{decision.slug}/").status_code == status
        listed = decision.title in client.get(START).text
        assert listed is (status == 200)


def test_another_title_in_the_address_leads_to_the_right_one(client, members, voted):
    decision = voted(visibility="public")
    assert client.get(f"{START}{decision.pk}-falsch/")["Location"] == f"{START}{decision.pk}-antragsdienst/"
    assert client.get(f"{START}7777/").status_code == 404


def test_the_key_facts(read, members, voted):
    text = read(voted((members[0], CONSENT), quorum=60, context="Es geht um <i>viel</i>."), members[1])
    for said in ("Arbeitsgruppe Digitales", "Consent", "at least 60%: 3 of 5", "yes, with a receipt", "1 of 5"):
        assert said in text
    assert "Es geht um <i>viel</i>." in text  # escaped: `words` decodes it
    assert "The result" not in text


def test_nobody_learns_how_it_stands_while_it_is_open(read, members, voted):
    text = read(voted((members[0], YES), (members[1], NO), method="majority"), members[2])
    assert "2 of 5" in text
    assert "Yes and no, and how many" not in text


@pytest.mark.parametrize(
    ("method", "said", "sentence"),
    [
        ("consent", [CONSENT, RESERVATION], "Accepted: nobody objected. 2 agreed, 1 of them with reservations."),
        ("consent", [CONSENT, (OBJECTION, "Nein.")], "Not accepted: one objection stands."),
        ("majority", [YES, YES, NO, ABSTAIN], "Accepted: 2 of 3 agreed, 2 were needed."),
        ("majority", [YES, NO], "Rejected: 1 of 2 agreed, 2 were needed."),
        ("two_thirds", [YES, YES, NO, NO, NO], "Rejected: 2 of 5 agreed, 4 were needed."),
        ("majority", [ABSTAIN, ABSTAIN], "Nothing decided: all who took part abstained."),
        ("majority", [YES], "Nothing decided: 1 of 5 took part, 2 were needed."),
        ("majority", [], "Nothing decided: 0 of 5 took part, 2 were needed."),
    ],
)  # fmt: skip
def test_one_sentence_says_what_came_of_it(read, members, counted, method, said, sentence):
    ballots = [(who, *(one if isinstance(one, tuple) else (one,))) for who, one in zip(members, said, strict=False)]
    assert sentence in read(counted(*ballots, method=method, quorum=40), members[0])


def ranks(*order):
    return {"ranks": {option: place for place, option in enumerate(order, start=1)}}


def ticked(*places):
    return lambda *options: {"approved": [options[place] for place in places]}


class TestChoosing:
    """Results of methods with options; each ballot is made from the numbers of the options."""

    @pytest.fixture
    def chosen(self, voted, options_of, members, now):
        def make(method, *ballots, **fields):
            decision = voted(method=method, quorum=0, **fields)
            numbers = options_of(decision)
            for who, ballot in zip(members, ballots, strict=False):
                acts.cast_ballot(decision=decision, choice=ballot(*numbers), by=who, at=now)
            return acts.close_decision(decision=decision, by=None, at=now + timedelta(days=7))

        return make

    def test_least_resistance(self, read, members, chosen):
        def ballot(a, b, c):
            return {"resistance": {a: 1, b: 9, c: 4, 0: 5}}

        text = read(chosen("resistance", ballot, ballot), members[0])
        assert "Chosen: “Bürgerbus”, with the least resistance (1.0 of 10)." in text
        assert "One option meets no less resistance than leaving things as they are (5.0)." in text
        assert "All who did not abstain voted the same." in text

    def test_the_zero_option_wins(self, read, members, chosen):
        text = read(chosen("resistance", lambda a, b, c: {"resistance": {a: 8, b: 9, c: 7, 0: 2}}), members[0])
        assert "It stays as it is: nothing met less resistance than that (2.0 of 10)." in text

    def test_points(self, read, members, chosen):
        text = read(chosen("score", lambda a, b, c: {"points": {a: 1, b: 5, c: 2}}), members[0])
        assert "Chosen: “Rufbus”, with 5.0 of 5 points on average." in text

    def test_a_tie_names_those_that_are_equal(self, read, members, chosen):
        text = read(chosen("score", lambda a, b, c: {"points": {a: 4, b: 4, c: 2}}), members[0])
        assert "A tie: “Bürgerbus” and “Rufbus” are equal." in text
        assert "There is a tie" in text

    def test_a_ranking_with_each_against_each(self, read, members, chosen):
        text = read(
            chosen(
                "ranked", lambda a, b, c: ranks(b, a, c), lambda a, b, c: ranks(b, c, a), lambda a, b, c: ranks(a, b, c)
            ),
            members[0],
        )
        assert "Chosen: “Rufbus”, which beats each other option in a comparison of two." in text
        assert "2 : 1" in text
        assert "beats 2 others" in text
        assert "beats none" in text

    def test_a_circle_is_explained(self, read, members, chair, seat, chosen):
        members += [chair, seat()]

        def order(*letters):
            return lambda a, b, c: ranks(*({"a": a, "b": b, "c": c}[one] for one in letters))

        ballots = [order(*letters) for letters in ("abc", "abc", "abc", "bca", "bca", "cab", "cab")]
        text = read(chosen("ranked", *ballots), members[0])
        assert "they beat each other in a circle" in text
        assert "the strongest of all in comparisons of two." in text

    def test_a_budget_round_by_round(self, read, members, chosen):
        options = [acts.OptionText(name, cost=cost) for name, cost in (("Bus", 6_000), ("Rad", 5_000), ("Weg", 3_000))]
        ballots = [ticked(*which) for which in ((0, 2), (1, 2), (2,))]
        decision = chosen("budget", *ballots, options=options, budget=9_000)
        text = read(decision, members[0])
        assert "Chosen: 2 of 3 projects for €8,000 of €9,000." in text
        assert "1. Weg" in text
        assert "Everybody began with the same share of the budget: €3,000." in text
        assert "all shares were raised equally" in text
        assert "What was not chosen, and why" in text
        assert "3 of 3 got at least one thing that they had ticked." in text

    def test_a_short_list(self, read, members, chosen):
        decision = chosen("shortlist", ticked(0, 1), ticked(1), places_to_fill=2)
        text = read(decision, members[0])
        assert "Chosen: “Rufbus” and “Bürgerbus”." in text
        assert "the order of the list decided" not in text

    @pytest.mark.parametrize("places", [1, 2])  # by shares, and from what was left
    def test_where_only_the_order_of_the_list_decided_it_is_said(self, read, members, chosen, places):
        decision = chosen("shortlist", ticked(0), ticked(1), ticked(2), places_to_fill=places)
        last = ("Bürgerbus", "Rufbus")[places - 1]
        assert f"“{last}” and “Radweg” were equal: the order of the list decided." in read(decision, members[0])

    def test_an_open_vote_shows_who_voted_how_after_the_end_only(self, read, members, voted, options_of, now):
        decision = voted(method="ranked", is_secret=False, quorum=0)
        one, two, _three = options_of(decision)
        acts.cast_ballot(decision=decision, choice={"ranks": {two: 1, one: 2}}, by=members[0], at=now)
        assert "Who voted how" not in read(decision, members[1])
        acts.close_decision(decision=decision, by=None, at=decision.closes_at)
        text = read(decision, members[1])
        assert "Who voted how" in text
        assert members[0].name in text
        assert "1. Rufbus; 2. Bürgerbus" in text


@pytest.mark.parametrize(
    ("method", "choice", "said"),
    [
        ("consent", RESERVATION, "Consent with reservations"),
        ("majority", YES, "Yes"),
        ("majority", ABSTAIN, "abstained"),
    ],
)
def test_open_votes_in_words(read, members, counted, method, choice, said):
    text = read(counted((members[0], choice), method=method, is_secret=False, quorum=0), members[1])
    assert f'{members[0].name}</th><td class="kern-table__cell">{said}</td>' in text


def test_too_few_are_shown_how_it_would_have_been(read, members, counted):
    text = read(counted((members[0], YES), method="majority"), members[1])
    assert "Too few took part" in text
    assert "nothing is decided by them" in text
    assert "1 of 5 took part (20%). 3 were needed." in text


def test_a_question_that_one_may_not_see_is_not_named(read, page, members, member, make_question, voted):
    question = make_question("Was brauchen wir?", visibility="group")
    decision = voted(question=question)
    assert "Was brauchen wir?" in read(decision, members[0])
    assert "Was brauchen wir?" not in read(decision, member)


def test_objections_come_in_no_order_that_tells_whose_they_are(read, members, voted):
    decision = voted((members[0], OBJECTION, "Zuletzt."), (members[1], OBJECTION, "Anfangs."))
    text = read(decision, members[2])
    assert text.index("Anfangs.") < text.index("Zuletzt.")
    assert "2 objections" in text


class TestCost:
    def queries(self, client, path):
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    @pytest.mark.parametrize("who", [None, "member", "voter", "chair", "office"])
    @pytest.mark.parametrize("stage", ["open", "closed"])
    def test_the_same_with_one_and_with_three_objections(self, client, request, members, chair, voted, stage, who, now):
        decision = voted((members[0], OBJECTION, "Eins."), visibility="public")
        WorkingGroup.objects.create(body=decision.body, changed_at=now)
        account = members[0] if who == "voter" else who and request.getfixturevalue(who)
        if account:
            client.force_login(account)
        if stage == "closed":
            acts.close_decision(decision=decision, by=None, at=decision.closes_at)
        path = f"{START}{decision.pk}-{decision.slug}/"
        first = self.queries(client, path)
        with writing():
            for number in (2, 3):
                Objection.objects.create(proposal=decision.proposals.get(), reason=f"{number}.", voter=number)
        assert self.queries(client, path) == first <= 12

    def test_of_one_with_names_for_the_chair(self, client, members, chair, counted, now):
        decision = counted((members[0], YES), method="majority", is_secret=False)
        WorkingGroup.objects.create(body=decision.body, changed_at=now)
        acts.report_follow_up(decision=decision, state="done", by=None, at=now + timedelta(days=8))
        client.force_login(chair)
        assert self.queries(client, f"{START}{decision.pk}-{decision.slug}/") <= 12

    def test_of_a_ranking(self, client, members, voted):
        decision = voted((members[0], {"abstain": True}), method="ranked")
        client.force_login(members[1])
        assert self.queries(client, f"{START}{decision.pk}-{decision.slug}/") <= 12
