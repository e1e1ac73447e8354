"""What guides say is what the code does: the office's columns, words, reasons, limits; the architecture's example."""

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.utils import translation
from tests.plugin import REQUIRE_ALL

from ideenschmiede.base.tables.table import MAX_BYTES, MAX_COLUMNS, MAX_ROWS
from ideenschmiede.people.actions.appointments.answering import DISPUTE_WITHIN
from ideenschmiede.people.actions.importing import fields as members
from ideenschmiede.people.actions.importing.reasons import REASONS as MEMBER_REASONS
from ideenschmiede.people.actions.introductions import AGAIN, MOST_A_DAY
from ideenschmiede.people.actions.uploads import MOST_ROWS
from ideenschmiede.people.forms.persons import WORDINGS
from ideenschmiede.people.models import Contact, Purpose, Sector
from ideenschmiede.people.queries.directory.tables import headers
from ideenschmiede.people.queries.waiting import REMIND_BEFORE
from ideenschmiede.people.rules.appointments import STEPS
from ideenschmiede.places.actions.archives import LARGEST_PACKED, LARGEST_UNPACKED
from ideenschmiede.places.actions.gv100ad import WIDTH
from ideenschmiede.places.actions.indicators import COLUMNS, FIRST_YEAR, LAST_YEAR
from ideenschmiede.press.actions.article import LONGEST_QUOTE
from ideenschmiede.press.actions.names import MASK
from ideenschmiede.press.intake.taking import MAX_TEXT
from ideenschmiede.site.configuration import Configuration
from ideenschmiede.transfer.actions.importing import words
from ideenschmiede.transfer.actions.importing.reasons import REASONS
from ideenschmiede.transfer.actions.importing.targets import TARGETS
from ideenschmiede.transfer.models import Outcome, Status

ROOT = Path(__file__).parents[2]
OFFICE = ROOT / "docs" / "office"
PRACTICES = (OFFICE / "practices.md").read_text(encoding="utf-8")
INDICATORS = (OFFICE / "indicators.md").read_text(encoding="utf-8")
PERSONS = (OFFICE / "persons.md").read_text(encoding="utf-8")
APPOINTMENTS = (OFFICE / "appointments.md").read_text(encoding="utf-8")
CLIPPINGS = (OFFICE / "clippings.md").read_text(encoding="utf-8")
MEMBERS = (OFFICE / "members.md").read_text(encoding="utf-8")
REGISTER = (OFFICE / "register.md").read_text(encoding="utf-8")
WORDS = tomllib.loads((Path(words.__file__).parent / "words.toml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def in_german():
    with translation.override("de"):
        yield


def row_of(text, first):
    """The cells of the row of a table whose first cell is this."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    return next((row for row in rows if row[0] == first), [])


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.field)
def test_each_field_stands_there_with_the_names_of_its_columns(target):
    assert row_of(PRACTICES, f"**{target.label}**")[1] == ", ".join(WORDS["columns"][target.field])


@pytest.mark.parametrize("target", members.TARGETS, ids=lambda target: target.field)
def test_each_field_of_a_member_stands_there(target):
    assert row_of(MEMBERS, f"**{target.label}**")[1] == ", ".join(members._WORDS["columns"][target.field])


@pytest.mark.parametrize("sector", Sector)
def test_each_sector_stands_there_with_its_words(sector):
    assert row_of(MEMBERS, str(sector.label))[1] == ", ".join(members._WORDS["sector"][sector.value])


def test_each_reason_to_leave_out_a_member_stands_there():
    assert [reason for reason in MEMBER_REASONS.values() if not row_of(MEMBERS, str(reason))] == []
    assert f"Höchstens {MOST_ROWS:,}".replace(",", ".") in MEMBERS


def test_what_is_exported_in_german_is_understood():
    told = {"given_name", "family_name", "office", "place", "organisation", "sector", "email", "topics", "member_since"}
    assert told <= set(members.propose(headers()))


@pytest.mark.parametrize("status", Status)
def test_each_status_stands_there_with_its_words(status):
    assert row_of(PRACTICES, str(status.label))[1] == ", ".join(WORDS["status"][status.value])


@pytest.mark.parametrize("outcome", Outcome)
def test_each_outcome_stands_there_with_its_words(outcome):
    assert row_of(PRACTICES, str(outcome.label))[1] == ", ".join(WORDS["outcome"][outcome.value])


@pytest.mark.parametrize("topic", WORDS["topics"])
def test_each_topic_stands_there_with_its_words(topic):
    assert f"| {', '.join(WORDS['topics'][topic])} |" in PRACTICES


@pytest.mark.parametrize("code", REASONS)
def test_each_reason_stands_there_with_what_to_do(code):
    assert len(row_of(PRACTICES, str(REASONS[code]))) == 3


def test_limits_are_those_of_the_code():
    assert f"{MAX_BYTES // 10**6} MB, {MAX_ROWS:,} Zeilen, {MAX_COLUMNS} Spalten".replace(",000", ".000") in PRACTICES
    assert f"Höchstens {LARGEST_UNPACKED // 10**6} MB, gepackt höchstens {LARGEST_PACKED // 10**6} MB" in REGISTER
    assert f"statt {WIDTH} Zeichen" in REGISTER
    assert f"{FIRST_YEAR} bis {LAST_YEAR}" in INDICATORS


@pytest.mark.parametrize("names", COLUMNS.values(), ids=COLUMNS)
def test_names_of_the_columns_of_indicators(names):
    told = INDICATORS.casefold()
    assert all(f"`{name}`" in told for name in names if name not in {"indikator"})


def test_the_example_of_the_architecture_is_real_code():
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.DOTALL)
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/ideenschmiede/base").glob("*.py"))
    paragraphs = [line for block in blocks for line in block.strip().split("\n\n")]
    assert paragraphs
    for paragraph in paragraphs:
        assert paragraph in code, paragraph


def test_files_that_the_guides_name_are_there():
    """`places/twins.py` in a table is a promise: paths below src/ideenschmiede, tests or the root."""
    guides = [ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", ROOT / "docs" / "developer" / "index.md"]
    named = {
        name for guide in guides for name in re.findall(r"`([\w./]+/[\w.]+\.(?:py|toml|md|html))`", guide.read_text())
    }
    assert named
    bases = [ROOT, ROOT / "src/ideenschmiede", *(ROOT / "src/ideenschmiede").iterdir()]
    for name in named:
        assert any((base / name).exists() for base in bases), name


GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: str(path.relative_to(ROOT)))
def test_settings_and_commands_that_a_guide_names_exist(guide):
    text = guide.read_text(encoding="utf-8")
    settings = {f"IDEENSCHMIEDE_{name.upper()}" for name in Configuration.model_fields} | {REQUIRE_ALL}
    assert set(re.findall(r"IDEENSCHMIEDE_[A-Z_]+[A-Z]", text)) <= settings
    called = re.findall(r"(?:^|`|/)(?:ideenschmiede|ideen) ([a-z_]+)", text, re.MULTILINE)
    assert set(called) <= set(get_commands()), guide


@pytest.mark.parametrize("purpose", Purpose)
def test_each_consent_stands_there_as_it_is_put_to_the_person(purpose):
    assert f"- {WORDINGS[purpose]}\n" in PERSONS


@pytest.mark.parametrize("reach", Contact.Reach)
def test_who_sees_a_contact_stands_there(reach):
    assert f"„{reach.label}“" in PERSONS


def test_how_often_one_may_ask_for_an_introduction_stands_there():
    assert (MOST_A_DAY, AGAIN.days) == (5, 7)
    assert "Mehr als fünfmal am Tag" in PERSONS
    assert "als einmal in der Woche" in PERSONS


def test_the_days_of_appointments_stand_there():
    assert f"{REMIND_BEFORE.days} Tage vor dem Ende" in APPOINTMENTS
    assert f"Der Link gilt {DISPUTE_WITHIN.days} Tage" in APPOINTMENTS


@pytest.mark.parametrize("name", ["invite", "resend", "lose_office", "dispute"])
def test_the_steps_of_appointments_are_called_as_on_their_buttons(name):
    assert str(STEPS[name].label) in " ".join(APPOINTMENTS.split())


def test_the_limits_of_clippings_stand_there():
    assert f"Höchstens {MAX_TEXT:,} Zeichen".replace(",", ".") in CLIPPINGS
    assert f"höchstens {LONGEST_QUOTE} Zeichen" in CLIPPINGS
    assert MASK in CLIPPINGS
