"""期初欠费、期初预收、期初押金 → Opening: what households owed or had paid, a paper for each estate."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from invoices.modules.opening import selectors
from invoices.modules.opening.domain.papers import LISTED, PaperKind
from invoices.modules.opening.importers.papers import ONCE, day_of, store_paper
from invoices.modules.opening.models import OpeningLine
from property_ops.framework.importing.cells import day as day_cell
from property_ops.framework.importing.cells import money, month, text
from property_ops.framework.importing.cells.texts import as_text
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.problems import CellError
from property_ops.framework.importing.tables import RegisterRow, RegisterTable
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import ONE_DAY, Month
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Estate, EstateDirectory, Tenure, Unit, UnitDirectory, estate_column

_UNIT = Column("unit", ("房号", "房屋", "户号", "房屋地址"), as_text, key=True)
_PAYER = optional("payer", ("缴费人", "业主姓名", "业主", "姓名", "交款人"), text(60), common=True)
_ABOUT = optional("about", ("摘要", "说明", "备注"), text(80), common=True)
_ACCOUNTS = {kind: account for account, kind in LISTED.items()}


class _HouseholdList(Importer):
    """One paper for each estate that the sheet names."""

    right = "opening.prepare"
    after = ("estates.estates", "estates.units")
    not_exported = ONCE
    kind: ClassVar[PaperKind]

    def complete(self, table: RegisterTable) -> None:
        for row in table.rows:
            if row.is_good and row["amount"] <= ZERO:
                row.error(
                    "amount",
                    gettext_noop("An amount above zero is needed."),
                    gettext_noop("Enter the amount, or delete the row."),
                )

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        estates = EstateDirectory.read(run.by)
        estate_of = estates.of_rows(tables)
        units = UnitDirectory.read(set(estate_of.values()))
        found = {row: self._unit(row, estate, units, estates) for row, estate in estate_of.items()}
        self._ask_about_twins(found)
        tenures = selectors.tenures_of([unit for unit in found.values() if unit])
        for table in tables:
            day = day_of(table)
            by_estate: dict[Estate, list[tuple[RegisterRow, OpeningLine]]] = defaultdict(list)
            for row in table.rows:
                unit = found.get(row)
                line = self._line(row, unit, tenures.get(unit.pk, []), day) if unit and day and row.is_good else None
                if line is not None:
                    by_estate[estate_of[row]].append((row, line))
            for estate, pairs in by_estate.items():
                if day and not table.has_errors:
                    rows, lines = zip(*pairs, strict=True)
                    store_paper(rows, lines, kind=self.kind, day=day, estate=estate, run=run)

    def _ask_about_twins(self, found: Mapping[RegisterRow, Unit | None]) -> None:
        """One flat in two spellings is one flat: what stands there twice is told apart by its remark."""
        seen: dict[tuple[Any, ...], RegisterRow] = {}
        for row, unit in found.items():
            if unit is None or not row.is_good:
                continue
            first = seen.setdefault((unit.pk, row["payer"], row["about"], row.values.get("month")), row)
            if first is not row:
                row.error(
                    "unit",
                    gettext_noop("%(unit)s is entered for the same in row %(first)s already."),
                    gettext_noop("Delete one of them, or say in the remark what each is for."),
                    unit=unit.code,
                    first=first.number,
                )

    def _unit(self, row: RegisterRow, estate: Estate, units: UnitDirectory, estates: EstateDirectory) -> Unit | None:
        try:
            return units.find(estate, row["unit"], estates)
        except CellError as error:
            row.refuse("unit", error)
            return None

    def _line(self, row: RegisterRow, unit: Unit, tenures: list[Tenure], day: date) -> OpeningLine | None:
        payer = selectors.payer_meant(tenures, row["payer"], day)
        if payer is None:
            row.error(
                "payer",
                gettext_noop("It is not clear who owes or paid this."),
                gettext_noop("Name the owner or tenant as the register of units does."),
            )
            return None
        more = self.more(row, day)
        if not row.is_good:
            return None
        return OpeningLine(
            account=_ACCOUNTS[self.kind], unit=unit, payer=payer, about=row["about"], amount=row["amount"], **more
        )

    def more(self, row: RegisterRow, day: date) -> dict[str, Any]:
        return {}


class OldArrearsList(_HouseholdList):
    """The month says how old the debt is; it was due on the day given, or at the end of that month."""

    name, title, kind = "opening.arrears", gettext_noop("old arrears"), PaperKind.ARREARS
    columns = (
        estate_column(),
        _UNIT,
        _PAYER,
        _ABOUT,
        Column("month", ("欠费月份", "欠费所属月份", "所属月份"), month),
        Column("amount", ("期初欠费", "欠费金额", "历史欠费"), money, is_money=True),
        optional("due_on", ("应缴日期", "到期日", "应收日期"), day_cell, None, is_date=True),
    )

    def more(self, row: RegisterRow, day: date) -> dict[str, Any]:
        owed: Month = row["month"]
        due_on = row["due_on"] or owed.end - ONE_DAY
        if owed.start > day or due_on < owed.start:
            row.error(
                "month",
                gettext_noop("A debt of %(month)s cannot be in arrears on %(day)s."),
                gettext_noop("Correct the month, the day due or the day of the paper."),
                month=owed,
                day=day,
            )
        return {"month": owed.start, "due_on": due_on}


class PrepaymentList(_HouseholdList):
    name, title, kind = "opening.prepayments", gettext_noop("prepayments taken over"), PaperKind.PREPAYMENTS
    columns = (
        estate_column(),
        _UNIT,
        _PAYER,
        _ABOUT,
        Column("amount", ("期初预收", "预收余额", "预存余额", "预交余额"), money, is_money=True),
    )


class DepositList(_HouseholdList):
    name, title, kind = "opening.deposits", gettext_noop("deposits taken over"), PaperKind.DEPOSITS
    columns = (
        estate_column(),
        _UNIT,
        _PAYER,
        _ABOUT,
        Column("amount", ("期初押金", "押金余额", "装修押金余额"), money, is_money=True),
    )
