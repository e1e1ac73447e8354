"""How a stretch of text begins and ends: with a whole sentence, in the middle of one, in the middle of a word."""

import re
from typing import Literal

from ideenschmiede.cores.german.lexicon import curated
from ideenschmiede.cores.german.mending.hyphens import half_word
from ideenschmiede.cores.german.mending.vocabulary import OwnWords, begins_inside
from ideenschmiede.cores.german.tokens import normal

End = Literal["closed", "open", "half"]
Start = Literal["closed", "open", "half"]

_CLOSED = re.compile(r"[.!?…:][\"“”„»«›‹'’)\]]*\Z")
_LAST_TOKEN = re.compile(r"(\S+)\Z")
_FIRST_WORD = re.compile(r"[^\W_]+")
OPENING = "\"“”„»«›‹'’‚‘(["
_ABBREVIATIONS = frozenset(curated("mending")["sentences"]["abbreviations"].split())
_ORDINAL = re.compile(r"(?:^|\D)\d{1,2}\.\Z")


def end_of(words: str) -> End:
    """`half` a word with a hyphen, `closed` a sentence, else `open`."""
    if half_word(words) is not None:
        return "half"
    if not _CLOSED.search(words[-8:]):
        return "open"
    last = _LAST_TOKEN.search(words[-60:])
    token = last.group().strip(OPENING + ")]") if last else ""
    if token.endswith(".") and (_ORDINAL.search(token) or normal(token.rsplit(".", 2)[-2]) in _ABBREVIATIONS):
        return "open"
    return "closed"


def start_of(words: str, own: OwnWords) -> Start:
    """`half` a word that is none, `open` in small letters or with a sign that follows a word, else `closed`."""
    bare = words.lstrip(OPENING)
    if bare[:1] in ",;.!?)":
        return "open"
    if not bare[:1].islower():
        return "closed"
    first = _FIRST_WORD.match(bare)
    word = first.group() if first else ""
    return "half" if word and begins_inside(word) and own.whole[normal(word)] < 2 else "open"
