"""The chronicle: append-only, gapless, hashed; and it notices what was done to it."""

import pytest
from django.db import connection, transaction
from django.utils import timezone

from ideenschmiede.base import chronicle
from ideenschmiede.base.models import AppendOnlyError, ChronicleHead, Event, Topic, Visibility

pytestmark = pytest.mark.django_db


def record(topic, verb="topic.seen", **data):
    with transaction.atomic():
        return chronicle.record(
            verb=verb, subject=topic, by=None, at=timezone.now(), visibility=Visibility.PUBLIC, data=data
        )


@pytest.fixture
def topic():
    return Topic.objects.get(slug="klima")


def tamper(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_sealing_gives_gapless_positions_and_the_chain_holds(topic):
    for number in range(7):
        record(topic, number=number)
    assert chronicle.head() == 0
    assert chronicle.seal() == 7
    assert [event.position for event in Event.objects.sealed()] == [1, 2, 3, 4, 5, 6, 7]
    assert chronicle.head() == 7
    assert chronicle.verify() is None
    assert chronicle.seal() == 0


def test_sealing_works_across_batches(topic, monkeypatch):
    monkeypatch.setattr("ideenschmiede.base.chronicle.sealing.BATCH", 3)
    for number in range(8):
        record(topic, number=number)
    assert chronicle.seal() == 8
    assert chronicle.head() == 8
    assert chronicle.verify() is None


def test_readers_see_sealed_events_only_and_in_order(topic):
    record(topic, "first.thing")
    chronicle.seal()
    record(topic, "second.thing")
    assert [event.verb for event in chronicle.sealed_after(0)] == ["first.thing"]
    chronicle.seal()
    assert [event.verb for event in chronicle.sealed_after(1)] == ["second.thing"]
    assert chronicle.sealed_after(2) == []


def test_an_event_needs_the_transaction_of_its_action(topic, transactional_db):
    with pytest.raises(RuntimeError, match="inside the transaction"):
        chronicle.record(verb="a.b", subject=topic, by=None, at=timezone.now())
    with pytest.raises(RuntimeError, match="inside the transaction"):
        chronicle.record_many(verb="a.b", subjects=[topic], by=None, at=timezone.now())


def test_many_events_are_recorded_in_few_statements_and_sealed_alike(django_assert_max_num_queries):
    topics = list(Topic.objects.all())
    with transaction.atomic(), django_assert_max_num_queries(2):
        count = chronicle.record_many(
            verb="topic.seen", subjects=topics, by=None, at=timezone.now(), visibility=Visibility.PUBLIC
        )
    assert count == len(topics)
    chronicle.seal()
    assert [event.subject_id for event in chronicle.sealed_after(0)] == [topic.pk for topic in topics]
    assert {event.visibility for event in chronicle.sealed_after(0)} == {"public"}
    assert chronicle.verify() is None


def test_events_are_neither_changed_nor_removed(topic):
    event = record(topic)
    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        event.delete()
    with pytest.raises(AppendOnlyError):
        Event.objects.all().delete()
    with pytest.raises(AppendOnlyError):
        Event.objects.update(verb="other")


@pytest.mark.parametrize(
    ("sql", "values", "position", "reason"),
    [
        ("UPDATE base_event SET verb = %s WHERE position = 2", ["forged"], 2, "changed"),
        ("UPDATE base_event SET hash = %s WHERE position = 3", ["0" * 64], 3, "changed"),
        ("DELETE FROM base_event WHERE position = 2", [], 2, "missing"),
        ("DELETE FROM base_event WHERE position = 3", [], 3, "head"),
    ],
)
def test_verify_names_the_first_broken_position(topic, sql, values, position, reason):
    for number in range(3):
        record(topic, number=number)
    chronicle.seal()
    tamper(sql, *values)
    broken = chronicle.verify()
    assert broken is not None
    assert broken.position == position
    assert reason in broken.reason


def test_a_moved_head_is_noticed(topic):
    record(topic)
    chronicle.seal()
    ChronicleHead.objects.update(hash="f" * 64)
    assert chronicle.verify() is not None
