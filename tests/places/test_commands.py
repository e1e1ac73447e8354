"""The commands: readable, as JSON, and helpful about names that mean nothing or too much."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from tests.places.lines import as_file, association, line, municipality, small_register

from ideenschmiede.places.actions.register import import_register
from ideenschmiede.places.models import Level, Place


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def run(capsys, db):
    def command(*arguments):
        call_command(*arguments)
        return capsys.readouterr().out

    return command


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "GV100AD.txt"
    path.write_bytes(as_file(small_register()))
    return str(path)


class TestPlaces:
    def test_import(self, run, file):
        output = run("places", "import", file)
        assert "3 self-governing municipalities, 392,366 inhabitants" in output
        assert "new: 10, changed: 0, dissolved: 0, unchanged: 0" in output
        assert Place.objects.count() == 10

    def test_dry_run(self, run, file):
        assert "Nothing was changed" in run("places", "import", file, "--dry-run")
        assert not Place.objects.exists()

    def test_json(self, run, file):
        result = json.loads(run("places", "import", file, "--json"))
        assert (result["self_governing"], result["population"], result["created"]) == (3, 392366, 10)

    def test_embedded_once(self, run):
        assert "16 Land" in run("places", "load-embedded")
        assert Place.objects.filter(level=Level.MUNICIPALITY).count() > 10_700
        assert "There is a register already" in run("places", "load-embedded")

    def test_indicators(self, run, file, tmp_path):
        run("places", "import", file)
        table = tmp_path / "a.csv"
        table.write_text("AGS,indicator,year,value,source\n05766036,Doctors,2022,3,Chamber\n")
        assert "1 values for 1 places, 1 of them new: Doctors" in run("places", "indicators", str(table))

    @pytest.mark.parametrize("content", [b"", b"x", as_file(small_register())[:999]])
    def test_bad_files(self, run, tmp_path, content):
        path = tmp_path / "kaputt.txt"
        path.write_bytes(content)
        with pytest.raises(CommandError):
            run("places", "import", str(path))

    def test_missing_file(self, run):
        with pytest.raises(CommandError, match="No such file"):
            run("places", "import", "/nirgends/GV100AD.txt")


class TestTwins:
    @pytest.fixture(autouse=True)
    def places(self, db, now):
        lines = [*small_register(), line("40", "05799", "Anders", mark="43"), association("05799", "0001", "Kalletal")]
        lines.append(municipality("05799001", "Lemgo", association="0001", people=13_000, area=11_000))
        import_register(data=as_file(lines), by=None, at=now)

    def test_readable(self, run):
        output = run("twins", "Kalletal")
        assert output.index("Lemgo (Kreis Anders") < output.index("Lemgo (Kreis Lippe")
        assert "13,401 and 13,000 inhabitants" in output

    def test_json(self, run):
        result = json.loads(run("twins", "05766036", "--json", "--count", "1"))
        assert result["place"]["name"] == "Kalletal"
        (twin,) = result["twins"]
        assert twin["key"] == "05799001"
        assert 0 < twin["similarity"] <= 1
        assert [one["name"] for one in twin["features"]] == ["population", "density", "area"]
        assert twin["features"][0]["own"] == 13401

    def test_weights(self, run):
        result = json.loads(run("twins", "Kalletal", "--json", "--weight", "population=0", "--weight", "density=0"))
        assert result["weights"] == {"population": 0, "density": 0, "area": 0.5}
        assert [one["name"] for one in result["twins"][0]["features"]] == ["area"]

    def test_a_name_of_several_places(self, run):
        with pytest.raises(CommandError) as caught:
            run("twins", "Lemgo")
        assert caught.value.returncode == 2
        assert "05766044" in str(caught.value)
        assert "05799001" in str(caught.value)

    def test_a_misspelt_name(self, run):
        with pytest.raises(CommandError, match="Kalletal") as caught:
            run("twins", "kalletahl")
        assert caught.value.returncode == 2

    @pytest.mark.parametrize("name", ["xyzzyqq", "", "\x00"])
    def test_an_unknown_name(self, run, name):
        with pytest.raises(CommandError, match="No place is called") as caught:
            run("twins", name)
        assert caught.value.returncode == 2

    def test_a_kreis(self, run):
        with pytest.raises(CommandError, match="not compared") as caught:
            run("twins", "Kreis Lippe")
        assert caught.value.returncode == 2

    @pytest.mark.parametrize("weight", ["population", "population=x", "luck=1", "population=-1"])
    def test_bad_weights(self, run, weight):
        with pytest.raises(CommandError):
            run("twins", "Kalletal", "--weight", weight)
