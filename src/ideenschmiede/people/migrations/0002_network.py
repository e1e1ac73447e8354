"""The network itself, as a body that one is appointed to; the office may give it another name."""

from django.conf import settings
from django.db import migrations
from django.utils import timezone


def make_network(apps, schema_editor):
    values = {"slug": "netzwerk", "name": settings.NETWORK_NAME[:200], "created_at": timezone.now()}
    apps.get_model("people", "Body").objects.get_or_create(kind="network", defaults=values)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(make_network, migrations.RunPython.noop)]
