"""The office brings an export, looks at what would be stored, and confirms."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.deliberation.exported import COMMENTS, PARTICIPANTS, files

from ideenschmiede.base.importing import KEPT
from ideenschmiede.deliberation.models import ConversationUpload, Question, Vote

pytestmark = pytest.mark.django_db
START = "/fragen/import/"


@pytest.fixture
def office_client(client, office):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(office)
    return client


def uploads(**changed):
    return {"export": [SimpleUploadedFile(name, content) for name, content in files(**changed)]}


@pytest.fixture
def preview(office_client):
    """The address of a preview."""
    response = office_client.post(START, uploads())
    assert response.status_code == 302
    return response["Location"]


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))


def test_several_files_at_once(office_client):
    page = office_client.get(START)
    assert 'type="file"' in page.text
    assert "multiple" in page.text


def test_the_preview_shows_what_would_be_stored(office_client, preview):
    page = office_client.get(preview)
    text = text_of(page)
    assert "Participants 3 (without one who never voted)" in text
    assert "Votes 5" in text
    assert "Statements shown 1" in text
    assert "Statements that nobody read 1" in text
    assert "Statements kept out 1" in text
    assert "Ein Laden, der alles hat." in text
    assert "Unfug." not in text
    assert 'value="Was braucht das Dorf?"' in page.text
    assert 'value="https://pol.is/2demo"' in page.text
    assert not Question.objects.exists()


def test_where_the_tables_differ_it_is_said(office_client):
    changed = PARTICIPANTS.replace("8,lou@example.org,0,0,1,0,1,-1", "8,lou@example.org,0,0,1,0,1,1")
    page = office_client.post(START, uploads(participants=changed), follow=True)
    assert "The two files with votes differ in one vote." in text_of(page)


def test_confirming_stores_it_and_forgets_the_files(office_client, preview):
    answers = {"title": "Das Dorf", "source": "openData, CC BY 4.0", "visibility": "public"}
    page = office_client.post(preview, answers, follow=True)
    question = Question.objects.get()
    assert page.redirect_chain[-1][0] == f"/fragen/{question.pk}-das-dorf/"
    assert "The conversation is imported. Its map is being drawn." in text_of(page)
    assert "openData, CC BY 4.0" in text_of(page)
    assert (question.stage, question.visibility) == ("closed", "public")
    assert Vote.objects.filter(question=question).count() == 5
    assert not ConversationUpload.objects.exists()
    assert office_client.get(preview).status_code == 404


def test_what_is_missing_is_asked_for(office_client, preview):
    page = office_client.post(preview, {"title": "", "source": "", "visibility": "network"})
    assert page.status_code == 200
    assert not Question.objects.exists()
    assert ConversationUpload.objects.exists()


def test_the_same_twice_is_said_at_the_title(office_client, preview):
    answers = {"title": "Das Dorf", "source": "openData", "visibility": "network"}
    office_client.post(preview, answers)
    again = office_client.post(START, uploads())["Location"]
    page = office_client.post(again, answers)
    assert "imported before: “Das Dorf”" in text_of(page)
    assert Question.objects.count() == 1


def test_stopping_forgets_the_files(office_client, preview):
    page = office_client.post(f"{preview}abbrechen/", follow=True)
    assert "Nothing was stored." in text_of(page)
    assert not ConversationUpload.objects.exists()
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("brought", "message"),
    [
        ({}, "This field is required."),
        ({"export": [SimpleUploadedFile("liste.csv", b"a;b")]}, "cannot be told from its name"),
        ({"export": [SimpleUploadedFile("votes.csv", b"")]}, "The file is empty."),
        ({"export": [SimpleUploadedFile(f"{n}.csv", b"a") for n in range(9)]}, "one conversation at a time"),
        (
            uploads(comments=COMMENTS.replace(",2,9,", ",x,9,")),
            "comments.csv, line 3, column “comment-id”: “x” is no num",
        ),
        (uploads(votes=None, participants=None), "The votes are missing"),
    ],
    ids=["nothing", "unknown", "empty", "many", "wrong-cell", "no-votes"],
)
def test_what_cannot_be_read_is_said_at_the_files(office_client, brought, message):
    page = office_client.post(START, brought)
    assert page.status_code == 200
    assert message in text_of(page)
    assert not ConversationUpload.objects.exists()


def test_files_that_are_too_large_are_refused(office_client):
    large = [SimpleUploadedFile(name, bytes(11_000_000)) for name in ("votes.csv", "comments.csv")]
    assert "larger than 20 MB together" in text_of(office_client.post(START, {"export": large}))


def test_an_upload_is_there_for_who_brought_it_and_for_a_day(office_client, preview, account_with, client):
    other = account_with("office", email="andere@example.org")
    client.force_login(other)
    assert client.get(preview).status_code == 404
    assert client.post(f"{preview}abbrechen/").status_code == 404
    assert ConversationUpload.objects.exists()
    ConversationUpload.objects.update(account=other, uploaded_at=timezone.now() - KEPT)
    assert client.get(preview).status_code == 404


def test_others_do_not_learn_that_it_is_there(client, chair, member):
    assert client.get(START)["Location"].startswith("/konto/login/")
    for who in (chair, member):
        client.force_login(who)
        assert client.get(START).status_code == 404


def test_what_was_held_elsewhere_says_so_and_asks_for_nothing(office_client, preview):
    answers = {"title": "Das Dorf", "source": "openData", "visibility": "network"}
    page = office_client.post(preview, answers, follow=True)
    assert "Asked elsewhere" in text_of(page)
    assert "My votes" not in text_of(page)
    assert "Who may take part" not in text_of(page)
    assert "Asked elsewhere" in text_of(office_client.get("/fragen/"))
