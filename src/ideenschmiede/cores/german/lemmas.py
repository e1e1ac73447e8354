"""Basic forms of German words, by rules that the word lists confirm, and stems after them.

A rule proposes a basic form (Häuser → haus, ausgebaut → ausbauen, Kitas → kita); it counts only when the lexicon knows
that form. Unknown words stay as they are, and the Snowball stemmer takes off what is regular about their endings.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

import Stemmer

from ideenschmiede.cores.german.lexicon import FLAT, curated, lexicon
from ideenschmiede.cores.german.tokens import fold, normal

_NOUN_ENDINGS = ("s", "n", "r", "e", "es", "en", "er", "ern", "se", "ses", "sen")
_LATIN_PLURALS = {
    "een": ("eum",), "ien": ("ium", ""), "tren": ("trum",), "duen": ("duum",), "smen": ("smus",), "thmen": ("thmus",),
    "men": ("ma",), "xen": ("xis",), "sen": ("sis",), "ken": ("ko",), "ten": ("to",), "llen": ("lla",),
    "iren": ("irus",), "den": ("da",), "bauten": ("bau",), "ika": ("ikum", "ikon"), "tika": ("tikum",),
}  # fmt: skip
_UNHEARD = 99.0
_FEMALE = (
    "erin", "istin", "entin", "antin", "ogin", "ektin", "atin", "ertin", "egin", "ärztin", "rätin", "ältin", "orin",
    "eurin", "endin", "eundin",
)  # fmt: skip
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_WEAK_ENDINGS = ("t", "et", "st", "est", "te", "ete", "ten", "tet", "test", "end")


@lru_cache(maxsize=4096)
def noun_of(form: str) -> str | None:
    """The noun in basic form of which `form` is an inflected one (`häusern` → `haus`), None if the lexicon has none.

    Of several nouns it is the one that closes most compounds: `häuser` is haus, not the surname Hauser.
    """
    known = lexicon()
    if form in known.nouns:
        return form
    if form.endswith("n") and form[:-1] in known.nouns and _common(form[:-1]):
        return form[:-1]
    flat = form.translate(FLAT)
    stems = {form[: -len(end)]: None for end in _NOUN_ENDINGS if form.endswith(end) and len(form) - len(end) >= 3}
    stems |= {stem.translate(FLAT): None for stem in stems} | ({flat: None} if flat != form else {})
    found = [noun for noun in (*stems, *_latin_nouns(form)) if noun in known.nouns]
    return min(found, key=lambda noun: known.head_cost.get(noun, _UNHEARD), default=None)


def _common(noun: str) -> bool:
    """Whether a noun takes part in compounds; those that do not are mostly rare or surnames."""
    known = lexicon()
    return noun in known.head_cost or noun in known.opener_cost


def _latin_nouns(form: str) -> Iterator[str]:
    """Museen → museum, Praktika → praktikum, Firmen → firma."""
    for plural, singulars in _LATIN_PLURALS.items():
        if form.endswith(plural) and len(form) >= len(plural) + 2:
            nouns = [form.removesuffix(plural) + singular for singular in singulars]
            yield from [noun for noun in nouns if noun in lexicon().nouns][:1]


def _person_of(form: str) -> str | None:
    """The word for a person without its female ending: Ärztinnen → arzt, Bürgerin → bürger."""
    bare = form[:-3] if form.endswith("innen") else form
    if not bare.endswith(_FEMALE):
        return None
    nouns, male = lexicon().nouns, bare[:-2]
    found = next((m for m in (male, male + "e", male.translate(FLAT)) if m in nouns), None)
    return found or (male if bare.endswith("erin") else None)


def _endings(form: str) -> tuple[str, ...]:
    return (form, *(form + end for end in ("n", "st", *_ADJECTIVE_ENDINGS)))


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


@cache
def _prefix_list(kind: str) -> dict[str, tuple[str, ...]]:
    """Prefixes by their first letter, the longest first."""
    listed = sorted(curated("irregular")[kind].split(), key=len, reverse=True)
    return {first: tuple(p for p in listed if p[0] == first) for first in {p[0] for p in listed}}


def _prefixes_of(form: str, kind: str) -> Iterator[str]:
    return (prefix for prefix in _prefix_list(kind).get(form[:1], ()) if form.startswith(prefix))


def _prefixes(form: str) -> Iterator[tuple[str, str, bool]]:
    """Ways to take prefixes off a verb, none first: (prefix, rest, whether the last one is never separated)."""
    yield "", form, False
    for fixed in _prefixes_of(form, "inseparable"):
        yield fixed, form[len(fixed) :], True
    for prefix in _prefixes_of(form, "separable"):
        rest = form[len(prefix) :]
        yield prefix, rest, False
        yield from ((prefix + p, rest[len(p) :], True) for p in _prefixes_of(rest, "inseparable"))


def _strong_verb(form: str) -> str | None:
    """The infinitive of a form of an irregular verb, with or without prefix: aufgegangen → aufgehen."""
    for prefix, rest, fixed in _prefixes(form):
        verb = _irregular().get(rest) or (_bare_participles().get(rest) if fixed else None)
        if verb is not None and (not prefix or prefix + verb in lexicon().verbs):
            return prefix + verb
    return None


def _verb_of(form: str) -> str | None:
    """The infinitive of an inflected verb."""
    if strong := _strong_verb(form):
        return strong
    verbs = lexicon().verbs
    for prefix, rest, _ in _prefixes(form):
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


def adjective_of(form: str) -> str | None:
    """The basic form of an inflected adjective, superlatives included: digitalen → digital, stärkste → stark."""
    known = lexicon()
    for ending in ("", *_ADJECTIVE_ENDINGS):
        bare = form.removesuffix(ending)
        if ending and bare == form:
            continue
        superlative = bare.removesuffix("st") if bare.endswith("st") and ending else bare
        for base in (bare, superlative, superlative.removesuffix("e"), superlative.translate(FLAT)):
            if base in known.adjectives or (known.openers.get(base) == base and base not in known.nouns):
                return base
    return None


def lemma(form: str) -> str:
    """The basic form of one normal word (see `tokens.normal`); the word itself when no rule is confirmed."""
    if form in (table := _by_hand()):
        return table[form]
    if person := _person_of(form):
        return person
    known = lexicon()
    noun = noun_of(form)
    if noun == form or (form in known.verbs and not (noun and _plural(form, noun))):
        return form
    # Gefahren are dangers though fahren has it too; but hält is no Halt and kamen no Kame.
    unlikely = noun is None or not _common(noun) or not form.startswith(noun)
    strong = _strong_verb(form) if unlikely else None
    return strong or adjective_of(form) or noun or _verb_of(form) or _ending_in_isch(form)


def _plural(form: str, noun: str) -> bool:
    """Whether a word in -eln or -ern is a noun's plural (Ländern), not a verb, which would have a noun in -ung too."""
    return _common(noun) and form.endswith(("eln", "ern")) and form[:-1] + "ung" not in lexicon().nouns


def is_listed(form: str) -> bool:
    """Whether the word lists have this word in this basic form."""
    known = lexicon()
    return form in known.nouns or form in known.verbs or form in known.adjectives


def _ending_in_isch(form: str) -> str:
    """Adjectives that no list has, by their ending: buddhistischen → buddhistisch."""
    bare = next((form.removesuffix(end) for end in _ADJECTIVE_ENDINGS if form.endswith(end)), form)
    return bare if bare.endswith(("isch", "lich")) else form


@cache
def _apart() -> dict[str, str]:
    return {normal(word): term for word, term in curated("irregular")["apart"].items()}


def _without_ending(verb: str) -> str | None:
    """The stem of verbs that Snowball cuts further than their nouns (sanieren: sani, but Sanierung: sanier)."""
    if verb.endswith(("ieren", "innen")):
        return fold(verb[:-2])
    if not verb.endswith(("eln", "ern")):
        return None
    noun = noun_of(verb)
    if noun not in (None, verb) and _plural(verb, noun):
        return stem(noun)  # dauern, Dauer
    if verb.endswith("ern"):
        return fold(verb[:-1])  # ändern, Änderung
    return stem(verb[:-1]) if verb[:-1] in lexicon().nouns else fold(verb[:-3] + "l")  # regeln, Regel; entwickeln


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """The index term of a basic form: Snowball's German stem without umlauts and accents."""
    if term := _apart().get(word):
        return term
    if word in lexicon().verbs and (bare := _without_ending(word)):
        return bare
    # A stemmer object holds the word that it works on: one per call (1 µs), so that threads do not share it.
    return fold(str(Stemmer.Stemmer("german", 0).stemWord(word)))
