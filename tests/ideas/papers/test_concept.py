"""A concept on paper: PDF with tags, DOCX with headings; names only for those who see them on the page."""

import io
import zipfile

import pypdf
import pytest
from django.urls import reverse
from docx import Document
from tests.ideas.conftest import NOW
from tests.pdf import Pdf

from ideenschmiede.base.models import Visibility
from ideenschmiede.ideas.actions.contributing import offer
from ideenschmiede.ideas.actions.noting import note_idea
from ideenschmiede.ideas.actions.texts import change_text
from ideenschmiede.ideas.queries.crediting import contributors

TEXT = {
    "problem": "Der letzte Bus fährt um 18 Uhr.\n\nDanach geht nichts mehr.",
    "approach": "Ein Bürgerbus:\n– Fahrer finden\n– Strecke planen",
    "risks": "# kein Code, *nur Text* <b>&</b>",
}


@pytest.fixture
def idea(author, member):
    idea = note_idea(title="Bürgerbus für die Dörfer", visibility=Visibility.PUBLIC, by=author, at=NOW)
    change_text(idea=idea, text=TEXT, note="mehr", by=author, at=NOW)
    offer(idea=idea, text="einen Bus", by=member, at=NOW)
    return idea


def paragraphs(response):
    return [(one.style.name, one.text) for one in Document(io.BytesIO(response.content)).paragraphs]


def test_the_pdf_is_accessible_and_says_everything(client, idea):
    response = client.get(reverse("ideas:pdf", args=[idea.pk]))
    assert response["Content-Disposition"].endswith('buergerbus-fuer-die-doerfer.pdf"')
    assert not Pdf(response.content).faults()
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.content)).pages)
    assert all(part in text for part in ("Bürgerbus für die Dörfer", "Fahrer finden", "*nur Text* <b>&</b>"))
    assert "Ada Autorin" not in text  # a guest reads it


def test_the_docx_has_headings_and_a_language(client, idea, member):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(member)
    response = client.get(reverse("ideas:docx", args=[idea.pk]))
    found = paragraphs(response)
    assert ("Heading 1", "Bürgerbus für die Dörfer") in found
    assert [text for style, text in found if style == "Heading 2"] == ["What is the problem?", "Approach", "Risks"]
    assert ("Normal", "Danach geht nichts mehr.") in found
    assert any("Ada Autorin" in text and "Max Mitglied" in text for _style, text in found)
    styles = zipfile.ZipFile(io.BytesIO(response.content)).read("word/styles.xml").decode()
    assert 'w:lang w:val="en-GB"' in styles


def test_a_letter_that_xml_cannot_hold_breaks_nothing(client, author):
    idea = note_idea(title="Ein\x01e Idee", visibility=Visibility.PUBLIC, by=author, at=NOW)
    assert client.get(reverse("ideas:docx", args=[idea.pk])).status_code == 200
    assert client.get(reverse("ideas:pdf", args=[idea.pk])).status_code == 200


def test_guests_get_no_paper_of_what_they_may_not_see(client, author):
    idea = note_idea(title="Nur für uns", by=author, at=NOW)
    for name in ("ideas:pdf", "ideas:docx"):
        assert client.get(reverse(name, args=[idea.pk])).status_code == 404


def test_contributors_are_named_once_who_noted_it_first(idea, author, member):
    offer(idea=idea, text="und Fahrer", by=member, at=NOW)
    assert contributors(idea) == ["Ada Autorin", "Max Mitglied"]
