"""Facts of a text with their place in it: who, where, when, what; nothing that is not in it.

    find_facts(text, gazetteer) → one `Fact` per mention; `things(facts)` → all mentions of one thing together

`page` makes the text ready, one module per kind of fact reads it, `finding` puts them together. What is known of
places, topics, organisations and people comes from outside, as a `Gazetteer`.
"""

from ideenschmiede.cores.german.facts.fact import Attributes, Fact, FactKind, Thing, things
from ideenschmiede.cores.german.facts.finding import find_facts
from ideenschmiede.cores.german.facts.gazetteer import Gazetteer, KnownOrganisation, KnownPlace, KnownTopic

__all__ = [
    "Attributes",
    "Fact",
    "FactKind",
    "Gazetteer",
    "KnownOrganisation",
    "KnownPlace",
    "KnownTopic",
    "Thing",
    "find_facts",
    "things",
]
