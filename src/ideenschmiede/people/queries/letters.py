"""What a link in a mail is about. Persons who were erased have none."""

from __future__ import annotations

from ideenschmiede.people.models import Appointment, YearlyQuestion


def letter_of(pk: int) -> Appointment | None:
    """The appointment of an invitation, with its person and their contacts."""
    rows = Appointment.objects.select_related("person", "body", "office__place").prefetch_related("person__contacts")
    return rows.filter(pk=pk, person__erased_at=None, link_number__gt=0).first()


def newest_question(pk: int) -> YearlyQuestion | None:
    """The latest yearly question of the appointment that question `pk` is about."""
    asked = YearlyQuestion.objects.filter(pk=pk, appointment__person__erased_at=None).values("appointment")
    rows = YearlyQuestion.objects.filter(appointment__in=asked).select_related(
        "appointment__body", "appointment__person"
    )
    return rows.order_by("-asked_on").first()
