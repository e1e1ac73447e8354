"""An answer in plain words, in the reader's language: for the page and for the terminal alike."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from ideenschmiede.base import text
from ideenschmiede.cores.forecast import Category
from ideenschmiede.cores.german import Origin
from ideenschmiede.cores.ranking import Sort
from ideenschmiede.places.models import Level, Place
from ideenschmiede.transfer.matching.answers import Answer, Grade, Match, Outlook, Proof, Result, Why

GRADES = {
    Grade.HIGH: pgettext_lazy("grade", "high"),
    Grade.MEDIUM: pgettext_lazy("grade", "medium"),
    Grade.LOW: pgettext_lazy("grade", "low"),
    Grade.UNKNOWN: pgettext_lazy("grade", "not known"),
}
EVIDENCE = {
    Grade.HIGH: pgettext_lazy("evidence", "strong"),
    Grade.MEDIUM: pgettext_lazy("evidence", "medium"),
    Grade.LOW: pgettext_lazy("evidence", "weak"),
    Grade.UNKNOWN: pgettext_lazy("evidence", "hardly"),
}
FORECAST = {
    Category.LIKELY: pgettext_lazy("forecast", "likely"),
    Category.RATHER: pgettext_lazy("forecast", "rather likely"),
    Category.OPEN: pgettext_lazy("forecast", "open"),
    Category.RATHER_NOT: pgettext_lazy("forecast", "rather unlikely"),
    Category.UNLIKELY: pgettext_lazy("forecast", "unlikely"),
}
NOT_COMPARED = frozenset(Level) - {Level.MUNICIPALITY}
FOUND: dict[Origin, Promise] = {
    "word": gettext_lazy("Your words: %(words)s."),
    "part": gettext_lazy("Only a part of: %(words)s."),
    "synonym": gettext_lazy("Words of like meaning for: %(words)s."),
}


def grade(part: Grade) -> str:
    """How relevant a practice is, or how alike a place: high, medium, low."""
    return str(GRADES[part])


def evidence(result: Result) -> str:
    """ "strong, 5 reports": the number of places that tell how it went stands beside the word, always."""
    word = str(EVIDENCE[result.evidence.grade])
    cases = result.proof.cases
    if not cases:
        return _("%(word)s, no report yet") % {"word": word}
    told = ngettext("%(word)s, %(cases)s report", "%(word)s, %(cases)s reports", cases)
    return told % {"word": word, "cases": _number(cases)}


def total(answer: Answer) -> str:
    """ "12 solutions, 5 of them fit well"."""
    found = ngettext("%(count)s solution", "%(count)s solutions", answer.total) % {"count": _number(answer.total)}
    if answer.fitting == answer.total:
        return found
    if not answer.fitting:
        return _("%(found)s, none of them fits well") % {"found": found}
    fitting = ngettext("%(found)s, %(count)s of them fits", "%(found)s, %(count)s of them fit", answer.fitting)
    return fitting % {"found": found, "count": _number(answer.fitting)}


def searched(answer: Answer) -> str:
    """Which engines took part."""
    if answer.engine is None:
        return _("Searched by words only: there is no model for the meaning of texts in use here.")
    if answer.embedded < 1:
        known = text.percent(answer.embedded, decimals=0, language=get_language())
        return _("Searched by words and by meaning; the meaning of %(share)s of the solutions is known so far.") % {
            "share": known
        }
    return _("Searched by words and by meaning.")


def outlook(one: Outlook, *, place_known: bool) -> str:
    """Would it work here, in words first: "likely, worked in 6 of 8 comparable places"."""
    cases = one.forecast.cases
    if not place_known:
        return _("Choose your place, and we estimate it.")
    if one.category is None and one.silent:
        message = _("Not known yet: nobody in %(place)s, the most similar place, has reported how it went.")
        return message % {"place": one.silent.name}
    if one.category is None and not cases:
        return _("Not known yet: no comparable place has reported how it went.")
    if one.category is None:
        few = ngettext(
            "Not known yet: only %(cases)s comparable place has reported how it went.",
            "Not known yet: only %(cases)s comparable places have reported how it went.",
            cases,
        )
        return few % {"cases": _number(cases)}
    counted = {
        "word": str(FORECAST[one.category]),
        "worked": _number(one.worked),
        "cases": _number(cases),
        "partly": _number(one.partly),
    }
    if one.partly:
        return _("%(word)s, worked in %(worked)s of %(cases)s comparable places, in part in %(partly)s") % counted
    return _("%(word)s, worked in %(worked)s of %(cases)s comparable places") % counted


def outlook_figures(one: Outlook) -> str:
    """The figures behind it; empty where there are none."""
    forecast = one.forecast
    if forecast.mean is None or forecast.low is None or forecast.high is None:
        return ""
    mean, low, high, usual = (
        text.percent(share, decimals=0, language=get_language())
        for share in (forecast.mean, forecast.low, forecast.high, forecast.prior.mean)
    )
    chance = _("Chance %(mean)s, with 80 %% certainty between %(low)s and %(high)s.")
    topic = ngettext(
        "Usual for this topic: %(usual)s (%(cases)s report).",
        "Usual for this topic: %(usual)s (%(cases)s reports).",
        forecast.prior.cases,
    )
    network = ngettext(
        "Usual in this network: %(usual)s (%(cases)s report).",
        "Usual in this network: %(usual)s (%(cases)s reports).",
        forecast.prior.cases,
    )
    told = (topic if one.has_topic else network) % {"usual": usual, "cases": _number(forecast.prior.cases)}
    return f"{chance % {'mean': mean, 'low': low, 'high': high}} {told}"


def by_words_and_meaning(why: Why) -> str:
    """Which words matched, and how much came from words and how much from the meaning."""
    parts = []
    for found, sentence in FOUND.items():
        words = [match for match in why.matches if match.found == found]
        if words:
            parts.append(sentence % {"words": _quoted(words)})
    if not why.matches:
        parts.append(_("None of your words is in it, but it means something alike."))
    whole = why.by_words + why.by_meaning
    if why.by_meaning and why.matches and whole:
        share = text.percent(why.by_meaning / whole, decimals=0, language=get_language())
        rest = text.percent(why.by_words / whole, decimals=0, language=get_language())
        parts.append(_("%(words)s by words, %(meaning)s by meaning.") % {"words": rest, "meaning": share})
    return " ".join(parts)


def alike(result: Result, here: Place | None) -> str:
    """Which place the fit is about."""
    there = result.why.alike
    if here is None:
        return _("Without your place, we cannot say how alike the places are.")
    if here.level in NOT_COMPARED:
        return _("We compare municipalities with each other; for %(here)s we cannot say it yet.") % {
            "here": here.full_name
        }
    if there is None or result.fit.value is None:
        return _("How alike the places are is not known: figures are missing.")
    value = text.percent(result.fit.value, decimals=0, language=get_language())
    both = {"here": here.name, "there": there.name, "value": value}
    if there.pk == result.practice.place_id:
        return _("%(here)s and %(there)s are alike to %(value)s:") % both
    return _("%(there)s took it up; %(here)s and %(there)s are alike to %(value)s:") % both


def proof(one: Proof) -> list[str]:
    """What the evidence rests on, a line each."""
    lines = [
        _("The place itself says how it went.") if one.own_outcome else _("The place has not said how it went yet.")
    ]
    if one.adoptions:
        more = ngettext("It ran in %(count)s more place", "It ran in %(count)s more places", one.adoptions)
        told = ngettext("%(count)s of them says how it went", "%(count)s of them say how it went", one.reports)
        places = more % {"count": _number(one.adoptions)}
        lines.append(f"{places}; {told % {'count': _number(one.reports)}}.")
    if one.sources:
        sources = ngettext("%(count)s source to look up.", "%(count)s sources to look up.", one.sources)
        lines.append(sources % {"count": _number(one.sources)})
    if one.confirmed_on:
        day = text.long_date(one.confirmed_on, language=get_language())
        lines.append(_("Last confirmed on %(day)s.") % {"day": day})
    return lines


def sort_labels() -> dict[Sort, str]:
    """The orders one may choose."""
    return {
        "best": pgettext("sort", "best answer"),
        "relevance": pgettext("sort", "fits the need"),
        "fit": pgettext("sort", "similar place"),
        "evidence": pgettext("sort", "well proven"),
    }


def _number(value: float) -> str:
    return text.number(value, language=get_language())


def _quoted(matches: list[Match]) -> str:
    german = text.is_german(get_language())
    words = [f"„{one.word}“" if german else f"“{one.word}”" for one in matches]
    return text.listing(words, language=get_language())
