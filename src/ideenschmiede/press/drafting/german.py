"""The German press release: who, what, when and where first; then why; then on what it rests."""

from ideenschmiede.base.text import listing, long_date, number
from ideenschmiede.people.papers.phrases import PlaceWords, appointed, into, of, office_of, place_words
from ideenschmiede.press.drafting.facts import Draft, ReleaseFacts, first_fitting, joined, quoted, rounded

_WHOSE = {"herr": "Seine", "frau": "Ihre"}
_NEAR = {1: "gut", 0: "rund", -1: "knapp"}
_MARKS = "„“‚‘"
_ENDS = (".", "!", "?", "…")


def draft(facts: ReleaseFacts) -> Draft:
    """Nominatives of the network are avoided: only its accusative and genitive are known for certain."""
    paragraphs = [
        joined([f"{facts.city}." if facts.city else "", _lead(facts), _term(facts)]),
        joined([_reason(facts), _evidence(facts)]),
        joined([_place(facts), f"Die Berufung lässt sich hier nachlesen: {facts.address}" if facts.address else ""]),
        *_about(facts),
        f"Kontakt: {', '.join(facts.contact)}" if facts.contact else "",
    ]
    return Draft(_title(facts), _subtitle(facts), tuple(paragraph for paragraph in paragraphs if paragraph))


def _title(facts: ReleaseFacts) -> str:
    """The office stands before the name; where that is too long, it goes, and then the body."""
    what = f"{appointed(facts.capacity, facts.body)} berufen".removeprefix("als Mitglied ")
    whence = f" aus {_place_words(facts).dative}" if facts.place else ""
    return first_fitting(
        [
            joined([facts.office, f"{facts.name}{whence}", what]),
            joined([facts.office, facts.name, what]),
            joined([facts.name, what]),
            f"Neue Berufung: {facts.last_name}",
        ]
    )


def _subtitle(facts: ReleaseFacts) -> str:
    if facts.end:
        return f"Die Berufung gilt bis zum {long_date(facts.end)}"
    return f"Die Berufung gilt ab dem {long_date(facts.start)}" if facts.start else ""


def _lead(facts: ReleaseFacts) -> str:
    """ "Jonas Muster, Bürgermeister der Gemeinde Musterau in Sachsen, ist am 13. Februar 2026 … berufen worden."."""
    land = _in_land(facts)
    who = facts.name
    if facts.office:
        who = f"{facts.name}, {office_of(facts.office, facts.place, kind=facts.place_kind)}{land},"
    elif facts.place:
        who = f"{facts.name} aus {_place_words(facts).dative}{land}"
    when = f"am {long_date(facts.day)}" if facts.day else ""
    what = appointed(facts.capacity, facts.body)
    whose = of(facts.network) if facts.body != facts.network else ""
    return joined([who, "ist", when, what, whose, "berufen worden."])


def _in_land(facts: ReleaseFacts) -> str:
    if not facts.place or not facts.land or facts.land == facts.place:
        return ""
    return " im Saarland" if facts.land == "Saarland" else f" in {facts.land}"


def _term(facts: ReleaseFacts) -> str:
    whose = _WHOSE.get(facts.form, "Die")
    first, last = long_date(facts.start), long_date(facts.end)
    if facts.start and facts.end:
        return f"{whose} Berufung gilt vom {first} bis zum {last}."
    if facts.start:
        return f"{whose} Berufung gilt ab dem {first}."
    return f"{whose} Berufung gilt bis zum {last}." if facts.end else ""


def _reason(facts: ReleaseFacts) -> str:
    if not facts.reason.strip():
        return ""
    said = quoted(facts.reason, _MARKS)
    return f"Zur Begründung heißt es: {said}{'' if facts.reason.rstrip().endswith(_ENDS) else '.'}"


def _evidence(facts: ReleaseFacts) -> str:
    proofs = [quoted(proof.title, _MARKS) + (f" ({proof.note})" if proof.note else "") for proof in facts.evidence]
    return f"Die Berufung stützt sich auf {listing(proofs)}." if proofs else ""


def _place(facts: ReleaseFacts) -> str:
    if not facts.place or not facts.population:
        return ""
    near, side = rounded(facts.population)
    count = number(near) if near == facts.population else f"{_NEAR[side]} {number(near)}"
    year = f" (Stand {facts.population_year})" if facts.population_year else ""
    subject = _place_words(facts).subject
    return f"{subject[0].upper()}{subject[1:]} hat {count} Einwohnerinnen und Einwohner{year}."


def _place_words(facts: ReleaseFacts) -> PlaceWords:
    return place_words(facts.place, facts.place_kind)


def _about(facts: ReleaseFacts) -> list[str]:
    texts = [" ".join(text.split()) for text in facts.about if text.strip()]
    return [f"Über {into(facts.network)}: {texts[0]}", *texts[1:]] if texts else []
