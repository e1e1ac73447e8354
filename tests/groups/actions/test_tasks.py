"""Tasks: given, changed, done, open again, dropped; and forgotten with a person."""

import pytest
from tests.groups.making import AT, DAY, TODAY, a_task, make_group, make_person, seat, who

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.groups.actions import tasks as acts
from ideenschmiede.groups.actions.noting import GroupError
from ideenschmiede.groups.models import Task
from ideenschmiede.groups.queries.tasks import tasks_for, tasks_from, tasks_of
from ideenschmiede.people.actions.appointments import close_body, end
from ideenschmiede.people.actions.erasure import erase_person


def test_a_task_is_given(group, chair, insider):
    task = acts.give_task(
        group=group, title=" Leitfaden \n schreiben ", person=insider, due_on=TODAY, note="Kurz.", by=who(chair), at=AT
    )
    found = Task.objects.get()
    assert found == task
    assert (found.title, found.person, found.due_on, found.note) == ("Leitfaden schreiben", insider, TODAY, "Kurz.")
    assert (found.created_by_id, found.origin_type, found.origin_id) == (chair.account_id, "", None)
    event = Event.objects.get(verb="task.given")
    assert event.subject_type == "groups.workinggroup"
    assert event.data == {"task": task.pk, "person": insider.pk}, "ids, and nothing else"


@pytest.mark.parametrize(
    ("values", "field"),
    [({"title": "  "}, "title"), ({"title": "a" * 201}, "title"), ({"note": "a" * 2_001}, "note")],
    ids=["no title", "long title", "long note"],
)
def test_a_task_that_is_none(group, values, field):
    with pytest.raises(GroupError) as error:
        acts.give_task(group=group, **{"title": "Etwas", **values}, by=None, at=AT)
    assert error.value.field == field
    assert not Task.objects.exists()


def test_nobody_from_outside(group):
    with pytest.raises(GroupError, match="of the group"):
        a_task(group, person=make_person("Fremd"))
    left = make_person("Gegangen")
    seat(left, group, status="ended")
    with pytest.raises(GroupError):
        a_task(group, person=left)


def test_who_has_left_keeps_it_until_somebody_else_is_chosen(group, insider, chair):
    task = a_task(group, person=insider)
    end(appointment=insider.appointments.get(), by=None, at=AT)
    acts.change_task(task=task, title="Neu", person=insider, due_on=None, note="", by=None, at=AT)
    acts.change_task(task=task, title="Neu", person=chair, due_on=None, note="", by=None, at=AT)
    with pytest.raises(GroupError):
        acts.change_task(task=task, title="Neu", person=insider, due_on=None, note="", by=None, at=AT)


def test_where_it_comes_from(group, chair):
    by_thing, by_label = a_task(group, origin=chair), a_task(group, origin=("ideas.idea", 7))
    assert (by_thing.origin_type, by_thing.origin_id) == ("people.person", chair.pk)
    assert (by_label.origin_type, by_label.origin_id) == ("ideas.idea", 7)
    assert list(tasks_from(chair)) == [by_thing]


def test_done_and_open_again(group, insider):
    task, account = a_task(group, person=insider), who(insider)
    acts.finish_task(task=task, result=" Steht  im Netz. ", by=account, at=AT)
    task.refresh_from_db()
    assert (task.done_at, task.result) == (AT, "Steht im Netz.")
    acts.finish_task(task=task, result="Anders", by=account, at=AT + DAY)
    task.refresh_from_db()
    assert (task.done_at, task.result) == (AT, "Steht im Netz."), "the second time changes nothing"
    acts.reopen_task(task=task, by=account, at=AT)
    acts.reopen_task(task=task, by=account, at=AT)
    task.refresh_from_db()
    assert (task.done_at, task.result) == (None, "Steht im Netz.")
    verbs = Event.objects.filter(verb__startswith="task.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["task.given", "task.finished", "task.reopened"]


def test_dropped(group, chair):
    task = a_task(group)
    gone = Task.objects.get(pk=task.pk)
    acts.drop_task(task=task, by=who(chair), at=AT)
    assert not Task.objects.exists()
    with pytest.raises(GroupError, match="dropped"):
        acts.finish_task(task=gone, by=None, at=AT)
    with pytest.raises(GroupError, match="dropped"):
        acts.drop_task(task=gone, by=None, at=AT)


def test_who_may(group, insider, member):
    task = a_task(group)
    for account in (who(insider), member):
        for act in (
            lambda account=account: a_task(group, by=account),
            lambda account=account: acts.finish_task(task=task, by=account, at=AT),
            lambda account=account: acts.reopen_task(task=task, by=account, at=AT),
            lambda account=account: acts.drop_task(task=task, by=account, at=AT),
            lambda account=account: acts.change_task(
                task=task, title="Neu", person=None, due_on=None, note="", by=account, at=AT
            ),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_a_closed_group_has_no_new_tasks(group):
    task = a_task(group)
    close_body(body=group.body, by=None, at=AT)
    with pytest.raises(GroupError, match="closed"):
        a_task(group)
    with pytest.raises(GroupError, match="closed"):
        acts.finish_task(task=Task.objects.get(pk=task.pk), by=None, at=AT)


def test_the_order(group):
    late, soon, never = (a_task(group, title, due_on=day) for title, day in (
        ("Spät", TODAY + DAY), ("Bald", TODAY), ("Nie", None),
    ))  # fmt: skip
    for title, days in (("Früher", 0), ("Später", 1)):
        acts.finish_task(task=a_task(group, title, due_on=TODAY - 9 * DAY), by=None, at=AT + days * DAY)
    assert [task.title for task in tasks_of(group)] == ["Bald", "Spät", "Nie", "Später", "Früher"]
    assert {late, soon, never} <= set(tasks_of(group))


def test_what_waits_for_whom(group, chair, insider, django_assert_num_queries):
    mine, late = a_task(group, "Meins", person=insider), a_task(group, "Spät", due_on=TODAY - DAY)
    a_task(group, "Heute", due_on=TODAY)
    other = make_group("Andere")
    a_task(other, "Fremd", due_on=TODAY - DAY)
    assert list(tasks_for(who(insider), TODAY)) == [mine]
    assert list(tasks_for(who(chair), TODAY)) == [late]
    acts.finish_task(task=mine, by=None, at=AT)
    assert list(tasks_for(who(insider), TODAY)) == []
    outside = who(make_person("Draussen"))
    with django_assert_num_queries(1):  # the seats: who has none has no tasks
        assert list(tasks_for(outside, TODAY)) == []


def test_who_left_has_no_more_tasks_here(group, insider):
    """A confidential group must not be read by who is no longer in it."""
    a_task(group, person=insider)
    end(appointment=insider.appointments.get(), by=None, at=AT)
    assert list(tasks_for(who(insider), TODAY)) == []


def test_an_erased_person_has_no_tasks(group, insider):
    task = a_task(group, person=insider)
    erase_person(person=insider, by=None, at=AT)
    task.refresh_from_db()
    assert task.person is None
