from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from saksama.office.trail import triggers


def install(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    triggers.install(editor.connection)


def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    triggers.remove(editor.connection)


class Migration(migrations.Migration):
    """The database refuses to change or delete entries of the trail."""

    dependencies = [("trail", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
