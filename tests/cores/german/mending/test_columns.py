"""Columns that were read across, and what only looks like columns."""

import pytest

from ideenschmiede.cores.german.mending import mend

from .letters import check

LEFT = (
    "Der Rat der Gemeinde hat am",
    "Montag beschlossen, das Bad",
    "zu erhalten. Dafür sollen die",
    "Eintrittspreise leicht stei-",
    "gen. Die Bürgermeisterin war",
    "mit dem Ergebnis zufrieden",
)
RIGHT = (
    "und dankte allen, die daran",
    "mitgewirkt hatten. Nun muss",
    "der Kreistag noch zustim-",
    "men. Die Sitzung ist für den",
    "kommenden Mittwoch geplant,",
    "sie beginnt um 18 Uhr.",
)
WHOLE = (
    "Der Rat der Gemeinde hat am Montag beschlossen, das Bad zu erhalten. Dafür sollen die Eintrittspreise leicht "
    "steigen. Die Bürgermeisterin war mit dem Ergebnis zufrieden und dankte allen, die daran mitgewirkt hatten. Nun "
    "muss der Kreistag noch zustimmen. Die Sitzung ist für den kommenden Mittwoch geplant, sie beginnt um 18 Uhr."
)


def across(gap: str) -> str:
    if gap == "wide":
        return "\n".join(f"{left:<33}{right}" for left, right in zip(LEFT, RIGHT, strict=True))
    return "\n".join(f"{left}{gap}{right}" for left, right in zip(LEFT, RIGHT, strict=True))


@pytest.mark.parametrize("gap", ["wide", "\t", "   ", " ", "\n"], ids=["wide", "tab", "blanks", "blank", "lines"])
def test_two_columns_are_read_down(gap):
    mended = check(across(gap))
    assert mended.text == WHOLE
    columns = [change for change in mended.changes if change.kind == "columns"]
    assert len(columns) == 1


def test_without_the_columns_the_lines_stand_as_they_stood():
    text = across("wide")
    changes = mend(text).changes
    columns = next(change.id for change in changes if change.kind == "columns")
    result = mend(text, rejected=[columns]).text
    assert result.index("am") < result.index("und dankte") < result.index("Montag")


def test_a_headline_over_columns_stays_above_them():
    text = "Das Bad der Gemeinde bleibt auch im nächsten Jahr offen\n\n" + across("wide")
    mended = check(text)
    assert mended.text.endswith(WHOLE)
    assert [block.role for block in mended.blocks] == ["headline", "body"]


def test_a_shorter_last_column():
    rows = [f"{left:<33}{right}" for left, right in zip(LEFT, (*RIGHT[:4], "", ""), strict=True)]
    assert check("\n".join(rows)).text.startswith(WHOLE[:150])


def test_justified_lines_are_no_columns():
    text = "Der  Rat  der  Gemeinde  hat\nam Montag lange getagt und\nden  Bau  des neuen  Bades\nbeschlossen."
    mended = check(text)
    assert mended.text.split() == text.split()
    assert not any(change.kind == "columns" for change in mended.changes)


def test_a_table_stays_a_table():
    text = "Einwohner   12.300\nFläche      45 km²\nHaushalt    21 Mio. Euro\nSchulden    3 Mio. Euro"
    assert check(text).text.split() == text.split()


def test_wrapped_lines_of_one_column_are_not_cut():
    text = "\n".join(LEFT + RIGHT)
    assert check(text).text == WHOLE
