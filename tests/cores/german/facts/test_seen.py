"""Offices that are said once for several persons."""

import pytest

from ideenschmiede.cores.german.facts import Gazetteer, find_facts
from ideenschmiede.cores.german.facts.fact import things


def offices(text):
    people = [one for one in things(find_facts(text, Gazetteer())) if one.kind == "person"]
    return {one.value: one.detail.get("office", "") for one in people}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Bürgermeister Karl Muster (Aa), Eva Probe und Jan Beispiel kamen.", ("Bürgermeister",) * 3),
        ("Mit den Landräten Karl Muster und Eva Probe sprach Jan Beispiel.", ("Landrat", "Landrat", "")),
        ("Bürgermeister Karl Muster, Eva Probe und Jan Beispiel kamen.", ("Bürgermeister", "", "")),
        ("Die Bürgermeisterin Eva Muster, Karl Probe und Jan Beispiel kamen.", ("Bürgermeisterin", "", "")),
        ("Landrat Karl Muster und seine Amtskollegin Eva Probe trafen Jan Beispiel.", ("Landrat", "Landrätin", "")),
        ("Oberbürgermeister Karl Muster mit Amtskollege Jan Probe.", ("Oberbürgermeister", "Bürgermeister")),
        ("Pfarrer Karl Muster und Amtskollege Jan Probe.", ("Pfarrer", "")),
    ],
    ids=["row", "dative", "one office", "a woman", "colleague", "rank", "no head"],
)
def test_who_bears_it(text, expected):
    assert tuple(offices(text).values()) == expected
