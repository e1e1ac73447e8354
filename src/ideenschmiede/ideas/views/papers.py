"""An idea to take along: as PDF to read, as DOCX to go on writing.

Limited: setting pages takes a processor, and guests may ask for those of public ideas.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ideenschmiede.base.http import public_page
from ideenschmiede.base.limits import limited
from ideenschmiede.base.models import Who
from ideenschmiede.base.text import listing, long_date
from ideenschmiede.ideas.models import Idea, IdeaStage
from ideenschmiede.ideas.papers import Chapter, ConceptPaper, concept_docx, concept_pdf
from ideenschmiede.ideas.queries.crediting import contributors
from ideenschmiede.ideas.rules.ideas import may_see_people
from ideenschmiede.ideas.rules.stages import WAY, stage_of
from ideenschmiede.ideas.views import showing
from ideenschmiede.ideas.views.finding import idea_or_404, number_of, url_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@limited
@public_page
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """As PDF, with tags and headings."""
    found = idea_or_404(request, pk)
    return _file(concept_pdf(_paper(found, request.user)), found, "pdf", "application/pdf")


@require_GET
@limited
@public_page
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """As a document of Word."""
    found = idea_or_404(request, pk)
    return _file(concept_docx(_paper(found, request.user)), found, "docx", DOCX)


def _file(content: bytes, idea: Idea, suffix: str, content_type: str) -> HttpResponse:
    name = f"idee-{idea.pk}-{idea.slug[:40].strip('-')}.{suffix}"
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _paper(idea: Idea, who: Who) -> ConceptPaper:
    language = "en" if (get_language() or "").startswith("en") else "de"
    is_concept = WAY.index(stage_of(idea)) >= WAY.index(IdeaStage.CONCEPT)
    day = localdate(idea.changed_at)
    return ConceptPaper(
        network=settings.NETWORK_NAME,
        title=idea.title,
        status=_("%(stage)s · version %(number)s of %(day)s")
        % {
            "stage": idea.get_stage_display(),
            "number": number_of(idea),
            "day": long_date(day, language=language),
        },
        chapters=tuple(Chapter(part.heading, _paragraphs(part.text)) for part in showing.story(idea)),
        facts=tuple(_facts(idea, who, language)),
        note=_("This is an invented example. No real place, person or organisation is meant.")
        if idea.is_example
        else "",
        address=f"{settings.BASE_URL}{url_of(idea)}",
        labels={"kind": _("Concept") if is_concept else _("Idea"), "page": _("Page {page} of {total}")},
        day=day,
        language=language,
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    """A paragraph for each stretch between empty lines; within it, lines stay as they are."""
    return tuple(part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip())


def _facts(idea: Idea, who: Who, language: str) -> list[tuple[str, str]]:
    """(label, value); names are for those who may see them on the page, too."""
    topics = [str(topic) for topic in idea.topics.all()]
    facts = [(_("Topics"), listing(topics, language=language))] if topics else []
    if may_see_people(who, idea) and (names := contributors(idea)):
        facts.append((_("Those who brought something"), listing(names, language=language)))
    return facts
