"""Ballots of every method on their pages, receipts, deputies."""

import re

import pytest
from django.contrib.sessions.models import Session
from tests.deliberation import deciding
from tests.deliberation.deciding import CONSENT, OBJECTION

from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.models import Ballot, Objection, Seat
from ideenschmiede.people.actions.appointments import name_deputy
from ideenschmiede.people.models import Appointment

pytestmark = pytest.mark.django_db
CODE = re.compile(r'class="decision-code">([0-9A-Z-]+)<')
START = "/fragen/entscheidungen/"


@pytest.fixture
def voter(members, client):
    client.force_login(members[0])
    return members[0]


@pytest.fixture
def send(client):
    """A function that sends a ballot: fields without the prefix of the seat."""

    def post(decision, who, fields, *, seat=None, version=1):
        seat = seat or Seat.objects.get(decision=decision, person__account=who)
        data = {f"s{seat.pk}-{name}": value for name, value in {"version": version, **fields}.items()}
        return client.post(f"{START}{decision.pk}/stimme/?fuer={seat.pk}", data)

    return post


def option(number):
    return f"option_{number}"


def fields_of(method, numbers):
    """What the form of a method sends, and the choice that is stored."""
    one, two, three = numbers if numbers else (0, 0, 0)
    zero = {option(0): 9}
    return {
        "consent": ({"stance": "reservation"}, {"stance": "reservation"}),
        "majority": ({"stance": "no"}, {"vote": "no"}),
        "two_thirds": ({"stance": "yes"}, {"vote": "yes"}),
        "resistance": (
            {option(one): 0, option(two): 10, option(three): 5, **zero},
            {"resistance": {"0": 9, str(one): 0, str(two): 10, str(three): 5}},
        ),
        "score": ({option(one): 5, option(two): 0}, {"points": {str(one): 5, str(two): 0, str(three): 0}}),
        "ranked": ({option(two): 1, option(one): 2, option(three): 2}, {"ranks": [[two], [one, three]]}),
        "budget": ({"approved": [one, three]}, {"approved": [one, three]}),
        "shortlist": ({"approved": [two]}, {"approved": [two]}),
    }[method]


MORE = {
    "budget": {
        "budget": 20_000,
        "options": [
            acts.OptionText(text, cost=cost) for text, cost in (("Bus", 12_000), ("Rad", 9_000), ("Weg", 7_000))
        ],
    },
    "shortlist": {"places_to_fill": 1},
}
METHODS = ["consent", "majority", "two_thirds", "resistance", "score", "ranked", "budget", "shortlist"]


@pytest.mark.parametrize("method", METHODS)
def test_a_ballot_of_each_method(voter, voted, send, page, options_of, method):
    decision = voted(method=method, **MORE.get(method, {}))
    sent, stored = fields_of(method, options_of(decision))
    assert "Cast my vote" in page(decision)
    response = send(decision, voter, sent)
    assert CODE.search(response.text)
    assert deciding.choices(decision) == [stored]
    assert "You have voted" in page(decision)


@pytest.mark.parametrize("method", METHODS)
def test_abstaining(voter, voted, send, method):
    decision = voted(method=method, **MORE.get(method, {}))
    on_a_text = method in ("consent", "majority", "two_thirds")
    send(decision, voter, {"stance": "abstain"} if on_a_text else {"abstain": "on"})
    assert deciding.choices(decision) == [{"abstain": True}]


@pytest.mark.parametrize(
    ("method", "sent", "message"),
    [
        ("consent", {}, "This field is required"),
        ("consent", {"stance": "objection", "reason": " "}, "Please say why you object"),
        ("majority", {"stance": "maybe"}, "not one of the available choices"),
        ("resistance", {}, "Please say how much speaks against it"),
        ("score", {}, "Please give points to at least one option"),
        ("ranked", {}, "Please give at least one option a rank"),
        ("shortlist", {}, "Please choose at least one option"),
        ("shortlist", {"approved": ["7777777"]}, "not one of the available choices"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_stored(voter, voted, send, method, sent, message):
    decision = voted(method=method, **MORE.get(method, {}))
    response = send(decision, voter, sent)
    assert message in response.text
    assert "Cast my vote" in response.text
    assert not Ballot.objects.exists()


def test_a_written_reason_is_kept_when_something_is_missing(voter, voted, send):
    response = send(voted(), voter, {"reason": "Das ist uns zu teuer."})
    assert "Das ist uns zu teuer." in response.text


def test_every_option_without_an_answer_is_named_at_once(voter, voted, send, options_of):
    decision = voted(method="resistance")
    response = send(decision, voter, {option(options_of(decision)[0]): 3})
    assert response.text.count("Please say how much speaks against it, from 0 to 10.") == 2 * 3  # summary and field


def test_more_than_ten_points_are_typed(voter, voted, send, page, options_of):
    decision = voted(method="score", most_points=20)
    one, two, _three = options_of(decision)
    assert 'type="number"' in page(decision)
    assert "less than or equal to 20" in send(decision, voter, {option(one): 21}).text
    send(decision, voter, {option(one): 20, option(two): 11})
    assert deciding.choices(decision)[0]["points"][str(one)] == 20


def test_the_receipt_is_shown_once_and_kept_nowhere(voter, voted, send, page):
    decision = voted()
    response = send(decision, voter, {"stance": "consent"})
    code = CODE.search(response.text)[1]
    assert "no-store" in response["Cache-Control"]
    assert "After the end nobody can give it to you again." in response.text
    assert code not in page(decision)
    assert all(code not in str(session.get_decoded()) for session in Session.objects.all())
    assert all(code.replace("-", "") not in one.receipt for one in Ballot.objects.all())


def test_voting_again_replaces_the_vote(voter, voted, send, page):
    decision = voted()
    first = CODE.search(send(decision, voter, {"stance": "consent"}).text)[1]
    text = page(decision)
    assert re.search(r'value="consent"[^>]*checked', text)
    second = CODE.search(send(decision, voter, {"stance": "reservation"}).text)[1]
    assert first == second
    assert deciding.choices(decision) == [{"stance": "reservation"}]


@pytest.mark.parametrize("method", ["ranked", "resistance", "score", "shortlist"])
def test_the_ballot_begins_with_what_one_voted(voter, voted, send, page, options_of, method):
    decision = voted(method=method, **MORE.get(method, {}))
    sent, stored = fields_of(method, options_of(decision))
    send(decision, voter, sent)
    seat = Seat.objects.get(decision=decision, person__account=voter)
    text = page(decision)
    for name, value in sent.items():
        for one in value if isinstance(value, list) else [value]:
            shown = re.search(rf'<select name="s{seat.pk}-{name}".*?</select>', text, re.DOTALL)
            pattern = rf'value="{one}" selected' if shown else rf'name="s{seat.pk}-{name}" value="{one}"[^>]*checked'
            assert re.search(pattern, shown[0] if shown else text), (name, one)
    assert deciding.choices(decision) == [stored]


def test_an_objection_stands_below_without_a_name_unless_one_wants_it(voter, members, voted, send, page):
    decision = voted()
    send(decision, voter, {"stance": "objection", "reason": "Niemand <b>pflegt</b> das."})
    text = page(decision, members[1])
    assert "Niemand &lt;b&gt;pflegt&lt;/b&gt; das." in text
    assert "without a name" in text
    assert voter.name not in text
    page(decision, voter)
    send(decision, voter, {"stance": "objection", "reason": "Niemand pflegt das.", "named": "on"})
    assert voter.name in page(decision, members[1])


def test_nobody_votes_on_a_version_that_they_have_not_seen(voter, members, voted, send, now):
    decision = voted((members[1], OBJECTION, "Zu teuer."))
    acts.integrate_objections(
        decision=decision, objections=list(Objection.objects.all()), text="Billiger.", by=None, at=now
    )
    response = send(decision, voter, {"stance": "consent"})
    assert "Meanwhile there is a new version" in response.text
    assert "Billiger." in response.text
    assert not Ballot.objects.exists()
    send(decision, voter, {"stance": "consent"}, version=2)
    assert deciding.choices(decision) == [{"stance": "consent"}]


def test_an_open_vote_says_so_and_gives_no_receipt(voter, voted, send, page, client):
    decision = voted(is_secret=False)
    assert "it is shown with your name" in page(decision)
    response = send(decision, voter, {"stance": "consent"})
    assert response.status_code == 302
    assert "Your vote is cast." in client.get(response["Location"]).text
    assert client.get(f"{START}{decision.pk}/quittungen/").status_code == 404


def test_who_has_no_vote(voted, members, client, member, page):
    decision = voted()
    assert "Those vote who are appointed" not in page(decision)  # guests do not see one of the network
    assert "You have no vote here" in page(decision, member)
    assert client.get(f"{START}{decision.pk}/stimme/").status_code == 404


def test_guests_are_asked_to_sign_in(voted, members, client, page):
    decision = voted(visibility="public")
    assert "Those vote who are appointed" in page(decision)
    assert "/konto/login" in client.get(f"{START}{decision.pk}/stimme/")["Location"]


def test_the_seat_of_somebody_else_is_not_there(voter, members, voted, send):
    decision = voted()
    other = Seat.objects.get(decision=decision, person__account=members[1])
    assert send(decision, voter, {"stance": "consent"}, seat=other).status_code == 404


@pytest.mark.parametrize("wanted", ["0", "abc", "99999999999999999999", "²"])
def test_an_address_of_no_seat(voter, voted, client, wanted):
    assert client.get(f"{START}{voted().pk}/stimme/?fuer={wanted}").status_code == 404


def test_after_the_end_the_ballot_leads_to_the_page(voter, counted, client):
    decision = counted((voter, CONSENT))
    assert client.get(f"{START}{decision.pk}/stimme/").status_code == 302


def test_a_minute_in_which_it_is_over_and_not_yet_counted(voter, voted, page, send, now):
    decision = voted()
    type(decision).objects.filter(pk=decision.pk).update(closes_at=now)
    assert "It is counted within a minute." in page(decision)
    assert "The deadline is over" in send(decision, voter, {"stance": "consent"}).text


def test_in_that_minute_the_chair_can_only_count(chair, members, voted, page, now):
    decision = voted((members[0], OBJECTION, "Zu teuer."))
    buttons = ("Extend", "Withdraw", "Write a new version from it", "Close and count")
    assert [one in page(decision, chair) for one in buttons] == [True, True, True, False]
    type(decision).objects.filter(pk=decision.pk).update(closes_at=now)
    assert [one in page(decision, chair) for one in buttons] == [False, False, False, True]


class TestDeputies:
    @pytest.fixture
    def deputised(self, members, seat, member, now):
        """Somebody without a seat of their own stands in for the first."""
        appointment = Appointment.objects.get(person__account=members[0])
        name_deputy(appointment=appointment, name="Vertretung", email=member.email, by=None, at=now)
        return member

    def test_one_sees_for_whom_one_votes(self, members, deputised, voted, page, send):
        decision = voted(allows_deputies=True)
        assert "You vote for Kim" in page(decision, deputised)
        seat = Seat.objects.get(decision=decision, person__account=members[0])
        response = send(decision, deputised, {"stance": "consent"}, seat=seat)
        assert "You have voted for Kim" in response.text
        assert "You have voted" in page(decision, members[0])
        text = page(decision, deputised)
        assert "You do not see what it says. Only Kim" in text
        assert "Cast my vote" not in text
        response = send(decision, deputised, {"stance": "consent"}, seat=seat)
        assert "You do not see what it says. Only Kim" in response.text
        assert "Cast my vote" not in response.text

    def test_only_where_it_is_allowed(self, members, deputised, voted, page, send):
        decision = voted()
        assert "You have no vote here" in page(decision, deputised)
        seat = Seat.objects.get(decision=decision, person__account=members[0])
        assert send(decision, deputised, {"stance": "consent"}, seat=seat).status_code == 404

    def test_a_ballot_for_each_seat(self, members, voted, page, now):
        appointment = Appointment.objects.get(person__account=members[1])
        name_deputy(appointment=appointment, name="Vertretung", email=members[0].email, by=None, at=now)
        text = page(voted(allows_deputies=True), members[0])
        assert text.count("Cast my vote") == 2
        ids = re.findall(r' id="([^"]+)"', text)
        assert len(ids) == len(set(ids))


class TestTakingBack:
    def test_one_says_what_one_votes_instead(self, voter, voted, client, page):
        decision = voted((voter, OBJECTION, "Zu teuer."))
        objection = Objection.objects.get()
        assert "Take back my objection" in page(decision)
        path = f"{START}einwaende/{objection.pk}/zuruecknehmen/"
        assert "Zu teuer." in client.get(path).text
        assert "This field is required" in client.post(path).text
        assert CODE.search(client.post(path, {"stance": "reservation"}).text)
        objection.refresh_from_db()
        assert objection.status == "withdrawn"
        assert deciding.choices(decision) == [{"stance": "reservation"}]
        assert client.get(path).status_code == 404

    def test_not_that_of_somebody_else(self, voter, members, voted, client):
        voted((members[1], OBJECTION, "Zu teuer."))
        assert client.get(f"{START}einwaende/{Objection.objects.get().pk}/zuruecknehmen/").status_code == 404

    def test_not_as_another_objection(self, voter, voted, client):
        voted((voter, OBJECTION, "Zu teuer."))
        path = f"{START}einwaende/{Objection.objects.get().pk}/zuruecknehmen/"
        assert "not one of the available choices" in client.post(path, {"stance": "objection"}).text


class TestReceipts:
    def check(self, client, decision, code):
        return client.post(f"{START}{decision.pk}/quittungen/", {"code": code}).text

    def test_from_the_box_to_the_list(self, voter, members, voted, send, client, now):
        decision = voted((members[1], CONSENT))
        code = CODE.search(send(decision, voter, {"stance": "consent"}).text)[1]
        assert "Your vote lies in the box." in self.check(client, decision, code)
        assert "All receipts that were counted" not in self.check(client, decision, code)
        acts.close_decision(decision=decision, by=None, at=decision.closes_at)
        text = self.check(client, decision, code.lower().replace("-", " "))
        assert "Your vote was counted." in text
        assert len(re.findall(r"<li[^>]*>(?:<mark>)?[0-9a-f]{64}", text)) == 2
        assert text.count("<mark>") == 1

    @pytest.mark.parametrize("code", ["XXXX-XXXX-XXXX-XXXX", "0", "ü", "<script>"])
    def test_an_unknown_code(self, voter, voted, client, code):
        text = self.check(client, voted(), code)
        assert "This code is not here." in text
        assert "<script>" not in text

    def test_an_empty_code(self, voter, voted, client):
        assert "This field is required" in self.check(client, voted(), " ")

    def test_not_of_a_draft_and_not_of_one_withdrawn(self, client, draft, voted, members, office, now):
        client.force_login(office)
        prepared = draft()
        assert client.get(f"{START}{prepared.pk}/quittungen/").status_code == 404
        gone = acts.withdraw_decision(decision=voted(), reason="Überholt.", by=None, at=now)
        assert client.get(f"{START}{gone.pk}/quittungen/").status_code == 404
