"""German and English grammar of appointments: "in den Innovators Club", "Bürgermeister der Gemeinde Kalletal".

Pure functions. Every language that does not begin with "en" is written as German.
"""

import re
from dataclasses import dataclass
from datetime import date

from ideenschmiede.base.text import is_german, long_date
from ideenschmiede.people.papers.parts import BodyWords, Capacity

_KINDS = {  # accusative, genitive, English
    "network": ("das Netzwerk", "des Netzwerks", "network"),
    "working_group": ("die Arbeitsgruppe", "der Arbeitsgruppe", "working group"),
    "jury": ("die Jury", "der Jury", "jury"),
}
# names that say themselves what they are: "Arbeitsgruppe Digitales", "AG Digitales", "Jury Digitalpreis"
_SELF_NAMED = {
    "network": re.compile(r"^Netzwerk(?= )"),
    "working_group": re.compile(r"^(?:Arbeitsgruppe|AG)(?= )"),
    "jury": re.compile(r"^Jury(?= )"),
}
_SELF_NAMED_ENGLISH = re.compile(r"\b(?:network|working group)\b| jury$", re.IGNORECASE)

_CHAIRS = {  # in die Leitung einer Arbeitsgruppe, in den Vorsitz einer Jury
    ("chair", "jury"): "in den Vorsitz",
    ("deputy", "jury"): "in den stellvertretenden Vorsitz",
    ("chair", ""): "in die Leitung",
    ("deputy", ""): "in die stellvertretende Leitung",
}
_AS = {"member": "als Mitglied", "guest": "als Gast"}
_AS_ENGLISH = {"member": "a member of", "chair": "chair of", "deputy": "deputy chair of", "guest": "a guest of"}

_GENITIVES = {
    "Gemeinde": "der Gemeinde",
    "Samtgemeinde": "der Samtgemeinde",
    "Verbandsgemeinde": "der Verbandsgemeinde",
    "Stadt": "der Stadt",
    "Kreisfreie Stadt": "der Stadt",
    "Große Kreisstadt": "der Stadt",
    "Stadtkreis": "der Stadt",
    "Hansestadt": "der Hansestadt",
    "Landeshauptstadt": "der Landeshauptstadt",
    "Universitätsstadt": "der Universitätsstadt",
    "Lutherstadt": "der Lutherstadt",
    "Markt": "des Marktes",
    "Flecken": "des Fleckens",
    "Amt": "des Amtes",
    "Kreis": "des Kreises",
    "Landkreis": "des Landkreises",
    "Region": "der Region",
    "Regionalverband": "des Regionalverbandes",
}


_NAMED_KREIS = re.compile(r"(Kreis|Landkreis) (.+)")  # a register without kinds: "Landkreis Musterau"
# Märkischer Kreis; Rhein-Sieg-Kreis, Hochsauerlandkreis, Altenburger Land; Städteregion Aachen, Region Hannover
_SAYS_KREIS = re.compile(r"(.+isch)er Kreis|(.+[Kk]reis)|(.+er Land)|((?:.*region|Region) .+)")


def into(body: BodyWords) -> str:
    """The German accusative, as it stands after "in": "den Innovators Club", "die Arbeitsgruppe „Digitales“"."""
    return body.into or _named(_KINDS[body.kind][0], body)


def of(body: BodyWords) -> str:
    """The German genitive: "des Innovators Clubs", "der Arbeitsgruppe „Digitales“"."""
    if not body.of and body.into.startswith("die "):  # feminine: nothing but the article changes
        return f"der {body.into.removeprefix('die ')}"
    return body.of or _named(_KINDS[body.kind][1], body)


def english(body: BodyWords) -> str:
    """ "the working group “Digital”", "the network “Innovators Club”"."""
    if _SELF_NAMED_ENGLISH.search(body.name):
        return f"the {body.name}"
    return f"the {_KINDS[body.kind][2]} “{_SELF_NAMED[body.kind].sub('', body.name, count=1).strip() or body.name}”"


def appointed(capacity: Capacity, body: BodyWords, *, language: str | None = "de") -> str:
    """As what and to what, between "wird" and "berufen": "als Mitglied in den Innovators Club"."""
    if not is_german(language):
        return f"{_AS_ENGLISH[capacity]} {english(body)}"
    if capacity in _AS:
        return f"{_AS[capacity]} in {into(body)}"
    return f"{_CHAIRS[capacity, body.kind if body.kind == 'jury' else '']} {of(body)}"


def term(start: date, end: date | None, *, language: str | None = "de") -> str:
    """ "für die Zeit vom 1. März 2022 bis zum 28. Februar 2025"; without an end "mit Wirkung vom 1. März 2022"."""
    first = long_date(start, language=language)
    if end is None:
        return f"mit Wirkung vom {first}" if is_german(language) else f"with effect from {first}"
    last = long_date(end, language=language)
    if is_german(language):
        return f"für die Zeit vom {first} bis zum {last}"
    return f"for the term from {first} to {last}"


def office_of(office: str, place: str, *, kind: str = "", language: str | None = "de") -> str:
    """("Bürgermeister", "Kalletal", kind="Gemeinde") → "Bürgermeister der Gemeinde Kalletal".

    `kind` is the kind of the register; without one it is "Bürgermeister von Kalletal", English always "Bürgermeister of
    Kalletal". An office that names the place already, and a missing part, are left as they are.
    """
    if not office or not place or place in office:
        return office
    if not is_german(language):
        return f"{office} of {place}"
    return f"{office} {place_words(place, kind).genitive}"


@dataclass(frozen=True)
class PlaceWords:
    """A place in a German sentence: "Kalletal hat", "Bürgermeister der Gemeinde Kalletal", "aus Kalletal".

    `name` is what stands in an address: "Gemeinde Kalletal", "Kreis Lippe".
    """

    subject: str
    genitive: str
    dative: str
    name: str


def place_words(place: str, kind: str = "") -> PlaceWords:
    """Towns go by their names, Kreise with their article; a kind that the register does not know gives "von Kalletal".

    ("Lippe", "Kreis") → der Kreis, des Kreises, dem Kreis Lippe; ("Märkischer Kreis", "Kreis") → der Märkische Kreis …
    """
    if kind in ("Kreis", "Landkreis"):
        return _kreis(place, kind)
    if not kind and (said := _NAMED_KREIS.fullmatch(place)):
        return _kreis(said[2], said[1])
    if kind not in _GENITIVES:
        return PlaceWords(place, f"von {place}", place, place)
    article, noun = _GENITIVES[kind].split()
    own = place if place.startswith(f"{noun} ") else f"{noun} {place}"
    return PlaceWords(place, f"{article} {own}", place, own)


def _kreis(place: str, kind: str) -> PlaceWords:
    if not (said := _SAYS_KREIS.fullmatch(place)):
        name = f"{kind} {place}"
        return PlaceWords(f"der {name}", f"des {kind}es {place}", f"dem {name}", name)
    adjective, _compound, land, region = said.groups()
    if adjective:
        return PlaceWords(f"der {adjective}e Kreis", f"des {adjective}en Kreises", f"dem {adjective}en Kreis", place)
    if region:
        return PlaceWords(f"die {region}", f"der {region}", f"der {region}", place)
    return PlaceWords(f"{'das' if land else 'der'} {place}", f"des {place}es", f"dem {place}", place)


def salutation(
    *,
    form: str,
    full_name: str,
    last_name: str = "",
    title: str = "",
    office: str = "",
    language: str | None = "de",
) -> str:
    """ "Sehr geehrter Herr Bürgermeister Hecker", "Sehr geehrte Frau Dr. Huber"; of no form: "Guten Tag Kim Beispiel".

    `form` is "herr", "frau" or "". No comma at the end. An office of one word goes with the name; a longer one ("Erste
    Beigeordnete") does not, as nobody is addressed so.
    """
    surname = last_name or full_name
    if not is_german(language):
        polite = {"herr": "Mr", "frau": "Ms"}.get(form)
        return f"Dear {title or polite} {surname}" if polite else f"Dear {full_name}"
    if form not in ("herr", "frau"):
        return f"Guten Tag {full_name}"
    spoken = office if re.fullmatch(r"[^\W\d]+", office) else ""
    start = "Sehr geehrter Herr" if form == "herr" else "Sehr geehrte Frau"
    return " ".join(part for part in (start, spoken, title, surname) if part)


def _named(article: str, body: BodyWords) -> str:
    """The name with its article, and with its kind unless the name says it itself."""
    if match := _SELF_NAMED[body.kind].match(body.name):
        article = article.split()[0]
        return f"{article} {match[0]}{'s' if article == 'des' else ''}{body.name[match.end() :]}"
    return f"{article} „{body.name}“"
