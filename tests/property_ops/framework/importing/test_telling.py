"""What an import changed of what was there is in the audit log, before → after (docs/product.md rule 20)."""

import ast
from pathlib import Path

import pytest

import invoices
import property_ops
from property_ops.framework.importing import import_files
from property_ops.framework.importing.registry import importers_in_order
from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.modules.estates.testing import EstateFactory
from tests.property_ops.framework.importing.papers import DAY, UNITS, approve_all, register, unit, workbook
from tests.visitors import ADMINISTRATOR, visitor

pytestmark = pytest.mark.django_db
USUAL = {"业主姓名": "张三", "联系电话": "13812341234", "建筑面积(㎡)": 80}


def imported(tmp_path, *rows, by=None):
    path = workbook(tmp_path / "房屋台账.xlsx", {"牡丹花园": register(UNITS, *(unit(**USUAL | row) for row in rows))})
    report = import_files(paths=[path], by=by or UserFactory(role="manager"), as_of=DAY)
    assert not any(file.has_errors for file in report.files), list(report.problems())


def approved(tmp_path, *rows):
    """What changes known units waits, and nothing of it is told, until another person approves it (ADR 0074)."""
    before = told()
    imported(tmp_path, *rows)
    assert told() == before
    approve_all()


def told() -> list[list[str]]:
    return [one for event in AuditEvent.objects.filter(action="import.changed") for one in event.detail["changes"]]


@pytest.fixture
def estate():
    return EstateFactory(code="BC01", name="牡丹花园")


def test_the_area_owner_phone_and_occupancy_of_a_unit_are_told_before_and_after(estate, tmp_path):
    imported(tmp_path, {})
    assert told() == []
    approved(tmp_path, {"业主姓名": "李四", "联系电话": "13900005678", "建筑面积(㎡)": 82.5, "入住情况": "空置"})
    place = "牡丹花园 BC01-1-1-101"
    facts = told()
    assert ["unit", place, "building area (m²)", "80", "82.5"] in facts
    assert any(one[1].startswith(place) and one[2] == "until" and one[4] == str(DAY) for one in facts)
    assert ["tenure", f"{place} 张三", "until", "", str(DAY)] in facts
    assert ["tenure", f"{place} 李四", "", "", ["owner", "李四", "139****5678", str(DAY)]] in facts
    assert ["occupancy", place, "", "", ["vacant", str(DAY)]] in facts
    assert "13900005678" not in str(facts)


def test_the_log_reads_it_in_chinese(estate, tmp_path):
    imported(tmp_path, {})
    approved(tmp_path, {"建筑面积(㎡)": 82.5})
    page = visitor(ADMINISTRATOR, language="zh-hans").text("/audit/")
    assert "导入时更改了已登记的内容" in page
    assert "房屋 牡丹花园 BC01-1-1-101 建筑面积（㎡）: 80 → 82.5" in page


def test_an_import_that_changes_nothing_or_is_only_tried_tells_nothing(estate, tmp_path):
    imported(tmp_path, {})
    imported(tmp_path, {})
    path = workbook(tmp_path / "b.xlsx", {"牡丹花园": register(UNITS, unit(**USUAL | {"建筑面积(㎡)": 99}))})
    import_files(paths=[path], by=UserFactory(role="manager"), as_of=DAY, dry_run=True)
    assert told() == []


def test_many_changes_are_told_in_several_events(estate, tmp_path):
    rows = [{"房号": f"{101 + n}"} for n in range(150)]
    imported(tmp_path, *rows)
    approved(tmp_path, *(row | {"建筑面积(㎡)": 81} for row in rows))
    counts = [len(event.detail["changes"]) for event in AuditEvent.objects.filter(action="import.changed")]
    assert sorted(counts) == [50, 100]


PAST_THE_CHANGES = {"bulk_create", "bulk_update", "save", "get_or_create", "update_or_create", "delete"}


def test_every_importer_changes_the_register_through_what_is_told():
    """Files of payments are read into receipts, which never change what was there."""
    assert importers_in_order()
    for package in (property_ops, invoices):
        for path in Path(package.__path__[0]).glob("modules/*/importers/*.py"):
            calls = {
                node.func.attr
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            }
            assert not calls & PAST_THE_CHANGES, path
