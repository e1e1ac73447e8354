"""Who runs a decision: objections taken up and answered, extending, closing, withdrawing; and what comes after."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.deliberation.deciding import CONSENT, NO, OBJECTION, YES

from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.models import Decision, FollowUp, MinorityOpinion, Objection, Proposal

pytestmark = pytest.mark.django_db
START = "/fragen/entscheidungen/"


@pytest.fixture
def leading(client, chair):
    client.force_login(chair)
    return client


@pytest.fixture
def objected(members, chair, voted):
    """An open one with two objections."""
    return voted((members[0], OBJECTION, "Zu teuer."), (members[1], OBJECTION, "Zu spät."), (members[2], CONSENT))


def typed(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


class TestIntegrating:
    def test_the_form_begins_with_the_text_and_the_objections(self, leading, objected):
        text = leading.get(f"{START}{objected.pk}/neue-fassung/").text
        assert "Wir richten einen gemeinsamen Antragsdienst ein." in text
        assert "Zu teuer." in text
        assert "Zu spät." in text
        assert " checked" not in text  # which of the two, one says oneself

    def test_a_new_version_and_the_readable_difference(self, leading, objected, members, page, now):
        expensive = Objection.objects.get(reason="Zu teuer.")
        data = {
            "objections": [expensive.pk],
            "text": "Wir richten einen billigen Antragsdienst ein.",
            "note": "Er kostet nun die Hälfte.",
            "closes_at": typed(now + timedelta(days=14)),
        }
        response = leading.post(f"{START}{objected.pk}/neue-fassung/", data, follow=True)
        assert "The new version is put to the vote." in response.text
        expensive.refresh_from_db()
        assert (expensive.status, expensive.integrated_into.version) == ("integrated", 2)
        text = page(objected, members[0])
        assert "The proposal, version 2" in text
        assert "Er kostet nun die Hälfte." in text
        assert "gemeinsamen " in text
        assert "<del>" in text
        assert "<ins>" in text
        assert "Integrated into version 2." in text
        assert "There is a new version" in text
        assert "0 of 6" in text

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"objections": []}, "This field is required"),
            ({"objections": ["77777"]}, "not one of the available choices"),
            ({"text": "Wir richten einen gemeinsamen Antragsdienst ein."}, "The text is the same as before."),
            ({"text": ""}, "This field is required"),
            ({"note": ""}, "This field is required"),
            ({"closes_at": "2020-01-01T12:00"}, "need at least 24 hours"),
        ],
    )
    def test_what_is_missing(self, leading, objected, change, message, now):
        data = {
            "objections": list(Objection.objects.values_list("pk", flat=True)),
            "text": "Neu.",
            "note": "Weil.",
            "closes_at": typed(now + timedelta(days=14)),
            **change,
        }
        assert message in leading.post(f"{START}{objected.pk}/neue-fassung/", data).text
        assert Proposal.objects.count() == 1

    def test_offered_only_where_there_is_something_to_take_up(self, leading, objected, voted, page, members, chair):
        assert "Write a new version from it" in page(objected, chair)
        assert "Write a new version from it" not in page(objected, members[0])
        assert "Write a new version from it" not in page(voted(title="Zwei"), chair)


class TestAnswering:
    def test_the_answer_stands_below(self, leading, objected, page, members):
        objection = Objection.objects.get(reason="Zu spät.")
        path = f"{START}einwaende/{objection.pk}/antwort/"
        assert "Zu spät." in leading.get(path).text
        response = leading.post(path, {"answer": "Früher geht es <i>nicht</i>."})
        assert response["Location"].endswith(f"#einwand-{objection.pk}")
        assert "Früher geht es &lt;i&gt;nicht&lt;/i&gt;." in page(objected, members[3])

    def test_only_by_who_runs_it(self, client, objected, members):
        client.force_login(members[0])
        objection = Objection.objects.first()
        assert client.get(f"{START}einwaende/{objection.pk}/antwort/").status_code == 404

    def test_an_objection_that_is_not_there(self, leading):
        assert leading.get(f"{START}einwaende/77/antwort/").status_code == 404

    def test_one_that_was_taken_back(self, leading, objected, members, now):
        objection = Objection.objects.get(reason="Zu spät.")
        acts.withdraw_objection(objection=objection, by=members[1], at=now)
        text = leading.post(f"{START}einwaende/{objection.pk}/antwort/", {"answer": "Doch."}).text
        assert "This objection is settled already." in text


class TestClosing:
    def test_offered_when_all_have_voted(self, leading, chair, members, voted, page):
        decision = voted(*[(one, YES) for one in members], method="majority")
        assert "Close and count" not in page(decision, chair)
        acts.cast_ballot(decision=decision, choice=NO, by=chair, at=timezone.now())
        assert "Close and count" in page(decision, chair)
        path = f"{START}{decision.pk}/auszaehlen/"
        assert "This cannot be undone." in leading.get(path).text
        assert "Accepted: 5 of 6 agreed, 4 were needed." in leading.post(path, follow=True).text

    def test_too_early(self, leading, objected):
        assert "Others may still vote." in leading.post(f"{START}{objected.pk}/auszaehlen/").text
        assert Decision.objects.get().stage == "open"

    def test_extending_moves_later_only(self, leading, objected, now):
        path = f"{START}{objected.pk}/verlaengern/"
        later = now + timedelta(days=30)
        assert "can only be moved later" in leading.post(path, {"closes_at": typed(now + timedelta(days=1))}).text
        assert "The vote goes on longer." in leading.post(path, {"closes_at": typed(later)}, follow=True).text
        assert Decision.objects.get().closes_at == later.replace(second=0, microsecond=0)

    def test_withdrawing_needs_a_reason_that_everybody_reads(self, leading, objected, page, members):
        path = f"{START}{objected.pk}/zurueckziehen/"
        assert "This field is required" in leading.post(path, {"reason": ""}).text
        leading.post(path, {"reason": "Das Land regelt es."})
        text = page(objected, members[0])
        assert "Withdrawn: Das Land regelt es." in text
        assert "Say what became of it" not in text
        assert "The result" not in text

    @pytest.mark.parametrize("name", ["neue-fassung", "verlaengern", "auszaehlen", "zurueckziehen"])
    def test_not_by_members_and_not_of_what_is_over(self, client, members, chair, office, objected, name, now):
        path = f"{START}{objected.pk}/{name}/"
        client.force_login(members[0])
        assert client.get(path).status_code == 404
        client.force_login(office)
        assert client.get(path).status_code == 200
        acts.close_decision(decision=objected, by=None, at=objected.closes_at)
        assert client.get(path).status_code == 404


class TestAfterwards:
    def test_a_minority_opinion_with_and_without_a_name(self, client, members, counted, page, member):
        decision = counted((members[0], YES), (members[1], YES), (members[2], NO), method="majority")
        client.force_login(members[2])
        path = f"{START}{decision.pk}/minderheit/"
        assert "This field is required" in client.post(path, {"text": ""}).text
        client.post(path, {"text": "Es wird <u>teurer</u>.", "named": "on"})
        client.post(path, {"text": "Und später."})
        assert sorted(bool(one.author) for one in MinorityOpinion.objects.all()) == [False, True]
        text = page(decision, member)
        assert "Es wird &lt;u&gt;teurer&lt;/u&gt;." in text
        assert text.count(members[2].name) == 1
        assert "Attach a minority opinion" not in text
        assert client.get(path).status_code == 404

    def test_in_confidence_without_a_name(self, client, members, counted):
        decision = counted((members[0], YES), method="majority", quorum=0, visibility="confidential")
        client.force_login(members[0])
        path = f"{START}{decision.pk}/minderheit/"
        assert "Show my name" not in client.get(path).text
        client.post(path, {"text": "Es wird teurer.", "named": "on"})
        assert MinorityOpinion.objects.get().author is None

    def test_the_office_removes_one_after_asking(self, client, members, counted, office, now):
        decision = counted((members[0], YES), method="majority", quorum=0)
        opinion = acts.add_minority_opinion(decision=decision, text="Nein.", by=members[0], at=now)
        path = f"{START}minderheiten/{opinion.pk}/entfernen/"
        client.force_login(members[0])
        assert client.get(path).status_code == 404
        client.force_login(office)
        assert "Nein." in client.get(path).text
        assert "The opinion is removed." in client.post(path, follow=True).text
        assert client.get(path).status_code == 404

    def test_what_became_of_it(self, leading, members, chair, counted, page):
        decision = counted((members[0], YES), method="majority", quorum=0)
        assert "Nobody has said yet what became of it." in page(decision, chair)
        path = f"{START}{decision.pk}/geworden/"
        today = f"{timezone.localdate():%d.%m.%Y}"
        told = {"state": "under_way", "on": today, "text": "Wird <em>gebaut</em>."}
        assert "It stands in the register now." in leading.post(path, told, follow=True).text
        text = page(decision, chair)
        assert "Under way" in text
        assert "Wird &lt;em&gt;gebaut&lt;/em&gt;." in text
        assert "Under way" in leading.get(START).text

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"state": "", "on": "01.01.2026"}, "This field is required"),
            ({"state": "done", "on": "gestern"}, "Please write the date"),
            ({"state": "done", "on": "01.01.2099"}, "This day is still to come."),
        ],
    )
    def test_what_is_wrong_with_it(self, leading, members, counted, fields, message):
        decision = counted((members[0], YES), method="majority", quorum=0)
        assert message in leading.post(f"{START}{decision.pk}/geworden/", fields).text
        assert not FollowUp.objects.exists()

    def test_not_by_members_and_not_while_it_is_open(self, client, members, chair, voted, counted):
        decision = counted((members[0], YES), method="majority", quorum=0)
        client.force_login(members[0])
        assert client.get(f"{START}{decision.pk}/geworden/").status_code == 404
        client.force_login(chair)
        assert client.get(f"{START}{voted(title='Zwei').pk}/geworden/").status_code == 404
