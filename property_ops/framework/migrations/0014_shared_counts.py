from django.db import migrations

from property_ops.framework.triggers import DatabaseRule

TABLE = "po_framework_shared_count"
COLUMNS = "key text PRIMARY KEY, value bigint NOT NULL, until double precision NOT NULL"


class SharedCountTable(DatabaseRule):
    """A table that is no record of anything, and is written without waiting for the disk."""

    def deconstruct(self):
        return self.__class__.__qualname__, [], {}

    def describe(self):
        return "Table of counts that web processes share, on PostgreSQL"

    def create(self, vendor):
        return [f"CREATE UNLOGGED TABLE {TABLE} ({COLUMNS})"] if vendor == "postgresql" else []

    def drop(self, vendor):
        return [f"DROP TABLE {TABLE}"] if vendor == "postgresql" else []


class Migration(migrations.Migration):
    dependencies = [("po_framework", "0013_blackouts")]

    operations = [SharedCountTable()]
