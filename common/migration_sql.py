"""SQL that migrations share: rights of the runtime role and triggers that refuse change.

Two database roles: the owner migrates; the runtime role (a member of `attune_app`) reads and
writes rows. Evidence is protected twice: the runtime role holds no right to change it, and a
trigger refuses the owner as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import migrations

APP_ROLE = "attune_app"

CREATE_APP_ROLE = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
    CREATE ROLE {APP_ROLE} NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;  -- another installation was faster
END $$;
GRANT USAGE ON SCHEMA public TO {APP_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP_ROLE};

CREATE FUNCTION attune_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: its rows are evidence and never change', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;
"""


def insert_only(table: str) -> migrations.RunSQL:
    """Return the operation that makes a table insert-only, by role and by trigger."""
    return migrations.RunSQL(
        sql=f"""
        REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE};
        CREATE TRIGGER {table}_refuse_change BEFORE UPDATE OR DELETE ON {table}
          FOR EACH ROW EXECUTE FUNCTION attune_refuse_change();
        CREATE TRIGGER {table}_refuse_truncate BEFORE TRUNCATE ON {table}
          FOR EACH STATEMENT EXECUTE FUNCTION attune_refuse_change();
        """,
        reverse_sql=f"""
        DROP TRIGGER {table}_refuse_change ON {table};
        DROP TRIGGER {table}_refuse_truncate ON {table};
        GRANT UPDATE, DELETE ON {table} TO {APP_ROLE};
        """,
    )


def frozen_columns(table: str, columns: Sequence[str]) -> migrations.RunSQL:
    """Return the operation that forbids changes of the named columns once a row is written."""
    changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in columns)
    return migrations.RunSQL(
        sql=f"""
        CREATE TRIGGER {table}_frozen_columns BEFORE UPDATE ON {table}
          FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION attune_refuse_change();
        """,
        reverse_sql=f"DROP TRIGGER {table}_frozen_columns ON {table};",
    )
