"""What the office and the operator want to know at a glance."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ideenschmiede.base.search import Found
from ideenschmiede.deliberation.models import Decision, Question
from ideenschmiede.groups.documents import groups_seen, papers_seen
from ideenschmiede.ideas.models import Idea
from ideenschmiede.people.models import Person
from ideenschmiede.people.queries.persons import listed
from ideenschmiede.places.models import RegisterImport
from ideenschmiede.press.queries.clippings import articles_seen
from ideenschmiede.press.queries.releases import published_releases
from ideenschmiede.site.models import SitePage
from ideenschmiede.transfer.models import Need, Practice, PracticeImport

LATEST = 5


@dataclass(frozen=True)
class Office:
    """What waits for the office, and what was imported lately."""

    stale: list[Practice]  # the longest unconfirmed first
    stale_count: int
    register_imports: list[RegisterImport]
    practice_imports: list[PracticeImport]


def office(today: date) -> Office:
    """Practices whose contact was confirmed more than a year ago, or never; and the latest imports. Four queries."""
    year_ago = date(today.year - 1, today.month, min(today.day, 28))
    with_contact = Practice.objects.filter(is_example=False).exclude(
        contact_name="", contact_email="", contact_phone=""
    )
    stale = with_contact.filter(Q(contact_confirmed_on__lt=year_ago) | Q(contact_confirmed_on=None))
    ordered = stale.order_by("contact_confirmed_on", "pk").select_related("place")
    return Office(
        stale=list(ordered[:LATEST]),
        stale_count=stale.count(),
        register_imports=list(RegisterImport.objects.all()[:LATEST]),
        practice_imports=list(PracticeImport.objects.defer("report", "remarks")[:LATEST]),
    )


def latest_register() -> RegisterImport | None:
    """The register that is in use now; None while only the embedded one is there and was never noted."""
    return RegisterImport.objects.filter(what=RegisterImport.What.REGISTER).first()


def site_page(kind: str) -> SitePage | None:
    """One of the operator's pages, None while it has not been written."""
    return SitePage.objects.filter(kind=kind).first()


def site_pages() -> list[tuple[SitePage.Kind, SitePage | None]]:
    """All of the operator's pages, written or not."""
    written = {page.kind: page for page in SitePage.objects.all()}
    return [(kind, written.get(kind)) for kind in SitePage.Kind]


def still_visible(entries: Iterable[Found], seen: Collection[str]) -> list[Found]:
    """Those that may still be seen: the index follows what is hidden or removed a moment later. One query for
    each kind."""
    found = list(entries)
    allowed = {
        kind: set(model.objects.filter(pk__in=_ids(found, kind), visibility__in=seen).values_list("pk", flat=True))
        for kind, model in (
            ("practice", Practice),
            ("need", Need),
            ("question", Question),
            ("decision", Decision),
            ("idea", Idea),
        )
    }
    persons = Person.objects.filter(listed(), pk__in=_ids(found, "person"), visibility__in=seen)
    allowed["person"] = set(persons.values_list("pk", flat=True))
    allowed["group"] = groups_seen(_ids(found, "group"), seen)
    allowed["document"] = papers_seen(_ids(found, "document"))
    releases = published_releases().filter(pk__in=_ids(found, "release"))
    allowed["release"] = set(releases.values_list("pk", flat=True))
    allowed["article"] = articles_seen(_ids(found, "article"), seen)
    return [entry for entry in found if entry.kind not in allowed or int(entry.shown.key) in allowed[entry.kind]]


def _ids(entries: Iterable[Found], kind: str) -> list[int]:
    return [int(entry.shown.key) for entry in entries if entry.kind == kind]
