"""A working group for each body of that kind that was there before."""

from django.db import migrations
from django.utils import timezone


def found(apps, schema_editor):
    bodies = apps.get_model("people", "Body").objects.filter(kind="working_group", working_group=None)
    group = apps.get_model("groups", "WorkingGroup")
    now = timezone.now()
    group.objects.bulk_create(group(body_id=body.pk, aim=body.purpose, changed_at=now) for body in bodies)


class Migration(migrations.Migration):
    dependencies = [("groups", "0001_initial")]
    operations = [migrations.RunPython(found, migrations.RunPython.noop)]
