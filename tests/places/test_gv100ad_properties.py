"""Properties of the parser: what is written is read, and nothing but our own error ever comes out of it."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.places.lines import as_file, association, line, municipality, small_register

from ideenschmiede.base.errors import ActionError
from ideenschmiede.places.actions.gv100ad import parse

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßABCÄÖÜé -.()/"
NAMES = st.text(LETTERS, min_size=1, max_size=50).map(str.strip).filter(bool)


@st.composite
def municipalities(draw):
    people = draw(st.integers(0, 10**8))
    return {
        "name": draw(NAMES),
        "area": draw(st.integers(0, 10**8)),
        "people": people,
        "male": draw(st.integers(0, people)),
        "code": draw(st.sampled_from(["", "01067", "32689", "99998"])),
        "several": draw(st.booleans()),
        "mark": draw(st.sampled_from(["60", "61", "62", "63", "64", "65", "66", "67"])),
    }


@given(
    st.lists(municipalities(), min_size=1, max_size=12),
    st.sampled_from(["utf-8", "utf-8-sig", "iso-8859-1", "cp1252"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_round_trip(entries, encoding, newline):
    lines = [line("10", "05", "Nordrhein-Westfalen"), line("40", "05766", "Lippe", mark="43")]
    for number, entry in enumerate(entries):
        lines.append(association("05766", f"{number:04d}", "Verband"))
        lines.append(municipality(f"05766{number:03d}", association=f"{number:04d}", **entry))
    rows = [row for row in parse(as_file(lines, encoding=encoding, newline=newline)).rows if row.association]
    assert len(rows) == len(entries)
    for number, (row, entry) in enumerate(zip(rows, entries, strict=True)):
        assert row.ars == f"05766{number:04d}{number:03d}"
        assert (row.name, row.area_ha, row.population, row.male) == (
            entry["name"],
            entry["area"],
            entry["people"],
            entry["male"],
        )
        assert (row.postal_code, row.several_postal_codes) == (entry["code"], entry["several"])
        assert row.self_governing == (entry["mark"] not in ("65", "66"))


def parses_or_refuses(data: bytes) -> None:
    with suppress(ActionError):  # any other error fails the test
        parse(data)


@given(st.data())
@settings(max_examples=200)
def test_a_changed_line_never_crashes(data):
    lines = small_register()
    number = data.draw(st.integers(0, len(lines) - 1))
    start = data.draw(st.integers(0, 219))
    replacement = data.draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
    keep = data.draw(st.booleans())
    tail = lines[number][start + len(replacement) if keep else start :]
    lines[number] = lines[number][:start] + replacement + tail
    parses_or_refuses(as_file(lines))


@given(st.data())
def test_changed_bytes_never_crash(data):
    content = bytearray(as_file(small_register()))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    parses_or_refuses(bytes(content))


@given(st.integers(0, 2210))
def test_a_cut_is_always_noticed(end):
    """Except behind a Kreis or an association that is complete: then only the importer sees what is missing."""
    whole = as_file(small_register())
    lines = small_register()
    sizes = [len(as_file(lines[:count])) for count in (5, 8, 10)]
    complete = {size - newline for size in sizes for newline in (0, 1)}
    if end in complete or end >= len(whole):
        parse(whole[:end])
        return
    with pytest.raises(ActionError):
        parse(whole[:end])


@given(st.binary(max_size=400))
def test_any_bytes(data):
    parses_or_refuses(data)
