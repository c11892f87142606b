"""The test database: migrated once for all processes of a run, filled with the regency by copying, emptied quickly."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import setup_databases, teardown_databases

from saksama.office.election.boundary_file import load_boundaries
from saksama.office.election.models import Boundary, Duty, Region, Stage
from saksama.office.election.region_file import load_regions
from saksama.office.election.stage_file import load_election
from saksama.office.trail import triggers
from saksama.reference.files import FOLDER
from saksama.rolls.engine import no_progress

TEMPLATE = "saksama_migrated"  # on PostgreSQL what the databases of the other processes are copies of
REGENCY: tuple[type[Model], ...] = (Region, Boundary, Stage, Duty)  # each after what it refers to
NEVER_EMPTIED = {"django_content_type", "auth_permission"}  # filled after migrating, and no test changes them


@contextmanager
def test_database(shared: Path) -> Iterator[None]:
    """Who comes first migrates, which takes many seconds; who comes later takes a copy.

    shared: a folder of all processes of this run.
    """
    with (shared / "database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        copy = shared / "migrated"
        made = _copied(copy) if copy.exists() else _migrated(copy)
    yield
    teardown_databases(made, verbosity=0)


def _migrated(copy: Path) -> Any:
    made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    _keep_regency()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        return made
    name = connection.settings_dict["NAME"]
    connection.close()  # nobody may be connected to what is copied
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{TEMPLATE}"')
        cursor.execute(f'CREATE DATABASE "{TEMPLATE}" TEMPLATE "{name}"')
    copy.touch()
    return made


def _copied(copy: Path) -> Any:
    test = connection.settings_dict["TEST"]
    on_sqlite = connection.vendor == "sqlite"
    if on_sqlite:
        shutil.copy(copy, test["NAME"])
    else:
        test["TEMPLATE"] = TEMPLATE
    return setup_databases(verbosity=0, interactive=False, aliases={"default"}, keepdb=on_sqlite)


@transaction.atomic
def _keep_regency() -> None:
    """Loads the regency as an office does and puts its rows into tables of which Django does not know."""
    load_regions(FOLDER / "oki_regions.csv", no_progress)
    load_boundaries(FOLDER / "oki_kecamatan.geojson", no_progress)
    load_election("pilkada-2024")
    with connection.cursor() as cursor:
        for model in REGENCY:
            table = model._meta.db_table
            cursor.execute(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")
        for model in reversed(REGENCY):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")


def put_regency() -> None:
    """Copies those rows into the empty tables: a few milliseconds instead of a tenth of a second, a thousand times."""
    with connection.cursor() as cursor:
        for model in REGENCY:
            table = model._meta.db_table
            cursor.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")
        for statement in connection.ops.sequence_reset_sql(no_style(), REGENCY):
            cursor.execute(statement)


def empty() -> None:
    """What Django does after a test with real transactions, but only where rows are, and past the trail's triggers.

    TRUNCATE of more than a hundred tables takes PostgreSQL long; a lock on them all does not, and like TRUNCATE it
    waits for the last requests of a server that is still busy.
    """
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = sorted(set(names) - NEVER_EMPTIED)
    triggers.remove(connection)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables))
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {table}")
    triggers.install(connection)
