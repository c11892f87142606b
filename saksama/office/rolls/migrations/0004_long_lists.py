"""What long lists need: an index of the likeliest first, and the list of a finding beside its further places."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Coalesce


def name_the_list(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Each further place gets the list of its finding."""
    place, finding = apps.get_model("rolls", "FindingPlace"), apps.get_model("rolls", "Finding")
    of = finding.objects.filter(pk=models.OuterRef("finding_id")).values("version_id")[:1]
    place.objects.update(version_id=models.Subquery(of))


class Migration(migrations.Migration):
    dependencies = [("rolls", "0003_registers_uploads_places")]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="unlikely",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Value(1.0) - Coalesce("probability", models.Value(-1.0)),
                output_field=models.FloatField(),
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["version", "unlikely", "id", "region", "severity"], name="finding_likeliest"),
        ),
        migrations.AddField(
            model_name="findingplace",
            name="version",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="rolls.listversion",
            ),
        ),
        migrations.RunPython(name_the_list, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="findingplace",
            name="version",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="rolls.listversion",
            ),
        ),
        migrations.AlterField(
            model_name="findingplace",
            name="finding",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="other_places",
                to="rolls.finding",
            ),
        ),
        migrations.AddIndex(
            model_name="findingplace",
            index=models.Index(fields=["version", "region", "finding"], name="finding_place_of_list"),
        ),
    ]
