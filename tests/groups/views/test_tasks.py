"""Pages of tasks."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.groups.making import AT, DAY, a_task, make_group, make_person, who

from ideenschmiede.groups.actions.tasks import finish_task
from ideenschmiede.groups.models import Task
from ideenschmiede.people.actions.appointments import close_body


def url(name, task):
    return reverse(f"groups:{name}", args=(task.group.body.slug, task.pk))


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_chair_gives_a_task(client, group, chair, insider):
    client.force_login(who(chair))
    address = reverse("groups:give_task", args=(group.body.slug,))
    form = text(client.get(address))
    assert "Ada Innen" in form
    sent = client.post(address, {"title": "Leitfaden", "person": insider.pk, "due_on": "15.03.2027", "note": "Kurz."})
    assert sent.url == reverse("groups:tasks", args=(group.body.slug,))
    task = Task.objects.get()
    assert (task.title, task.person, str(task.due_on), task.note) == ("Leitfaden", insider, "2027-03-15", "Kurz.")


def test_what_is_wrong_is_said_and_nothing_lost(client, group, chair):
    client.force_login(who(chair))
    outside = make_person("Fremd")
    sent = client.post(
        reverse("groups:give_task", args=(group.body.slug,)),
        {"title": "", "person": outside.pk, "due_on": "übermorgen", "note": "Bleibt stehen."},
    )
    shown = text(sent)
    assert "Bleibt stehen." in shown
    assert shown.count("kern-error") >= 3
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("said", "kept"),
    [("idee-7", ("ideas.idea", 7)), ("entscheidung-12", ("deliberation.decision", 12)), ("", ("", None))],
)
def test_where_it_comes_from(client, group, chair, said, kept):
    client.force_login(who(chair))
    address = reverse("groups:give_task", args=(group.body.slug,))
    client.post(f"{address}?aus={said}", {"title": "Folgt daraus"})
    task = Task.objects.get()
    assert (task.origin_type, task.origin_id) == kept


@pytest.mark.parametrize("said", ["person-1", "idee", "idee-", "idee-x", "idee-²", f"idee-{'9' * 30}"])
def test_nonsense_is_not_there(client, group, chair, said):
    client.force_login(who(chair))
    assert client.get(reverse("groups:give_task", args=(group.body.slug,)), {"aus": said}).status_code == 404


def test_the_page_of_a_task(client, group, chair, insider, member):
    task = a_task(group, person=insider, due_on=timezone.localdate() - DAY, note="Eine Seite genügt.")
    client.force_login(member)
    shown = text(client.get(url("task", task)))
    assert "Eine Seite genügt." in shown
    assert "Ada Innen" in shown
    for part in ("Overdue", "Change", "Drop"):
        assert part not in shown
    client.force_login(who(insider))
    shown = text(client.get(url("task", task)))
    assert "Overdue" in shown
    assert url("finish_task", task) in shown
    assert url("change_task", task) not in shown
    client.force_login(who(chair))
    assert url("change_task", task) in text(client.get(url("task", task)))


def test_ones_own_task_is_finished_and_opened_again(client, group, insider, chair):
    task, others = a_task(group, person=insider), a_task(group, person=chair)
    client.force_login(who(insider))
    assert task.title in text(client.get(url("finish_task", task)))
    sent = client.post(url("finish_task", task), {"result": "Steht im Netz."}, follow=True)
    assert "Well done." in sent.content.decode()
    task.refresh_from_db()
    assert task.result == "Steht im Netz."
    assert "Steht im Netz." in text(client.get(url("task", task)))
    client.post(url("reopen_task", task))
    task.refresh_from_db()
    assert task.done_at is None
    assert client.get(url("finish_task", others)).status_code == 404
    assert client.post(url("finish_task", others)).status_code == 404


def test_changed_and_dropped(client, group, chair, insider):
    task = a_task(group, person=insider)
    client.force_login(who(chair))
    assert "Leitfaden schreiben" in text(client.get(url("change_task", task)))
    client.post(url("change_task", task), {"title": "Neu", "person": chair.pk})
    task.refresh_from_db()
    assert (task.title, task.person, task.due_on) == ("Neu", chair, None)
    assert "Drop this task?" in text(client.get(url("drop_task", task)))
    client.post(url("drop_task", task))
    assert not Task.objects.exists()
    assert client.get(url("task", task)).status_code == 404


def test_all_tasks(client, group, chair, member):
    a_task(group, "Offen")
    finish_task(task=a_task(group, "Fertig"), result="Gut.", by=None, at=AT)
    client.force_login(member)
    shown = text(client.get(reverse("groups:tasks", args=(group.body.slug,))))
    assert shown.index("Offen") < shown.index("Fertig") < shown.index("Gut.")
    assert "Give a task" not in shown


def test_a_task_of_another_group_is_not_there(client, group, chair):
    other = a_task(make_group("Andere"))
    client.force_login(who(chair))
    assert client.get(reverse("groups:task", args=(group.body.slug, other.pk))).status_code == 404


def test_a_closed_group_shows_its_tasks_and_changes_none(client, group, office):
    task = a_task(group)
    close_body(body=group.body, by=None, at=AT)
    client.force_login(office)
    shown = text(client.get(url("task", task)))
    assert url("finish_task", task) not in shown
    for name in ("finish_task", "change_task", "drop_task"):
        assert client.get(url(name, task)).status_code == 404
    assert client.post(url("reopen_task", task)).status_code == 404
