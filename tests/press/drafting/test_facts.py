import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.press.drafting.facts import LONGEST_TITLE, first_fitting, joined, quoted, rounded


@given(st.integers(0, 10**8))
def test_rounding_keeps_two_digits_and_knows_its_side(population):
    near, side = rounded(population)
    assert abs(near - population) * 20 <= population
    assert len(str(near).rstrip("0")) <= 2
    if side:
        assert (population > near) == (side > 0)
        assert abs(population - near) * 200 > population


@given(st.integers(0, 99))
def test_small_places_are_told_to_the_inhabitant(population):
    assert rounded(population) == (population, 0)


@given(st.lists(st.text(min_size=1, max_size=400), min_size=1))
def test_the_first_title_that_fits_is_taken(titles):
    title = first_fitting(titles)
    assert len(title) <= LONGEST_TITLE
    short = [text for text in titles if len(text) <= LONGEST_TITLE]
    assert title == short[0] if short else title[:-1] == titles[-1][: LONGEST_TITLE - 1]


@pytest.mark.parametrize(
    ("text", "marks", "shown"),
    [
        ("Ja", "„“‚‘", "„Ja“"),
        ("„Ja“ oder “Nein”", "„“‚‘", "„‚Ja‘ oder ‚Nein‘“"),
        ('sagt "Ja"', "“”‘’", "“sagt ‘Ja’”"),
        ("einsames „ Zeichen", "„“‚‘", "„einsames „ Zeichen“"),
    ],
)
def test_quotations_in_quotations(text, marks, shown):
    assert quoted(text, marks) == shown


def test_only_sentences_that_there_are_make_a_paragraph():
    assert joined(["Eins.", "", "Zwei."]) == "Eins. Zwei."
    assert joined(["", ""]) == ""
