"""The database itself refuses to change or delete entries of the trail, whoever asks: one trigger text a database."""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "trail_entry"

INSTALL = {
    "sqlite": [
        f"""CREATE TRIGGER trail_no_update BEFORE UPDATE ON {TABLE}
            BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
        f"""CREATE TRIGGER trail_no_delete BEFORE DELETE ON {TABLE}
            BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    ],
    "postgresql": [
        """CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$""",
        f"""CREATE TRIGGER trail_no_change BEFORE UPDATE OR DELETE ON {TABLE}
            FOR EACH ROW EXECUTE FUNCTION trail_refuse()""",
        f"""CREATE TRIGGER trail_no_truncate BEFORE TRUNCATE ON {TABLE}
            FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()""",
    ],
}

REMOVE = {
    "sqlite": ["DROP TRIGGER IF EXISTS trail_no_update", "DROP TRIGGER IF EXISTS trail_no_delete"],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS trail_no_change ON {TABLE}",
        f"DROP TRIGGER IF EXISTS trail_no_truncate ON {TABLE}",
        "DROP FUNCTION IF EXISTS trail_refuse()",
    ],
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts the triggers in place."""
    _run(connection, INSTALL)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes them away: to undo the migration, and to empty a test database."""
    _run(connection, REMOVE)


def _run(connection: BaseDatabaseWrapper, statements: dict[str, list[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
