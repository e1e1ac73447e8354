"""`ideenschmiede clip`: in the terminal, as JSON, from standard input, without a database, and with bad files."""

import io
import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

ARTICLE = """Berufung für Muster

Kalletal. Bürger-
meisterin Erika Muster wurde vom Deutschen Städte- und Gemeindebund (DStGB) berufen. Es geht um Klima-
schutz und die Zusam-

Beispiel-Zeitung, 13.02.2022
"""


@pytest.fixture
def article(tmp_path):
    file = tmp_path / "artikel.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    return str(file)


def clip(*arguments):
    out = io.StringIO()
    call_command("clip", *arguments, stdout=out)
    return out.getvalue()


def test_json_holds_text_changes_and_facts_with_their_places(db, article):
    told = json.loads(clip(article, "--json"))
    text, original = told["text"], told["original"]
    assert original == ARTICLE.strip("\n")
    assert (told["kind"], told["file"]) == ("text", "artikel.txt")
    assert "Bürgermeisterin Erika Muster" in text
    (joined,) = [one for one in told["changes"] if one["after"] == "Bürgermeisterin"]
    assert joined["kind"] == "joined"
    assert 0 < joined["confidence"] <= 1
    assert [original[place["start"] : place["end"]] for place in joined["original"]] == ["Bürger-\nmeisterin"]
    assert [spot["text"] for spot in told["open"]] == ["Zusam-"]
    for fact in told["facts"]:
        assert text[fact["start"] : fact["end"]] == fact["text"]
        assert all(original[place["start"] : place["end"]] for place in fact["original"])


def test_json_holds_each_thing_with_all_mentions(db, article):
    things = {one["value"]: one for one in json.loads(clip(article, "--json"))["things"]}
    assert things["Erika Muster"]["attributes"]["office"] == "Bürgermeisterin"
    assert things["Erika Muster"]["attributes"]["place"] == "05766036"
    assert things["Deutscher Städte- und Gemeindebund"]["attributes"] == {"abbreviation": "DStGB"}
    assert things["2022-02-13"]["attributes"] == {"role": "published"}
    assert {"05766036", "klima", "Beispiel-Zeitung"} <= set(things)
    assert len(things["Erika Muster"]["mentions"]) == 2


def test_plain_output_shows_all_parts(db, article):
    with translation.override("en"):
        told = clip(article)
    for part in (
        "Bürgermeisterin Erika Muster",
        "Changes",
        "Open spots",
        "Facts",
        "Kalletal [05766036]",
        "Zusam-",
        "DStGB",
    ):
        assert part in told


def test_a_whole_text_has_no_changes_and_nothing_open(db, tmp_path):
    file = tmp_path / "ganz.txt"
    file.write_text("Ein Satz ohne Fehler.", encoding="utf-8")
    with translation.override("en"):
        assert clip(str(file)).count("none") == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "empty"), (b"PK\x03\x04", "cannot be read"), (b"%PDF-1.4", "damaged"), (b"...", "no text")],
)
def test_bad_files_say_what_to_do(db, tmp_path, content, message):
    file = tmp_path / "artikel"
    file.write_bytes(content)
    with translation.override("en"), pytest.raises(CommandError, match=message):
        clip(str(file))


def test_a_file_that_is_not_there(db):
    with pytest.raises(CommandError, match="nirgends"):
        clip("nirgends.txt")


@pytest.mark.slow
def test_from_nothing_and_from_standard_input(tmp_path):
    """No database, no settings, nobody signed in: the register that comes with the software."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("IDEENSCHMIEDE_")}
    done = subprocess.run(
        [sys.executable, "-m", "ideenschmiede", "clip", "-", "--json"],
        input=ARTICLE.encode(),
        capture_output=True,
        cwd=tmp_path,
        env=environment | {"IDEENSCHMIEDE_DATA_DIR": str(tmp_path)},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert told["register"] == "embedded"
    assert "05766036" in {fact["value"] for fact in told["facts"]}


@pytest.mark.shared
def test_the_clipping_that_started_it_all(db, shared_data):
    told = json.loads(clip(str(shared_data.parent / "seed" / "clipping-2022-02-13.txt"), "--json"))
    values = {(one["kind"], one["value"]) for one in told["things"]}
    assert {
        ("date", "2022-02-13"),
        ("place", "05766036"),
        ("person", "Mario Hecker"),
        ("organisation", "Deutscher Städte- und Gemeindebund"),
        ("organisation", "Innovators Club"),
        ("programme", "Global Nachhaltige Kommune NRW"),
        ("group", "Nachhaltigkeit"),
        ("group", "Digitales"),
        ("format", "Lounge"),
        ("format", "Deutschlandsforum"),
    } <= values
    assert {value for kind, value in values if kind in ("person", "place")} == {"Mario Hecker", "05766036"}
