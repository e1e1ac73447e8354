"""Facts of a text as short lists, so that a test says in one line what it expects."""

from ideenschmiede.cores.german.facts import find_facts, things


def found(text, known, kind):
    """Values of all things of a kind, in the order of the text."""
    return [thing.value for thing in things(find_facts(text, known)) if thing.kind == kind]


def places(text, known, least=0.0):
    """Keys or, where it is not decided, names; only those at least so sure."""
    return [
        thing.value for thing in things(find_facts(text, known)) if thing.kind == "place" and thing.confidence >= least
    ]


def thing(text, known, kind):
    """The only thing of a kind."""
    (only,) = [one for one in things(find_facts(text, known)) if one.kind == kind]
    return only
