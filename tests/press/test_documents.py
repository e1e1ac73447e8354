"""What the search finds of the press: published releases, articles by their facts, and never the text."""

import pytest
from tests.press.conftest import NOW

from ideenschmiede.base.models import Event
from ideenschmiede.people.models import Evidence
from ideenschmiede.press.documents import Articles, Releases

pytestmark = pytest.mark.django_db


def event(subject_type, subject_id):
    return Event(time=NOW, verb="x.y", subject_type=subject_type, subject_id=subject_id, visibility="group")


def test_only_published_releases_are_found(make_release):
    out = make_release("Neue Mitglieder", "Der Text.", subtitle="Drei kommen", status="published")
    draft = make_release(status="draft")
    gone = make_release(status="withdrawn")
    assert Releases().all_ids() == [out.pk]
    (document,) = Releases().build([out.pk, draft.pk, gone.pk])
    assert (document.key, document.title, document.visibility) == (str(out.pk), "Neue Mitglieder", "public")
    assert document.url == f"/presse/{out.pk}-neue-mitglieder/"
    assert "Drei kommen" in document.text
    assert "Der Text." in document.text


def test_an_article_is_found_by_facts_and_quote_not_by_its_text(make_article, make_person):
    text = "Kalletal. Erika Muster fährt Bus. Streng geschützter Rest."
    clipping = make_article(make_person(), text=text)
    (document,) = Articles().build([clipping.pk])
    whole = f"{document.title} {document.text} {document.meaning}"
    for words in ("Kalletal", "Lipper Bote", "Erika Muster"):
        assert words in whole
    assert "geschützter" not in whole
    assert document.url == f"/presse/artikel/{clipping.pk}-erika-muster-faehrt-bus/"


def test_persons_who_are_only_mentioned_are_not_found(make_article, make_person):
    clipping = make_article(title="Bus fährt", quote="")
    clipping.mentions.create(kind="person", value="Nina Nachbarin", person=make_person("Nachbarin"))
    clipping.mentions.create(kind="person", value="Otto Ohne")
    (document,) = Articles().build([clipping.pk])
    assert "Nachbarin" not in document.text
    assert "Otto" not in document.text


@pytest.mark.parametrize("visibility", ["public", "network"])
def test_it_is_as_visible_as_its_evidence(make_article, visibility):
    (document,) = Articles().build([make_article(visibility=visibility).pk])
    assert document.visibility == visibility


def test_one_public_piece_of_evidence_is_enough(make_article, make_person):
    clipping = make_article(visibility="network")
    clipping.evidence.create(kind="clipping", title="T", person=make_person(), visibility="public", created_at=NOW)
    (document,) = Articles().build([clipping.pk])
    assert document.visibility == "public"


@pytest.mark.parametrize("status", ["new", "discarded"])
def test_what_is_not_confirmed_is_not_found(make_article, status):
    clipping = make_article(status=status)
    assert Articles().all_ids() == []
    assert list(Articles().build([clipping.pk])) == []


def test_without_evidence_it_leaves_the_index(make_article):
    clipping = make_article()
    clipping.evidence.clear()
    assert list(Articles().build([clipping.pk])) == []


def test_which_events_touch_what(make_article, make_release):
    clipping = make_article()
    proof = clipping.evidence.first()
    other = Evidence.objects.create(kind="award", title="T", place=proof.place, created_at=NOW)
    assert Articles().touched_by(event("press.clipping", 7)) == [7]
    assert Articles().touched_by(event("people.evidence", proof.pk)) == [clipping.pk]
    assert Articles().touched_by(event("people.evidence", other.pk)) == []
    assert Articles().touched_by(event("press.release", 7)) == []
    assert Releases().touched_by(event("press.release", 7)) == [7]
    assert Releases().touched_by(event("press.clipping", 7)) == []


def test_the_same_queries_for_one_and_for_three(make_article, make_person, django_assert_num_queries):
    articles = [make_article(make_person(str(n))).pk for n in range(3)]
    for ids in (articles[:1], articles):
        with django_assert_num_queries(4):
            assert len(list(Articles().build(ids))) == len(ids)
