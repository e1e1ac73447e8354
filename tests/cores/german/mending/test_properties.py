"""Promises that hold for every text, however broken."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ideenschmiede.cores.german.mending import mend

from .letters import check, check_result, letters

PARTS = [
    *(
        "Gemeinde-",
        "Ge-",
        "meinde",
        "Rhein-",
        "Sieg-Kreis",
        "Bildungs-",
        "und",
        "Kulturarbeit",
        "Bereit-",
        "bereitschaft",
    ),
    *("einbrin-", "Im", "Rat,", "zu", "entwickeln.", "der", "die", "Sitzung", "des", "Fotos:", "Müller", "13.02.2022"),
    *(
        "(Ober-)",
        "„Klub“",
        "-",
        "–",
        "-innen",
        "10-",
        "jährig",
        "E-",
        "Mail",
        "CO2-",
        "neutral",
        "waltungen",
        "A",
        "black",
    ),
    *(
        "and",
        "white",
        "portrait",
        "of",
        "the",
        "man",
        "¬",
        "be\xadreit",
        "Dr.",
        "Bürger\xad",
        "meister",
        "Haus-/",
        "2022-",
    ),
]
GAPS = (" ", "\n", "\n\n", "   ", "\t", "\r\n", " \n", "\f", "\xad", "\xad\n", "-\n", "      ")

broken = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(GAPS)), max_size=60).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


@given(st.text())
def test_any_text_keeps_its_letters(text):
    check(text)


@given(broken)
@settings(max_examples=300)
def test_broken_print_keeps_its_letters(text):
    check(text)


@given(broken, st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_any_part_of_the_changes_can_be_taken_back(text, chance):
    changes = mend(text).changes
    rejected = {change.id for change in changes if chance.random() < 0.5}
    result = mend(text, rejected=rejected)
    check_result(result, text)
    assert not rejected & {change.id for change in result.changes}
    kept = {change.id for change in changes if change.kind in ("moved", "columns")} - rejected
    assert kept <= {change.id for change in result.changes}


@given(broken, st.randoms(use_true_random=False))
def test_proposals_can_be_accepted(text, chance):
    candidates = [candidate.id for proposal in mend(text).proposals for candidate in proposal.candidates]
    accepted = set(chance.sample(candidates, min(2, len(candidates))))
    result = mend(text, accepted=accepted)
    check_result(result, text)
    assert mend(text, accepted=accepted, rejected={change.id for change in result.changes}).text == text


@given(broken)
def test_the_same_text_gives_the_same_result(text):
    assert mend(text) == mend(text)


@given(broken, st.integers(0, 400), st.integers(1, 60))
def test_places_lead_there_and_back(text, start, length):
    mended = mend(text)
    for place in mended.to_original(start, start + length):
        assert any(sign.isalnum() or not sign.isspace() for sign in text[place.start : place.end])
        assert mended.to_result(place.start, place.end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "-",
        "-\n-\n-",
        "\0",
        "a\0-\nb",
        "\ud800-\n\udfff",
        "\xad",
        "\xad\n\xad",
        "¬\n¬",
        "\f\f",
        "\u2028",
        "½-\n²",
    ],
    ids=ascii,
)
def test_odd_texts(text):
    check(text)


@pytest.mark.parametrize(
    "unit", ["a", "a ", "a-\n", "-", "a  b\n", "und-\n\n", "Zu ", "x,\n\n", "\t", "a\xad", "(", "Ab-\nab"]
)
def test_long_texts_of_one_kind(unit):
    """No trap makes it quadratic: thirty thousand signs take seconds, not hours."""
    check(unit * (30_000 // len(unit)))


def test_a_long_text_of_everything():
    chance = random.Random(3)
    check("".join(chance.choice(PARTS) + chance.choice(GAPS) for _ in range(6_000)))


def test_a_doubled_half_that_is_parted_itself_stays():
    text = "be\xadreit\xad\nmeister\tdes\xad\nzu \nBereit-\x0c"
    assert letters(check(text).text) == letters(text)
