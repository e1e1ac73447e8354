"""Numbers of certificates: "2026-0012", counted anew each year, without a gap."""

from __future__ import annotations

from datetime import datetime

from django.db.models.functions import Length
from django.utils.timezone import localdate

from ideenschmiede.people.models import Appointment, Body


def give_number(appointment: Appointment, at: datetime) -> None:
    """The next number of the year, unless there is one already; the caller saves. The row of the network is the lock.

    The number is taken back with the transaction, so that none is missing; one that was given stays for ever.
    """
    if appointment.number:
        return
    Body.objects.select_for_update().get(kind=Body.Kind.NETWORK)
    year = f"{localdate(at).year}-"
    given = Appointment.objects.filter(number__startswith=year).order_by(Length("number").desc(), "-number")
    last = given.values_list("number", flat=True).first()
    appointment.number = f"{year}{int(last.removeprefix(year)) + 1 if last else 1:04}"
