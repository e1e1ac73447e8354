"""Organisations: names with their abbreviation in brackets, names of a known form, and what is told of their founding.

Der Deutsche Städte- und Gemeindebund (DStGB) → Deutscher Städte- und Gemeindebund, DStGB
seinen sogenannten „Innovators Club“ (IC) … im Jahr 2004 initiierten Zusammenschluss → Innovators Club, IC, 2004
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ideenschmiede.cores.german.facts.forms import normal_form, variants
from ideenschmiede.cores.german.facts.gazetteer import KnownOrganisation
from ideenschmiede.cores.german.facts.institutions import institutions
from ideenschmiede.cores.german.facts.naming import PlaceNames
from ideenschmiede.cores.german.facts.offices import office_of
from ideenschmiede.cores.german.facts.page import Page, Quotation, Spans
from ideenschmiede.cores.german.facts.vocabulary import is_ordinary, listed

_IN_BRACKETS = re.compile(r"\s?\(\s?(?:kurz:?\s|Kurzform:?\s|abgekürzt:?\s)?[„“\"]?([A-ZÄÖÜ][\w&-]{1,11})[“”\"]?\s?\)")
_LEGAL = re.compile(r"\s(?:g?GmbH(?:\s&\sCo\.\sKG)?|AG|KG|OHG|UG|SE|eG|e\.\s?V\.|e\.\s?G\.|KGaA|AöR|mbH)(?![\w-])")
# sports clubs: TuS Bröckel, MTV Eintracht Celle
_CLUB = re.compile(
    r"(?<![\w-])((?:TuS|TSV|SV|FC|VfL|VfB|VfR|SC|MTV|SSV|FSV|TSG|DJK|BSV|TTC|HSG|JSG|TuSpo)\s[A-ZÄÖÜ][\w/-]+)(?:\s([A-ZÄÖÜ][\w-]+))?"
)
_RULED = re.compile(r"\s(?:für|zur|zum|der|des)\s")
_MOST_WORDS = 12
_QUOTED, _BRACKETS, _LEGAL_FORM, _NAMED, _AGAIN = 0.95, 0.95, 0.85, 0.7, 0.85


@dataclass(slots=True)
class Organisation:
    """All mentions of one organisation: stretches of the text with their confidence."""

    name: str
    abbreviation: str = ""
    founded: str = ""
    mentions: list[tuple[int, int, float]] = field(default_factory=list)


def organisations(
    page: Page, taken: Spans, names: PlaceNames, known: Iterable[KnownOrganisation] = ()
) -> list[Organisation]:
    """Everything that the text calls by the name of an organisation. `taken`: stretches that are something else."""
    found: dict[str, Organisation] = {}
    reached = 0
    for name, abbreviation, start, end, sure in sorted(
        _introduced(page, taken, names), key=lambda one: (one[2], -one[3])
    ):
        if start < reached:
            continue  # a part of the longer name before
        reached = end
        one = found.setdefault(name, Organisation(name))
        one.abbreviation = one.abbreviation or abbreviation
        one.mentions.append((start, end, sure))
    whole = page.text.casefold()
    for familiar in known:
        if not _may_stand_in(whole, familiar):
            continue
        if familiar.name not in found:
            found[familiar.name] = Organisation(familiar.name, familiar.abbreviation)
        elif not found[familiar.name].abbreviation:
            found[familiar.name].abbreviation = familiar.abbreviation
    _again(page, found, taken)
    for one in found.values():
        one.mentions = _apart(one.mentions)
    return [one for one in _merged(found.values()) if one.mentions]


def _may_stand_in(whole: str, known: KnownOrganisation) -> bool:
    """Whether the longest word of its name, without endings, or its abbreviation is anywhere in the casefolded text."""
    longest = max(re.findall(r"\w+", known.name), key=len, default="").casefold()
    return (longest[:-2] or longest) in whole or (bool(known.abbreviation) and known.abbreviation.casefold() in whole)


def _apart(mentions: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Without those that lie in longer ones."""
    kept: list[tuple[int, int, float]] = []
    for mention in sorted(mentions, key=lambda one: (one[0], -one[1])):
        if not kept or mention[0] >= kept[-1][1]:
            kept.append(mention)
    return kept


Introduced = tuple[str, str, int, int, float]
"""Normal form, abbreviation, start, end, confidence."""


def _introduced(page: Page, taken: Spans, names: PlaceNames) -> Iterator[Introduced]:
    for quotation in page.quotations:
        if not taken.touch(quotation.start, quotation.end) and (one := _quoted(page, quotation)):
            yield one
    for match in _IN_BRACKETS.finditer(page.text):
        if taken.touch(*match.span()) or page.hidden.touch(*match.span()):
            continue
        if one := _spelt_out(page, match.start(), match.group(1), match.end()):
            yield one
    for first, end in institutions(page, names):
        start, stop = page.words[first].start, page.words[end - 1].end
        if not taken.touch(start, stop):
            yield normal_form(" ".join(page.text[start:stop].split())), "", start, stop, _NAMED
    yield from _clubs(page, taken, names)
    for match in _LEGAL.finditer(page.text):
        if not taken.touch(match.start(), match.end()) and (one := _with_legal_form(page, match)):
            yield one


def _clubs(page: Page, taken: Spans, names: PlaceNames) -> Iterator[Introduced]:
    """Sports clubs; a second word belongs to the name where it is a place's."""
    for match in _CLUB.finditer(page.text):
        start, stop = match.span() if match.group(2) and names.is_name(match.group(2).casefold()) else match.span(1)
        if not (taken.touch(start, stop) or page.hidden.touch(start, stop)):
            yield " ".join(page.text[start:stop].split()), "", start, stop, _NAMED


def _quoted(page: Page, quotation: Quotation) -> Introduced | None:
    """A name in quotation marks with its abbreviation behind, or with the word for an organisation before or inside."""
    behind = _IN_BRACKETS.match(page.text, quotation.end + 1)
    if behind is not None and _abbreviates(behind.group(1), quotation.text):
        return " ".join(quotation.text.split()), behind.group(1), quotation.start, behind.end(), _QUOTED
    before = page.words[quotation.word - 1].folded if quotation.word else ""
    adjacent = bool(re.fullmatch(r"\s[„“”\"»«‚']", page.words[quotation.word].gap)) if quotation.word else False
    last = quotation.text.split()[-1].casefold().strip(".")
    if (adjacent and _is_head(before, listed("named", "organisation"))) or last in (
        "club",
        "klub",
        "netzwerk",
        "verein",
        "verband",
    ):
        return " ".join(quotation.text.split()), "", quotation.start, quotation.end, _NAMED
    return None


def _is_head(folded: str, heads: frozenset[str]) -> bool:
    bare = folded.removesuffix("es") if folded.removesuffix("es") in heads else folded.removesuffix("s")
    return (
        folded in heads or bare in heads or any(folded.endswith(head) and len(folded) > len(head) + 2 for head in heads)
    )


# ------------------------------------------------------------------ Long Name (LN)


def _spelt_out(page: Page, position: int, abbreviation: str, end: int) -> Introduced | None:
    """The words before the bracket whose letters the abbreviation is made of: the nearest beginning that fits."""
    last = page.at(position) - 1
    if last < 0 or sum(letter.isupper() for letter in abbreviation) < 2 or position - page.words[last].end > 2:
        return None
    for first in _beginnings(page, last, abbreviation.casefold()):
        words = page.words[first : last + 1]
        text = page.text[words[0].start : words[-1].end]
        inner = text.partition("-")[2] if "-" in words[0].text else ""  # Fraunhofer-Institut für …: IESE
        fits = _abbreviates(abbreviation, text) or (bool(inner) and _abbreviates(abbreviation, inner))
        if fits and _has_a_name(page, first, last):
            start = page.words[first].start
            return normal_form(" ".join(page.text[start : words[-1].end].split())), abbreviation, start, end, _BRACKETS
    return None


def _beginnings(page: Page, last: int, letters: str) -> Iterator[int]:
    """Words with which the name may begin, from the nearest: all between are capitals, little linking words, or
    adjectives that the abbreviation has a letter for (Verband kommunaler Unternehmen)."""
    words = page.words
    for at in range(last, max(-1, last - _MOST_WORDS), -1):
        linking = words[at].folded in listed("organisations", "linking") or words[at].folded[0] in letters
        if words[at].hidden or not (words[at].capital or linking):
            return
        if at < last and not re.fullmatch(r"\s{1,2}|-\s|\s?[&/,]\s?|-,\s|\.\s", words[at + 1].gap):
            return
        if words[at].capital and not (words[at].opens and words[at].folded in listed("places", "articles")):
            yield at
        if words[at].opens:
            return


def _has_a_name(page: Page, first: int, last: int) -> bool:
    """No person and no office: Mario Hecker (MH), Bürgermeister (BM)."""
    return not any(office_of(page.words[at].text) for at in (first, last))


def _abbreviates(abbreviation: str, name: str) -> bool:
    """Whether the letters of an abbreviation come one after the other in the name, the first at its beginning, every
    capital at the beginning of a word or of a part of a compound, and no word of weight is left out."""
    letters = [letter for letter in abbreviation if letter.isalnum()]
    ruled = _RULED.search(name)
    if (
        ruled
        and len(re.findall(r"\w+", name[: ruled.start()])) > 1
        and _abbreviates(abbreviation, name[: ruled.start()])
    ):
        return True  # Kommunale Gemeinschaftsstelle für …: KGSt
    words = [word for word in re.findall(r"\w+", name) if word.casefold() not in listed("organisations", "linking")]
    if not words or len(letters) < len(words) or letters[0].casefold() != words[0][0].casefold():
        return False
    at, inside = 0, 1
    for letter in letters[1:]:
        if at + 1 < len(words) and words[at + 1][0].casefold() == letter.casefold():
            at, inside = at + 1, 1
            continue
        found = words[at].casefold().find(letter.casefold(), inside)
        if found < 0:
            return False
        inside = found + 1
    return at == len(words) - 1


# ------------------------------------------------------------------ Name GmbH


def _with_legal_form(page: Page, match: re.Match[str]) -> Introduced | None:
    last = page.at(match.start()) - 1
    words, first = page.words, None
    if last < 0 or words[last].end != match.start():
        return None
    for at in range(last, max(-1, last - 6), -1):
        named = words[at].capital and office_of(words[at].text) is None and not words[at].hidden
        if not named or (words[at].opens and words[at].folded in listed("places", "articles")):
            break
        first = at
        if words[at].opens or not re.fullmatch(r"\s|\s?&\s?", words[at].gap):
            break
    if first is None or (first == last and is_ordinary(words[first].folded)):
        return None
    start, end = words[first].start, match.end()
    return normal_form(" ".join(page.text[start:end].split())), "", start, end, _LEGAL_FORM


# ------------------------------------------------------------------ mentioned again


def _again(page: Page, found: dict[str, Organisation], taken: Spans) -> None:
    """Names in any inflection and abbreviations, wherever they stand; one pass over the text for all of them."""
    by_form: dict[str, Organisation] = {}
    for one in found.values():
        for form in variants(one.name):
            by_form.setdefault(form, one)
        if one.abbreviation and (one.mentions or len(one.abbreviation) > 3):
            by_form.setdefault(one.abbreviation, one)
    if not by_form:
        return
    spans = Spans()
    spans.add([(start, end) for one in found.values() for start, end, _ in one.mentions])
    longest_first = sorted(by_form, key=lambda form: -len(form))
    spaced = (r"\s+".join(re.escape(part) for part in form.split()) for form in longest_first)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(spaced)})(?![\w-])")
    for match in pattern.finditer(page.text):
        if not (spans.touch(*match.span()) or taken.touch(*match.span()) or page.hidden.touch(*match.span())):
            by_form[" ".join(match.group().split())].mentions.append((*match.span(), _AGAIN))


def _merged(found: Iterable[Organisation]) -> Iterator[Organisation]:
    """Two names with one abbreviation are one organisation: the name that was spelt out with it."""
    by_abbreviation: dict[str, Organisation] = {}
    for one in found:
        first = by_abbreviation.setdefault(one.abbreviation, one) if one.abbreviation else one
        if first is one:
            yield one
        else:
            first.mentions += one.mentions
