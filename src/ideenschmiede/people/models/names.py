"""Names as people write them: titles, particles of nobility, "Hecker, Mario", one word alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ideenschmiede.base.plain import one_line
from ideenschmiede.places.models import fold

ADDRESSES = {"herr": "herr", "herrn": "herr", "frau": "frau"}
_TITLE = re.compile(
    r"(?:(?:hon|univ|apl|jun|ao|o)\.?-?)?prof(?:\.|essor|essorin)?|(?:ha)?pd|privatdozent(?:in)?|dr(?:\.(?:-ing\.?)?)?"
    r"|doktor|dipl\.(?:-[^\W\d]+\.?)*|mag\.|magister|magistra|lic\.|[bm]\.(?:a|sc|eng|ed)\.|ll\.[bm]\.|mba|mdb|mdl"
)
# of which doctor: only behind a title and written small, for "H. Müller" is a name
_OF_WHAT = re.compile(
    r"(?:[hce]|h\.c|e\.h|mult|habil|rer|nat|jur|iur|utr|med|dent|vet|phil|pol|oec|publ|agr|theol|techn|soc|sc|paed)\."
    r"|\((?:FH|BA|Univ\.|Univ)\)"
)
_APART = re.compile(r"\b([BM])\. (A|Sc|Eng|Ed)\.(?=\s*(?:,|$))|\b(a)\. ?(D)\.")  # "M. A.", "a. D."


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OFFICES = _words(
    "bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin landrat landrätin stadtrat stadträtin "
    "stadtdirektor stadtdirektorin amtsdirektor amtsdirektorin ortsvorsteher ortsvorsteherin minister ministerin "
    "samtgemeindebürgermeister samtgemeindebürgermeisterin verbandsbürgermeister verbandsbürgermeisterin "
    "erster erste ehrenamtlicher ehrenamtliche a.d. altbürgermeister altbürgermeisterin"
)
# written small in German names; written large, "Della" or "Ben" is a given name
PARTICLES = _words(
    "von vom van de den der des del della di da do dos das du zu zum zur im in la le les lo el al ten ter te af av y "
    "und bin ibn d' 't"
)
RANKS = _words(
    "freiherr freifrau freiin graf gräfin baron baronin baronesse fürst fürstin prinz prinzessin herzog herzogin "
    "ritter edler edle reichsgraf reichsgräfin markgraf markgräfin erbprinz landgraf"
)
OF_RANK = PARTICLES | {"auf", "auff"}


@dataclass(frozen=True)
class Name:
    """A name in its parts. `family_name` keeps its particles; `office` is what stood before the name and is none."""

    form_of_address: str = ""
    title: str = ""
    given_name: str = ""
    family_name: str = ""
    office: str = ""


def split_name(text: str) -> Name:
    """ "Herrn Prof. Dr. Karla Freifrau von Stein" → Herr, "Prof. Dr.", "Karla", "Freifrau von Stein".

    Takes "Stein, Dr. Karla" and names of one word. No word is lost, but for the form of address; an empty text gives
    empty parts.
    """
    whole = _APART.sub(lambda found: ".".join(filter(None, found.groups())) + ".", one_line(text))
    before, comma, after = re.sub("[´`]", "’", whole).partition(",")
    behind = after.split()
    if comma and all(_is_title(word) for word in behind):  # "Karla Stein, M. A."
        name = _in_order(before.split())
        return Name(name.form_of_address, _joined(name.title, *behind), name.given_name, name.family_name, name.office)
    if comma and before.strip():
        return _turned(before.split(), behind)
    return _in_order([*before.split(), *behind])


def fold_name(given_name: str, family_name: str) -> str:
    """As names are compared: without case, accents and what is no letter ("O’Neill" and "Oneill" are one)."""
    return fold(re.sub("['’`´]", "", f"{given_name} {family_name}"))


def _in_order(words: list[str]) -> Name:
    address, title, office, rest = _fronts(words)
    start = _family_starts(rest)
    return Name(address, _joined(*title), _joined(*rest[:start]), _joined(*rest[start:]), _joined(*office))


def _turned(family: list[str], behind: list[str]) -> Name:
    """ "Stein, Dr. Karla Freifrau von": what belongs to the family name may stand behind the given name, too."""
    address, title, office, family = _fronts(family)
    own_address, own_title, own_office, given = _fronts(behind)
    cut = next((place for place, word in enumerate(given) if place and _begins_family(word)), len(given))
    if not family:
        return _in_order([*title, *office, *behind])
    return Name(
        address or own_address,
        _joined(*title, *own_title),
        _joined(*given[:cut]),
        _joined(*given[cut:], *family),
        _joined(*office, *own_office),
    )


def _fronts(words: list[str]) -> tuple[str, list[str], list[str], list[str]]:
    """(form of address, titles, offices, the rest); the last word is always a name, whatever it looks like."""
    address = ""
    title: list[str] = []
    office: list[str] = []
    rest = list(words)
    while len(rest) > 1:
        word = rest[0].casefold()
        if word in ADDRESSES and not address:
            address = ADDRESSES[word]
        elif _is_title(rest[0]) or (title and _OF_WHAT.fullmatch(rest[0])):
            title.append(rest[0])
        elif word in OFFICES:
            office.append(rest[0])
        else:
            break
        del rest[0]
    return address, title, office, rest


def _family_starts(words: list[str]) -> int:
    """Where the family name begins: at the first particle behind a given name, else at the last word."""
    if words and (_is_particle(words[0]) or (len(words) > 1 and _is_rank_before(words))):
        return 0
    for place, word in enumerate(words):
        if 0 < place < len(words) - 1 and _begins_family(word):
            return place
    return max(len(words) - 1, 0)


def _begins_family(word: str) -> bool:
    return _is_particle(word) or word.casefold() in RANKS


def _is_particle(word: str) -> bool:
    return word in PARTICLES or word.startswith(("d'", "d’", "'t", "’t"))


def _is_rank_before(words: list[str]) -> bool:
    """ "Freiherr vom Stein", but not "Prinz Müller"."""
    return words[0].casefold() in RANKS and words[1] in OF_RANK


def _is_title(word: str) -> bool:
    return _TITLE.fullmatch(word.casefold()) is not None


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)
