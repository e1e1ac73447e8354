"""The answer form: what it shows of contacts, and what it makes of what was chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people import appointing

from ideenschmiede.people.forms.invitations import AnswerForm, masked
from ideenschmiede.people.forms.persons import WORDINGS
from ideenschmiede.people.models import Contact, Purpose


@given(st.sampled_from(Contact.Kind.values), st.text(min_size=6, max_size=60))
def test_a_masked_contact_holds_at_most_two_of_its_characters(kind, value):
    shown = masked(Contact(kind=kind, value=value))
    assert len(shown.replace("…", "").replace("@", "").replace(" ", "").strip()) <= 2
    assert value not in shown


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("email", "mario@kalletal.example", "m…@…"),
        ("phone", "05264 644-100", "… 00"),
        ("mobile", "0170 1234567", "… 67"),
        ("post", "Rathaus 1", "…"),
        ("website", "https://example.org", "…"),
    ],
)
def test_enough_to_recognise_ones_own(kind, value, shown):
    assert masked(Contact(kind=kind, value=value)) == shown


@pytest.mark.django_db
def test_what_was_chosen_as_the_action_takes_it():
    who = appointing.person()
    who.contacts.create(kind="phone", value="05264 1234")
    data = {"answer": "accept", "reach_email": "public", "reach_phone": "", "consents": ["press"]}
    form = AnswerForm(data, person=who)
    assert form.is_valid(), form.errors
    assert form.accepts
    assert form.reaches() == {"email": "public"}
    assert form.wordings() == {"press": str(WORDINGS[Purpose.PRESS])}
    assert not AnswerForm({"answer": "decline"}, person=who).errors


@pytest.mark.django_db
@pytest.mark.parametrize("data", [{}, {"answer": ""}, {"answer": "accept", "reach_email": "alle"}], ids=str)
def test_what_does_not_fit_is_refused(data):
    assert not AnswerForm(data, person=appointing.person()).is_valid()


@pytest.mark.django_db
def test_without_contacts_there_is_nothing_to_choose_about_them():
    form = AnswerForm(person=appointing.person(email=""))
    assert list(form.fields) == ["answer", "reason", "consents"]
    assert form["consents"].initial is None
