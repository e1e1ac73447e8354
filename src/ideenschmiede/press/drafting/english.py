"""The English press release, sentence by sentence as the German one."""

from ideenschmiede.base.text import listing, long_date, number
from ideenschmiede.people.papers.phrases import appointed, english, office_of
from ideenschmiede.press.drafting.facts import Draft, ReleaseFacts, first_fitting, joined, quoted, rounded

_WHOSE = {"herr": "His", "frau": "Her"}
_NEAR = {1: "just over", 0: "about", -1: "just under"}
_MARKS = "“”‘’"
_ENDS = (".", "!", "?", "…")


def draft(facts: ReleaseFacts) -> Draft:
    """As the German draft, in British English."""
    paragraphs = [
        joined([f"{facts.city}." if facts.city else "", _lead(facts), _term(facts)]),
        joined([_reason(facts), _evidence(facts)]),
        joined([_place(facts), f"The appointment can be read here: {facts.address}" if facts.address else ""]),
        *_about(facts),
        f"Contact: {', '.join(facts.contact)}" if facts.contact else "",
    ]
    return Draft(_title(facts), _subtitle(facts), tuple(paragraph for paragraph in paragraphs if paragraph))


def _title(facts: ReleaseFacts) -> str:
    what = f"appointed {appointed(facts.capacity, facts.body, language='en')}"
    whence = f" of {facts.place}" if facts.place else ""
    return first_fitting(
        [
            joined([facts.office, f"{facts.name}{whence}", what]),
            joined([facts.office, facts.name, what]),
            joined([facts.name, what]),
            f"New appointment: {facts.last_name}",
        ]
    )


def _subtitle(facts: ReleaseFacts) -> str:
    if facts.end:
        return f"The appointment runs until {long_date(facts.end, language='en')}"
    return f"The appointment runs from {long_date(facts.start, language='en')}" if facts.start else ""


def _lead(facts: ReleaseFacts) -> str:
    land = f", {facts.land}" if facts.place and facts.land and facts.land != facts.place else ""
    who = facts.name
    if facts.office:
        who = f"{facts.name}, {office_of(facts.office, facts.place, language='en')}{land},"
    elif facts.place:
        who = f"{facts.name} of {facts.place}{land}{',' if land else ''}"
    when = f"on {long_date(facts.day, language='en')}" if facts.day else ""
    whose = f"of {english(facts.network)}" if facts.body != facts.network else ""
    verb = "was" if facts.day else "has been"
    return f"{joined([who, verb, 'appointed', appointed(facts.capacity, facts.body, language='en'), whose, when])}."


def _term(facts: ReleaseFacts) -> str:
    whose = _WHOSE.get(facts.form, "The")
    first, last = long_date(facts.start, language="en"), long_date(facts.end, language="en")
    if facts.start and facts.end:
        return f"{whose} appointment runs from {first} to {last}."
    if facts.start:
        return f"{whose} appointment runs from {first}."
    return f"{whose} appointment runs until {last}." if facts.end else ""


def _reason(facts: ReleaseFacts) -> str:
    if not facts.reason.strip():
        return ""
    said = quoted(facts.reason, _MARKS)
    return f"The reason given reads: {said}{'' if facts.reason.rstrip().endswith(_ENDS) else '.'}"


def _evidence(facts: ReleaseFacts) -> str:
    proofs = [quoted(proof.title, _MARKS) + (f" ({proof.note})" if proof.note else "") for proof in facts.evidence]
    return f"The appointment rests on {listing(proofs, language='en')}." if proofs else ""


def _place(facts: ReleaseFacts) -> str:
    if not facts.place or not facts.population:
        return ""
    near, side = rounded(facts.population)
    count = number(near, language="en")
    count = count if near == facts.population else f"{_NEAR[side]} {count}"
    year = f" ({facts.population_year})" if facts.population_year else ""
    return f"{facts.place} has {count} inhabitants{year}."


def _about(facts: ReleaseFacts) -> list[str]:
    texts = [" ".join(text.split()) for text in facts.about if text.strip()]
    return [f"About {english(facts.network)}: {texts[0]}", *texts[1:]] if texts else []
