"""Reporting an adoption by the form."""

import pytest

from ideenschmiede.transfer.models import Adoption

pytestmark = pytest.mark.django_db


def test_report_and_change(client, member, office, make_practice, kalletal, luebz):
    practice = make_practice(place=kalletal)
    client.force_login(member)
    typed = {"ort": "Lübz", "state": "running", "outcome": "open", "since": "05/2022", "note": "Läuft."}
    response = client.post(f"/loesungen/{practice.pk}/uebernahme/", typed, follow=True)
    assert "Thank you" in response.text
    adoption = Adoption.objects.get()
    assert (adoption.place, adoption.recorded_by, str(adoption.since)) == (luebz, member, "2022-05-01")
    change = f"/loesungen/uebernahmen/{adoption.pk}/aendern/"
    assert change in response.text
    assert 'name="ort"' not in client.get(change).text
    client.post(change, {"state": "ended", "outcome": "failed", "since": "2022", "note": "Zu teuer."})
    adoption.refresh_from_db()
    assert (adoption.state, adoption.outcome, adoption.note) == ("ended", "failed", "Zu teuer.")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"ort": "Kalletal"}, "comes from this place"),
        ({"ort": "Atlantis"}, "no place called"),
        ({"state": "planned", "outcome": "worked"}, "once it has begun"),
        ({"state": ""}, "required"),
        ({"note": "x" * 1_001}, "1000"),
        ({"since": "bald"}, "2023"),
    ],
)
def test_errors_say_what_to_do(client, member, make_practice, kalletal, luebz, typed, message):
    practice = make_practice(place=kalletal)
    client.force_login(member)
    whole = {"ort": "Lübz", "state": "running", "outcome": "open", **typed}
    response = client.post(f"/loesungen/{practice.pk}/uebernahme/", whole)
    assert response.status_code == 200
    assert message in response.text
    assert not Adoption.objects.exists()


@pytest.mark.parametrize(("who", "status"), [(None, 302), ("partner", 404), ("member", 404), ("office", 200)])
def test_who_may_change(client, request, make_practice, make_adoption, luebz, who, status):
    adoption = make_adoption(make_practice(), luebz)
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.get(f"/loesungen/uebernahmen/{adoption.pk}/aendern/").status_code == status
    assert client.get("/loesungen/uebernahmen/999/aendern/").status_code == (302 if who is None else 404)


def test_adoptions_of_hidden_practices_are_hidden(client, partner, make_practice, make_adoption, luebz):
    adoption = make_adoption(make_practice(visibility="network"), luebz, recorded_by=partner)
    client.force_login(partner)
    assert client.get(f"/loesungen/uebernahmen/{adoption.pk}/aendern/").status_code == 404
