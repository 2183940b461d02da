"""Office packs that nobody has seen: invented facts (here and in `facts`), written the office's way (in `mess`).

    python -m tests.scenarios.pack FOLDER SEED

writes the eight files of one. The same seed makes the same pack. What is special in it: `tests/scenarios/facts.py`.
"""

import csv
import sys
from datetime import date
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook

from tests.scenarios.facts import invent
from tests.scenarios.mess import Mess, head, row
from tests.scenarios.papers import Estate, Pack, Unit

ESTATES = [
    "序号", "小区编号", "小区名称", "所属社区", "楼栋数", "建成年份", "管理方式", "接管日期", "网格员",
    "网格员电话", "党支部", "业委会主任",
]  # fmt: skip
UNITS = [
    "序号", "楼号", "单元", "房号", "业主姓名", "联系电话", "建筑面积(㎡)", "房屋性质", "入住情况",
    "租户姓名", "备注",
]  # fmt: skip
SPACES = ["序号", "小区", "车位号", "类型", "尺寸(米)", "使用房屋", "车牌号", "月租(元)", "起租日期", "到期日期"]
TARIFFS = ["小区", "收费项目", "适用", "标准", "单位", "执行日期", "截止日期", "依据"]
CONFIRMATIONS = ["小区", "服务月份", "服务内容", "权重", "完成比例", "业委会确认人", "党支部确认人", "确认日期"]
WORKS = [
    "工单号", "类别", "小区", "地点", "计划量", "单位", "完成量", "验收量", "完工日期", "验收日期", "验收人",
    "人工费", "材料费", "机械费", "费用承担", "分摊范围", "验收结果",
]  # fmt: skip
BANK = ["交易日期", "交易时间", "借方发生额", "贷方发生额", "余额", "对方户名", "对方账号", "摘要", "流水号"]
WECHAT = [
    "交易时间", "公众账号ID", "商户号", "微信订单号", "商户订单号", "交易类型", "交易状态", "应结订单金额",
    "商品名称", "手续费", "费率",
]  # fmt: skip

FILE_NAME_ENDS = ["", "", "(终版)", "_2022年上半年", " - 副本"]


def write_pack(folder: Path, seed: int) -> Pack:
    """Writes the eight files into the folder, and returns the facts that stand in them."""
    random = Random(seed)
    pack = invent(random)
    clerk = Clerk(pack, Mess(random))
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("小区台账", "房屋台账", "车位台账", "收费标准", "服务确认单", "工程台账", "银行流水"):
        workbook = Workbook()
        workbook.remove(workbook.active)
        getattr(clerk, name)(workbook)
        workbook.save(folder / f"{name}{random.choice(FILE_NAME_ENDS)}.xlsx")
    clerk.微信支付账单(folder / "微信支付账单.csv")
    return pack


class Clerk:
    """Writes each register with its own kinds of mess. The methods are called as the files are."""

    def __init__(self, pack: Pack, mess: Mess) -> None:
        self.pack, self.mess, self.random = pack, mess, mess.random

    def columns(self, usual: list[str]) -> list[str]:
        """Not every office keeps the columns in the same order; the first stays, for that is where 小计 is written."""
        first, *others = usual
        return [first, *(self.random.sample(others, len(others)) if self.random.random() < 0.3 else others)]

    def estate(self, code: str) -> str:
        return self.pack.estates[code].name

    def 小区台账(self, workbook: Workbook) -> None:
        sheet = workbook.create_sheet("小区台账")
        columns = self.columns(ESTATES)
        head(sheet, "小区台账(2022年6月)", columns)
        for serial, estate in enumerate(self.pack.estates.values(), 1):
            managed = estate.managed_from is not None
            cells = {
                "序号": serial, "小区编号": estate.code, "小区名称": self.mess.estate(estate.name),
                "所属社区": "河西社区", "楼栋数": self._buildings(estate) or 6,
                "建成年份": self.random.randint(1985, 2008), "管理方式": "在管" if managed else "协助",
                "接管日期": self.mess.day(estate.managed_from) if managed else None,
                "网格员": self.mess.person(), "网格员电话": self.mess.phone(), "党支部": f"{estate.name}党支部",
                "业委会主任": self.mess.person() if managed else "未成立",
            }  # fmt: skip
            row(sheet, columns, cells)

    def _buildings(self, estate: Estate) -> int:
        return len({unit.building for unit in self.pack.units.values() if unit.estate == estate.code})

    def 房屋台账(self, workbook: Workbook) -> None:
        """A sheet per estate: subtotals, blank rows, one unit entered twice, a grand total."""
        for code, units in groupby(self.pack.units.values(), lambda unit: unit.estate):
            self._units(workbook, code, list(units))

    def _units(self, workbook: Workbook, estate: str, units: list[Unit]) -> None:
        sheet = workbook.create_sheet(self.estate(estate))
        columns = self.columns(UNITS)
        head(sheet, f"{self.estate(estate)}房屋台账", columns)
        written = {}
        for building, inside in groupby(units, lambda unit: unit.building):
            area = Fraction(0)
            for unit in inside:
                written[unit.code] = self._unit(unit, serial=len(written) + 1)
                row(sheet, columns, written[unit.code])
                area += unit.area
            row(sheet, columns, {"序号": "小计", "楼号": f"{building}号楼", "建筑面积(㎡)": float(area)})
            if self.random.random() < 0.4:
                sheet.append([])
        again = written[self.random.choice(units).code]
        row(sheet, columns, again | {"备注": "重复登记"})
        row(sheet, columns, {"序号": "合计", "建筑面积(㎡)": float(sum(unit.area for unit in units))})

    def _unit(self, unit: Unit, *, serial: int) -> dict[str, Any]:
        let = not unit.vacant and self.random.random() < 0.2
        return {
            "序号": serial, "楼号": self.mess.building(unit.building), "单元": self.mess.entrance(unit.entrance),
            "房号": self.mess.room(unit.room), "业主姓名": self.mess.person(), "联系电话": self.mess.phone(),
            "建筑面积(㎡)": self.mess.area(unit.area), "房屋性质": unit.use,
            "入住情况": "空置" if unit.vacant else "出租" if let else "自住",
            "租户姓名": self.mess.person() if let else None,
        }  # fmt: skip

    def 车位台账(self, workbook: Workbook) -> None:
        """Leased spaces, and between them spaces that nobody leases."""
        sheet = workbook.create_sheet("车位台账")
        columns = self.columns(SPACES)
        head(sheet, "停车位台账(2022年6月)", columns)
        for serial, lease in enumerate(self.pack.leases, 1):
            unit = self.pack.units[lease.unit]
            cells = {
                "序号": serial, "小区": self.estate(lease.estate), "车位号": lease.space, "类型": "固定",
                "尺寸(米)": ["2.5x6", "2.4*5.3", "2.5×5.3"][len(lease.space) % 3],
                "使用房屋": self.mess.unit(unit.building, unit.entrance, unit.room), "车牌号": self.mess.plate(),
                "月租(元)": float(lease.rent), "起租日期": self.mess.day(lease.start),
                "到期日期": self.mess.last_day(lease.end),
            }  # fmt: skip
            row(sheet, columns, cells)
            if self.random.random() < 0.3:
                free = {
                    "小区": self.estate(lease.estate),
                    "车位号": f"{lease.space[0]}空{serial}",
                    "尺寸(米)": "3.6×5.3",
                }
                row(sheet, columns, free | {"类型": self.random.choice(["临停", "无障碍", "固定"])})

    def 收费标准(self, workbook: Workbook) -> None:
        sheet = workbook.create_sheet("收费标准")
        columns = self.columns(TARIFFS)
        head(sheet, "收费标准公示表", columns)
        measures = {"物业服务费": "元/㎡·月", "空置房减免": "按比例", "停车服务费": "元/个·月"}
        for tariff in self.pack.tariffs:
            cells = {
                "小区": self.estate(tariff.estate), "收费项目": tariff.item, "适用": tariff.applies_to,
                "标准": float(tariff.rate), "单位": measures[tariff.item], "执行日期": self.mess.day(tariff.start),
                "截止日期": self.mess.last_day(tariff.end) if tariff.end else None, "依据": "业委会协议",
            }  # fmt: skip
            row(sheet, columns, cells)

    def 服务确认单(self, workbook: Workbook) -> None:
        """A row that the two parties have not both signed misses one name, or the other, or both and the day."""
        sheet = workbook.create_sheet("服务确认单")
        columns = self.columns(CONFIRMATIONS)
        head(sheet, "物业服务月度确认单", columns)
        for confirmation in self.pack.confirmations:
            cells = {
                "小区": self.estate(confirmation.estate), "服务月份": self.mess.month(confirmation.month),
                "服务内容": confirmation.item, "权重": float(confirmation.weight),
                "完成比例": float(confirmation.done), "业委会确认人": self.mess.person(),
                "党支部确认人": self.mess.person(), "确认日期": self.mess.day(confirmation.month.days[-1]),
            }  # fmt: skip
            if not confirmation.by_both:
                missing = self.random.choice([["业委会确认人"], ["党支部确认人"], CONFIRMATIONS[-3:]])
                cells |= dict.fromkeys(missing)
            row(sheet, columns, cells)

    def 工程台账(self, workbook: Workbook) -> None:
        """The cost is split over labour, material and machine; a work that waits has no accepted quantity, no day."""
        columns = self.columns([*WORKS, "费用上限"] if any(work.ceiling for work in self.pack.works) else WORKS)
        sheet = workbook.create_sheet("工程台账")
        head(sheet, "工程量及费用台账(2022年上半年)", columns)
        for work in self.pack.works:
            machine = self.random.choice([Fraction(0), min(Fraction(6005, 10), work.cost / 2)])
            machine = Fraction(round(machine * 100), 100)
            labour = Fraction(round((work.cost - machine) * 30), 100)
            done_on = work.accepted_on or date(2022, 6, 21)
            cells = {
                "工单号": work.number, "类别": "路面修补", "小区": self.estate(work.estate), "地点": "东门主路",
                "计划量": float(work.done), "单位": "㎡", "完成量": float(work.done),
                "验收量": None if work.accepted is None else float(work.accepted), "完工日期": self.mess.day(done_on),
                "验收日期": self.mess.day(work.accepted_on) if work.accepted_on else None,
                "验收人": self.mess.person() if work.accepted_on else None, "人工费": float(labour),
                "材料费": float(work.cost - machine - labour), "机械费": float(machine), "费用承担": work.payer,
                "分摊范围": work.scope or None, "验收结果": work.result,
            }  # fmt: skip
            if work.ceiling:
                cells["费用上限"] = float(work.ceiling)
            row(sheet, columns, cells)

    def 银行流水(self, workbook: Workbook) -> None:
        """Receipts are no matter of charging: the file is there because it lies in every pack."""
        sheet = workbook.create_sheet("明细")
        head(sheet, "对公账户交易明细", BANK)
        received = ["20220708", "10:15:00", None, 120.5, 9120.5, "王伟", "6222020000000000001", "物业费", "LS202207000"]
        row(sheet, BANK, dict(zip(BANK, received, strict=True)))

    def 微信支付账单(self, path: Path) -> None:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(WECHAT)
            received = "2022-07-08 13:29:35,wx0,16,42,WY1,JSAPI,SUCCESS,60.00,物业费,0.36,0.60%"
            writer.writerow([f"`{cell}" for cell in received.split(",")])


if __name__ == "__main__":
    write_pack(Path(sys.argv[1]), int(sys.argv[2]))
