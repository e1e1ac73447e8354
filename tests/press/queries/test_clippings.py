"""Which clippings and articles there are, for whom, and that their text is not even fetched."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideenschmiede.press.queries import clippings as queries

pytestmark = pytest.mark.django_db
GUEST = AnonymousUser()


@pytest.fixture
def three(make_article):
    return {status: make_article(status=status, title=status) for status in ("new", "confirmed", "discarded")}


def test_by_status_the_latest_first(make_article):
    first, second = make_article(status="new"), make_article(status="new")
    make_article(status="discarded")
    assert list(queries.clippings("new")) == [second, first]
    assert queries.clippings_per_status() == {"new": 2, "confirmed": 0, "discarded": 1}


def test_nothing_yet():
    assert queries.clippings_per_status() == {"new": 0, "confirmed": 0, "discarded": 0}
    assert queries.clipping(1) is None
    assert queries.clipping_like("a" * 64) is None


def test_one_whole_and_one_by_its_bytes(make_article):
    clipping = make_article()
    assert queries.clipping(clipping.pk) == clipping
    assert queries.clipping_like(clipping.sha256) == clipping


@pytest.mark.parametrize("read", ["list", "articles", "article", "like"])
def test_the_text_is_not_fetched(make_article, read):
    clipping = make_article(text="Geheimer Text über Kalletal.", title="T", quote="")
    reads = {
        "list": lambda: list(queries.clippings("confirmed")),
        "articles": lambda: list(queries.articles(GUEST)),
        "article": lambda: [queries.article(GUEST, clipping.pk)],
        "like": lambda: [queries.clipping_like(clipping.sha256)],
    }
    with CaptureQueriesContext(connection) as captured:
        (found,) = reads[read]()
    for query in captured:
        assert '"original"' not in query["sql"]
        assert '"mended"' not in query["sql"]
    assert {"original", "mended", "draft"} <= found.get_deferred_fields()


def test_only_confirmed_ones_are_articles(three):
    assert list(queries.articles(GUEST)) == [three["confirmed"]]
    assert queries.article(GUEST, three["new"].pk) is None


def test_the_network_sees_more(make_article, member, partner):
    inner, public = make_article(visibility="network"), make_article()
    assert set(queries.articles(member)) == {inner, public}
    for who in (GUEST, partner):
        assert set(queries.articles(who)) == {public}


def test_without_evidence_it_is_no_article(make_article, office):
    clipping = make_article()
    clipping.evidence.all().delete()
    assert not queries.articles(office).exists()


def test_the_latest_newspaper_first_undated_ones_last(make_article):
    old = make_article(published_on="2020-01-01")
    undated = make_article(published_on=None)
    new = make_article(published_on="2025-01-01")
    assert list(queries.articles(GUEST)) == [new, old, undated]


def test_with_two_pieces_of_evidence_it_stands_there_once(make_article, make_person):
    clipping = make_article(make_person())
    assert clipping.evidence.count() == 2
    assert list(queries.articles(GUEST)) == [clipping]


def test_which_of_many_may_still_be_seen(three, make_article):
    inner = make_article(visibility="network")
    ids = [clipping.pk for clipping in (*three.values(), inner)]
    assert queries.articles_seen(ids, {"public"}) == {three["confirmed"].pk}
    assert queries.articles_seen(ids, {"public", "network"}) == {three["confirmed"].pk, inner.pk}
    assert queries.articles_seen([], {"public"}) == set()


def test_the_evidence_with_person_and_place(make_article, make_person, kalletal, django_assert_num_queries):
    person = make_person()
    clipping = make_article(person)
    with django_assert_num_queries(1):
        found = [(one.person, one.place) for one in queries.evidence_of(clipping)]
    assert found == [(person, kalletal), (None, kalletal)]
