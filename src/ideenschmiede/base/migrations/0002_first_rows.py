"""The table of the shared cache, the head of the chronicle, and the network's first seven topics."""

from django.core.management import call_command
from django.db import migrations

TOPICS = [
    ("bildung", "Bildung", "Education"),
    ("klima", "Klima", "Climate"),
    ("energie", "Energie", "Energy"),
    ("stadtentwicklung", "Stadtentwicklung", "Urban development"),
    ("kommunikation", "Kommunikation", "Communication"),
    ("it", "IT", "IT"),
    ("kooperation", "Kooperation", "Cooperation"),
]


def make_rows(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)
    apps.get_model("base", "ChronicleHead").objects.get_or_create(pk=1)
    topic = apps.get_model("base", "Topic")
    for rank, (slug, german, english) in enumerate(TOPICS):
        topic.objects.get_or_create(slug=slug, defaults={"name_de": german, "name_en": english, "rank": rank})


class Migration(migrations.Migration):
    dependencies = [("base", "0001_initial")]
    operations = [migrations.RunPython(make_rows, migrations.RunPython.noop)]
