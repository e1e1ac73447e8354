"""What a paragraph of a newspaper's page is: headline, text, caption, credit, byline, date."""

import re
from collections.abc import Sequence

from ideenschmiede.cores.german.lexicon import curated
from ideenschmiede.cores.german.mending.flow import CREDIT, Paragraph
from ideenschmiede.cores.german.mending.following import ends_torn
from ideenschmiede.cores.german.mending.model import Role
from ideenschmiede.cores.german.mending.sentences import end_of, start_of
from ideenschmiede.cores.german.mending.vocabulary import UNKNOWN, OwnWords, known, small_words

_MONTHS = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_DATE = re.compile(rf"\b\d{{1,2}}\.\s?(?:\d{{1,2}}\.|(?:{_MONTHS})\b)\s?(?:\d{{4}}|\d{{2}})\b|\b\d{{4}}-\d\d-\d\d\b")
_CAPTION = re.compile(
    r"\b(?:v\. ?l\.|v\. ?r\.|von links|von rechts|(?:vorne|hinten|hintere Reihe|vordere Reihe)[:,]|Bildmitte)"
    r"|\((?:l|r|li|re|M|Mitte|links|rechts)\.?\)|^(?:Das |Unser |Auf dem )(?:Foto|Bild)\b",
    re.I,
)
_TRAILING_CREDIT = re.compile(r"(?:Foto|Bild|Grafik|Repro)s?: [^.!?]{2,50}\.?\Z")
_ONLY_ENGLISH = frozenset(curated("mending")["roles"]["english"].split())
_ENGLISH = _ONLY_ENGLISH | frozenset(curated("mending")["roles"]["both"].split())
_BYLINE = re.compile(
    r"(?:von|text:?)\s+(?:(?:Dr|Prof)\.\s+)?[A-ZÄÖÜ][\w-]+(?:\s(?:und\s|von\s|van\s)?[A-ZÄÖÜ][\w-]+){1,4}\Z", re.I
)
_NAME = re.compile(r"[A-ZÄÖÜ][a-zäöüßéèç]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?\Z")
_SENTENCE = re.compile(r"[^\W\d]{3,}[.] [A-ZÄÖÜ]")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_HEAD = 22
_LONGEST_LABEL = 14
_LONGEST_CLAUSE = 9
_LONGEST_CAPTION = 80


def _english(words: list[str]) -> bool:
    """Whether a text is in English: more of its small words are, and some are in no German text."""
    small = [word.lower() for word in words]
    english = sum(word in _ENGLISH for word in small)
    german = sum(word in small_words() for word in small)
    return len(words) >= 5 and sum(word in _ONLY_ENGLISH for word in small) >= 2 and english > german


def _name(words: str) -> bool:
    """Two or three capitalised words of which one is in no word list."""
    tokens = words.split()
    if not 2 <= len(tokens) <= 3 or not all(map(_NAME.match, tokens)):
        return False
    return not any(token.lower() in small_words() for token in tokens) and any(known(t) == UNKNOWN for t in tokens)


def _label(paragraph: Paragraph, words: list[str]) -> Role | None:
    """Roles that show by the paragraph alone."""
    text = paragraph.words
    short = len(words) <= _LONGEST_LABEL
    if short and len(words) <= 8 and _DATE.search(text) and end_of(text) != "closed":
        return "date"
    if len(words) <= _LONGEST_CAPTION and CREDIT.match(text):
        return "credit" if short else "caption"
    if _english(words):
        return "picture_description"
    if _CAPTION.search(text) or _TRAILING_CREDIT.search(text[-80:]):
        return "caption" if len(words) <= _LONGEST_CAPTION else None
    return "byline" if _BYLINE.match(text) or _name(text) else None


def _title(text: str, words: list[str], own: OwnWords) -> bool:
    """Whether this can stand over a text: short, begins whole, no sentence's full stop."""
    return (
        1 <= len(words) <= _LONGEST_HEAD
        and start_of(text, own) == "closed"
        and (end_of(text) == "open" or text.endswith(("!", "?")))
        and not text.endswith((",", ";"))
        and (words[-1].lower() not in small_words() or _whole_though_small(text, words))
        and not _SENTENCE.search(text)
    )


def _whole_though_small(text: str, words: list[str]) -> bool:
    """Der Bürgerbus fährt wieder: a title of one short clause may end in a small word."""
    return len(words) <= _LONGEST_CLAUSE and "," not in text and not ends_torn(text)


def roles_of(paragraphs: Sequence[Paragraph], own: OwnWords) -> list[Role]:
    """The role of each paragraph, in order."""
    words = [_WORD.findall(paragraph.words) for paragraph in paragraphs]
    found: list[Role] = []
    above: Role = "headline"
    begun = False
    for number, paragraph in enumerate(paragraphs):
        role = _label(paragraph, words[number])
        if role is None and not begun and _heads(paragraphs, words, number, own):
            role, above = above, "subhead"
        elif role is None and _between(paragraphs, words, number, own):
            role = "subhead"
        begun = begun or role is None
        found.append(role or "body")
    return found


def _heads(paragraphs: Sequence[Paragraph], words: list[list[str]], number: int, own: OwnWords) -> bool:
    """A title at the beginning, with a text somewhere below it."""
    if not _title(paragraphs[number].words, words[number], own):
        return False
    return any(len(below) > len(words[number]) for below in words[number + 1 : number + 7])


def _between(paragraphs: Sequence[Paragraph], words: list[list[str]], number: int, own: OwnWords) -> bool:
    """A title between two paragraphs that are whole: the one above ends, the one below begins."""
    text = paragraphs[number].words
    if not 0 < number < len(paragraphs) - 1 or len(words[number]) > 8 or not _title(text, words[number], own):
        return False
    above, below = paragraphs[number - 1].words, paragraphs[number + 1].words
    return (
        end_of(above) == "closed" and start_of(below, own) == "closed" and len(words[number + 1]) > len(words[number])
    )
