"""Basic forms of German words, by rules that the word lists confirm, and stems after them.

A rule proposes a basic form (Häuser → haus, ausgebaut → ausbauen, Kitas → kita); it counts only when the lexicon knows
that form. Unknown words stay as they are, and the Snowball stemmer takes off what is regular about their endings.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from snowballstemmer.german_stemmer import GermanStemmer

from ideenschmiede.cores.german.lexicon import FLAT, curated, lexicon
from ideenschmiede.cores.german.tokens import fold, normal

_NOUN_ENDINGS = ("s", "n", "e", "es", "en", "er", "ern", "se", "ses", "sen")
_LATIN_SINGULARS = ("um", "a", "o", "us", "is")
_FEMALE = (
    "erin", "istin", "entin", "antin", "ogin", "ektin", "atin", "ertin", "egin", "ärztin", "rätin", "ältin", "orin",
    "eurin", "endin", "eundin",
)  # fmt: skip
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_WEAK_ENDINGS = ("test", "tet", "ten", "te", "est", "et", "st", "t", "end")
_SEPARABLE = (
    "zusammen", "zurück", "herunter", "hinunter", "heraus", "hinaus", "herein", "hinein", "weiter", "wieder", "bereit",
    "entgegen", "teil", "fort", "fest", "frei", "nach", "nieder", "statt", "durch", "gegen", "herum", "heran", "herauf",
    "vorbei", "voran", "über", "unter", "auf", "aus", "bei", "ein", "hin", "her", "los", "mit", "um", "vor", "weg",
    "ab", "an", "zu",
)  # fmt: skip
_INSEPARABLE = (
    "hinter", "unter", "über", "durch", "wider", "voll", "miss", "ent", "emp", "ver", "zer", "be", "er", "ge", "um",
)  # fmt: skip


@lru_cache(maxsize=4096)
def noun_of(form: str) -> str | None:
    """The noun in basic form of which `form` is an inflected one (`häusern` → `haus`), None if the lexicon has none."""
    nouns = lexicon().nouns
    if form in nouns:
        return form
    flat = form.translate(FLAT)
    if flat in nouns:
        return flat
    for ending in _NOUN_ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            end = len(form) - len(ending)
            if form[:end] in nouns:
                return form[:end]
            if flat[:end] in nouns:
                return flat[:end]
    return _latin_noun_of(form)


def _latin_noun_of(form: str) -> str | None:
    """Museen → museum, Praktika → praktikum, Firmen → firma."""
    bare = form[:-2] if form.endswith("en") else form[:-1] if form.endswith("a") else ""
    if len(bare) < 4:
        return None
    return next((bare + end for end in _LATIN_SINGULARS if bare + end in lexicon().nouns), None)


def _person_of(form: str) -> str | None:
    """The word for a person without its female ending: Ärztinnen → arzt, Bürgerin → bürger."""
    bare = form[:-3] if form.endswith("innen") else form
    if not bare.endswith(_FEMALE):
        return None
    nouns, male = lexicon().nouns, bare[:-2]
    found = next((m for m in (male, male + "e", male.translate(FLAT)) if m in nouns), None)
    return found or (male if bare.endswith("erin") else None)


def _endings(form: str) -> Iterator[str]:
    yield from (form, form + "n", form + "e", form + "en", form + "em", form + "er", form + "es")
    yield from (form + "t", form + "st", form + "est", form + "et")


@cache
def _irregular() -> dict[str, str]:
    table: dict[str, str] = {}
    for infinitive, forms in curated("irregular")["verbs"].items():
        for form in forms.split():
            for inflected in _endings(normal(form)):
                table.setdefault(inflected, normal(infinitive))
    return table


@cache
def _bare_participles() -> dict[str, str]:
    """Participles without ge-, as they follow a prefix that is never separated: (ver)gangen, (be)schrieben."""
    forms = {form.removeprefix("ge"): verb for form, verb in _irregular().items() if form.startswith("ge")}
    return {form: verb for form, verb in forms.items() if len(form) > 3}


@cache
def _by_hand() -> dict[str, str]:
    table: dict[str, str] = {}
    for basic, forms in curated("irregular")["words"].items():
        for form in forms.split():
            for inflected in (normal(form), *(normal(form) + e for e in _ADJECTIVE_ENDINGS)):
                table.setdefault(inflected, normal(basic))
    return table


def _prefixes(form: str) -> Iterator[tuple[str, str]]:
    """Ways to take a verb's prefix off, the empty one first."""
    yield "", form
    for prefix in _SEPARABLE + _INSEPARABLE:
        if form.startswith(prefix) and len(form) >= len(prefix) + 3:
            yield prefix, form[len(prefix) :]


def _verb_of(form: str) -> str | None:
    """The infinitive of an inflected verb."""
    verbs = lexicon().verbs
    for prefix, rest in _prefixes(form):
        strong = _irregular().get(rest) or (prefix in _INSEPARABLE and _bare_participles().get(rest))
        if strong and (not prefix or prefix + strong in verbs):
            return prefix + strong
        if prefix and rest.startswith("zu") and prefix + rest[2:] in verbs:
            return prefix + rest[2:]
        if rest.startswith("ge") and (weak := _weak_verb(prefix, rest[2:])):
            return weak
    return _weak_verb("", form)


def _weak_verb(prefix: str, rest: str) -> str | None:
    verbs = lexicon().verbs
    for inflection in ("", *_ADJECTIVE_ENDINGS):
        bare = rest.removesuffix(inflection)
        if inflection and bare == rest:
            continue
        for ending in _WEAK_ENDINGS:
            if bare.endswith(ending):
                stem = prefix + bare[: -len(ending)]
                for infinitive in (stem + "en", stem + "n"):
                    if infinitive in verbs:
                        return infinitive
    return None


def _adjective_of(form: str) -> str | None:
    """The basic form of a superlative: kleinsten → klein."""
    known = lexicon()
    for inflection in _ADJECTIVE_ENDINGS:
        bare = form.removesuffix(inflection)
        if bare == form or not bare.endswith("st"):
            continue
        for base in (bare[:-2], bare[:-2].removesuffix("e")):
            for adjective in (base, base.translate(FLAT)):
                if adjective in known.adjectives or known.openers.get(adjective) == adjective:
                    return adjective
    return None


def lemma(form: str) -> str:
    """The basic form of one normal word (see `tokens.normal`); the word itself when no rule is confirmed."""
    if form in (table := _by_hand()):
        return table[form]
    if person := _person_of(form):
        return person
    known = lexicon()
    if form in known.nouns or form in known.verbs or form in known.adjectives:
        return form
    return noun_of(form) or _verb_of(form) or _adjective_of(form) or form


@cache
def _apart() -> dict[str, str]:
    return {normal(word): term for word, term in curated("irregular")["apart"].items()}


def stem(word: str) -> str:
    """The index term of a basic form: Snowball's German stem without umlauts and accents."""
    if term := _apart().get(word):
        return term
    if word.endswith("ieren"):
        return fold(word[:-2])  # Snowball takes sanieren to sani, but Sanierung to sanier
    # A stemmer object holds the word that it works on: one per call, so that threads do not share it.
    return fold(str(GermanStemmer().stemWord(word)))
