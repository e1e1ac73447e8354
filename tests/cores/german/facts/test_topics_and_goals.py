"""Topics by their words, and the goals of the United Nations."""

import pytest
from tests.cores.german.facts.reading import found

from ideenschmiede.cores.german.facts import Gazetteer, KnownTopic, find_facts

TOPICS = Gazetteer(
    topics=(
        KnownTopic("bildung", "Bildung", ("Schule",)),
        KnownTopic("klima", "Klima", ("Klimaschutz",)),
        KnownTopic("it", "IT", ("Digitalisierung", "EDV", "künstliche Intelligenz")),
        KnownTopic("kooperation", "Kooperation", ("Zusammenarbeit",)),
    )
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Themen sind Bildung, Klima und IT.", ["bildung", "klima", "it"]),
        ("Die Schulen und die Grundschule.", ["bildung"]),
        ("Ein Klimaschutzkonzept.", ["klima"]),
        ("Die interkommunale Zusammenarbeit wächst.", ["kooperation"]),
        ("Der IT-Ausschuss tagt.", ["it"]),
        ("Es geht um künstliche Intelligenz.", ["it"]),
        ("Mit künstlicher Intelligenz.", ["it"]),
        ("it is a test, Edv", []),
        ("Das Betriebsklima ist gut, die Abbildung auch, die Schulden steigen.", []),
        ("Herr Klima und Dr. Bildung.", []),
    ],
)
def test_topics(text, keys):
    assert found(text, TOPICS, "topic") == keys


def test_the_words_that_led_to_a_topic_are_its_mentions():
    facts = [fact for fact in find_facts("Schule und Bildung, auch Hochschulbildung.", TOPICS) if fact.kind == "topic"]
    assert [(fact.text, fact.detail["name"]) for fact in facts] == [
        ("Schule", "Bildung"),
        ("Bildung", "Bildung"),
        ("Hochschulbildung", "Bildung"),
    ]
    assert facts[1].confidence > facts[0].confidence > facts[2].confidence


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Das dient SDG 11.", ["11"]),
        ("Die SDGs 7, 11 und 13.", ["7", "11", "13"]),
        ("Nachhaltigkeitsziel 4 ist wichtig.", ["4"]),
        ("Zu den Nachhaltigkeitszielen, vor allem zu Ziel 13.", ["", "13"]),
        ("Die Agenda 2030 nennt Ziel 6.", ["6"]),
        ("Für nachhaltige Städte und Gemeinden.", ["11"]),
        ("Mit hochwertiger Bildung.", ["4"]),
        ("Die 17 Nachhaltigkeitsziele der Vereinten Nationen.", [""]),
        ("Die Agenda 2030 und das Leben an Land.", ["15"]),
    ],
)
def test_goals(text, numbers):
    assert found(text, TOPICS, "sdg") == numbers


@pytest.mark.parametrize("text", ["Ziel 13 ist erreicht.", "Ein schönes Leben an Land.", "SDG 18 gibt es nicht."])
def test_no_goals(text):
    assert [number for number in found(text, TOPICS, "sdg") if number] == []
