"""Pages of documents: brought, checked, saved as a download, shown, removed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.groups.making import AT, make_group, make_person, who

from ideenschmiede.base.files import CheckedFile
from ideenschmiede.groups.actions.documents import add_document
from ideenschmiede.groups.models import Document, WorkingGroup

LINK = "https://example.org/papier"
PDF = b"%PDF-1.7\n% Beispiel"


@pytest.fixture(autouse=True)
def _files(files):
    """Nothing of these tests stays."""


def add_url(group):
    return reverse("groups:add_document", args=(group.body.slug,))


def url(name, document):
    return reverse(f"groups:{name}", args=(document.group.body.slug, document.pk))


def a_file(group, **values):
    file = CheckedFile(PDF, ".pdf")
    return add_document(group=group, **{"title": "Protokoll", "file": file, "by": None, "at": AT, **values})


def test_a_file_is_brought_and_saved(client, group, insider, member):
    client.force_login(who(insider))
    assert "at most 10 MB" in client.get(add_url(group)).content.decode()
    upload = SimpleUploadedFile("x.exe", PDF)
    sent = client.post(add_url(group), {"title": "Protokoll", "file": upload}, follow=True)
    assert "The document is there." in sent.content.decode()
    document = Document.objects.get()
    assert (document.file_name, document.file.name[-4:]) == ("x.exe", ".pdf"), "what it is says its content"
    client.force_login(member)
    answer = client.get(url("document", document))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith('attachment; filename="Protokoll.pdf"')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_title_with_a_stroke_is_the_whole_name_of_the_file(client, group, insider):
    client.force_login(who(insider))
    answer = client.get(url("document", a_file(group, title="Protokoll 3/2026")))
    b"".join(answer.streaming_content)
    assert 'filename="Protokoll 3-2026.pdf"' in answer["Content-Disposition"]


@pytest.mark.parametrize("content", [b"MZ\x00\x01", b"", b"<html>\x00"], ids=["program", "empty", "binary"])
def test_what_cannot_be_taken(client, group, insider, content):
    client.force_login(who(insider))
    sent = client.post(add_url(group), {"title": "Bleibt", "file": SimpleUploadedFile("a.pdf", content)})
    assert "kern-error" in sent.content.decode()
    assert "Bleibt" in sent.content.decode()
    assert not Document.objects.exists()


def test_a_file_that_is_too_large(client, group, insider):
    client.force_login(who(insider))
    large = SimpleUploadedFile("a.pdf", b"%PDF-" + b"x" * 10_000_001)
    assert "larger than 10 MB" in client.post(add_url(group), {"title": "Groß", "file": large}).content.decode()


def test_a_link_or_a_file(client, group, insider):
    client.force_login(who(insider))
    assert "one of the two" in client.post(add_url(group), {"title": "Nichts"}).content.decode()
    assert "not a web address" in client.post(add_url(group), {"title": "X", "link": "gibt.es"}).content.decode()
    client.post(add_url(group), {"title": "Papier", "link": LINK})
    assert Document.objects.get().link == LINK
    assert client.get(url("document", Document.objects.get())).status_code == 404, "a link has no file"


def test_who_is_offered_the_public_mark(client, group, chair, insider):
    for account, visibility, offered in (
        (who(chair), "network", False), (who(chair), "public", True), (who(insider), "public", False),
    ):  # fmt: skip
        WorkingGroup.objects.filter(pk=group.pk).update(visibility=visibility)
        client.force_login(account)
        assert ("is_public" in client.get(add_url(group)).content.decode()) is offered


@pytest.mark.parametrize(
    ("visibility", "marked", "guest", "outside", "inside"),
    [
        ("public", True, 200, 200, 200),
        ("public", False, 404, 200, 200),
        ("network", False, 404, 200, 200),
        ("group", True, 404, 404, 200),
        ("confidential", True, 404, 404, 200),
    ],
)
def test_who_can_save_a_file(client, member, visibility, marked, guest, outside, inside):
    group = make_group(visibility=visibility)
    document = a_file(group, is_public=marked)
    insider = who(make_person("Innen", group))
    for account, status in ((None, guest), (member, outside), (insider, inside)):
        client.logout()
        if account:
            client.force_login(account)
        answer = client.get(url("document", document))
        b"".join(getattr(answer, "streaming_content", ()))  # read to its end, it closes its file
        assert answer.status_code == status


def test_shown_to_everybody_and_no_longer(client, chair, group):
    WorkingGroup.objects.filter(pk=group.pk).update(visibility="public")
    document = a_file(WorkingGroup.objects.select_related("body").get(pk=group.pk))
    client.force_login(who(chair))
    for shown in (True, False):
        client.post(url("show_document", document))
        document.refresh_from_db()
        assert document.is_public is shown
    WorkingGroup.objects.filter(pk=group.pk).update(visibility="network")
    assert client.post(url("show_document", document)).status_code == 404


def test_removed_by_who_added_it_or_leads(client, group, chair, insider, member):
    mine, theirs = a_file(group, by=who(insider)), a_file(group, by=who(chair))
    client.force_login(who(insider))
    assert "Remove this document?" in client.get(url("remove_document", mine)).content.decode()
    client.post(url("remove_document", mine))
    assert client.get(url("remove_document", theirs)).status_code == 404
    client.force_login(member)
    assert client.get(url("remove_document", theirs)).status_code == 404
    assert list(Document.objects.all()) == [theirs]
