"""The commands: the same import and export at the terminal."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ideenschmiede.people.models import Person

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
