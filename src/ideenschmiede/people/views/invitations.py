"""What one does with a link from a mail, without an account: answer an invitation, say “that was not me”, stay.

Such a page names nobody but the invited person, and only as long as the link counts. It is kept by nobody and found by
nobody; what it says when the link does not count any more holds nothing personal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from ideenschmiede.base import links
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.limits import limited
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.forms.invitations import AnswerForm
from ideenschmiede.people.models import Appointment, Status, YearlyQuestion
from ideenschmiede.people.papers import letter_pdf
from ideenschmiede.people.papers.appointments import (
    DISPUTE,
    INVITATION,
    STAY,
    invitation_letter_of,
    proofs_of,
    reason_of,
    term_of,
)
from ideenschmiede.people.queries.letters import letter_of, newest_question
from ideenschmiede.people.views.papers import download

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
METHODS = ["GET", "HEAD", "POST"]

GONE, ANSWERED, THERE, NOT_FOUND = 410, 409, 200, 404


@dataclass(frozen=True)
class Ending:
    """Why a link leads no further: the status code, what happened, what to do."""

    status: int
    title: Promise
    text: Promise
    good: bool = False


BROKEN = Ending(
    NOT_FOUND,
    _("This link is not complete"),
    _("Please open it from the mail, or copy all of it, from “http” to the last letter."),
)
OLDER = Ending(
    GONE,
    _("There is a newer letter"),
    _("This link has been replaced. Please use the one in the latest mail, or write to the office."),
)
OVER = Ending(
    GONE,
    _("This link is no longer valid"),
    _("The matter is closed; nothing needs to be done. If you think that this is a mistake, write to the office."),
)
LATE = Ending(
    GONE,
    _("The deadline has passed"),
    _("Would you still like to answer? Please write to the office; they can send you a new letter."),
)
ACCEPTED = Ending(
    THERE,
    _("The invitation has been accepted. Thank you!"),
    _(
        "A mail with the certificate is on its way to the address to which the invitation went. When the term begins, "
        "another says how to sign in: with that e-mail address and a code, without a password."
    ),
    good=True,
)
BEGUN = Ending(
    THERE,
    ACCEPTED.title,
    _(
        "A mail with the certificate is on its way to the address to which the invitation went. The term has begun "
        "already: whoever has an account can sign in now, with the e-mail address and a code, without a password."
    ),
    good=True,
)
DECLINED = Ending(
    THERE,
    _("The invitation has been declined"),
    _("Thank you for your answer. If you change your mind, write to the office; they can invite you again."),
    good=True,
)
WITHDRAWN = Ending(
    GONE,
    _("The invitation was withdrawn"),
    _("The network has withdrawn this invitation. The office gladly answers questions."),
)
DISPUTED = Ending(
    THERE,
    _("Thank you. The answer does not count"),
    _("The office knows about it and will get in touch. Nobody can use the old links any more."),
    good=True,
)
TOO_LATE_TO_DISPUTE = Ending(
    GONE,
    _("This link is no longer valid"),
    _("If you did not give the answer to the invitation, please call or write to the office."),
)
ENDINGS = {
    Status.ACCEPTED: ACCEPTED,
    Status.ACTIVE: BEGUN,
    Status.DECLINED: DECLINED,
    Status.WITHDRAWN: WITHDRAWN,
    Status.EXPIRED: LATE,
}


def unlisted(view: View[P]) -> View[P]:
    """Decorator: no search engine lists the page, no browser or proxy keeps it.

    The site's policy for referrers, `same-origin`, already keeps the address from all others; a stricter one would take
    from browsers what forms are protected with.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return wrapper


@unlisted
@limited
@require_http_methods(METHODS)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Read what it is about, and answer."""
    found, ending = _opened(token, INVITATION)
    if found is None or ending is not None:
        return _end(request, ending or BROKEN, answered=request.method == "POST")
    form = AnswerForm(request.POST if request.method == "POST" else None, person=found.person)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(found, form)
        except ActionError as error:
            return _refused(request, token, str(error))
        return redirect(request.path)
    context = {
        "appointment": found,
        "form": form,
        "term": term_of(found),
        "reason": reason_of(found),
        "evidence": proofs_of(found, get_language() or "de"),
        "meaning": settings.NETWORK_MEANING,
        "token": token,
    }
    return render(request, "people/invitation.html", context)


@unlisted
@limited
@require_safe
def invitation_letter(request: HttpRequest, token: str) -> HttpResponse:
    """The letter as a PDF, for whom the link still counts."""
    found, ending = _opened(token, INVITATION)
    if found is None or ending is not None:
        return _end(request, ending or BROKEN)
    try:
        pdf = letter_pdf(invitation_letter_of(found, localdate()))
    except ActionError as error:  # the seal of the settings is no picture
        messages.error(request, str(error))
        return redirect("people:invitation", token=token)
    return download(pdf, f"Einladung-{found.pk}.pdf")


@unlisted
@limited
@require_http_methods(METHODS)
def dispute(request: HttpRequest, token: str) -> HttpResponse:
    """ "That was not me": the answer came from somebody else."""
    found, ending = _opened(token, DISPUTE)
    if ending is OLDER:  # said already: the number has changed with it
        return _end(request, DISPUTED)
    if found is None or ending not in (ACCEPTED, BEGUN):
        return _end(request, TOO_LATE_TO_DISPUTE if found else BROKEN)
    if request.method == "POST":
        try:
            acts.dispute(appointment=found, letter=found.link_number, at=timezone.now())
        except ActionError as error:
            return _end(request, TOO_LATE_TO_DISPUTE, said=str(error))
        return redirect(request.path)
    return render(request, "people/dispute.html")


@unlisted
@limited
@require_http_methods(METHODS)
def stay(request: HttpRequest, token: str) -> HttpResponse:
    """The yearly question: a GET changes nothing, as programs open links in mails before people do."""
    question, ending = _asked(token)
    if question is None or ending is not None:
        return _end(request, ending or BROKEN)
    if request.method == "POST":
        try:
            stays = request.POST.get("bleiben") != "nein"
            acts.answer_yearly(question=question, stays=stays, by=None, at=timezone.now())
        except ActionError as error:
            return _end(request, OVER, said=str(error))
        return redirect(request.path)
    hurry = question.stays is None and request.GET.get("antwort") != "nein"
    context = {"question": question, "body": question.appointment.body, "hurry": hurry}
    return render(request, "people/stay.html", context)


def _opened(token: str, purpose: str) -> tuple[Appointment | None, Ending | None]:
    """The appointment that a link is about, and why it leads no further (None: it does)."""
    try:
        pk, number = links.read(token, purpose)
    except links.BadLink:
        return None, BROKEN
    found = letter_of(pk)
    if found is None:
        return None, OVER
    if number != found.link_number:
        return found, OLDER
    if found.status != Status.INVITED:
        return found, ENDINGS.get(Status(found.status), OVER)
    return found, LATE if acts.is_late(found, timezone.now()) else None


def _asked(token: str) -> tuple[YearlyQuestion | None, Ending | None]:
    try:
        pk, number = links.read(token, STAY)
    except links.BadLink:
        return None, BROKEN
    question = newest_question(pk)
    if question is None or question.appointment.status != Status.ACTIVE:
        return None, OVER
    return question, OLDER if question.pk != pk or number != question.appointment.link_number else None


def _answer(found: Appointment, form: AnswerForm) -> None:
    now = timezone.now()
    if form.accepts:
        acts.accept(
            appointment=found, letter=found.link_number, reaches=form.reaches(), consents=form.wordings(), at=now
        )
    else:
        acts.decline(appointment=found, letter=found.link_number, reason=form.cleaned_data["reason"], at=now)


def _refused(request: HttpRequest, token: str, said: str) -> HttpResponse:
    """Somebody was quicker, or the time was over between opening and sending."""
    _found, ending = _opened(token, INVITATION)
    return _end(request, ending or OVER, answered=True, said="" if ending else said)


def _end(request: HttpRequest, ending: Ending, *, answered: bool = False, said: str = "") -> HttpResponse:
    """The page behind which nothing is. `answered`: an answer came and does not count, because there is one already."""
    conflict = answered and ending.status == THERE
    context = {"ending": ending, "conflict": conflict, "said": said, "office_email": settings.NETWORK_EMAIL}
    return render(request, "people/link_ended.html", context, status=ANSWERED if conflict else ending.status)
