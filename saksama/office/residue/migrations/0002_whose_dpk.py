"""Findings made at a door say of which DPK their row is, where the audit of the list knew none."""

from django.db import migrations

SAYS = "Memilih sebagai DPK pada pemilu terakhir, tidak ditemukan di daftar ini."  # what only such findings say


def name_the_dpk(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Where checks of two DPKs claim the same row it stays unnamed, and the letter names nobody."""
    people = apps.get_model("residue", "ResiduePerson").objects.filter(source="dpk", checks__verdict="missing")
    claimed: dict[tuple[object, ...], set[int]] = {}
    for person in people.exclude(residue__dpk=None).select_related("residue").distinct():
        key = (person.residue.version_id, person.source_file, person.source_row, person.record)
        claimed.setdefault(key, set()).add(person.residue.dpk_id)
    for finding in apps.get_model("rolls", "Finding").objects.filter(rule="H02", evidence_id=SAYS):
        for said in finding.records:
            dpks = claimed.get((finding.version_id, said["file"], said["row"], said["record"]), set())
            if said["roll"] == "dpk" and len(dpks) == 1 and not finding.version.registers.filter(pk__in=dpks).exists():
                said["roll"] = f"list:{dpks.pop()}"
                finding.save(update_fields=["records"])


class Migration(migrations.Migration):
    dependencies = [("residue", "0001_initial"), ("rolls", "0005_doubted_lists")]

    operations = [migrations.RunPython(name_the_dpk, migrations.RunPython.noop)]
