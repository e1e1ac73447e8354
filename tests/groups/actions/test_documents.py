"""Documents: files and links, shown, hidden, removed."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from tests.groups.making import AT, make_group, who

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.files import CheckedFile
from ideenschmiede.base.models import Event
from ideenschmiede.groups.actions import documents as acts
from ideenschmiede.groups.actions.noting import GroupError
from ideenschmiede.groups.models import Document
from ideenschmiede.groups.queries.documents import documents_of
from ideenschmiede.people.actions.appointments import close_body

LINK = "https://example.org/a"
FILE = CheckedFile(b"Guten Tag.", ".txt")


def add(group, **values):
    return acts.add_document(group=group, **{"title": "Papier", "by": None, "at": AT, **values})


def test_a_link(group, insider):
    made = add(group, link=f" {LINK} ", by=who(insider))
    assert (made.link, bool(made.file), made.size, made.added_by_id) == (LINK, False, None, insider.account_id)
    assert Event.objects.get(verb="document.added").data == {"document": made.pk}


def test_a_file(group, files):
    made = add(group, file=FILE, file_name="C:\\Ordner\\brief.txt")
    assert made.file.name.startswith("groups/documents/")
    assert "brief" not in made.file.name, "names cannot be guessed"
    with default_storage.open(made.file.name) as kept:
        assert kept.read() == b"Guten Tag."
    assert (made.size, made.file_name) == (10, "C:\\Ordner\\brief.txt")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " ", "link": LINK}, "title"),
        ({}, "file"),
        ({"link": LINK, "file": FILE}, "file"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "beispiel.example"}, "link"),
    ],
    ids=["no title", "nothing", "both", "script", "no scheme"],
)
def test_what_is_none(group, files, values, field):
    with pytest.raises(GroupError) as error:
        add(group, **values)
    assert error.value.field == field
    assert not files.exists()


def test_the_mark_is_for_who_leads(group, chair, insider):
    assert not add(group, link=LINK, is_public=True, by=who(insider)).is_public
    assert add(group, link=LINK, is_public=True, by=who(chair)).is_public


def test_shown_and_hidden(chair, insider):
    group = make_group("Offene", visibility="public")
    made = add(group, link=LINK)
    for shown in (True, True, False):
        acts.show_document(document=made, is_public=shown, by=None, at=AT)
        assert Document.objects.get().is_public is shown
    verbs = dict(Event.objects.filter(verb__startswith="document.").values_list("verb", "visibility"))
    assert verbs == {"document.added": "network", "document.shown": "public", "document.hidden": "network"}
    with pytest.raises(NotAllowed):
        acts.show_document(document=made, is_public=True, by=who(insider), at=AT)


def test_removed_with_its_file(group, insider, files, django_capture_on_commit_callbacks):
    made = add(group, file=FILE, by=who(insider))
    name = made.file.name
    with django_capture_on_commit_callbacks(execute=True):
        acts.remove_document(document=made, by=who(insider), at=AT)
    assert not Document.objects.exists()
    assert not default_storage.exists(name)


def test_two_who_remove_it_at_once(group):
    made = add(group, link=LINK)
    stale = Document.objects.get()
    acts.remove_document(document=made, by=None, at=AT)
    for act, more in ((acts.remove_document, {}), (acts.show_document, {"is_public": True})):
        with pytest.raises(GroupError, match="meanwhile"):
            act(document=stale, **more, by=None, at=AT)


def test_who_may(group, insider, chair, member):
    theirs = add(group, link=LINK, by=who(chair))
    with pytest.raises(NotAllowed):
        acts.remove_document(document=theirs, by=who(insider), at=AT)
    with pytest.raises(NotAllowed):
        add(group, link=LINK, by=member)
    mine = add(group, link=LINK, by=who(insider))
    acts.remove_document(document=mine, by=who(chair), at=AT)


def test_a_closed_group_keeps_its_documents(group):
    made = add(group, link=LINK)
    close_body(body=group.body, by=None, at=AT)
    made = Document.objects.select_related("group__body").get()
    with pytest.raises(GroupError, match="closed"):
        acts.remove_document(document=made, by=None, at=AT)
    with pytest.raises(GroupError, match="closed"):
        add(group, link=LINK)


@pytest.mark.parametrize(("visibility", "seen"), [
    ("public", {"guest": 1, "member": 2, "office": 2}), ("network", {"guest": 0, "member": 2, "office": 2}),
    ("group", {"guest": 0, "member": 0, "office": 2}), ("confidential", {"guest": 0, "member": 0, "office": 2}),
])  # fmt: skip
def test_who_sees_which(db, member, office, visibility, seen):
    group = make_group(visibility=visibility)
    add(group, link=LINK)
    add(group, link=LINK, is_public=True)
    people = {"guest": AnonymousUser(), "member": member, "office": office}
    assert {name: documents_of(account, group).count() for name, account in people.items()} == seen
