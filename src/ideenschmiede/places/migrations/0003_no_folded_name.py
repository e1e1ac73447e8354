from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("places", "0002_kinds_and_sources")]
    operations = [migrations.RemoveField(model_name="place", name="folded_name")]
