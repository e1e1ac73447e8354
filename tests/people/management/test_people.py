"""The commands: the same import and export at the terminal."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ideenschmiede.base.models import Event
from ideenschmiede.base.tables import read_table
from ideenschmiede.people.models import Person, PersonImport

pytestmark = pytest.mark.django_db


def run(*args, **options):
    out = StringIO()
    call_command("people", *args, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "liste.csv"
    file.write_text("Wer;Amt;Ort\nIna Beispiel;Rätin;Kalletal\nOle Probe;Rat;Nirgendwo\n", "utf-8")
    return file


def test_trying_writes_nothing(table, kalletal):
    out = run("import", str(table), mapping="name=Wer,office=Amt,place=Ort", dry_run=True)
    assert "New: 1" in out
    assert "Row 3, Ort: the register has no place of this name Nirgendwo" in out
    assert not Person.objects.exists()


def test_importing_and_exporting(table, kalletal, tmp_path, make_person):
    assert "New: 1" in run("import", str(table), mapping="name=Wer,office=Amt,place=Ort")
    make_person("Mitglied")
    for name in ("alle.csv", "alle.xlsx"):
        file = tmp_path / name
        assert f"1 persons were written to {file}." in run("export", str(file))
        assert file.stat().st_size > 100


@pytest.mark.parametrize(
    ("args", "options", "message"),
    [
        (("import", "/gibt/es/nicht.csv"), {}, "cannot be used"),
        (("export", "/gibt/es/nicht/a.csv"), {}, "cannot be used"),
        (("import", None), {"mapping": "unsinn"}, "not of the form"),
        (("import", None), {"mapping": "name=Fehlt"}, "no column"),
        (("import", None), {}, "holds the name"),
    ],
    ids=["no-file", "no-folder", "no-mapping", "no-column", "no-name"],
)
def test_what_is_wrong_is_said(table, args, options, message):
    with pytest.raises(CommandError, match=message):
        run(*(str(table) if arg is None else arg for arg in args), **options)


def test_the_figures_in_words(tmp_path, kalletal, make_person):
    make_person("Beispiel", given_name="Ina", place=kalletal)
    file = tmp_path / "a.csv"
    file.write_text(
        "Name;Amt;Ort;Telefon;Themen\nIna Beispiel;Bürgermeisterin;Kalletal;1;\nOle Neu;Rat;Kalletal;;Klima; Mond\n"
        "Ute Fort;Rat;Nirgendwo;;\n".replace("Klima; Mond", "Klima| Mond"),
        "utf-8",
    )
    expected = [
        "New: 1", "Changed: 1", "Unchanged: 0", "Left out: 1",
        "  Row 4, Ort: the register has no place of this name", "  Row 3, Themen: this topic is not known",
    ]  # fmt: skip
    tried = run("import", str(file), dry_run=True).splitlines()
    assert tried[0] == "This is what an import would do. Nothing was written."
    assert tried[1:] == [*expected[:4], f"{expected[4]} Nirgendwo", f"{expected[5]} Mond"]
    assert run("import", str(file)).splitlines() == expected  # the report keeps no cells
    assert run("import", str(file)).splitlines()[:4] == ["New: 0", "Changed: 0", "Unchanged: 2", "Left out: 1"]
    assert PersonImport.objects.count() == 2


def test_many_rows_that_do_not_fit_are_counted(tmp_path, kalletal):
    file = tmp_path / "a.csv"
    file.write_text("Name;E-Mail\n" + "".join(f"P N{number};kein\n" for number in range(25)), "utf-8")
    lines = run("import", str(file)).splitlines()
    assert lines[3] == "Left out: 25"
    assert len([line for line in lines if "this is no e-mail address" in line]) == 20
    assert lines[-1] == "  … and 5 more"


def test_namesakes_on_request(tmp_path, make_person, luebz, kalletal):
    make_person("Beispiel", given_name="Ina", place=luebz)
    file = tmp_path / "a.csv"
    file.write_text("Name;Amt;Ort\nIna Beispiel;Rätin;Kalletal\n", "utf-8")
    assert "Left out: 1" in run("import", str(file))
    assert "New: 1" in run("import", str(file), namesakes=True)


def test_more_rows_than_the_page_takes(tmp_path, network):
    file = tmp_path / "a.csv"
    file.write_text("Nachname\n" + "".join(f"N{number}\n" for number in range(1_001)), "utf-8")
    assert "New: 1001" in run("import", str(file), dry_run=True)


def test_what_is_exported_is_read_in_unchanged(tmp_path, make_person, make_contact, kalletal, now):
    make_contact(make_person("von Stein", title="Dr.", place=kalletal), kind="phone", value="+49 1")
    make_person("Fort", appointed="ended")
    gone = make_person("Weg")
    Person.objects.filter(pk=gone.pk).update(erased_at=now, family_name="", given_name="")
    for name, kind in (("a.csv", "csv"), ("a.XLSX", "xlsx")):
        file = tmp_path / name
        run("export", str(file))
        table = read_table(name, file.read_bytes())
        assert (table.kind, len(table.rows)) == (kind, 1)  # members alone
        assert "Unchanged: 1" in run("import", str(file), dry_run=True)
    events = Event.objects.filter(verb="people.exported").order_by("pk")
    assert [(event.actor, event.data) for event in events] == [
        (None, {"count": 1, "form": "csv"}), (None, {"count": 1, "form": "xlsx"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "The file is empty"),
        ("a.csv", b"Name\n", "no rows"),
        ("a.xlsx", b"PK\x03\x04nothing", "workbook|Excel|damaged"),
        ("a.csv", b"\x89PNG\r\n", "picture"),
    ],
    ids=["empty", "headers", "damaged", "picture"],
)
def test_files_that_are_no_table(tmp_path, name, content, message):
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(CommandError, match=message):
        run("import", str(file))
    assert not PersonImport.objects.exists()


def test_an_account_that_is_somebody_elses_stops_it_all(tmp_path, make_person, account_with, kalletal):
    make_person("Anders", account=account_with("member", email="ina@example.org"))
    file = tmp_path / "a.csv"
    file.write_text("Name;E-Mail;Mitglied seit\nOle Neu;;\nIna Beispiel;ina@example.org;2022\n", "utf-8")
    with pytest.raises(CommandError, match=r"Row 3: .* Nothing was stored"):
        run("import", str(file))
    assert Person.objects.count() == 1
