"""Broken words whose line end became a blank."""

import pytest

from ideenschmiede.cores.german.mending import mend

from .letters import check


@pytest.mark.parametrize(
    ("halves", "whole"),
    [
        ("aufzu- zeigen", "aufzuzeigen"),
        ("der Ge- meinde", "der Gemeinde"),
        ("das Rat- haus", "das Rathaus"),
        ("die Verwal- tungen", "die Verwaltungen"),
        ("die Sparkassenstif- tung", "die Sparkassenstiftung"),
        ("die Ge- meinde und die Verwal- tung", "die Gemeinde und die Verwaltung"),
    ],
    ids=ascii,
)
def test_halves_on_one_line_are_joined(halves, whole):
    text = f"Am Montag versuchte er, {halves} im Rat."
    found = check(text)
    assert found.text == text.replace(halves, whole)
    assert {change.kind for change in found.changes} == {"joined"}


@pytest.mark.parametrize(
    "words",
    [
        "Bildungs- und Kulturarbeit",
        "Vor- bis Nachmittag",
        "Haus- nah- und fern",
        "Generation- sind",
        "Andenken- der",
        "Klein- mittel- und großbetriebe",
        "Ein- kommen",
        "Rhein- ufer",
        "vor- sitzend",
        "Wodko- witsch",
        "Plan- Ung",
    ],
    ids=ascii,
)
def test_what_may_be_suspended_or_a_dash_stays(words):
    text = f"Am Montag ging es um {words} im Rat."
    assert mend(text).text == text


def test_each_can_be_taken_back():
    text = "Am Montag kam die Ge- meinde mit der Verwal- tung."
    first, second = (change.id for change in mend(text).changes)
    assert mend(text, rejected=[first]).text == text.replace("Verwal- tung", "Verwaltung")
    assert mend(text, rejected=[second]).text == text.replace("Ge- meinde", "Gemeinde")


def test_the_places_are_true_where_columns_are_parted_too():
    lines = (
        "Die Ge- meinde baut    Der Rat tagte",
        "ein Haus am Platz      gestern im Saal",
        "und Wege.              spät.",
    )
    text = "\n".join(lines)
    found = check(text)
    at = text.index("meinde")
    assert [found.text[place.start : place.end] for place in found.to_result(at, at + 6)] == ["meinde"]
