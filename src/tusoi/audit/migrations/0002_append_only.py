"""The database itself refuses to change or remove what the book says. Whoever rebuilds one of these tables in a later
migration makes the triggers again: SQLite drops them with the table; tests/audit says so."""

from django.db import migrations

KEPT = ("audit_event", "audit_readevent", "audit_anchor")

SQLITE_REFUSE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
SQLITE_CHAIN = """
CREATE TRIGGER audit_chain_forward BEFORE UPDATE ON audit_chain
WHEN NEW.head_seq < OLD.head_seq OR NEW.key <> OLD.key
BEGIN SELECT RAISE(ABORT, 'audit_chain only moves forward'); END
"""
POSTGRESQL_FUNCTIONS = """
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE FUNCTION audit_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.head_seq < OLD.head_seq OR NEW.key <> OLD.key THEN
    RAISE EXCEPTION 'audit_chain only moves forward';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_chain_forward BEFORE UPDATE ON audit_chain FOR EACH ROW EXECUTE FUNCTION audit_forward();
CREATE TRIGGER audit_chain_no_delete BEFORE DELETE ON audit_chain FOR EACH ROW EXECUTE FUNCTION audit_append_only();
"""
POSTGRESQL_REFUSE = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
"""


def refuse_changes(apps, schema_editor):
    """Triggers of the database at hand."""
    if schema_editor.connection.vendor == "sqlite":
        statements = [
            SQLITE_REFUSE.format(table=table, verb=verb) for table in KEPT for verb in ("update", "delete")
        ]
        statements += [SQLITE_CHAIN, SQLITE_REFUSE.format(table="audit_chain", verb="delete")]
    else:
        statements = [POSTGRESQL_FUNCTIONS, *(POSTGRESQL_REFUSE.format(table=table) for table in KEPT)]
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(refuse_changes)]
