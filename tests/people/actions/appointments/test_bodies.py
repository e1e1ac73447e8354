"""Bodies: opened, changed, closed with what was in them, opened again."""

from datetime import date

import pytest
from tests.people import appointing
from tests.people.appointing import AT, TODAY, active, fresh, invited, proposed

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.models import Body, Status

pytestmark = pytest.mark.django_db


def open_jury(name="Jury Digitalpreis", by=None, **more):
    return acts.open_body(kind="jury", name=name, by=by, at=AT, **more)


def test_opening(office):
    jury = open_jury("  Jury für  Überlandbusse ", office, into="die Jury für Überlandbusse", purpose="Wählt aus.\r\n")
    assert (jury.name, jury.slug, jury.purpose) == ("Jury für Überlandbusse", "jury-fuer-ueberlandbusse", "Wählt aus.")
    assert open_jury("Jury für Überlandbusse!").slug == "jury-fuer-ueberlandbusse-2"
    assert open_jury("???").slug == "gremium"
    assert open_jury("…").slug == "gremium-2"
    assert Event.objects.filter(verb="body.opened", actor=office.pk).count() == 1


def test_members_open_none(member):
    with pytest.raises(NotAllowed):
        open_jury(by=member)
    with pytest.raises(NotAllowed):
        acts.close_body(body=open_jury(), by=member, at=AT)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"name": " "}, "name"), ({"name": "x" * 201}, "name"), ({"purpose": "x" * 2_001}, "purpose")],
    ids=["no name", "long name", "long purpose"],
)
def test_what_does_not_fit(values, field):
    with pytest.raises(acts.AppointmentError) as caught:
        open_jury(**values)
    assert caught.value.field == field


def test_a_name_is_there_once_whatever_its_letters():
    open_jury()
    with pytest.raises(acts.AppointmentError, match="already one with this name") as caught:
        open_jury("JURY DIGITALPREIS")
    assert caught.value.field == "name"


def test_there_is_one_network_which_cannot_be_closed():
    with pytest.raises(acts.AppointmentError, match="one network"):
        acts.open_body(kind="network", name="Zweites", by=None, at=AT)
    with pytest.raises(acts.AppointmentError, match="cannot be closed"):
        acts.close_body(body=appointing.network(), by=None, at=AT)


def test_changing_leaves_what_was_sent_as_it_is(office):
    jury = open_jury()
    made = invited(body=jury)
    before = fresh(made).frozen
    values = {"into": "", "purpose": "", "begins_on": date(2027, 1, 1)}
    acts.change_body(body=jury, name="Jury Zukunft", **values, by=office, at=AT)
    jury.refresh_from_db()
    assert (jury.name, jury.begins_on, jury.slug) == ("Jury Zukunft", date(2027, 1, 1), "jury-digitalpreis")
    assert fresh(made).frozen == before


def test_closing_ends_what_is_in_it(office):
    jury = open_jury()
    inside = active(body=jury)
    on_the_way = proposed(appointing.person("Zwei", "zwei@example.org"), jury, evidence=[])
    elsewhere = active(appointing.person("Drei", "drei@example.org"))
    assert acts.close_body(body=jury, by=office, at=AT) == 2
    assert acts.close_body(body=jury, by=office, at=AT) == 0
    assert [fresh(one).status for one in (inside, on_the_way, elsewhere)] == [
        Status.ENDED,
        Status.WITHDRAWN,
        Status.ACTIVE,
    ]
    assert fresh(inside).steps.last().note == "“Jury Digitalpreis” was closed."
    closed = Body.objects.get(pk=jury.pk)
    assert (closed.closed_on, closed.closed_at) == (TODAY, AT)
    acts.reopen_body(body=jury, by=office, at=AT)
    acts.reopen_body(body=jury, by=office, at=AT)
    opened = Body.objects.get(pk=jury.pk)
    assert (opened.closed_on, opened.closed_at) == (None, None)
    assert fresh(inside).status == Status.ENDED
    assert Event.objects.filter(verb="body.reopened").count() == 1
