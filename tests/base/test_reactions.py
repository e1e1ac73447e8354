"""Reactions to events: in the same transaction, in the order of the table, all or nothing."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from ideenschmiede.base import chronicle
from ideenschmiede.base.models import Event, Topic

pytestmark = pytest.mark.django_db(transaction=True)


def forget_name(event):
    Topic.objects.filter(pk=event.subject_id).update(name_de="")


def count_up(event):
    topic = Topic.objects.get(pk=event.subject_id)
    Topic.objects.filter(pk=topic.pk).update(rank=topic.rank + event.data.get("by", 1))


def double(event):
    topic = Topic.objects.get(pk=event.subject_id)
    Topic.objects.filter(pk=topic.pk).update(rank=topic.rank * 2)


def fail(_event):
    raise ImproperlyConfigured("this reaction fails")


def pass_on(event):
    chronicle.record(verb="topic.counted", subject=Topic.objects.get(pk=event.subject_id), by=None, at=event.time)


TABLE = {
    "topic.erased": (forget_name,),
    "topic.counted": (count_up,),
    "topic.counted_and_doubled": (count_up, double),
    "topic.failed": (count_up, fail),
    "topic.passed_on": (pass_on,),
}


@pytest.fixture(autouse=True)
def table(settings):
    settings.REACTIONS = f"{__name__}.TABLE"


@pytest.fixture
def topic():
    return Topic.objects.create(slug="probe", name_de="Probe", name_en="Sample", rank=100)


def happen(topic, verb, **data):
    with transaction.atomic():
        chronicle.record(verb=verb, subject=topic, by=None, at=timezone.now(), data=data)


def rank(topic):
    return Topic.objects.get(pk=topic.pk).rank


def test_a_reaction_is_called_with_the_event(topic):
    happen(topic, "topic.counted", by=3)
    assert rank(topic) == 103
    happen(topic, "topic.erased")
    assert Topic.objects.get(pk=topic.pk).name_de == ""


def test_several_are_called_in_the_order_of_the_table(topic):
    happen(topic, "topic.counted_and_doubled")
    assert rank(topic) == (100 + 1) * 2


def test_a_verb_without_a_line_does_nothing(topic):
    happen(topic, "topic.seen")
    assert rank(topic) == 100


def test_a_reaction_that_fails_undoes_the_action_with_its_event(topic):
    with pytest.raises(ImproperlyConfigured):
        happen(topic, "topic.failed")
    assert rank(topic) == 100
    assert not Event.objects.filter(verb="topic.failed").exists()


def test_what_a_reaction_does_goes_when_the_action_fails_later(topic):
    def action():
        happen(topic, "topic.counted")
        raise ImproperlyConfigured("the action fails later")

    with pytest.raises(ImproperlyConfigured), transaction.atomic():
        action()
    assert rank(topic) == 100


def test_a_reaction_may_record_what_it_did_and_others_react_to_that(topic):
    happen(topic, "topic.passed_on")
    assert rank(topic) == 101
    assert [event.verb for event in Event.objects.order_by("pk")] == ["topic.passed_on", "topic.counted"]


def test_many_events_are_reacted_to_one_by_one(topic):
    other = Topic.objects.create(slug="andere", name_de="Andere", name_en="Other", rank=200)
    with transaction.atomic():
        chronicle.record_many(verb="topic.counted", subjects=[topic, other], by=None, at=timezone.now())
    assert (rank(topic), rank(other)) == (101, 201)
