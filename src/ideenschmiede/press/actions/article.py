"""What the office says about an article as a whole: said on confirmation, corrected at any time after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.plain import one_line, plain
from ideenschmiede.base.rules import require
from ideenschmiede.people.actions.expertise import change_evidence
from ideenschmiede.press.actions.errors import ClippingError
from ideenschmiede.press.actions.working import note
from ideenschmiede.press.models import Clipping
from ideenschmiede.press.queries.clippings import evidence_of
from ideenschmiede.press.rules import may_write_clippings

LONGEST_QUOTE = 600
_AS_EVIDENCE = {"title": "title", "published_on": "date", "url": "url"}  # field of the clipping → of its evidence


@dataclass(frozen=True, kw_only=True)
class Article:
    """Headline, newspaper, its day, where it stands, a short quote, and who may see all that."""

    title: str
    paper: str = ""
    published_on: date | None = None
    url: str = ""
    quote: str = ""
    visibility: Visibility = Visibility.NETWORK


def fill_article(clipping: Clipping, said: Article) -> None:
    """Write it into the row, without saving. Raises `ClippingError`, naming the field."""
    clipping.title, clipping.paper = one_line(said.title)[:300], one_line(said.paper)[:200]
    clipping.published_on, clipping.url = said.published_on, said.url.strip()[:500]
    clipping.quote = plain(said.quote)
    if not clipping.title:
        raise ClippingError(_("Please give the headline of the article."), "title")
    if len(clipping.quote) > LONGEST_QUOTE:
        raise ClippingError(_("A quote may have 600 characters at most: the text belongs to the newspaper."), "quote")
    if clipping.quote and not stands_in(clipping.quote, clipping.mended):
        message = _("These words do not stand in the text. Please copy the quote from it; leave parts out with […].")
        raise ClippingError(message, "quote")


@transaction.atomic
def correct_article(*, clipping: Clipping, said: Article, by: Who | None, at: datetime) -> bool:
    """Correct a confirmed article, and its evidence with it; the facts stay. False where nothing differs.

    What was frozen with an invitation stays as it was. Raises `ClippingError`, naming the field.
    """
    require(may_write_clippings, by)
    current = Clipping.objects.select_for_update().get(pk=clipping.pk)
    if current.status != Clipping.Status.CONFIRMED:
        raise ClippingError(_("This article is not confirmed yet. Please check and confirm it first."))
    names = ("title", "paper", "published_on", "url", "quote")
    before = {name: getattr(current, name) for name in names}
    fill_article(current, said)
    changed = [name for name in names if getattr(current, name) != before[name]]
    evidence = evidence_of(current)
    values: dict[str, Any] = {_AS_EVIDENCE[name]: getattr(current, name) for name in changed if name in _AS_EVIDENCE}
    if said.visibility != visibility_of(current):
        values["visibility"] = said.visibility
    if not changed and not values:
        return False
    for one in evidence if values else ():
        change_evidence(evidence=one, values=values, by=by, at=at)
    current.changed_at = at
    current.save(update_fields=[*changed, "changed_at"])
    note("clipping.corrected", current, by, at)
    return True


def visibility_of(clipping: Clipping) -> Visibility:
    """Who sees the article: everybody who sees any of its evidence."""
    seen = {one.visibility for one in evidence_of(clipping)}
    return Visibility.PUBLIC if Visibility.PUBLIC in seen else Visibility.NETWORK


def stands_in(quote: str, text: str) -> bool:
    """Whether the text has these words; line ends do not matter, and "[…]" or "…" leaves something out."""
    rest = _flat(text)
    for part in filter(None, (_flat(one) for one in re.split(r"\[(?:…|\.{3})\]|…", quote))):
        _before, found, rest = rest.partition(part)
        if not found:
            return False
    return True


def _flat(text: str) -> str:
    """Without white space and quotation marks, which papers set and people type in many ways."""
    return re.sub(r"[\s\"'„“”‚‘’«»‹›]+", "", text)
