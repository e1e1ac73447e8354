"""A person is erased: solutions forget that this was whom to ask."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Event, Visibility
from ideenschmiede.people.models import Contact, Person
from ideenschmiede.transfer.models import Practice


def forget_contact(event: Event) -> None:
    """For `person.erased`, before the addresses are gone: solutions with one of them lose name, e-mail and telephone of
    the contact person. The function stays, for whoever comes after."""
    person = Person.objects.select_related("account").get(pk=event.subject_id)
    addresses = list(person.contacts.filter(kind=Contact.Kind.EMAIL).values_list("value", flat=True))
    if person.account:
        addresses.append(person.account.email)
    if not addresses:
        return
    wanted = reduce(or_, (Q(contact_email__iexact=address) for address in addresses))
    for practice in Practice.objects.filter(wanted):
        practice.contact_name = practice.contact_email = practice.contact_phone = ""
        practice.contact_confirmed_on = None
        practice.changed_at = event.time
        practice.save()
        visibility = Visibility(practice.visibility)
        record(verb="practice.contact_forgotten", subject=practice, by=None, at=event.time, visibility=visibility)
