"""Indicators: files as offices have them, all or nothing, errors by line and column."""

from datetime import UTC, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.errors import ActionError, NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.base.roles import Role
from ideenschmiede.places.actions.archives import UnreadableFileError
from ideenschmiede.places.actions.indicators import IndicatorFileError, import_indicators, read
from ideenschmiede.places.models import Indicator, IndicatorValue, RegisterImport

HEADER = "AGS;Indikator;Jahr;Wert;Quelle;Einheit\n"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def row(key="05766036", name="Anteil Älterer", year="2022", value="24,5", source="Landesstatistik", unit="%"):
    return f"{key};{name};{year};{value};{source};{unit}\n"


def load(text: str, now=datetime(2026, 11, 22, tzinfo=UTC), encoding="utf-8", **options):
    return import_indicators(data=text.encode(encoding), by=None, at=now, **options)


def values() -> dict[str, float]:
    return {value.place.key: value.value for value in IndicatorValue.objects.select_related("place")}


@pytest.mark.usefixtures("register")
class TestImport:
    def test_values_with_year_and_source(self):
        report = load(HEADER + row() + row("05766044", value="17,9"))
        assert (report.values, report.places, report.new, report.indicators) == (2, 2, 2, ("Anteil Älterer",))
        value = IndicatorValue.objects.get(place__key="05766036")
        assert (value.value, value.year, value.source) == (24.5, 2022, "Landesstatistik")
        assert (value.indicator.slug, value.indicator.unit) == ("anteil-aelterer", "%")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
    @pytest.mark.parametrize("separator", [";", ",", "\t"])
    def test_encodings_and_separators(self, encoding, separator):
        text = (HEADER + row(value="24.5")).replace(";", separator).replace("\n", "\r\n")
        load(text, encoding=encoding)
        assert Indicator.objects.get().name == "Anteil Älterer"
        assert values() == {"05766036": 24.5}

    def test_english_columns_in_any_order_without_unit(self):
        load("source,value,year,indicator,AGS\nStatistics,3,2020,Doctors,05766036\n")
        assert values() == {"05766036": 3}

    def test_the_column_may_be_called_as_the_pages_call_it(self):
        load(HEADER.replace("Indikator", "Kennzahl") + row())
        assert Indicator.objects.get().name == "Anteil Älterer"

    @pytest.mark.parametrize(
        ("cell", "value"),
        [
            ("24,5", 24.5),
            ("24.5", 24.5),
            ("1.234,5", 1234.5),
            ("1.234.567,0", 1234567),
            ("-3", -3),
            ("0", 0),
            ("1e3", 1000),
        ],
    )
    def test_numbers(self, cell, value):
        load(HEADER + row(value=cell))
        assert values() == {"05766036": value}

    def test_keys_that_a_spreadsheet_has_shortened(self):
        load(HEADER + row("5766036") + row("5766") + row("5"))
        assert set(values()) == {"05766036", "05766", "05"}

    def test_a_second_import_replaces(self):
        load(HEADER + row())
        report = load(HEADER + row(value="25") + row(year="2023"))
        assert report.new == 1
        assert sorted(IndicatorValue.objects.values_list("year", "value")) == [(2022, 25.0), (2023, 24.5)]
        assert Indicator.objects.count() == 1

    def test_one_record_and_one_event(self):
        load(HEADER + row() + row("05766044"))
        done = RegisterImport.objects.get(what="indicators")
        assert (done.created, done.updated) == (2, 0)
        event = Event.objects.get(verb="indicators.imported")
        assert event.subject_id == done.pk

    def test_dry_run(self):
        assert load(HEADER + row(), dry_run=True).record is None
        assert not Indicator.objects.exists()

    def test_empty_lines_are_no_matter(self):
        assert load(HEADER + "\n" + row() + ";;;;;\n\n").values == 1


@pytest.mark.usefixtures("register")
class TestRefused:
    @pytest.mark.parametrize(
        ("line", "message"),
        [
            (row("05999999"), "Line 3, AGS: there is no place with the key 05999999."),
            (row("x"), "Line 3, AGS: “x” is no key of 2, 5 or 8 digits."),
            (row("123456"), "Line 3, AGS: “123456” is no key of 2, 5 or 8 digits."),
            (row(year="22"), "Line 3, year: “22” is no year."),
            (row(year="1066"), "Line 3, year: “1066” is no year."),
            (row(value="viel"), "Line 3, value: “viel” is not a number."),
            (row(value=""), "Line 3, value: “” is not a number."),
            (row(value="inf"), "Line 3, value: “inf” is not a number."),
            (row(value="1.234"), "Line 3, value: “1.234” may mean two things. Please write 1234, or a decimal comma."),
            (row(name=" "), "Line 3, indicator: needs a name of at most 120 characters."),
            (row(name="x" * 121), "Line 3, indicator: needs a name of at most 120 characters."),
            (row(source=""), "Line 3, source: is missing or longer than 200 characters."),
            (row("05766036"), "Line 3: place, indicator and year are those of line 2."),
        ],
    )
    def test_by_line_and_column_and_nothing_is_changed(self, line, message):
        with pytest.raises(IndicatorFileError) as caught:
            load(HEADER + row() + line)
        assert caught.value.problems == (message,)
        assert not IndicatorValue.objects.exists()

    def test_several_errors_at_once(self):
        with pytest.raises(IndicatorFileError) as caught:
            load(HEADER + row(value="x", year="y") + row(source=""))
        assert len(caught.value.problems) == 3

    def test_at_most_twenty(self):
        with pytest.raises(IndicatorFileError) as caught:
            load(HEADER + row(value="x") * 50)
        assert (len(caught.value.problems), caught.value.more) == (20, True)

    @pytest.mark.slow
    def test_more_unknown_keys_than_the_database_could_ask_for(self):
        """SQLite takes 250,000 values in a query; the page answered with a server error."""
        keys = (f"{number:08d}" for number in range(260_000))
        with pytest.raises(IndicatorFileError) as caught:
            load(HEADER + "".join(row(key) for key in keys))
        assert (len(caught.value.problems), caught.value.more) == (20, True)

    def test_missing_columns(self):
        with pytest.raises(IndicatorFileError, match=r"Line 1: these columns are missing: ags, source\."):
            load("Indikator;Jahr;Wert\nx;2020;1\n")

    @pytest.mark.parametrize("text", ["", "\n", HEADER])
    def test_empty(self, text):
        with pytest.raises(ActionError):
            load(text)

    def test_broken_quotes(self):
        with pytest.raises(IndicatorFileError, match="no valid CSV"):
            load(HEADER + '"05766036;x\n')

    def test_binary(self):
        with pytest.raises(UnreadableFileError):
            import_indicators(data=b"\x00\x01\x02", by=None, at=datetime(2026, 11, 22, tzinfo=UTC))

    def test_who_may_not(self, account_with, now):
        with pytest.raises(NotAllowed):
            import_indicators(data=(HEADER + row()).encode(), by=account_with(Role.MEMBER), at=now)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    for content in (data, HEADER.encode() + data):
        try:
            lines = read(content)
        except ActionError:
            continue
        assert lines
