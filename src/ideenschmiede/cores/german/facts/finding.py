"""All facts of a text, each kind by its own module; what one has taken is nothing else for the next."""

from collections.abc import Iterable, Iterator

from ideenschmiede.cores.german.facts.dates import dates
from ideenschmiede.cores.german.facts.fact import Attributes, Fact, FactKind
from ideenschmiede.cores.german.facts.founding import foundings
from ideenschmiede.cores.german.facts.gazetteer import Gazetteer
from ideenschmiede.cores.german.facts.named import formats, groups, programmes
from ideenschmiede.cores.german.facts.organisations import Organisation, organisations
from ideenschmiede.cores.german.facts.page import Page, Spans
from ideenschmiede.cores.german.facts.papers import papers
from ideenschmiede.cores.german.facts.persons import Person, persons
from ideenschmiede.cores.german.facts.places import places
from ideenschmiede.cores.german.facts.sdgs import sdgs
from ideenschmiede.cores.german.facts.serving import Offices
from ideenschmiede.cores.german.facts.topics import topics
from ideenschmiede.cores.german.facts.vocabulary import listed

_IN_A_NAME = 0.6
_ORDER = {kind: position for position, kind in enumerate(FactKind)}


def find_facts(text: str, gazetteer: Gazetteer) -> tuple[Fact, ...]:
    """Every mention of a date, newspaper, place, person, organisation, topic, SDG, programme or prize, format of
    meeting or working group, by its place in the text. Never raises on a str; takes time in proportion to it."""
    page = Page(text)
    named = [*papers(page, gazetteer.papers), *_visible(page, programmes(page))]
    taken = _spans(named)
    people = persons(page, gazetteer.names, taken, gazetteer.persons)
    taken.add([_stretch(page, first, end) for person in people for first, end, _ in person.mentions])
    clubs = organisations(page, taken, gazetteer.names, gazetteer.organisations)
    half = Spans()
    half.add([(start, end) for club in clubs for start, end, _ in club.mentions])
    foundings(page, clubs)
    where = places(page, gazetteer, taken, half)
    facts = [*dates(page), *named, *where, *_people(page, people, where, gazetteer), *_clubs(page, clubs)]
    facts += [*sdgs(page), *groups(page), *formats(page)]
    facts += _outside(topics(page, gazetteer.topics, listed("topics", "never")), taken, half)
    return tuple(sorted(facts, key=lambda fact: (fact.start, _ORDER[fact.kind], -fact.end)))


def _visible(page: Page, facts: Iterable[Fact]) -> Iterator[Fact]:
    return (fact for fact in facts if not page.hidden.touch(fact.start, fact.end))


def _spans(facts: Iterable[Fact]) -> Spans:
    spans = Spans()
    spans.add([(fact.start, fact.end) for fact in facts])
    return spans


def _stretch(page: Page, first: int, end: int) -> tuple[int, int]:
    return page.words[first].start, page.words[end - 1].end


def _outside(facts: Iterable[Fact], taken: Spans, half: Spans) -> Iterator[Fact]:
    """Topics; one in the name of an organisation says less, one in somebody's surname nothing."""
    for fact in facts:
        if taken.touch(fact.start, fact.end):
            continue
        sure = fact.confidence * (_IN_A_NAME if half.touch(fact.start, fact.end) else 1)
        yield Fact(fact.kind, fact.start, fact.end, fact.text, fact.value, round(sure, 2), fact.attributes)


def _people(page: Page, people: list[Person], where: list[Fact], gazetteer: Gazetteer) -> Iterator[Fact]:
    offices = Offices(page, where, gazetteer)
    for person in people:
        detail = (
            ("title", person.title),
            ("given", person.given),
            ("family", person.family),
            *offices.of(person),
            ("party", next((seen.party for seen in person.seen if seen.party), "")),
        )
        attributes: Attributes = tuple((name, value) for name, value in detail if value)
        for first, end, sure in sorted(set(person.mentions)):
            start, stop = _stretch(page, first, end)
            yield Fact(FactKind.PERSON, start, stop, page.text[start:stop], person.value, sure, attributes)


def _clubs(page: Page, clubs: list[Organisation]) -> Iterator[Fact]:
    for club in clubs:
        detail = (("abbreviation", club.abbreviation), ("founded", club.founded))
        attributes = tuple((name, value) for name, value in detail if value)
        for start, end, sure in club.mentions:
            yield Fact(FactKind.ORGANISATION, start, end, page.text[start:end], club.name, sure, attributes)
