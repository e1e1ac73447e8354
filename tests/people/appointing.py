"""Appointments on their way, made by the actions: `proposed`, `invited`, `accepted`, `active`."""

from datetime import UTC, date, datetime, timedelta

from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.models import Appointment, Body, Contact, Evidence, Person

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
START, END = date(2026, 11, 1), date(2029, 10, 31)
DAY = timedelta(days=1)


def network():
    return Body.objects.get(kind=Body.Kind.NETWORK)


def person(name="Beispiel", email="ada@example.org", **more):
    made = Person.objects.create(
        **{
            "form_of_address": "frau",
            "given_name": "Ada",
            "family_name": name,
            "created_at": AT,
            "changed_at": AT,
            **more,
        }
    )
    if email:
        Contact.objects.create(person=made, kind=Contact.Kind.EMAIL, value=email)
    return made


def evidence(about, title="Bürgerbus", **more):
    values = {"kind": "practice", "date": date(2022, 5, 1), "visibility": "network", "created_at": AT, **more}
    return Evidence.objects.create(title=title, person=about, **values)


def working_group(name="Arbeitsgruppe Digitales", **more):
    return acts.open_body(kind=Body.Kind.WORKING_GROUP, name=name, by=None, at=AT, **more)


def proposed(who=None, body=None, *, at=AT, **more):
    who = who or person()
    chosen = more.pop("evidence", None)
    values = {"starts_on": START, "ends_on": END, "reason": "Sie hat den Bürgerbus gebracht.", **more}
    chosen = [evidence(who)] if chosen is None else chosen
    return acts.propose_new(person=who, body=body or network(), evidence=chosen, by=None, at=at, **values)


def invited(who=None, body=None, *, at=AT, **more):
    made = proposed(who, body, at=at, **more)
    acts.invite(appointment=made, by=None, at=at)
    return made


def accepted(who=None, body=None, *, at=AT, **more):
    """Accepted; its term begins later."""
    made = invited(who, body, at=at, **{"starts_on": TODAY + 30 * DAY, **more})
    acts.accept(appointment=made, letter=made.link_number, at=at)
    return made


def active(who=None, body=None, *, at=AT, **more):
    made = invited(who, body, at=at, **more)
    acts.accept(appointment=made, letter=made.link_number, at=at)
    return fresh(made)


def fresh(appointment):
    return Appointment.objects.select_related("person__account", "body").get(pk=appointment.pk)


def work():
    """Let the real worker do all that waits."""
    call_command("db_worker", "--batch", "--no-startup-delay", "-v", "0")


def waiting_mails():
    """(task, its first two arguments) of the mails that wait to be sent, in their order."""
    rows = DBTaskResult.objects.order_by("enqueued_at").values_list("task_path", "args_kwargs")
    return [(path.rpartition(".")[2], *found["args"][:2]) for path, found in rows if ".people." in path]
