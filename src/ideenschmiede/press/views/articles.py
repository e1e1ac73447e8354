"""What everybody sees: the list of releases and articles, and an article with its facts, never its text."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from ideenschmiede.base.dates import parse_span
from ideenschmiede.base.http import public_page
from ideenschmiede.base.listing import PAGE
from ideenschmiede.base.models import Topic
from ideenschmiede.base.sdgs import SDGS
from ideenschmiede.base.text import long_date
from ideenschmiede.press.models import Clipping, Mention
from ideenschmiede.press.queries.clippings import articles
from ideenschmiede.press.queries.releases import published_releases, unpublished_releases
from ideenschmiede.press.rules import may_write_clippings, may_write_releases
from ideenschmiede.press.views.finding import article_or_404, url_of

PER_PAGE = 20
RELEASES_SHOWN = 50


@require_GET
@public_page
def press(request: HttpRequest) -> HttpResponse:
    """Releases, and what newspapers wrote."""
    writes = may_write_releases(request.user)
    page = Paginator(articles(request.user), PER_PAGE).get_page(request.GET.get(PAGE))
    context = {
        "releases": published_releases()[:RELEASES_SHOWN],
        "drafts": unpublished_releases()[:RELEASES_SHOWN] if writes else [],
        "page": page,
        "entries": [(clipping, said_by(clipping)) for clipping in page.object_list],
        "may_write": writes,
        "may_take_in": may_write_clippings(request.user),
    }
    return render(request, "press/list.html", context)


@require_GET
@public_page
def article(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One article: headline, newspaper, date, a short quote and the facts."""
    found = article_or_404(request, pk)
    if slug != found.slug:
        return redirect(url_of(found))
    context = {"clipping": found, "said": said_by(found), "may_take_in": may_write_clippings(request.user)}
    return render(request, "press/article.html", context)


def said_by(clipping: Clipping) -> list[tuple[str, list[str]]]:
    """Kind in words → what the article says, each once.

    Of persons only those for whom it is evidence: others did not ask to stand here.
    """
    topics = {topic.slug: str(topic) for topic in Topic.objects.all()} if _has_topics(clipping) else {}
    about = {one.person_id for one in clipping.evidence.all()}
    found: dict[str, dict[str, None]] = {}
    for mention in clipping.mentions.all():
        if mention.kind == Mention.Kind.PERSON and (mention.person_id is None or mention.person_id not in about):
            continue
        if mention.kind == Mention.Kind.PAPER or mention.value == str(clipping.published_on):
            continue  # they stand above
        for words in _in_words(mention, topics):
            found.setdefault(mention.kind, {}).setdefault(words)
    return [(str(kind.label), list(found[kind])) for kind in Mention.Kind if kind in found]


def _has_topics(clipping: Clipping) -> bool:
    return any(mention.kind == Mention.Kind.TOPIC for mention in clipping.mentions.all())


def _in_words(mention: Mention, topics: dict[str, str]) -> Iterator[str]:
    match mention.kind:
        case Mention.Kind.PERSON:
            yield ", ".join(filter(None, (mention.value, mention.detail.get("office", ""))))
        case Mention.Kind.PLACE:
            yield mention.place.full_name if mention.place else mention.value
        case Mention.Kind.DATE:
            yield long_date(parse_span(mention.value).first, language=get_language())
        case Mention.Kind.TOPIC:
            yield topics.get(mention.value, mention.value)
        case Mention.Kind.SDG:
            yield f"{mention.value} · {SDGS[int(mention.value)]}" if mention.value.isdigit() else "–"
        case Mention.Kind.ORGANISATION:
            short = mention.detail.get("abbreviation", "")
            yield f"{mention.value} ({short})" if short else mention.value
        case _:
            yield mention.value
