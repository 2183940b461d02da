"""The services that tests stand on."""

import time
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from playwright.sync_api import Page

from tests.services.installation import Installation
from tests.services.postgresql import Cluster, shared_cluster


def test_a_test_has_a_data_folder_of_its_own():
    assert "property-ops-tests-" in str(settings.DATA)


def test_the_database_of_every_process_has_all_migrations(db):
    """Made here or copied from the process that made it."""
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_the_private_postgresql_answers_and_sorts_by_code_point(postgresql_url):
    with psycopg.connect(postgresql_url) as connection:
        assert connection.execute("SELECT current_setting('server_encoding')").fetchone() == ("UTF8",)
        assert connection.execute("SELECT 'B' < 'a'").fetchone() == (True,)


def test_who_asks_for_the_same_postgresql_shares_it_and_the_last_to_go_ends_it(
    postgresql_cluster: Cluster, tmp_path: Path
) -> None:
    with shared_cluster(tmp_path) as one:
        with shared_cluster(tmp_path) as other:
            assert one.port == other.port != postgresql_cluster.port
        psycopg.connect(one.url("postgres")).close()
    patience = time.monotonic() + 300
    while (tmp_path / "port").exists():
        assert time.monotonic() < patience
        time.sleep(0.02)


def test_commands_that_share_a_process_end_as_each_does_alone(tmp_path: Path) -> None:
    installation = Installation(data=tmp_path, url="")
    wrong, version = ("chrge", "2022-06"), ("--version",)
    alone = [installation.run(*command) for command in (wrong, version)]
    together = installation.run_all(wrong, version)
    assert [(one.returncode, one.stdout, one.stderr) for one in together] == [
        (one.returncode, one.stdout, one.stderr) for one in alone
    ]
    assert [one.returncode for one in together] == [1, 0]


def test_the_browser_is_a_real_chromium_with_chinese_as_its_language(page: Page):
    page.set_content("<p id=x>账单</p>")
    assert page.locator("#x").inner_text() == "账单"
    assert page.evaluate("navigator.language") == "zh-CN"
