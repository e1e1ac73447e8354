"""A confirmed article is corrected: the row, its evidence, and nothing of the facts."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event, Visibility
from ideenschmiede.people.models import Evidence
from ideenschmiede.press.actions.article import Article, correct_article, visibility_of
from ideenschmiede.press.actions.errors import ClippingError
from ideenschmiede.press.documents import Articles
from ideenschmiede.press.models import Clipping

AT = datetime(2026, 11, 22, 13, tzinfo=UTC)
AS_IT_IS = Article(
    title="Erika Muster fährt Bus",
    paper="Lipper Bote",
    published_on=date(2021, 5, 12),
    quote="Erika Muster fährt Bus.",
    visibility=Visibility.PUBLIC,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(make_article, make_person, kalletal):
    return make_article(make_person(place=kalletal))


def test_the_evidence_follows_and_the_facts_stay(article, office):
    mentions = list(article.mentions.values())
    said = replace(AS_IT_IS, title="Bürgerbus fährt", published_on=date(2021, 5, 14), visibility=Visibility.NETWORK)
    assert correct_article(clipping=article, said=said, by=office, at=AT)
    article.refresh_from_db()
    assert (article.title, article.published_on, article.changed_at) == ("Bürgerbus fährt", date(2021, 5, 14), AT)
    told = set(Evidence.objects.values_list("title", "date", "visibility"))
    assert told == {("Bürgerbus fährt", date(2021, 5, 14), "network")}
    assert list(article.mentions.values()) == mentions
    event = Event.objects.get(verb="clipping.corrected")
    assert (event.visibility, event.data) == ("group", {})
    assert Articles().touched_by(event) == [article.pk]


def test_what_was_said_about_one_piece_of_evidence_is_not_overwritten(article, office):
    Evidence.objects.filter(person=None).update(title="Der Bus")
    correct_article(clipping=article, said=replace(AS_IT_IS, quote="Das sagt Muster."), by=office, at=AT)
    assert set(Evidence.objects.values_list("title", flat=True)) == {"Erika Muster fährt Bus", "Der Bus"}
    assert not Event.objects.filter(verb="evidence.changed").exists()


def test_saying_the_same_changes_nothing(article, office):
    assert not correct_article(clipping=article, said=AS_IT_IS, by=office, at=AT)
    assert not Event.objects.filter(verb__in=["clipping.corrected", "evidence.changed"]).exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"title": " "}, "title"), ({"quote": "Das steht dort nicht."}, "quote"), ({"quote": "Bus " * 200}, "quote")],
    ids=["no headline", "another's words", "too long"],
)
def test_what_does_not_fit_changes_nothing(article, office, wrong, field):
    with pytest.raises(ClippingError) as raised:
        correct_article(clipping=article, said=replace(AS_IT_IS, **wrong), by=office, at=AT)
    assert raised.value.field == field
    article.refresh_from_db()
    assert (article.title, article.quote) == (AS_IT_IS.title, AS_IT_IS.quote)


@pytest.mark.parametrize("status", ["new", "discarded"])
def test_only_what_is_confirmed(article, office, status):
    Clipping.objects.update(status=status)
    with pytest.raises(ClippingError, match="not confirmed yet"):
        correct_article(clipping=article, said=AS_IT_IS, by=office, at=AT)


def test_only_the_office(article, member):
    with pytest.raises(NotAllowed):
        correct_article(clipping=article, said=AS_IT_IS, by=member, at=AT)


def test_everybody_who_sees_any_evidence_sees_it(article):
    assert visibility_of(article) == Visibility.PUBLIC
    article.evidence.filter(person=None).update(visibility="network")
    assert visibility_of(article) == Visibility.PUBLIC
    article.evidence.update(visibility="network")
    assert visibility_of(article) == Visibility.NETWORK


def test_on_its_page(client, article, office):
    client.force_login(office)
    path = f"/presse/ausschnitte/{article.pk}/berichtigen/"
    assert path in client.get(f"/presse/ausschnitte/{article.pk}/").text
    page = client.get(path).text
    assert 'value="Erika Muster fährt Bus"' in page
    assert 'value="12.05.2021"' in page
    data = {"title": "Bus", "paper": "Bote", "published_on": "13.05.2021", "quote": "erfunden", "visibility": "public"}
    assert "do not stand in the text" in client.post(path, data).text
    assert client.post(path, {**data, "quote": ""})["Location"] == f"/presse/ausschnitte/{article.pk}/"
    assert "13\u00a0May 2021" in client.get(f"/presse/artikel/{article.pk}-bus/").text
