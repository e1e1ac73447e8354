"""What all imports share: columns by their names, cells that say nothing, and a table that waits for a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.importing import (
    Flaw,
    MappingError,
    Unfit,
    check_columns,
    email_address,
    first_day,
    is_nothing,
    keep_table,
    kept_table,
    last_day,
    parse_mapping,
    propose,
    samples,
    short_enough,
    split_words,
)
from ideenschmiede.base.models import Topic
from ideenschmiede.base.tables import TableError, read_table
from ideenschmiede.people.models import PersonUpload

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
NAMES = {"name": ["name", "person"], "mail": ["e mail", "mail"]}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def fold(text):
    return text.casefold().replace("-", " ").strip()


def test_columns_by_their_names():
    assert propose(["Person", "NAME", "E-Mail"], NAMES, fold) == {"name": "NAME", "mail": "E-Mail"}
    assert propose(["eMail"], {"mail": ["e mail"]}, fold) == {"mail": "eMail"}
    assert propose(["name"], {"a": ["name"], "b": ["name"]}, fold) == {"a": "name"}  # each column once
    assert propose([], NAMES, fold) == {}


@pytest.mark.parametrize(
    ("mapping", "message"), [({"x": "Name"}, "no field “x”"), ({"name": "Y"}, "no column “Y”")], ids=["field", "column"]
)
def test_mappings_that_are_not_there(mapping, message):
    with pytest.raises(MappingError, match=message):
        check_columns(mapping, NAMES, ["Name"])


def test_mappings_as_they_are_typed():
    assert parse_mapping("name=Vor, Nachname,mail=E-Mail", NAMES) == {"name": "Vor, Nachname", "mail": "E-Mail"}
    assert parse_mapping("", NAMES) == {}
    with pytest.raises(MappingError, match="not of the form"):
        parse_mapping("Name", NAMES)


@given(st.dictionaries(st.sampled_from(["name", "mail"]), st.text("abc =", min_size=1).filter(str.strip), min_size=1))
def test_what_is_typed_is_read_back(mapping):
    written = ",".join(f"{field}={column}" for field, column in mapping.items())
    assert parse_mapping(written, NAMES) == {field: column.strip() for field, column in mapping.items()}


def test_samples():
    table = read_table("a.csv", b"a;b;c\n;x;\n1;y;\n")
    assert samples(table) == [("a", "1"), ("b", "x"), ("c", "")]


@pytest.mark.parametrize("cell", ["", "-", "–", "k. A.", "N/A", "?", "None"])
def test_cells_that_say_nothing(cell):
    assert is_nothing(cell)


def test_cells():
    assert not is_nothing("nichts")
    assert (first_day("2020"), last_day("2020")) == (date(2020, 1, 1), date(2020, 12, 31))
    assert email_address(" mailto:a@example.org ") == "a@example.org"
    assert short_enough(Topic, "name_de", "x" * 80)
    for read, cell, code in (
        (first_day, "gestern", "date"),
        (email_address, "a@", "email"),
        (lambda cell: short_enough(Topic, "name_de", cell), "x" * 81, "too_long"),
    ):
        with pytest.raises(Unfit) as caught:
            read(cell)
        assert caught.value.code == code
    assert Flaw(3, "Ort", "place", "X").as_list() == [3, "Ort", "place", "X"]


def test_words_of_a_cell():
    known = {"klima": "klima", "it": "it"}
    assert split_words("Klima, IT; Wohnen, Bauen", known, fold) == ["Klima", "IT", "Wohnen, Bauen"]


@pytest.mark.django_db
class TestWaiting:
    def keep(self, account, at=AT, content=b"Name\nA\n"):
        return keep_table(
            PersonUpload, file_name="ordner/a.csv", content=content, by=account, at=at,
            choices=lambda table: {"columns": len(table.columns)},
        )  # fmt: skip

    def test_private_and_for_a_day(self, account_with):
        mine, other = account_with("office"), account_with("office", email="zwei@example.org")
        upload = self.keep(mine)
        assert upload.choices == {"columns": 1}
        assert kept_table(PersonUpload, mine, upload.pk, AT + timedelta(hours=23)) == upload
        assert kept_table(PersonUpload, mine, upload.pk, AT + timedelta(hours=24)) is None
        assert kept_table(PersonUpload, other, upload.pk, AT) is None
        self.keep(other, AT + timedelta(hours=25))
        assert not PersonUpload.objects.filter(pk=upload.pk).exists()

    def test_what_is_no_table_is_not_kept(self, account_with):
        with pytest.raises(TableError):
            self.keep(account_with("office"), content=b"")
        assert not PersonUpload.objects.exists()
