"""The official register is parsed strictly: as a whole, or refused with line and field."""

import gzip
import io
import zipfile
from datetime import date

import pytest
from django.utils import translation
from tests.places.lines import as_file, association, line, municipality, small_register

from ideenschmiede.places.actions.archives import UnreadableFileError
from ideenschmiede.places.actions.gv100ad import RegisterFileError, parse
from ideenschmiede.places.models import Level


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def real(shared_data):
    return (shared_data / "register" / "GV100AD_301123.txt.gz").read_bytes()


def problems(data: bytes) -> list[tuple[int, str]]:
    """(line, field) of everything that the parser complains about."""
    with pytest.raises(RegisterFileError) as caught:
        parse(data)
    return [(problem.line, problem.field) for problem in caught.value.problems]


class TestTheRealFile:
    pytestmark = pytest.mark.shared

    def test_counts_and_sum(self, real):
        register = parse(real)
        assert len(register.of(Level.LAND)) == 16
        assert len(register.of(Level.KREIS)) == 400
        assert len(register.of(Level.ASSOCIATION)) == 4597
        assert len(register.of(Level.MUNICIPALITY)) == 10981
        assert len(register.self_governing) == 10773
        assert register.population == 84_358_845
        assert register.date == date(2023, 11, 30)

    def test_kalletal(self, real):
        (kalletal,) = (row for row in parse(real).rows if row.name == "Kalletal" and row.level is Level.MUNICIPALITY)
        assert kalletal.ars == "057660036036"
        assert (kalletal.area_ha, kalletal.population, kalletal.postal_code) == (11242, 13401, "32689")
        assert (kalletal.parent, kalletal.association) == ("05766", "057660036")

    def test_hierarchy_reaches_a_land_from_every_row(self, real):
        register = parse(real)
        parents = {row.key: row.parent for row in register.rows}
        for row in register.rows:
            key = row.key
            while parents[key]:
                key = parents[key]
            assert key == row.key[:2]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1", "cp1252"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    def test_encodings_and_line_ends(self, real, encoding, newline):
        text = gzip.decompress(real).decode("utf-8")
        data = text.replace("\n", newline).encode(encoding, "replace")  # Sorbian letters are not in ISO-8859-1
        register = parse(data)
        assert register.population == 84_358_845
        assert "München, Landeshauptstadt" in {row.name for row in register.rows}

    @pytest.mark.parametrize("end", [1_000_010, 500_000, 221 * 9_000 + 2, 221 * 9_000])
    def test_cut_in_the_middle(self, real, end):
        with pytest.raises(RegisterFileError) as caught:
            parse(gzip.decompress(real).decode("utf-8")[:end].encode("utf-8"))
        assert "Was it cut?" in str(caught.value)

    def test_damaged_archive(self, real):
        with pytest.raises(UnreadableFileError, match="damaged or incomplete"):
            parse(real[:100_000])


def test_levels_and_parents():
    register = parse(as_file(small_register()))
    parents = {row.key: row.parent for row in register.rows}
    assert parents == {
        "05": None,
        "057": "05",
        "05711": "057",
        "057110000": "05711",
        "05711000": "05711",
        "05766": "057",
        "057660036": "05766",
        "05766036": "05766",
        "057660044": "05766",
        "05766044": "05766",
    }
    bielefeld = next(row for row in register.rows if row.key == "05711000")
    assert bielefeld.several_postal_codes
    assert bielefeld.male == 169_166
    assert next(row for row in register.rows if row.key == "05").seat == "Düsseldorf"


def test_region_between_district_and_kreis():
    lines = [
        line("10", "08", "Baden-Württemberg"),
        line("20", "081", "Stuttgart"),
        line("30", "0811", "Region Stuttgart"),
        line("40", "08111", "Stuttgart, Stadtkreis", mark="42"),
        association("08111", "0000", "Stuttgart"),
        municipality("08111000", "Stuttgart, Landeshauptstadt", mark="62"),
    ]
    assert next(row for row in parse(as_file(lines)).rows if row.level is Level.KREIS).parent == "0811"


def test_what_belongs_to_no_kreis_belongs_to_the_land():
    lines = [
        *small_register(),
        association("05000", "9999", "Küstengewässer"),
        municipality("05000999", "Küstengewässer", association="9999", mark="66", people=0),
    ]
    waters = parse(as_file(lines)).rows[-1]
    assert (waters.parent, waters.self_governing) == ("05", False)


@pytest.mark.parametrize(("mark", "governs"), [("60", True), ("61", True), ("64", True), ("65", False), ("66", False)])
def test_self_governing(mark, governs):
    lines = [*small_register()]
    lines[-1] = municipality("05766044", "Lemgo", mark=mark)
    assert parse(as_file(lines)).rows[-1].self_governing is governs


class TestPacked:
    def test_gzip(self):
        assert len(parse(gzip.compress(as_file(small_register()))).rows) == 10

    def test_zip_with_several_files(self):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("Hinweise.txt", "lies mich")
            archive.writestr("ordner/GV100AD_311224.txt", as_file(small_register()))
            archive.writestr("GV100NAD_311224.txt", "andere Datei")
        assert len(parse(buffer.getvalue()).rows) == 10

    def test_zip_without_a_register(self):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("a.txt", "x")
            archive.writestr("b.txt", "y")
        with pytest.raises(UnreadableFileError, match="exactly one file"):
            parse(buffer.getvalue())

    @pytest.mark.parametrize("packing", [gzip.compress, lambda data: data])
    def test_bombs_are_refused(self, packing):
        with pytest.raises(UnreadableFileError, match="too large"):
            parse(packing(b"0" * 64_000_001))


class TestRefused:
    @pytest.mark.parametrize("data", [b"", b"\n\n", b"   ", gzip.compress(b"", mtime=0)])
    def test_empty(self, data):
        with pytest.raises(UnreadableFileError, match="empty"):
            parse(data)

    @pytest.mark.parametrize("data", [b"\xff\xfe1\x000\x00", b"PK\x03\x04 no archive", b"10\x00\x00", b"\x1f\x8b\x08"])
    def test_no_text(self, data):
        with pytest.raises(UnreadableFileError):
            parse(data)

    def test_an_encoding_of_old(self):
        with pytest.raises(UnreadableFileError, match=r"Line 1: .*ISO-8859-1"):
            parse(as_file(small_register(), encoding="cp850"))

    def test_encoded_twice(self):
        lines = [entry.encode("utf-8").decode("cp1252")[:220] for entry in small_register()]
        assert (1, "seat") in problems(as_file(lines))

    def test_wrong_length(self):
        lines = small_register()
        lines[4] = lines[4][:-1]
        lines[5] += " "
        assert problems(as_file(lines)) == [(5, ""), (6, "")]

    def test_last_line_cut(self):
        with pytest.raises(RegisterFileError, match=r"Line 10: .*150 of 220 characters.*cut"):
            parse(as_file(small_register())[: 9 * 221 + 150 + 1])  # one character has two bytes

    def test_cut_inside_a_character(self):
        data = as_file([*small_register(), municipality("05766048", "Lügde")])
        inside = data.rindex("ü".encode()) + 1
        with pytest.raises(RegisterFileError, match=r"Line 11: .*cut"):
            parse(data[:inside])

    def test_cut_between_lines(self):
        with pytest.raises(RegisterFileError, match="Line 6, name: Lippe has no municipality"):
            parse(as_file(small_register()[:6]))

    def test_doubled_key(self):
        lines = [*small_register(), small_register()[-1]]
        with pytest.raises(RegisterFileError, match="Line 11, key: 05766044 is in line 10 already"):
            parse(as_file(lines))

    def test_unknown_record_type(self):
        lines = small_register()
        lines[3] = "70" + lines[3][2:]
        assert problems(as_file(lines)) == [(4, "record type")]

    @pytest.mark.parametrize(
        ("start", "stop", "field"),
        [
            (10, 12, "key"),
            (18, 22, "key of the association"),
            (122, 124, "text mark"),
            (128, 139, "area"),
            (139, 150, "population"),
            (150, 161, "male population"),
            (165, 170, "postal code"),
        ],
    )
    @pytest.mark.parametrize("letters", ["x", "-", "²", "٣"])
    def test_no_digits(self, start, stop, field, letters):
        lines = small_register()
        lines[-1] = lines[-1][:start] + letters * (stop - start) + lines[-1][stop:]
        assert problems(as_file(lines)) == [(10, field)]

    def test_figures_must_not_be_missing_in_municipalities(self):
        lines = small_register()
        lines[-1] = line("60", "057660440044", "Lemgo, Stadt", mark="63")
        assert problems(as_file(lines)) == [(10, "area"), (10, "population"), (10, "male population")]

    def test_figures_that_no_place_has(self):
        """PostgreSQL could not store them, and would say so with neither line nor field."""
        lines = small_register()
        lines[-1] = municipality("05766044", "Lemgo", people=99_999_999_999, male=5, area=10**10)
        assert problems(as_file(lines)) == [(10, "area"), (10, "population")]

    def test_unknown_parents(self):
        lines = [*small_register(), municipality("05999001", "Nirgends")]
        with pytest.raises(RegisterFileError) as caught:
            parse(as_file(lines))
        assert [str(problem) for problem in caught.value.problems] == [
            "Line 11, key: belongs to 059990001, which is not in the file.",
            "Line 11, key: belongs to 05999, which is not in the file.",
        ]

    def test_no_name(self):
        lines = small_register()
        lines[-1] = municipality("05766044", "")
        assert problems(as_file(lines)) == [(10, "name")]

    @pytest.mark.parametrize("name", ["Lemgo\x07", "Lem<b>go", "Lem\ufffdgo", "Lemgo; DROP"])
    def test_characters_that_no_name_has(self, name):
        lines = small_register()
        lines[-1] = municipality("05766044", name)
        assert problems(as_file(lines)) == [(10, "name")]

    def test_more_men_than_people(self):
        lines = small_register()
        lines[-1] = municipality("05766044", "Lemgo", people=10, male=11)
        assert problems(as_file(lines)) == [(10, "male population")]

    def test_dates_must_agree(self):
        lines = small_register()
        lines[-1] = municipality("05766044", "Lemgo", day=date(2020, 1, 1))
        assert problems(as_file(lines)) == [(10, "date")]

    def test_date_must_exist(self):
        lines = [entry[:2] + "20241331" + entry[10:] for entry in small_register()]
        assert problems(as_file(lines)) == [(1, "date")]

    def test_sums_that_do_not_match(self):
        lines = small_register()
        lines[5] = line("40", "05766", "Lippe", mark="43", people=54_035)
        with pytest.raises(RegisterFileError, match=r"Line 6, population: 54035 is not the sum .*, 54034"):
            parse(as_file(lines))

    def test_sums_that_match(self):
        lines = small_register()
        lines[5] = line("40", "05766", "Lippe", mark="43", people=54_034, area=21_328)
        assert len(parse(as_file(lines)).rows) == 10

    def test_at_most_twenty_errors(self):
        lines = [*small_register(), *("70" + " " * 218 for _ in range(50))]
        with pytest.raises(RegisterFileError) as caught:
            parse(as_file(lines))
        assert len(caught.value.problems) == 20
        assert caught.value.more

    def test_in_german(self):
        lines = small_register()
        lines[3] = "70" + lines[3][2:]
        with translation.override("de"), pytest.raises(RegisterFileError, match="Zeile 4"):
            parse(as_file(lines))
