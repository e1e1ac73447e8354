"""Put something to the vote: three steps, drafts, the question that it comes from."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ideenschmiede.deliberation.models import Decision, Seat
from ideenschmiede.people.models import Capacity

pytestmark = pytest.mark.django_db
START = "/fragen/entscheidungen/"
NEW = f"{START}neu/"


@pytest.fixture
def leading(client, chair):
    client.force_login(chair)
    return client


def filled(**more):
    end = timezone.localtime() + timedelta(days=10)
    return {
        "title": "Womit fangen wir an?",
        "context": "Drei Vorschläge.",
        "text": "Wir <b>fangen</b> an.",
        "closes_at": f"{end:%Y-%m-%dT%H:%M}",
        "quorum": "50",
        "is_secret": "on",
        "visibility": "network",
        **more,
    }


def rows(*options):
    data = {"form-TOTAL_FORMS": str(len(options)), "form-INITIAL_FORMS": "0"}
    for number, option in enumerate(options):
        data |= {f"form-{number}-{name}": value for name, value in option.items()}
    return data


def where(body, method):
    return f"{NEW}?gremium={body.pk}&verfahren={method}"


def test_who_may_put(client, seat, member, partner, office, body):
    for who, status in ((member, 404), (partner, 404), (seat(), 404), (seat(Capacity.GUEST), 404), (office, 200)):
        client.force_login(who)
        assert client.get(NEW).status_code == status


def test_the_methods_are_explained_first(leading, body):
    text = leading.get(NEW).text
    assert text.count("When does it fit?") == 8
    assert "Decide by: Consent" in text
    assert "checked" in text  # the only body that one leads


def test_a_chair_puts_only_to_the_own_body(leading, body, seat):
    other = type(body).objects.create(kind="jury", slug="jury", name="Jury", created_at=body.created_at)
    assert "Jury" not in leading.get(NEW).text
    text = leading.get(where(other, "consent")).text
    assert "What is put to the vote?" not in text
    assert "not one of the available choices" in text


@pytest.mark.parametrize(
    "query", ["?verfahren=unsinn&gremium=1", "?gremium=abc&verfahren=consent", "?verfahren=consent"]
)
def test_an_address_that_says_nothing_known_begins_anew(leading, query):
    assert "How is it decided?" in leading.get(NEW + query).text


def test_a_proposal_from_form_to_open_vote(leading, body, members, chair):
    response = leading.post(where(body, "consent"), filled())
    decision = Decision.objects.get()
    assert (decision.method, decision.body, decision.stage, decision.created_by) == ("consent", body, "draft", chair)
    text = leading.get(response["Location"]).text
    assert "Not open yet" in text
    assert "Wir &lt;b&gt;fangen&lt;/b&gt; an." in text
    path = f"{START}{decision.pk}/oeffnen/"
    text = leading.get(path).text
    assert "6 persons have a vote." in text
    assert "at least 50%: 3 of 6" in text
    assert "The vote is open." in leading.post(path, follow=True).text
    assert Seat.objects.count() == 6


def test_nothing_is_lost_where_something_is_missing(leading, body):
    text = leading.post(where(body, "consent"), filled(text="", context="Bleibt stehen.")).text
    assert "This field is required" in text
    assert "Bleibt stehen." in text
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"quorum": "101"}, "less than or equal to 100"),
        ({"closes_at": ""}, "This field is required"),
        ({"visibility": "confidential", "is_secret": ""}, "A confidential decision is always secret."),
        ({"visibility": "everybody"}, "not one of the available choices"),
    ],
)
def test_what_does_not_fit_is_said(leading, body, fields, message):
    assert message in leading.post(where(body, "consent"), filled(**fields)).text
    assert not Decision.objects.exists()


def test_an_end_that_is_over_is_said_before_opening(leading, body, members):
    leading.post(where(body, "consent"), filled(closes_at="2020-01-01T18:00"))
    decision = Decision.objects.get()
    assert "The deadline must be in the future." in leading.post(f"{START}{decision.pk}/oeffnen/").text


def test_opening_where_nobody_has_a_vote(client, office, body):
    client.force_login(office)
    client.post(where(body, "majority"), filled())
    path = f"{START}{Decision.objects.get().pk}/oeffnen/"
    assert "0 persons have a vote." in client.get(path).text
    assert "Nobody has a vote in this body" in client.post(path).text


class TestOptions:
    def test_rows_that_stay_empty_are_left_out(self, leading, body):
        leading.post(where(body, "ranked"), filled(text="") | rows({"text": "Bus"}, {"text": " "}, {"text": "Rad"}, {}))
        assert list(Decision.objects.get().options.values_list("rank", "text")) == [(1, "Bus"), (2, "Rad")]

    def test_more_rows_keep_what_is_written_and_check_nothing(self, leading, body):
        data = filled(title="", text="") | rows({"text": "Bus"}) | {"mehr": "1"}
        text = leading.post(where(body, "ranked"), data).text
        assert 'value="Bus"' in text
        assert "form-4-text" in text
        assert "form-5-text" not in text
        assert "Something is missing" not in text

    @pytest.mark.parametrize("sent", ["", "abc", "-1", "99999999"])
    def test_a_number_of_rows_that_is_none(self, leading, body, sent):
        data = filled() | {"form-TOTAL_FORMS": sent, "form-INITIAL_FORMS": "0", "mehr": "1"}
        assert leading.post(where(body, "ranked"), data).status_code == 200
        del data["mehr"]
        assert leading.post(where(body, "ranked"), data).status_code == 200

    @pytest.mark.parametrize(
        ("method", "options", "message"),
        [
            ("ranked", [{"text": "Bus"}], "Please give from 2 to 50 options."),
            ("ranked", [{"text": "Bus"}, {"text": "bus"}], "Two options have the same text."),
            ("ranked", [{"text": "Bus"}, {"explanation": "Wozu?"}], "Please say what this is, or empty the whole row."),
            ("budget", [{"text": "Bus", "cost": "1"}, {"text": "Rad"}], "Please say what it costs, in whole euros."),
            ("budget", [{"text": "Bus", "cost": "viel"}, {"text": "Rad", "cost": "2"}], "Please write a number"),
        ],
    )
    def test_what_is_wrong_with_them(self, leading, body, method, options, message):
        more = {"budget": "100"} if method == "budget" else {}
        text = leading.post(where(body, method), filled(**more) | rows(*options)).text
        assert message in text
        assert not Decision.objects.exists()

    def test_errors_of_rows_stand_in_the_summary_too(self, leading, body):
        text = leading.post(where(body, "ranked"), filled(title="") | rows({"explanation": "Wozu?"}, {})).text
        assert "Something is missing or wrong in the options." in text
        assert "This field is required" in text

    def test_a_budget_with_costs_as_one_writes_them(self, leading, body):
        options = rows({"text": "Bus", "cost": "12.500 €"}, {"text": "Rad", "cost": "9 Tsd."})
        leading.post(where(body, "budget"), filled(text="", budget="20.000") | options)
        decision = Decision.objects.get()
        assert decision.budget == 20_000
        assert list(decision.options.values_list("cost", flat=True)) == [12_500, 9_000]

    @pytest.mark.parametrize(("method", "field"), [("shortlist", "places_to_fill"), ("score", "most_points")])
    def test_what_only_one_method_needs(self, leading, body, method, field):
        assert f'name="{field}"' in leading.get(where(body, method)).text
        assert f'name="{field}"' not in leading.get(where(body, "ranked")).text
        options = rows({"text": "Bus"}, {"text": "Rad"}, {"text": "Weg"})
        leading.post(where(body, method), filled(**{field: "2"}) | options)
        assert getattr(Decision.objects.get(), field) == 2

    def test_the_zero_option_is_announced(self, leading, body):
        assert "is added by itself" in leading.get(where(body, "resistance")).text
        assert "is added by itself" not in leading.get(where(body, "score")).text


class TestFromAQuestion:
    def test_its_title_and_background_are_taken_over(self, leading, body, question):
        text = leading.get(f"{NEW}?frage={question.pk}").text
        assert "From the question" in text
        address = f"{where(body, 'consent')}&frage={question.pk}"
        assert question.title in leading.get(address).text
        response = leading.post(address, filled())
        assert Decision.objects.get().question == question
        assert f"/fragen/{question.pk}-" in leading.get(response["Location"]).text

    @pytest.mark.parametrize("number", ["0", "abc", "²", "9" * 30])
    def test_one_that_is_not_there(self, leading, number):
        assert "From the question" not in leading.get(f"{NEW}?frage={number}").text

    def test_a_question_that_one_may_not_see_is_not_told(self, leading, make_question, body):
        other = type(body).objects.create(kind="jury", slug="jury", name="Jury", created_at=body.created_at)
        hidden = make_question("Geheimnis?", body=other, visibility="group")
        assert "Geheimnis?" not in leading.get(f"{NEW}?frage={hidden.pk}").text


class TestDrafts:
    def test_changing(self, leading, body, draft, options_of):
        decision = draft(method="ranked", quorum=70)
        path = f"{START}{decision.pk}/aendern/"
        text = leading.get(path).text
        assert 'value="70"' in text
        assert 'value="Rufbus"' in text
        leading.post(path, filled(title="Anders", text="") | rows({"text": "Bahn"}, {"text": "Rad"}))
        decision.refresh_from_db()
        assert (decision.title, decision.method) == ("Anders", "ranked")
        assert list(decision.options.values_list("text", flat=True)) == ["Bahn", "Rad"]

    def test_not_once_people_vote(self, leading, members, voted):
        decision = voted()
        assert "what is voted on is fixed" in leading.get(f"{START}{decision.pk}/aendern/", follow=True).text

    def test_only_who_runs_it_sees_it(self, client, draft, member, members, chair, office):
        path = f"{START}{draft().pk}/"
        for who, status in ((member, 404), (members[0], 404), (chair, 302), (office, 302)):
            client.force_login(who)
            assert client.get(path).status_code == status

    def test_throwing_away_asks_once(self, leading, draft):
        path = f"{START}{draft().pk}/verwerfen/"
        assert "Throw the draft away?" in leading.get(path).text
        assert Decision.objects.exists()
        assert "The draft is gone." in leading.post(path, follow=True).text
        assert not Decision.objects.exists()


def test_what_is_open_is_not_opened_once_more(client, members, chair, voted):
    decision = voted()
    client.force_login(chair)
    assert client.get(f"/fragen/entscheidungen/{decision.pk}/oeffnen/").status_code == 302
