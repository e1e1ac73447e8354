"""The command: the same import and export at the terminal."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from tests.deliberation.exported import CAST, cast_in, files

from ideenschmiede.deliberation.actions.importing import read_conversation, unpack
from ideenschmiede.deliberation.models import Question, Vote

pytestmark = pytest.mark.django_db
SOURCE = {"source": "openData, CC BY 4.0"}


def run(*args, **options):
    out = StringIO()
    call_command("deliberation", *map(str, args), stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    """A folder with an export in it."""
    path = tmp_path / "polis" / "das-dorf"
    path.mkdir(parents=True)
    for name, content in files():
        (path / name).write_bytes(content)
    (path / "LIESMICH.txt").write_text("Daneben.", "utf-8")
    return path


def test_a_folder_comes_in_and_leaves_as_another(folder, tmp_path):
    out = run("import", folder, **SOURCE)
    question = Question.objects.get()
    assert out == f"{question.pk}: “Was braucht das Dorf?”: 3 statements, 3 participants, 5 votes\n"
    assert question.source == "openData, CC BY 4.0, https://pol.is/2demo"
    assert question.visibility == "network"
    target = tmp_path / "hinaus"
    assert f"{target / 'votes.csv'} was written." in run("export", question.pk, target)
    again = read_conversation(unpack((file.name, file.read_bytes()) for file in target.iterdir()))
    assert cast_in(again.conversation.votes) == CAST


def test_a_folder_of_folders_is_several_conversations(folder):
    other = folder.parent / "ohne-thema"
    other.mkdir()
    for name, content in files(summary=None):
        (other / name).write_bytes(content)
    run("import", folder.parent, public=True, **SOURCE)
    assert set(Question.objects.values_list("title", "visibility")) == {
        ("Was braucht das Dorf?", "public"),
        ("ohne-thema", "public"),
    }


def test_single_files_are_one_conversation(folder):
    run("import", folder / "comments.csv", folder / "votes.csv", title="Das Dorf", **SOURCE)
    assert Question.objects.get().title == "Das Dorf"
    assert Vote.objects.count() == 5


def test_trying_writes_nothing(folder):
    assert "Nothing was written." in run("import", folder, dry_run=True)
    assert not Question.objects.exists()


def test_exporting_as_one_file(folder, tmp_path):
    run("import", folder, **SOURCE)
    number = Question.objects.get().pk
    packed = tmp_path / "a.zip"
    run("export", number, packed)
    assert cast_in(read_conversation(unpack([("a.zip", packed.read_bytes())])).conversation.votes) == CAST


def test_results_of_enough_people(folder, tmp_path):
    people = "".join(f"{number},{number % 2}\n" for number in range(8))
    (folder / "participants-votes.csv").write_text(f"participant,0\n{people}", "utf-8")
    (folder / "votes.csv").unlink()
    run("import", folder, **SOURCE)
    number = Question.objects.get().pk
    run("export", number, tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["participants"] == 8
    run("export", number, tmp_path / "a.csv")
    assert "8;4;4;0" in (tmp_path / "a.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "options", "message"),
    [
        (("import", "folder"), {}, "with --source who published"),
        (("import", "nothing"), SOURCE, "no folder has a comments.csv"),
        (("import", "gone.csv"), SOURCE, "cannot be used"),
        (("import", "folder"), {**SOURCE, "title": "x" * 201}, "title of at most"),
        (("import", "both"), {**SOURCE, "title": "Eins"}, "One title is not enough"),
        (("export", "99", "folder"), {}, "no question with the number 99"),
        (("export", "x", "folder"), {}, "no question with the number x"),
    ],
    ids=["no-source", "nothing", "no-file", "long-title", "two", "unknown", "no-number"],
)
def test_what_is_wrong_is_said(folder, args, options, message):
    places = {
        "folder": folder,
        "nothing": folder.parent / "leer",
        "gone.csv": folder / "comments.csv.gz",
        "both": folder,
    }
    places["nothing"].mkdir()
    paths = [places.get(one, one) for one in args[1:]] + ([folder] if "both" in args else [])
    with pytest.raises(CommandError, match=message):
        run(args[0], *paths, **options)
    assert not Question.objects.exists()


def test_where_to_must_be_said(folder):
    run("import", folder, **SOURCE)
    with pytest.raises(CommandError, match="where to"):
        run("export", Question.objects.get().pk)


def test_results_of_few_do_not_leave(folder, tmp_path):
    run("import", folder, **SOURCE)
    with pytest.raises(CommandError, match="Fewer than 5 took part"):
        run("export", Question.objects.get().pk, tmp_path / "a.csv")
    assert not (tmp_path / "a.csv").exists()
