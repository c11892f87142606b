"""Whether a list is in doubt is kept, and no longer inferred from its having been read."""

from django.db import migrations, models

AUDITED_KINDS = ("DP4", "DPHP", "DPS", "DPSHP", "DPT", "DPTB")


def keep_in_doubt(apps, schema_editor):  # type: ignore[no-untyped-def]
    """What has failed after its reading and before any audit stands as it stood: not used until somebody answers."""
    lists = apps.get_model("rolls", "ListVersion").objects
    failed = lists.filter(status="failed", kind__in=AUDITED_KINDS, read_at__isnull=False, audited_at__isnull=True)
    failed.update(is_doubted=True)


class Migration(migrations.Migration):
    dependencies = [("rolls", "0004_long_lists")]

    operations = [
        migrations.AddField(
            model_name="listversion",
            name="is_doubted",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(keep_in_doubt, migrations.RunPython.noop),
    ]
