"""A group comes with its body: by a reaction, and for those that were there before by a migration."""

from importlib import import_module

import pytest
from django.apps import apps
from tests.groups.making import AT, make_group

from ideenschmiede.base.models import Event
from ideenschmiede.groups.models import WorkingGroup
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.models import Body

pytestmark = pytest.mark.django_db


def test_a_body_of_this_kind_brings_its_group():
    body = acts.open_body(kind="working_group", name="AG Wasser", purpose="Spart Wasser.", by=None, at=AT)
    group = WorkingGroup.objects.get(pk=body.pk)
    assert (group.aim, group.visibility, group.changed_at) == ("Spart Wasser.", "network", AT)
    event = Event.objects.get(verb="group.founded")
    assert (event.subject_type, event.subject_id, event.time) == ("groups.workinggroup", body.pk, AT)
    assert str(group) == "AG Wasser"


def test_a_jury_has_none():
    acts.open_body(kind="jury", name="Jury", by=None, at=AT)
    assert not WorkingGroup.objects.exists()


def test_bodies_that_were_there_before_get_theirs():
    kept = make_group(aim="Bleibt.")
    values = {"created_at": AT, "purpose": "Prüft."}
    old = Body.objects.create(kind="working_group", slug="alt", name="Alt", **values)
    Body.objects.create(kind="jury", slug="jury", name="Jury", **values)
    found = import_module("ideenschmiede.groups.migrations.0002_groups_of_bodies").found
    found(apps, None)
    assert set(WorkingGroup.objects.values_list("pk", "aim")) == {(kept.pk, "Bleibt."), (old.pk, "Prüft.")}
    found(apps, None)
    assert WorkingGroup.objects.count() == 2
