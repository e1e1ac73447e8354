"""Words for status, outcome and topic: the ones that offices use, and no word that stands for two things."""

import pytest

from ideenschmiede.base.importing import split_words
from ideenschmiede.base.models import Topic
from ideenschmiede.places.models import fold
from ideenschmiede.transfer.actions.importing import words
from ideenschmiede.transfer.models import Outcome, Status


def test_all_values_exist():
    assert set(words.STATUS.values()) == set(Status.values)
    assert set(words.OUTCOME.values()) == set(Outcome.values)


def test_no_word_stands_twice():
    for name in ("status", "outcome", "topics", "columns"):
        table = words._TABLES[name]
        folded = [fold(word) for group in table.values() for word in group]
        assert len(folded) == len(set(folded)), [word for word in folded if folded.count(word) > 1]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("In production", "running"),
        ("Pilot", "running"),
        ("Implemented", "running"),
        ("PLANNED", "planned"),
        ("In development", "planned"),
        ("Not in use anymore", "finished"),
        ("läuft", "running"),
        ("Laeuft", "running"),
        ("in Planung", "planned"),
        ("Abgeschlossen", "finished"),
    ],
)
def test_status(word, status):
    assert words.STATUS[fold(word)] == status


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("erfolgreich", "worked"),
        ("zum Teil", "partly"),
        ("gescheitert", "failed"),
        ("abgebrochen", "stopped"),
        ("offen", "open"),
    ],
)
def test_outcome(word, outcome):
    assert words.OUTCOME[fold(word)] == outcome


@pytest.mark.django_db
def test_topics_are_those_of_this_network():
    Topic.objects.filter(slug="klima").delete()
    Topic.objects.create(slug="wald", name_de="Wald und Wiese", name_en="Woods")
    known = words.topic_words(Topic.objects.all())
    assert known["education"] == known["bildung"] == "bildung"
    assert known[fold("Wald und Wiese")] == known["woods"] == "wald"
    assert "climate" not in known


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Energie; Klima", ["Energie", "Klima"]),
        ("Energie, Klima", ["Energie", "Klima"]),
        ("Energie|Klima\nIT", ["Energie", "Klima", "IT"]),
        ("Housing and community amenities", ["Housing and community amenities"]),
        ("Recreation, culture and religion", ["Recreation, culture and religion"]),
        ("", []),
        (" ; ", []),
    ],
)
def test_splitting(cell, parts):
    known = {fold(word): word for word in ("Energie", "Klima", "IT", "Housing and community amenities")}
    assert split_words(cell, known, fold) == parts
