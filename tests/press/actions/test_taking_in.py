"""Articles come in once, are mended at once, and are put aside and fetched back."""

from datetime import UTC, datetime

import pytest
from tests.press.conftest import ARTICLE

from ideenschmiede.base.errors import ActionError, NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.people.models import Evidence, Person
from ideenschmiede.press.actions.errors import AlreadyThere, ClippingError
from ideenschmiede.press.actions.taking_in import discard, reopen, take_in
from ideenschmiede.press.models import Clipping, Mention
from ideenschmiede.press.queries.drafts import draft_of

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_a_pasted_article_is_mended_and_read_and_nothing_else_is_stored(office, kalletal):
    clipping = take_in(text=ARTICLE, by=office, at=AT)
    stored = Clipping.objects.get()
    assert (stored.kind, stored.status, stored.recorded_by) == ("paste", "new", office)
    assert "Bürger-\nbus" in stored.original
    assert "neuen Bürgerbus vorgestellt" in stored.mended
    draft = draft_of(stored)
    assert "joined" in {change["kind"] for change in draft.changes}
    kalletal_fact = next(fact for fact in draft.facts if fact.kind == "place")
    assert (kalletal_fact.value, kalletal_fact.place) == ("05766036", kalletal.pk)
    for start, end in kalletal_fact.spans:
        assert stored.mended[start:end].startswith("Kalletal")
    for start, end in kalletal_fact.originals:
        assert stored.original[start:end].startswith("Kalletal")
    assert not Mention.objects.exists()
    assert not Evidence.objects.exists()
    assert not Person.objects.exists()
    event = Event.objects.order_by("-pk").first()
    assert (event.verb, event.subject_id, event.visibility, event.data) == (
        "clipping.taken_in",
        clipping.pk,
        "group",
        {},
    )


def test_a_file_keeps_its_name(office):
    clipping = take_in(data=ARTICLE.encode(), name="bürgerbus.txt", by=office, at=AT)
    assert (clipping.kind, clipping.file_name) == ("text", "bürgerbus.txt")


def test_the_same_article_leads_to_the_one_that_is_there(office):
    first = take_in(text=ARTICLE, by=office, at=AT)
    with pytest.raises(AlreadyThere) as caught:
        take_in(text=ARTICLE, by=office, at=AT)
    assert caught.value.clipping == first
    assert Clipping.objects.count() == 1


def test_also_when_it_was_discarded(office):
    first = take_in(text=ARTICLE, by=office, at=AT)
    discard(clipping=first, by=office, at=AT)
    with pytest.raises(AlreadyThere):
        take_in(text=ARTICLE, by=office, at=AT)


@pytest.mark.parametrize("who", ["member", "partner"])
def test_only_the_office_takes_in(request, who):
    with pytest.raises(NotAllowed):
        take_in(text=ARTICLE, by=request.getfixturevalue(who), at=AT)
    assert not Clipping.objects.exists()


@pytest.mark.parametrize("text", ["", "  \n", "\x00\x07"], ids=["nothing", "blanks", "controls"])
def test_nothing_is_refused_with_a_message(office, text):
    with pytest.raises(ActionError) as caught:
        take_in(text=text, by=office, at=AT)
    assert str(caught.value)
    assert not Clipping.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "ein\x00Wort",
        "ein \ud800 Wort",
        "\u202eTrow nie",
        "مرحبا Kalletal مرحبا",
        "a\u0301" * 50,
        "<script>alert(1)</script>",
    ],
    ids=["nul", "surrogate", "override", "right-to-left", "combining", "script"],
)
def test_odd_letters_do_no_harm(office, text):
    clipping = take_in(text=text, by=office, at=AT)
    clipping.refresh_from_db()
    assert "\x00" not in clipping.original
    assert clipping.mended


def test_discard_and_fetch_back(office, member):
    clipping = take_in(text=ARTICLE, by=office, at=AT)
    with pytest.raises(NotAllowed):
        discard(clipping=clipping, by=member, at=AT)
    discard(clipping=clipping, by=office, at=AT)
    assert Clipping.objects.get().status == "discarded"
    with pytest.raises(ClippingError, match="no longer under review"):
        discard(clipping=clipping, by=office, at=AT)
    with pytest.raises(NotAllowed):
        reopen(clipping=clipping, by=member, at=AT)
    reopen(clipping=clipping, by=office, at=AT)
    reopen(clipping=clipping, by=office, at=AT)
    assert Clipping.objects.get().status == "new"
    told = list(Event.objects.filter(verb__startswith="clipping").order_by("pk").values_list("verb", flat=True))
    assert told == ["clipping.taken_in", "clipping.discarded", "clipping.reopened"]


def test_an_example_is_marked(office):
    assert take_in(text=ARTICLE, by=None, at=AT, is_example=True).is_example
