"""The working groups of the demo have work, and it is marked as invented."""

import pytest
from django.utils import timezone

from ideenschmiede.groups.models import Document, Handover, Task, WorkingGroup
from ideenschmiede.groups.queries.tasks import is_late
from ideenschmiede.people.models import Appointment, Status
from ideenschmiede.site.demo import content
from ideenschmiede.site.demo.loader import load_demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path):
    settings.BASE_URL = "http://127.0.0.1:8000"
    settings.MEDIA_ROOT = tmp_path / "files"
    load_demo(at=timezone.now())


def test_each_group_has_a_mandate_a_chair_and_a_charter(demo):
    groups = WorkingGroup.objects.select_related("body")
    assert {group.body.name for group in groups} == {"Arbeitsgruppe Nachhaltigkeit", "Arbeitsgruppe Digitales"}
    for group in groups:
        assert group.body.is_example
        assert all((group.aim, group.owes, group.charter, group.topics.count()))
        assert group.until > timezone.localdate()
        chairs = Appointment.objects.filter(body=group.body, capacity="chair", status=Status.ACTIVE)
        assert chairs.count() == 1
    assert {group.visibility for group in groups} == {"public", "network"}


def test_there_is_one_of_each_kind_of_task(demo):
    tasks, today = list(Task.objects.all()), timezone.localdate()
    assert len(tasks) == sum(len(group["task"]) for group in content.groups())
    for group in WorkingGroup.objects.all():
        assert any(is_late(task, today) for task in group.tasks.all()), "one is overdue"
    assert any(task.done_at and task.result for task in tasks)
    assert any(task.person is None for task in tasks)
    assert all(task.person is None or task.person.is_example for task in tasks)


def test_documents_and_a_handover(demo):
    for document in Document.objects.all():
        assert document.link.startswith("https://www.beispiel.example/") or document.file.size == document.size > 0
    shown = Document.objects.get(is_public=True)
    assert shown.group.visibility == "public"
    handover = Handover.objects.get()
    assert handover.written_at
    assert not handover.taken_over_at, "so that one can try it"
