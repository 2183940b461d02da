"""The page that says what `verify` finds names every check there is, and every table without a journal."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from property_ops.framework.checks import verify_all

PAGE = Path(__file__).resolve().parents[2] / "docs" / "what-verify-finds.md"


@pytest.mark.django_db
def test_the_page_has_every_check_and_no_other():
    finds = PAGE.read_text(encoding="utf-8").partition("## What has no journal")[0]
    told = re.findall(r"^\| ([^|]+?) \|", finds, flags=re.MULTILINE)[1:]
    assert sorted(told) == sorted(check.name for check in verify_all())


def test_the_page_has_every_table_without_a_journal():
    without = PAGE.read_text(encoding="utf-8").partition("## What has no journal")[2].partition("\n## ")[0]
    told = re.findall(r"`(po_\w+)`", without)
    assert sorted(told) == sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "journal", ""))
