"""Promises that hold for every text, however broken."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ideenschmiede.cores.german.mending import mend

from .letters import check, check_result, letters, of

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
@example("Gemeinde-\n\nGemeinde-\nneutral ", random.Random(0))
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
@example("be\xadreit\nGe- Gemeinde- Ge-\nMail Gemeinde- ", 29, 1)
def test_places_lead_there_and_back(text, start, length):
    mended = mend(text)
    sources = mended.to_original(start, start + length)
    assert letters("".join(of(text, place) for place in sources)) == letters(mended.text[start : start + length])
    for place in sources:
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


@pytest.mark.parametrize(
    ("text", "result", "taken"),
    [
        ("Gemeinde-\n\nGemeinde-\nneutral ", "Gemeindeneutral", "Gemeinde"),
        ("Gemein-\nmeinde-\nmeinderat", "Gemeinderat", "mein meinde"),
        ("Bereit-\nbereitschaft-\nschaft", "Bereitschaftschaft", "bereit"),
    ],
    ids=["broken-again", "doubled-twice", "doubled-behind"],
)
def test_a_doubled_half_names_only_what_it_took_out(text, result, taken):
    """The word behind goes on across another broken hyphen, which is a change of its own."""
    mended = check(text)
    assert mended.text == result
    undoubled = [change for change in mended.changes if change.kind == "undoubled"]
    assert [letters(change.before) - letters(change.after) for change in undoubled] == [*map(letters, taken.split())]
