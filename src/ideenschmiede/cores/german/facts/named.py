"""What has a name of its own: programmes and prizes, working groups, formats of meeting.

durch das Modellprojekt „Global Nachhaltige Kommune NRW“ · der Deutsche Nachhaltigkeitspreis · den European Energy Award
in zwei Arbeitsgruppen … die Themen „Nachhaltigkeit“ und „Digitales“ · Arbeitsgruppe Mobilität
Die Lounges finden … statt · zu ihren Deutschlandsforen
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ideenschmiede.cores.german.compounds import split
from ideenschmiede.cores.german.facts.fact import Fact, FactKind
from ideenschmiede.cores.german.facts.forms import normal_form
from ideenschmiede.cores.german.facts.page import Page, Quotation, Spans, Word
from ideenschmiede.cores.german.facts.vocabulary import is_ordinary, is_word, listed
from ideenschmiede.cores.german.lemmas import lemma
from ideenschmiede.cores.german.tokens import normal

_OPENING = re.compile(r"\s?[„“”\"»«‚‘'›‹(]+")
_BETWEEN = re.compile(r"[“”\"»«‘’'›‹]?\s?(?:,|und|sowie|&|/)?\s?[„“”\"»«‚‘'›‹]?")
_SPACE = re.compile(r"[ \u00a0]|\n(?!\s*\n)")
_QUOTED, _SHAPE = 0.9, 0.75
_REACH = 14
_MOST_GROUPS = 8


def programmes(page: Page) -> Iterator[Fact]:
    """Programmes, projects and prizes by name. Attribute type: programme or prize."""
    for quotation in page.quotations:
        kind = _kind_before(page, quotation) or _kind_behind(page, quotation) or _kind_inside(quotation)
        if kind:
            yield _fact(page, FactKind.PROGRAMME, quotation.start, quotation.end, _QUOTED, (("type", kind),))
    yield from _awards(page)
    yield from _unquoted(page)
    yield from _in_capitals(page)


def _kind_of(folded: str) -> str:
    bare = folded.removesuffix("es") if folded.endswith(("preises", "projektes")) else folded
    for kind in ("prize", "programme"):
        for word in listed("named", kind):
            for form in (bare, bare.removesuffix("s"), bare.removesuffix("n"), bare.removesuffix("e")):
                if form == word or (form.endswith(word) and len(form) - len(word) > 2 and len(word) > 4):
                    return kind
    return ""


def _kind_before(page: Page, quotation: Quotation) -> str:
    """The word directly before, or a few little words between: Wettbewerb des Bundes „…“."""
    words = page.words
    for back in range(1, 6):
        at = quotation.word - back
        if at < 0 or (back == 1 and not _OPENING.fullmatch(words[quotation.word].gap)):
            return ""
        if back > 1 and not _SPACE.fullmatch(words[at + 1].gap):
            return ""
        if words[at].capital and (kind := _kind_of(words[at].folded)):
            return kind
        if words[at].folded not in listed("little", "fillers"):
            return ""
    return ""


def _kind_behind(page: Page, quotation: Quotation) -> str:
    """„Smart City“-Programm, das „Global Nachhaltige Kommune NRW“ genannte Projekt is left out."""
    match = re.match(r".-(\w+)", page.text[quotation.end : quotation.end + 40])
    return _kind_of(match.group(1).casefold()) if match else ""


def _kind_inside(quotation: Quotation) -> str:
    words = re.findall(r"[\w-]+", quotation.text)
    return "prize" if any(word.casefold().endswith(("preis", "award")) for word in words) else ""


def _awards(page: Page) -> Iterator[Fact]:
    """Deutscher Nachhaltigkeitspreis, European Energy Award: by the form of the name alone."""
    words = page.words
    quoted = {
        at
        for one in page.quotations
        for at in range(one.word, one.word + 12)
        if at < len(words) and words[at].end <= one.end
    }
    for index, word in enumerate(words):
        if (
            word.hidden
            or not word.capital
            or index in quoted
            or not re.search(r"(?:preis(?:es)?|award)s?$", word.folded)
        ):
            continue
        first = _award_begins(page, index)
        whole = page.text[words[first].start : word.end]
        if first < index or (word.folded.endswith(("preis", "preises")) and "-" in word.text):
            name = normal_form(" ".join(whole.split()))
            name = re.sub(r"preises$", "preis", name)
            prize = (("type", "prize"),)
            yield Fact(FactKind.PROGRAMME, words[first].start, word.end, whole, _strong_prize(name), _SHAPE, prize)


def _award_begins(page: Page, index: int) -> int:
    """The first of the capitals before a prize that are not ordinary nouns: adjectives, English words."""
    words, first = page.words, index
    while first > 0 and index - first < 4 and _SPACE.fullmatch(words[first].gap):
        before = words[first - 1]
        adjective = re.search(r"(?:isch|deutsch|lich|ig|al|golden|grün)(?:e[nrsm]?)$", before.folded) is not None
        english = word_is_foreign(before) and page.words[index].folded.endswith(("award", "awards"))
        if not before.capital or before.hidden or words[first].opens or not (adjective or english):
            break
        if before.opens and not (english or before.folded.startswith(("deutsch", "europ"))):
            break
        first -= 1
    return first


def word_is_foreign(word: Word) -> bool:
    return not is_ordinary(word.folded) or word.folded in ("energy", "green", "smart", "award")


def _strong_prize(name: str) -> str:
    """Deutschen Nachhaltigkeitspreis → Deutscher Nachhaltigkeitspreis."""
    if not name.casefold().endswith("preis"):
        return name
    first, _, rest = name.partition(" ")
    return f"{re.sub(r'e[nrsm]?$', 'er', first)} {rest}" if rest else name


def _unquoted(page: Page) -> Iterator[Fact]:
    """Modellprojekt Smart Cities: behind a compound that says programme, at least one word that is no ordinary noun."""
    words, quoted = page.words, Spans()
    quoted.add([(one.start, one.end) for one in page.quotations])
    for index, word in enumerate(words[:-1]):
        if not word.capital or word.hidden or len(word.text) < 9 or _kind_of(word.folded) != "programme":
            continue
        if words[index + 1].gap.strip() or quoted.touch(word.start, word.end):
            continue
        end = index + 1
        while (
            end < len(words)
            and end - index < 7
            and words[end].capital
            and _SPACE.fullmatch(words[end].gap)
            and not words[end].hidden
        ):
            end += 1
        named = words[index + 1 : end]
        if len(named) > 1 and any(not is_word(one.folded) for one in named):
            yield _fact(page, FactKind.PROGRAMME, named[0].start, named[-1].end, 0.6, (("type", "programme"),))


def _in_capitals(page: Page) -> Iterator[Fact]:
    """LEADER-Programm, URBACT-Projekts: a name in capitals, joined to the word for a programme."""
    for word in page.words:
        opening, hyphen, head = word.text.rpartition("-")
        if not hyphen or word.hidden or not re.fullmatch(r"[A-ZÄÖÜ0-9][A-ZÄÖÜ0-9-]{3,}", opening):
            continue
        if kind := _kind_of(head.casefold()):
            bare = re.sub(r"(?<=[mtns])e?s$", "", head) if head.casefold().endswith(("s", "es")) else head
            name, span = f"{opening}-{bare}", (word.start, word.end)
            yield Fact(FactKind.PROGRAMME, *span, word.text, name, _SHAPE, (("type", kind),))


def _fact(
    page: Page, kind: FactKind, start: int, end: int, sure: float, attributes: tuple[tuple[str, str], ...] = ()
) -> Fact:
    text = page.text[start:end]
    return Fact(kind, start, end, text, " ".join(text.split()), sure, attributes)


# ------------------------------------------------------------------ working groups


def groups(page: Page) -> Iterator[Fact]:
    """Working groups: quoted in the same sentence behind the word for them, or directly behind it."""
    reached = -1
    quoted_at = {quotation.word: quotation for quotation in page.quotations}
    for index, word in enumerate(page.words):
        if word.hidden or not word.capital or not _is_group(word) or index < reached:
            continue
        quoted = list(_quoted_behind(page, index, quoted_at))
        if quoted:
            reached = quoted[-1].word + 1
            yield from (_fact(page, FactKind.GROUP, one.start, one.end, _QUOTED) for one in quoted)
            continue
        for first, end in _plain_behind(page, index):
            reached = end
            yield _fact(page, FactKind.GROUP, page.words[first].start, page.words[end - 1].end, _SHAPE)


def _is_group(word: Word) -> bool:
    names = listed("named", "group")
    if word.folded in ("ag", "ags"):
        return word.text in ("AG", "AGs")
    return word.folded in names or word.folded.removesuffix("s") in names


def _quoted_behind(page: Page, index: int, quoted_at: dict[int, Quotation]) -> Iterator[Quotation]:
    """„Nachhaltigkeit“ und „Digitales“: a row of quotations, the first at most so many words behind."""
    words = page.words
    _, last = page.sentence(index)
    direct = words[index].text in ("AG", "AGs")
    at, end = index + 1, -1
    while at < min(last, index + (2 if direct else _REACH) if end < 0 else at + 1) and at < len(words):
        quotation = quoted_at.get(at)
        if quotation is not None and (end < 0 or _BETWEEN.fullmatch(page.text[end : quotation.start])):
            yield quotation
            end = quotation.end
            while at < len(words) and words[at].end <= end:
                at += 1
            if at < len(words) and words[at].folded in ("und", "sowie"):
                at += 1
        elif end >= 0:
            return
        else:
            at += 1


def _plain_behind(page: Page, index: int) -> Iterator[tuple[int, int]]:
    """Words (first, behind the last) of Arbeitsgruppe Mobilität; Arbeitsgruppen Nachhaltigkeit und Digitales."""
    words, at = page.words, index + 1
    several = words[index].folded.endswith(("gruppen", "kreise", "ags"))
    if words[index].text == "AG" and index and _is_name_of_a_company(words[index - 1], words[index]):
        return
    for _ in range(_MOST_GROUPS if several else 1):
        if at >= len(words) or not _may_name_a_group(words[at]) or (words[at].gap == ", " and at == index + 1):
            return
        first = at
        while at + 1 < len(words) and at - first < _MOST_GROUPS and _may_name_a_group(words[at + 1], (" ",)):
            at += 1
        yield first, at + 1
        at += 2 if at + 1 < len(words) and words[at + 1].folded in ("und", "sowie") else 1


def _may_name_a_group(word: Word, gaps: tuple[str, ...] = (" ", "\n", ", ", "\u00a0")) -> bool:
    return word.capital and not word.hidden and word.gap in gaps and not _is_group(word)


def _is_name_of_a_company(before: Word, word: Word) -> bool:
    """Muster Energie AG."""
    return before.capital and not before.opens and word.gap == " "


# ------------------------------------------------------------------ formats


def formats(page: Page) -> Iterator[Fact]:
    """Formats of meeting (Lounges, Deutschlandsforen), by their basic form."""
    for word in page.words:
        if word.capital and not word.hidden and (name := _format_of(word.folded)):
            name = _as_written(name, word.text)
            yield Fact(FactKind.FORMAT, word.start, word.end, word.text, name, 0.5 if name == "Forum" else 0.8)


@lru_cache(maxsize=8192)
def _format_of(folded: str) -> str:
    """The basic form of a format of meeting, "" for any other word. Looks closely only at words with a likely end."""
    if len(folded) > 40 or not _LIKELY.search(folded):
        return ""
    form = normal(folded.replace("-", ""))
    if form in listed("named", "no_formats"):
        return ""
    basic = split(lemma(form)).word
    if form.endswith("foren"):
        basic = form.removesuffix("en") + "um"
    if basic in listed("named", "formats"):
        return basic
    return (
        basic
        if any(
            basic.endswith(head) and len(basic) - len(head) > (1 if "-" in folded else 3)
            for head in listed("named", "heads")
        )
        else ""
    )


_LIKELY = re.compile(
    r"(?:lounge|for(?:um|en)|camp|hackathon|werkst[aä]tt|gipfel|kongress|konferenz|symposi|salon|akademie|dialog|"
    r"roundtable|workshop|gespräch|webinar|tagung|stammtisch|café|meetup)\w{0,3}$"
)


def _as_written(name: str, written: str) -> str:
    """With the capital, and the hyphen if it has one."""
    if "-" in written:
        opening = written.rpartition("-")[0] + "-"
        rest = name[len(normal(opening)) :]
        return opening + rest.capitalize() if rest else written
    return name.capitalize()
