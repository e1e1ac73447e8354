"""`ideenschmiede practices import`."""

import pytest
from django.core.management import CommandError, call_command

from ideenschmiede.transfer.models import Practice, PracticeImport

pytestmark = pytest.mark.django_db
TEXT = "name,description,where,x\nBus,Er fährt.,Kalletal,1\nRad,,Wien,2\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text(TEXT)
    return path


def test_import(file, kalletal, capsys):
    call_command("practices", "import", file, "--map", "title=name,done=description,place=where", "--origin", "Liste")
    practice = Practice.objects.get()
    assert (practice.title, practice.place, practice.origin) == ("Bus", kalletal, "Liste")
    assert practice.visibility == "public"
    assert practice.recorded_by is None
    output = capsys.readouterr().out
    assert "New: 1" in output
    assert "Row 3, description: nothing is there, but it is needed" in output


def test_dry_run_writes_nothing(file, kalletal, capsys):
    call_command("practices", "import", file, "--dry-run")
    assert "Nothing was written" in capsys.readouterr().out
    assert not Practice.objects.exists()
    assert not PracticeImport.objects.exists()


def test_without_a_mapping_the_names_are_taken(file, kalletal):
    call_command("practices", "import", file, "--network")
    practice = Practice.objects.get()
    assert (practice.title, practice.origin, practice.visibility) == ("Bus", "liste.csv", "network")


def test_a_long_report_is_cut(tmp_path, capsys):
    path = tmp_path / "lang.csv"
    path.write_text("Titel;Text;Beginn\n" + "Bus;Text;bald\n" * 30)
    call_command("practices", "import", path)
    output = capsys.readouterr().out
    assert output.count("this is no date") == 20
    assert "… and 10 more" in output


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ("title=name,done=nichts", "no column “nichts”"),
        ("quatsch", "not of the form"),
        ("titel=name", "not of the form"),
        ("done=description", "title"),
    ],
)
def test_a_wrong_mapping_is_one_clear_line(file, mapping, message):
    with pytest.raises(CommandError, match=message):
        call_command("practices", "import", file, "--map", mapping)


def test_a_comma_in_the_name_of_a_column(tmp_path):
    path = tmp_path / "komma.csv"
    path.write_text('"Was, wo";Text\nBus;Er fährt.\n')
    call_command("practices", "import", path, "--map", "title=Was, wo,done=Text")
    assert Practice.objects.get().title == "Bus"


def test_a_missing_file_is_one_clear_line(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("practices", "import", tmp_path / "fehlt.csv")
