"""The entry of the office: what waits, and where its work begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from ideenschmiede.base.http import only
from ideenschmiede.base.rules import is_office
from ideenschmiede.site import queries

# heading → label, explanation, name of the address
WORK = (
    (
        _("People"),
        (
            (
                _("Appointments"),
                _("Propose somebody, send invitations, renew terms, keep working groups and juries."),
                "people:appointments",
            ),
            (
                _("Record a person"),
                _("The name is enough to begin with. Nobody but the office sees the person before they are appointed."),
                "people:record_person",
            ),
            (
                _("Read in members"),
                _("From your list (CSV or XLSX), with a preview before anything is saved."),
                "people:import",
            ),
            (
                _("Organisations"),
                _("Associations, firms, universities: record and change them."),
                "people:organisations",
            ),
            (_("Balance"), _("Which kinds of place the network is missing, against the register."), "people:balance"),
        ),
    ),
    (
        _("Deliberating and deciding"),
        (
            (
                _("Ask a question"),
                _("People answer one statement at a time; a map shows what they share."),
                "deliberation:ask",
            ),
            (_("Decisions"), _("What is open, what was decided, and what became of it."), "deliberation:decisions"),
            (_("Working groups"), _("Mandates, tasks, handovers, closing reports."), "groups:list"),
        ),
    ),
    (
        _("Publishing"),
        (
            (
                _("Newspaper articles"),
                _("Take in a newspaper article, mend it, confirm its facts as evidence."),
                "press:clippings",
            ),
            (_("Press"), _("Draft, change and publish press releases."), "press:list"),
        ),
    ),
    (
        _("Solutions"),
        (
            (_("Record a practice"), _("What a place did, whether it worked or not."), "transfer:record"),
            (
                _("Import practices"),
                _("From a table (CSV or XLSX), with a preview before anything is saved."),
                "transfer:import",
            ),
            (_("All solutions"), _("Find a practice, correct it, record where it was taken up."), "transfer:list"),
            (_("Needs"), _("What members look for: who could know an answer?"), "transfer:needs"),
        ),
    ),
    (
        _("Data"),
        (
            (
                _("Import the register"),
                _("The official register of municipalities, and figures about places."),
                "places:imports",
            ),
        ),
    ),
)


@only(is_office)
@require_GET
def office(request: HttpRequest) -> HttpResponse:
    """What the office can do now."""
    return render(request, "site/office.html", {"work": WORK, "office": queries.office(timezone.localdate())})
