"""Columns with one blank between them: where lines are cut, and which lines are never cut."""

import random
from itertools import pairwise

import pytest
from benchmarks.clipping import clippings
from benchmarks.damage import across
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.cores.german.mending import mend
from ideenschmiede.cores.german.mending.gutters import Gutters
from ideenschmiede.cores.german.mending.vocabulary import own_words

from .letters import check

POEM = """Am Abend steigt der Nebel auf
Vom Fluss bis an den Rand der Stadt
Der Wind nimmt langsam seinen Lauf
Und spielt mit jedem welken Blatt
Die Lichter gehen eines nach
Dem andern in den Häusern aus
Nur einer ist am Fenster wach
Und blickt noch still zum Wald hinaus"""
TABLE = """Einwohner am 31. Dezember 2022 12.345
Einwohner am 31. Dezember 2023 12.412
Fläche in Quadratkilometern 87,5
Haushalte mit Glasfaser 4.210
Kindertagesstätten in kommunaler Trägerschaft 7
Grundschulen und weiterführende Schulen 5
Hebesatz der Grundsteuer B 490
Schulden je Einwohner in Euro 1.120"""
CATALOGUE = """der kleine Wassermann, Kinderbuch, vorhanden
die Pest, Roman, deutsch von Uli Aumüller
das Parfum, Roman, als Hörbuch vorhanden
im Westen nichts Neues, Roman, verliehen
der Vorleser, Roman, in Großdruck
die Wand, Roman, zweimal vorhanden
das siebte Kreuz, Roman, im Magazin"""
PROGRAMME = """10.00 Uhr Ökumenischer Gottesdienst auf dem Marktplatz
11.15 Uhr Eröffnung des Festes durch den Bürgermeister
12.00 Uhr Mittagessen der Landfrauen und der Feuerwehr
13.30 Uhr Auftritt der Kindertanzgruppe und der Musikschule
15.00 Uhr Kaffee und Kuchen im Gemeindehaus
16.30 Uhr Führung durch das neue Heimatmuseum
18.00 Uhr Grillen und Musik mit der Blaskapelle"""


@pytest.mark.parametrize("text", [POEM, TABLE, CATALOGUE, PROGRAMME], ids=["poem", "table", "catalogue", "programme"])
def test_lines_that_are_no_columns_are_not_cut(text):
    mended = check(text)
    assert mended.text.split() == text.split()
    assert not any(change.kind in ("columns", "moved") for change in mended.changes)


@pytest.mark.parametrize("columns", [2, 3])
def test_most_lines_are_cut_where_they_were_put_together(columns):
    right = []
    for number, text in enumerate(clippings(tuning=True)[:8]):
        damaged = across(text, random.Random(number), columns, "tight")
        printed = [line.split("\t") for line in across(text, random.Random(number), columns, "tab").text.split("\n")]
        lines = damaged.text.strip().split("\n")
        _, cuts = Gutters(lines, own_words(lines)).cut(columns)
        for line, found, cells in zip(lines, cuts, printed, strict=False):
            right.append([line[a:b].strip() for a, b in pairwise([0, *found, len(line)])] == cells)
    assert sum(right) >= 0.85 * len(right)


@given(
    st.lists(st.from_regex(r"[a-zäöü,.-]{1,12}( [A-Za-zäöü,.-]{1,12}){0,8}", fullmatch=True), min_size=1, max_size=9)
)
def test_cuts_are_blanks_in_their_order(lines):
    for columns in (2, 3):
        _, cuts = Gutters(lines, own_words(lines)).cut(columns)
        for line, found in zip(lines, cuts, strict=True):
            assert list(found) == sorted(set(found))
            assert all(line[at] == " " for at in found)
            assert len(found) < columns


def test_a_short_block_is_left_alone():
    text = "Der Rat tagt und der\nam Montag Wald ist grün\nim Saal. geworden."
    assert mend(text).text.split() == text.split()
