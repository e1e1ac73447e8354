"""Writes on appointments and bodies. Each takes the row's lock, looks where it stands, and writes down what it did."""

from ideenschmiede.people.actions.appointments.access import align_access
from ideenschmiede.people.actions.appointments.answering import accept, decline, dispute, expire, is_late
from ideenschmiede.people.actions.appointments.bodies import (
    change_body,
    close_body,
    open_body,
    reopen_body,
    set_discretion,
)
from ideenschmiede.people.actions.appointments.deputies import end_deputy, name_deputy
from ideenschmiede.people.actions.appointments.drafting import notice, prepare, propose, propose_new, renew
from ideenschmiede.people.actions.appointments.inviting import invite, resend
from ideenschmiede.people.actions.appointments.staying import answer_yearly, ask_yearly
from ideenschmiede.people.actions.appointments.stepping import AppointmentError
from ideenschmiede.people.actions.appointments.taking_over import take_over
from ideenschmiede.people.actions.appointments.terms import activate, end, lose_office, resign, withdraw
from ideenschmiede.people.rules.appointments import StepNotAllowed

__all__ = [
    "AppointmentError",
    "StepNotAllowed",
    "accept",
    "activate",
    "align_access",
    "answer_yearly",
    "ask_yearly",
    "change_body",
    "close_body",
    "decline",
    "dispute",
    "end",
    "end_deputy",
    "expire",
    "invite",
    "is_late",
    "lose_office",
    "name_deputy",
    "notice",
    "open_body",
    "prepare",
    "propose",
    "propose_new",
    "renew",
    "reopen_body",
    "resend",
    "resign",
    "set_discretion",
    "take_over",
    "withdraw",
]
