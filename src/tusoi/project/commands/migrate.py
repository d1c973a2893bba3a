"""`tusoi migrate`: bring the tables of the database to this version."""

import argparse

HELP = "đưa cơ sở dữ liệu về đúng phiên bản của phần mềm"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(_options: argparse.Namespace) -> int:
    """Migrate and say how many steps were taken."""
    steps = migrate()
    print(f"Đã cập nhật cơ sở dữ liệu: {steps} bước." if steps else "Cơ sở dữ liệu đã đúng phiên bản.")
    return 0


def migrate() -> int:
    """Apply what is missing; returns the number of steps. Running it again changes nothing."""
    from django.core.management import call_command

    steps = len(missing())
    if steps:
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return steps


def ready() -> bool:
    """Whether the tables are of this version; an empty database gets them now."""
    from django.db import connection

    if not connection.introspection.table_names():
        migrate()
    return not missing()


def missing() -> list[str]:
    """Names of the steps the database still lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
