"""Which words there are: those of the word lists with their forms and compounds, and those of the text itself."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ideenschmiede.cores.german.compounds import split
from ideenschmiede.cores.german.lemmas import adjective_of, is_listed, lemma, noun_of
from ideenschmiede.cores.german.lexicon import FLAT, curated, lexicon
from ideenschmiede.cores.german.tokens import normal

LISTED, FORMED, LIKELY, UNKNOWN = 1.0, 0.8, 0.4, 0.0

_COMPARATIVES = (
    "ere", "eren", "erer", "eres", "erem", "er", "sten", "ste", "ster", "stes", "stem",
    "esten", "este", "ester", "estes", "estem",
)  # fmt: skip
_SUFFIXES = (
    "isch", "lich", "ig", "bar", "sam", "haft", "los", "keit", "heit", "ung", "ungen", "schaft", "schaften", "tion",
    "tionen", "ität", "itäten", "ismus", "ierung", "ierungen", "ieren", "iert",
)  # fmt: skip
_ENDINGS = ("en", "er", "es", "em", "e")
_ADVERBS = ("weise", "maßen", "massen", "wärts", "halber", "falls", "mals", "seits", "lings", "erweise")
_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")


@cache
def small_words() -> frozenset[str]:
    """Articles, pronouns, prepositions, conjunctions, auxiliaries, adverbs: words that are in no list of lexemes."""
    data = files("ideenschmiede.cores.german").joinpath("data")
    listed = data.joinpath("stopwords.txt").read_text("utf-8") + data.joinpath("particles.txt").read_text("utf-8")
    return frozenset(normal(word) for word in listed.split())


@cache
def _more_adjectives() -> frozenset[str]:
    listed = map(normal, curated("mending")["words"]["adjectives"].split())
    return frozenset(word + ending for word in listed for ending in ("", "e", "en", "er", "es", "em"))


@cache
def _others() -> frozenset[str]:
    """Verbs written together and adverbs that the lists of lexemes lack."""
    return frozenset(map(normal, curated("mending")["words"]["others"].split()))


@cache
def _names() -> frozenset[str]:
    """Well-known names and their genitives."""
    names = {normal(name) for name in curated("mending")["words"]["names"].split()}
    return frozenset(names | {name + "s" for name in names})


@cache
def _adjective_heads() -> tuple[str, ...]:
    return tuple(map(normal, curated("mending")["words"]["adjective_heads"].split()))


@lru_cache(maxsize=65_536)
def is_adjective(form: str) -> bool:
    """Whether a normal word is a form of an adjective."""
    return form in _more_adjectives() or adjective_of(form) is not None


@lru_cache(maxsize=65_536)
def known(word: str) -> float:
    """How sure it is that this is a German word: LISTED, FORMED (a compound, a regular form), LIKELY by its ending."""
    form = normal(word)
    if len(form) < 2:
        return UNKNOWN
    if any(form in listed for listed in (small_words(), _more_adjectives(), _others(), _names(), lexicon().forms)):
        return LISTED
    basic = lemma(form)
    if is_listed(basic) and not _odd_ending(form, basic):
        return LISTED
    if split(basic).parts or _formed(form):
        return FORMED
    bare = _uninflected(form)
    return LIKELY if len(form) > 6 and (form.endswith(_SUFFIXES) or bare.endswith(_SUFFIXES)) else UNKNOWN


def _odd_ending(form: str, basic: str) -> bool:
    """Endings that only nouns in -nis have: beispielses is no form of Beispiel."""
    return (
        form.startswith(basic)
        and form[len(basic) :] in {"se", "ses", "sen"}
        and not basic.endswith(("nis", "us", "as"))
    )


def _female(form: str) -> bool:
    """Genossinnen, Beamtin."""
    male = form.removesuffix("innen") if form.endswith("innen") else form.removesuffix("in")
    return male != form and (male + "e" in lexicon().nouns or male in lexicon().nouns)


def _uninflected(form: str) -> str:
    return next((form.removesuffix(end) for end in _ENDINGS if form.endswith(end)), form)


def _is_opener(opening: str) -> bool:
    """Whether a compound may begin so: umfang(reich), schützens(wert), berufs(bildend)."""
    words = lexicon()
    bare = opening.removesuffix("s")
    return len(opening) > 3 and (
        opening in words.opener_cost or is_listed(opening) or is_listed(bare) or bool(split(bare).parts)
    )


def _with_noun(form: str) -> bool:
    """Adjectives made of a noun and an adjective: umfangreichen, zeitgemäß, schützenswerte; their superlatives."""
    for basic in (form, _uninflected(form), _uninflected(form).removesuffix("st")):
        if any(basic.endswith(head) and _is_opener(basic.removesuffix(head)) for head in _adjective_heads()):
            return True
    return False


def _present_participle(form: str) -> bool:
    """Participles of verbs with something before them: wiederkehrende, berufsbildenden, Wohlhabenden."""
    verb = _uninflected(form).removesuffix("d")
    if not verb.endswith("n") or verb + "d" != _uninflected(form):
        return False
    verbs = lexicon().verbs
    return verb in verbs or any(
        verb[at:] in verbs and (verb[:at] in small_words() or _is_opener(verb[:at])) for at in range(3, len(verb) - 4)
    )


def _formed(form: str) -> bool:
    """Comparatives (größeren), adverbs in -weise, adjectives with un-, with a noun before them, made of verbs."""
    for ending in _ADVERBS:
        if form.endswith(ending) and len(form) > len(ending) + 3:
            stem = form.removesuffix(ending)
            return any(is_listed(lemma(part)) for part in (stem, stem.removesuffix("s"), stem.removesuffix("er")))
    adjectives = lexicon().adjectives
    for ending in _COMPARATIVES:
        stem = form.removesuffix(ending)
        if stem != form and any(s in adjectives or s in _more_adjectives() for s in (stem, stem.translate(FLAT))):
            return True
    if _with_noun(form) or _present_participle(form):
        return True
    bare = form.removeprefix("un")
    return _female(form) or (
        bare != form and len(bare) > 4 and (adjective_of(bare) in adjectives or lemma(bare) in lexicon().verbs)
    )


@lru_cache(maxsize=65_536)
def has_its_case(word: str) -> bool:
    """Whether a known word is written as its kind is: nouns with a capital, all others without."""
    form = normal(word)
    if word[:1].isupper():
        return noun_of(form) is not None or noun_of(split(lemma(form)).pieces[-1]) is not None or _female(form)
    return not begins_inside(word)


@lru_cache(maxsize=65_536)
def begins_inside(word: str) -> bool:
    """Whether a word in small letters is none, but the rear of one: meinde, tungen, schaft."""
    form = normal(word)
    if form in small_words() or form in _others() or not form.isalpha():
        return False
    words, basic = lexicon(), lemma(form)
    if basic in words.verbs or basic in words.adjectives or is_adjective(form) or _formed(form):
        return False
    head = split(form).pieces[-1]
    if head != form and (is_adjective(head) or lemma(head) in words.verbs):
        return False
    if known(word) >= FORMED:
        return True  # only a noun is written so, and it would have a capital
    return len(form) < 5 or not beginning_with(form[:5], 1)


@cache
def _sorted_words() -> list[str]:
    words = lexicon()
    return sorted(words.nouns | words.verbs | words.adjectives | words.forms)


def beginning_with(half: str, most: int = 4) -> tuple[str, ...]:
    """Words of the lists that begin with this half, at most `most`, in alphabetical order."""
    form, words = normal(half), _sorted_words()
    first = bisect_left(words, form)
    found = []
    for word in words[first : first + most]:
        if not word.startswith(form):
            break
        found.append(word)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The words of one text: whole ones in one spelling (`normal`), and hyphened ones as they are, casefolded."""

    whole: Counter[str]
    hyphened: frozenset[str]

    def has(self, word: str) -> bool:
        return normal(word) in self.whole

    def beginning_with(self, half: str) -> tuple[str, ...]:
        """Whole words of the text that go on where `half` ends, the most frequent first; capitals as in `half`."""
        start = normal(half)
        longer = [word for word, _times in self.whole.most_common() if word.startswith(start) and word != start]
        return tuple(half + word.removeprefix(start) for word in longer)

    def has_hyphened(self, left: str, right: str) -> bool:
        return f"{left}-{right}".casefold() in self.hyphened


def own_words(lines: list[str]) -> OwnWords:
    """The words that stand whole within a line; the last one counts unless a hyphen follows."""
    whole: Counter[str] = Counter()
    hyphened: set[str] = set()
    for line in lines:
        found = _WORD.findall(line)
        if found and line.endswith(found[-1] + "-"):
            found.pop()
        for word in found:
            if "-" in word:
                hyphened.add(word.casefold())
                whole.update(map(normal, word.split("-")))
            else:
                whole[normal(word)] += 1
    return OwnWords(whole, frozenset(hyphened))
