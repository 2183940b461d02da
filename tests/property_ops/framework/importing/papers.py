"""Workbooks of the office's kind, built row by row for tests, and importing them."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone
from openpyxl import Workbook

from property_ops.framework.accounts import system_user
from property_ops.framework.importing import ImportProblem, ImportReport, Level, import_files
from property_ops.framework.importing.approving import approve_batches, waiting_batches
from property_ops.framework.models import User

ESTATES = ["序号", "小区编号", "小区名称", "管理方式", "接管日期"]
UNITS = [
    "序号",
    "楼号",
    "单元",
    "房号",
    "业主姓名",
    "联系电话",
    "建筑面积(㎡)",
    "房屋性质",
    "入住情况",
    "租户姓名",
    "备注",
]
SPACES = ["小区", "车位号", "类型", "尺寸(米)", "使用房屋", "车牌号", "月租(元)", "起租日期", "到期日期"]
TARIFFS = ["小区", "收费项目", "适用", "标准", "单位", "执行日期", "截止日期", "依据"]
CONFIRMATIONS = ["小区", "服务月份", "服务内容", "权重", "完成比例", "业委会确认人", "党支部确认人", "确认日期"]
WORKS = [
    "工单号",
    "类别",
    "小区",
    "地点",
    "计划量",
    "单位",
    "完成量",
    "验收量",
    "完工日期",
    "验收日期",
    "验收人",
    "人工费",
    "材料费",
    "机械费",
    "费用承担",
    "分摊范围",
    "验收结果",
]

ONE_ESTATE = [[1, "BC01", "牡丹花园", "在管", "2022年1月1日"]]
DAY = date(2022, 7, 1)


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write a workbook of these sheets, each a list of rows."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def register(columns: Sequence[str], *rows: Sequence[Any], title: str = "台账") -> list[Sequence[Any]]:
    """The rows of a sheet: a title, a line of the maker, the heads, and what stands below."""
    return [[title], ["制表单位:物业服务公司", None, None, "单位:元、平方米"], columns, *rows]


def unit(number: int = 1, **cells: Any) -> list[Any]:
    """A row of the register of units; cells by head."""
    usual = {
        "序号": number, "楼号": "1号楼", "单元": "1单元", "房号": f"{number}01", "业主姓名": "秦志",
        "联系电话": "13800000000",
        "建筑面积(㎡)": 93.02, "房屋性质": "住宅", "入住情况": "自住",
    }  # fmt: skip
    return [{**usual, **cells}.get(head) for head in UNITS]


def cells(columns: Sequence[str], **named: Any) -> list[Any]:
    return [named.get(head) for head in columns]


def bring(*paths: Path, dry_run: bool = False, as_of: date = DAY, **answers: str) -> ImportReport:
    """Import; what would make somebody pay waits."""
    return import_files(paths=paths, by=system_user(), dry_run=dry_run, as_of=as_of, answers=answers)


def run(*paths: Path, dry_run: bool = False, as_of: date = DAY, **answers: str) -> ImportReport:
    """Import, and approve what waits as another person."""
    report = bring(*paths, dry_run=dry_run, as_of=as_of, **answers)
    approve_all()
    return report


def approve_all() -> None:
    waiting = waiting_batches()
    if waiting:
        other, _ = User.objects.get_or_create(username="second", defaults={"is_superuser": True})
        list(approve_batches(waiting, by=other, now=timezone.now(), today=timezone.localdate()))


def errors(report: ImportReport) -> list[ImportProblem]:
    return [problem for problem in report.problems() if problem.level is Level.ERROR]


def warnings(report: ImportReport) -> list[ImportProblem]:
    return [problem for problem in report.problems() if problem.level is Level.WARNING]


def only_error(report: ImportReport) -> ImportProblem:
    found = errors(report)
    assert len(found) == 1, found
    return found[0]


def waits(report: ImportReport) -> list[int]:
    """How many rows of each sheet wait for another person."""
    return [sheet.waiting for file in report.files for sheet in file.sheets]


def counts(report: ImportReport) -> list[tuple[str, int, int, int, int, int]]:
    """Sheet, rows read, created, changed, unchanged, skipped."""
    return [
        (sheet.sheet, sheet.rows_read, sheet.created, sheet.changed, sheet.unchanged, sheet.skipped)
        for file in report.files
        for sheet in file.sheets
    ]
