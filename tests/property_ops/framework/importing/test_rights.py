"""A workbook opens no door that its reader may not open by hand: all importers × all roles, at the service and page."""

from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from property_ops.framework import permissions
from property_ops.framework.importing import import_files
from property_ops.framework.importing.importer import Importer, fault_of
from property_ops.framework.importing.registry import importers_in_order
from property_ops.framework.models import AuditEvent
from property_ops.framework.shipped_data import load_all
from property_ops.framework.testing import UserFactory
from property_ops.modules.estates.models import EstateMembership
from property_ops.modules.estates.public import Estate
from property_ops.modules.estates.testing import EstateFactory
from tests.property_ops.framework.importing.papers import (
    CONFIRMATIONS,
    DAY,
    SPACES,
    TARIFFS,
    UNITS,
    WORKS,
    cells,
    errors,
    register,
    unit,
    workbook,
)
from tests.visitors import visitor

ROLES = sorted(permissions.roles())
IMPORTERS = {importer.name: importer for importer in importers_in_order()}
REFUSED = "%(user)s may not import this register: %(register)s."
NO_SUCH = "There is no estate of this name or code."


def sheet(importer: Importer) -> list[list[Any]]:
    """Its heads, and a row of nothing that it could read."""
    return [[column.title for column in importer.columns], ["x" for _column in importer.columns]]


def recognised(path: Any, by: Any) -> dict[str, bool]:
    """Sheet → whether it was refused."""
    report = import_files(paths=[path], by=by, as_of=DAY, dry_run=True)
    refused = {problem.sheet for problem in report.problems() if problem.says == REFUSED}
    return {name: name in refused for name in IMPORTERS}


@pytest.fixture
def all_registers(tmp_path):
    """One sheet for each importer, called as it is."""
    return workbook(tmp_path / "全部.xlsx", {name: sheet(importer) for name, importer in IMPORTERS.items()})


@pytest.mark.parametrize("role", [*ROLES, None])
def test_each_role_imports_what_it_may_change_by_hand_and_nothing_else(all_registers, role, db):
    by = UserFactory(role=role)
    assert recognised(all_registers, by) == {
        name: not by.has_perm(importer.right) or (importer.company_wide and role in ("grid_worker", "crew"))
        for name, importer in IMPORTERS.items()
    }


@pytest.mark.parametrize("role", [role for role in ROLES if role in permissions.roles_with("import.run")])
def test_the_page_refuses_what_the_service_refuses(all_registers, role, db):
    client = visitor(role)
    file = SimpleUploadedFile("全部.xlsx", all_registers.read_bytes())
    page = unescape(client.post(reverse("import"), {"files": file}, follow=True).content.decode())
    for importer in IMPORTERS.values():
        said = page.count(f"may not import this register: {importer.title}.")
        assert (said > 0) is not importer.is_open_to(client.user), importer.name


def test_who_may_import_any_register_may_open_the_page():
    may = {role for importer in IMPORTERS.values() for role in permissions.roles_with(importer.right)}
    assert may == permissions.roles_with("import.run")


def test_nothing_of_a_file_with_a_refused_sheet_is_stored(tmp_path, db):
    load_all()
    heads = ["小区编号", "小区名称", "管理方式", "接管日期"]
    sheets = {
        "小区": [heads, ["BC01", "牡丹花园", "在管", "2022-01-01"]],
        "工程": register(WORKS, cells(WORKS, 工单号="A1")),
    }
    path = workbook(tmp_path / "混合.xlsx", sheets)
    report = import_files(paths=[path], by=UserFactory(role="accountant"), as_of=DAY)
    assert [problem.says for problem in errors(report)] == [REFUSED]
    assert (Estate.objects.count(), AuditEvent.objects.filter(action="import.file").count()) == (0, 0)


def test_an_importer_without_a_right_fails_at_the_start():
    class Nameless(Importer):
        name, title, columns = "sample.nameless", "nameless", ()

        def plan(self, tables, run):
            """Nothing."""

    class Misnamed(Nameless):
        right = "sample.change"

    assert "declared `right`" in fault_of(Nameless)
    assert "declared `right`" in fault_of(Misnamed)
    assert fault_of(lambda: list(IMPORTERS.values())) == ""


COSTS = ["小区", "月份", "费用类别", "金额", "摘要", "凭证号"]
REQUESTS = ["小区", "诉求编号", "诉求渠道", "诉求类别", "诉求内容", "受理日期"]
SURVEYS = ["小区", "调查批次", "统计日期", "应参评户数", "参评户数", "满意户数"]
ROW_OF_ANOTHER_ESTATE = {
    "units": (UNITS, unit(1)),
    "spaces": (SPACES, cells(SPACES, 小区="牡丹花园", 车位号="1", 类型="固定")),
    "tariffs": (
        TARIFFS,
        cells(TARIFFS, 小区="牡丹花园", 收费项目="物业服务费", 适用="住宅", 标准="0.7", 单位="元/㎡·月",
              执行日期="2022-01-01"),
    ),
    "confirmations": (
        CONFIRMATIONS,
        cells(CONFIRMATIONS, 小区="牡丹花园", 服务月份="2022-06", 服务内容="保洁", 权重="1", 完成比例="1",
              业委会确认人="王", 党支部确认人="李", 确认日期="2022-07-01"),
    ),
    "works": (
        WORKS,
        cells(WORKS, 小区="牡丹花园", 工单号="A1", 类别="修补", 完成量="1", 完工日期="2022-06-01", 人工费="1",
              材料费="1", 机械费="1", 费用承担="街道补贴", 验收结果="待验收"),
    ),
    "costs": (COSTS, ["牡丹花园", "2022-06", "保洁", "100", "六月保洁", "P1"]),
    "requests": (REQUESTS, ["牡丹花园", "X1", "来访", "其他", "楼道漏水", "2022-06-01"]),
    "surveys": (SURVEYS, ["牡丹花园", "上半年", "2022-06-30", 10, 9, 8]),
}  # fmt: skip


@pytest.mark.parametrize("rows", ROW_OF_ANOTHER_ESTATE.values(), ids=ROW_OF_ANOTHER_ESTATE)
def test_who_sees_some_estates_imports_no_row_of_another(rows, tmp_path, db, monkeypatch):
    """Whatever right he had: the other estate is not known to the import, and not named by it."""
    load_all()
    every = {name: having | {"grid_worker"} for name, having in permissions.rights().items()}
    monkeypatch.setattr(permissions, "rights", lambda: every)
    mine, other = EstateFactory(name="芙蓉苑"), EstateFactory(name="牡丹花园")
    by = UserFactory(role="grid_worker")
    EstateMembership.objects.create(estate=mine, user=by)
    path = workbook(tmp_path / "a.xlsx", {"牡丹花园": register(*rows)})
    report = import_files(paths=[path], by=by, as_of=DAY)
    assert errors(report), "nothing was refused"
    assert all(problem.says == NO_SUCH or "known" in problem.facts for problem in errors(report))
    assert all(other.name not in str(problem.facts) for problem in errors(report))
    assert not any(file.stored for file in report.files)
