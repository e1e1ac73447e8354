"""The office takes over a conversation that was held elsewhere: files, preview, question, map, and out again."""

import csv
import io
import re
import zipfile

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

PEOPLE, SENTENCES = 40, ("Ein Laden.", "Ein Bus.", "Ein Arzt.", "Ein Fest.", "Ein Chor.", "Ein Amt.")
WORDS = {
    "de-DE": {
        "files": "Die Dateien des Exports",
        "read": "Dateien lesen",
        "participants": "Teilnehmende",
        "source": "Wer hat es veröffentlicht, unter welcher Lizenz?",
        "import": "Gespräch übernehmen",
        "stop": "Import abbrechen",
        "stopped": "Es wurde nichts gespeichert",
        "done": "Seine Karte wird gezeichnet",
        "elsewhere": "Anderswo gefragt",
        "groups": "Zwei Gruppen",
        "out": "Zahlen und Stimmen zum Mitnehmen",
        "votes": r"Herunterladen\s?: Einzelne Stimmen",
    },
    "en-GB": {
        "files": "The files of the export",
        "read": "Read the files",
        "participants": "Participants",
        "source": "Who published it, and under which licence?",
        "import": "Import the conversation",
        "stop": "Cancel the import",
        "stopped": "Nothing was stored",
        "done": "Its map is being drawn",
        "elsewhere": "Asked elsewhere",
        "groups": "Two groups",
        "out": "Figures and votes to take along",
        "votes": r"Download\s?: Single votes",
    },
}


def table(header, lines) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([header, *lines])
    return file.getvalue().encode()


@pytest.fixture(scope="module")
def files() -> list[dict]:
    """An invented export: forty people in two camps."""
    comments = [(0, number, number, 1, text) for number, text in enumerate(SENTENCES)]
    header = ("timestamp", "comment-id", "author-id", "moderated", "comment-body")
    votes = [
        (person, *(1 if number == 5 or (person % 2 == number % 2) else -1 for number in range(len(SENTENCES))))
        for person in range(PEOPLE)
    ]
    parts = {
        "summary.csv": b"topic,Was braucht Musterdorf?\nurl,https://example.org/musterdorf\n",
        "comments.csv": table(header, comments),
        "participants-votes.csv": table(("participant", *range(len(SENTENCES))), votes),
    }
    return [{"name": name, "mimeType": "text/csv", "buffer": content} for name, content in parts.items()]


@pytest.mark.parametrize("language", list(WORDS))
def test_a_conversation_comes_in_and_goes_out(open_page, own_demo, sound, files, language):
    words = WORDS[language]
    page = open_page(at=own_demo, role="office", language=language)
    bring(page, words, files)
    expect(page.locator("main")).to_contain_text(words["participants"])
    sound(page)
    page.get_by_role("button", name=words["stop"]).click()
    expect(page.locator("main")).to_contain_text(words["stopped"])

    bring(page, words, files)
    page.get_by_label(words["source"]).fill(f"Beispiel, CC BY 4.0, {language}")
    page.get_by_role("button", name=words["import"]).click()
    expect(page.locator("main")).to_contain_text(words["done"])
    expect(page.locator("main")).to_contain_text(words["elsewhere"])
    number = re.search(r"/fragen/(\d+)-", page.url)[1]
    see_map(page, number, words)
    page.get_by_role("link", name=words["out"]).click()
    sound(page)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(words["votes"])).click()
    with zipfile.ZipFile(download.value.path()) as archive:
        lines = archive.read("votes.csv").decode().splitlines()
    assert len(lines) == 1 + PEOPLE * len(SENTENCES)


def bring(page, words, files) -> None:
    page.goto("/fragen/import/")
    page.get_by_label(words["files"]).set_input_files(files)
    page.get_by_role("button", name=words["read"]).click()


def see_map(page, number, words) -> None:
    """The worker draws it."""
    for _attempt in range(60):
        page.goto(f"/fragen/{number}/ergebnis/")
        if page.locator("main svg").count() and page.get_by_text(words["groups"]).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError("the map was not drawn within half a minute")
