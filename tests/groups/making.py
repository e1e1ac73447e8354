"""Groups and those who sit in them, stored past the actions of `people`."""

from datetime import UTC, date, datetime, timedelta

from ideenschmiede.base import actions
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account
from ideenschmiede.base.roles import Role
from ideenschmiede.groups.actions.tasks import give_task
from ideenschmiede.groups.models import WorkingGroup
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.models import Appointment, Body, Person

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def make_group(name="Arbeitsgruppe Digitales", visibility="network", **values):
    """Opened as the office opens it, then as visible as wanted."""
    body = acts.open_body(kind=Body.Kind.WORKING_GROUP, name=name, purpose="Prüft Werkzeuge.", by=None, at=AT)
    group = WorkingGroup.objects.select_related("body").get(pk=body.pk)
    for field, value in {"visibility": visibility, **values}.items():
        setattr(group, field, value)
    group.save()
    if visibility == "confidential":
        acts.set_discretion(body=group.body, is_discreet=True, by=None, at=AT)
    return WorkingGroup.objects.select_related("body").get(pk=body.pk)


def make_person(name, group=None, capacity="member", *, roles=(Role.MEMBER,), **values):
    """Somebody with an account in these roles, who sits in the group."""
    account = actions.open_account(email=f"{name.lower()}@example.org", name=name, roles=roles, by=None, at=AT)
    person = Person.objects.create(
        given_name="Ada", family_name=name, account=account, created_at=AT, changed_at=AT, **values
    )
    if group is not None:
        seat(person, group, capacity)
    return person


def seat(person, group, capacity="member", status="active", **values):
    with writing():
        return Appointment.objects.create(
            person=person, body=group.body, capacity=capacity, status=status, created_at=AT, changed_at=AT,
            starts_on=TODAY, **values,
        )  # fmt: skip


def who(person):
    """The account of a person, as a new request reads it."""
    return Account.objects.get(pk=person.account_id)


def a_task(group, title="Leitfaden schreiben", **values):
    return give_task(group=group, title=title, **{"by": None, "at": AT, **values})
