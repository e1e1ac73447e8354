"""How ideas become search documents."""

from django.db import transaction
from tests.ideas.conftest import NOW

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.guarded import writing
from ideenschmiede.ideas.documents import Ideas
from ideenschmiede.ideas.models import Idea


def built(*ideas):
    return {document.key: document for document in Ideas().build([idea.pk for idea in ideas])}


def test_all_that_was_written_is_found(make_idea, concept):
    idea = make_idea(topics=("klima", "it"), visibility="public")
    with writing():
        Idea.objects.update(**concept)
    found = built(idea)[str(idea.pk)]
    assert (found.kind, found.title, found.visibility) == ("idea", "Ein Werkzeugkasten", "public")
    assert all(text in found.text for text in concept.values())
    assert found.meaning == "Ein Werkzeugkasten. Hitze Ein Koffer"
    assert set(found.facets) == {"topic:klima", "topic:it", "stage:spark"}
    assert found.url == f"/ideen/{idea.pk}/"


def test_no_name_is_in_it(make_idea, author):
    found = built(make_idea(visibility="public"))
    assert not any(author.name in text for one in found.values() for text in (one.title, one.text, one.meaning))


def test_groups_own_and_merged_ones_are_not_in_the_index(make_idea, office, body):
    shown = make_idea()
    hidden = make_idea(body=body, visibility="group", by=office)
    merged = make_idea("Alt")
    with writing():
        Idea.objects.filter(pk=merged.pk).update(merged_into=shown)
    assert set(built(shown, hidden, merged)) == {str(shown.pk)}
    assert Ideas().all_ids() == [shown.pk]


def test_which_events_touch_one(make_idea, author):
    idea = make_idea()
    with transaction.atomic():
        own = record(verb="idea.changed", subject=idea, by=None, at=NOW)
        other = record(verb="account.opened", subject=author, by=None, at=NOW)
    assert Ideas().touched_by(own) == [idea.pk]
    assert Ideas().touched_by(other) == []


def test_the_same_cost_with_one_and_with_many(make_idea, django_assert_num_queries):
    made = [make_idea(f"Idee {number}", topics=("it",)) for number in range(4)]
    for some in (made[:1], made):
        with django_assert_num_queries(2):
            built(*some)
