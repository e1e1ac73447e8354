"""What the search finds of working groups."""

import pytest
from tests.groups.making import AT, make_group

from ideenschmiede.base.models import Event, Topic
from ideenschmiede.groups.actions.documents import add_document, remove_document
from ideenschmiede.groups.actions.mandates import set_mandate, set_visibility
from ideenschmiede.groups.documents import Groups, Papers, groups_seen, papers_seen
from ideenschmiede.groups.models import WorkingGroup
from ideenschmiede.people.actions.appointments import change_body

LINK = "https://example.org"


def last():
    return Event.objects.latest("pk")


@pytest.mark.parametrize(
    ("visibility", "found"),
    [("public", "public"), ("network", "network"), ("group", "network"), ("confidential", None)],
)
def test_which_groups_are_found(db, visibility, found):
    group = make_group(visibility=visibility, is_known=True)
    assert Groups().all_ids() == ([group.pk] if found else [])
    assert [document.visibility for document in Groups().build([group.pk])] == ([found] if found else [])
    assert groups_seen([group.pk], {"public", "network"}) == ({group.pk} if found else set())
    assert groups_seen([group.pk], {"public"}) == ({group.pk} if found == "public" else set())


def test_the_document_of_a_group(group, django_assert_num_queries):
    topics = Topic.objects.filter(slug="it")
    set_mandate(group=group, aim="Werkzeuge prüfen.", owes="Eine Liste.", until=None, topics=topics, by=None, at=AT)
    make_group("Zweite")
    ids = Groups().all_ids()
    with django_assert_num_queries(2):
        first, _second = Groups().build(ids)
    assert (first.kind, first.key, first.title) == ("group", str(group.pk), "Arbeitsgruppe Digitales")
    assert "Eine Liste." in first.text
    assert first.meaning == "Arbeitsgruppe Digitales. Werkzeuge prüfen."
    assert first.url == "/arbeitsgruppen/arbeitsgruppe-digitales/"
    assert first.facets == ("topic:it",)


def test_what_touches_a_group(group):
    set_mandate(group=group, aim="Neu.", owes="", until=None, by=None, at=AT)
    assert Groups().touched_by(last()) == [group.pk]
    change_body(body=group.body, name="Anders", into="", purpose="", begins_on=None, by=None, at=AT)
    assert Groups().touched_by(last()) == [group.pk]
    assert Groups().touched_by(Event(subject_type="people.person", subject_id=group.pk)) == []


def test_only_what_public_groups_show(db):
    group, other = make_group(visibility="public"), make_group("Andere")
    shown = add_document(group=group, title="Für alle", link=LINK, is_public=True, by=None, at=AT)
    add_document(group=group, title="Intern", link=LINK, by=None, at=AT)
    add_document(group=other, title="Nicht öffentlich", link=LINK, is_public=True, by=None, at=AT)
    assert Papers().all_ids() == [shown.pk]
    (document,) = Papers().build(range(shown.pk + 3))
    assert (document.kind, document.title, document.visibility) == ("document", "Für alle", "public")
    assert document.url == "/arbeitsgruppen/arbeitsgruppe-digitales/#dokumente"
    assert papers_seen(range(shown.pk + 3)) == {shown.pk}
    WorkingGroup.objects.filter(pk=group.pk).update(visibility="network")
    assert papers_seen([shown.pk]) == set()


def test_what_touches_documents(group, office):
    one = add_document(group=group, title="Eins", link=LINK, by=None, at=AT)
    number = one.pk
    assert Papers().touched_by(last()) == [one.pk]
    two = add_document(group=group, title="Zwei", link=LINK, by=None, at=AT)
    set_visibility(group=group, visibility="public", is_known=False, by=office, at=AT)
    assert sorted(Papers().touched_by(last())) == [one.pk, two.pk]
    change_body(body=group.body, name="Anders", into="", purpose="", begins_on=None, by=None, at=AT)
    assert sorted(Papers().touched_by(last())) == [one.pk, two.pk], "its name stands in their text"
    remove_document(document=one, by=None, at=AT)
    assert Papers().touched_by(last()) == [number]
    set_mandate(group=group, aim="Neu.", owes="", until=None, by=None, at=AT)
    assert Papers().touched_by(last()) == []
    assert Papers().touched_by(Event(subject_type="people.body", subject_id=1)) == []
