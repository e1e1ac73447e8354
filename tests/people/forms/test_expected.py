"""What is called optional, and what is not: who sees a contact always has a value, the invitation needs a term."""

import re
from datetime import date

import pytest
from django.utils import translation
from tests.people import appointing

from ideenschmiede.people.forms.appointments import TermForm
from ideenschmiede.people.forms.persons import ContactsForm


@pytest.mark.django_db
def test_a_contact_is_optional_and_who_sees_it_is_not():
    with translation.override("en"):
        labels = re.findall(r"<label[^>]*>(.*?)</label>", str(ContactsForm(person=appointing.person())), re.DOTALL)
    called = {"optional" in label for label in labels if "Who may see it?" in label}
    assert called == {False}
    assert any("optional" in label for label in labels if "E-mail" in label)


def test_it_says_that_the_invitation_needs_a_beginning():
    with translation.override("en"):
        assert "the invitation needs it" in str(TermForm())
    form = TermForm({"starts_on": "01.03.2027"})
    assert form.is_valid()
    assert form.cleaned_data == {"starts_on": date(2027, 3, 1), "ends_on": None}
