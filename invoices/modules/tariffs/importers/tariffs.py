"""收费标准 → Tariff: versions of rates with the days on which they are in force."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from invoices.modules.tariffs.domain.versions import Clash, Version, clashes, differing
from invoices.modules.tariffs.models import FeeItem, Tariff
from invoices.modules.tariffs.models.tariff import PARKING_FEE, RATE_PLACES, SERVICE_FEE, VACANCY_REDUCTION
from invoices.modules.tariffs.selectors import in_charge
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.importing.cells import choice, day, last_day, number, ratio, text
from property_ops.framework.importing.cells.numbers import with_places
from property_ops.framework.importing.cells.texts import as_text
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Claim, Importer, Run
from property_ops.framework.importing.problems import CellError
from property_ops.framework.importing.repeats import first_rows, rows_of
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.kernel.period import FAR_FUTURE, ONE_DAY, Period
from property_ops.kernel.quantity import SQUARE_METRES, plain, spelled
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed
from property_ops.modules.estates.public import Estate, EstateDirectory, estate_column

_ITEMS = {
    SERVICE_FEE: "物业服务费 物业费 物业管理费",
    VACANCY_REDUCTION: "空置房减免 空置减免 空置房减免比例 空置房收费比例",
    PARKING_FEE: "停车服务费 停车费 车位费 车位租金",
}
_USES = {"住宅": "住宅 普通住宅 居住", "商业": "商业 商铺 门市 商业用房"}
_SPACES = {
    "固定": "固定 固定车位",
    "充电": "充电 充电车位",
    "无障碍": "无障碍 无障碍车位",
    "临停": "临停 临时 临时停车",
}
_APPLIES_TO = {SERVICE_FEE: _USES, VACANCY_REDUCTION: _USES, PARKING_FEE: _SPACES}
_OF_WHAT = spelled((*SQUARE_METRES, "平", "个", "车位", "辆"))
_RATE_UNIT = re.compile(rf"(元)?/?(每)?({_OF_WHAT})?[·./]?(每)?(月)?\Z", re.IGNORECASE)
_OTHER_PERIOD = re.compile(r"[年季天日]|户")
Rate = tuple[int, str, str]
"""Estate, fee item and what it applies to: what has one rate on a day."""
_MONTHLY = gettext_noop("Enter a rate per month: 元/㎡·月 for units, 元/个·月 for spaces.")


class TariffImporter(Importer):
    name = "tariffs.tariffs"
    title = gettext_noop("tariffs")
    right = "tariffs.change"
    approval = "tariffs.approve"
    after = ("estates.estates",)
    columns = (
        estate_column(),
        Column("item", ("收费项目", "项目名称", "费用项目", "收费名称"), as_text, key=True),
        Column("applies_to", ("适用", "适用范围", "适用对象", "适用类型"), as_text),
        Column("rate", ("标准", "收费标准", "单价", "费率"), as_text),
        Column(
            "unit", ("单位", "计价单位", "计费单位"), text(30), required=False, needed=False, default="", common=True
        ),
        Column("start", ("执行日期", "生效日期", "开始日期", "起始日期", "执行时间"), day, is_date=True),
        Column("last_day", ("截止日期", "终止日期", "结束日期", "失效日期"), last_day, needed=False, is_date=True),
        optional("basis", ("依据", "收费依据", "备注"), text(200), common=True),
    )

    def complete(self, table: RegisterTable) -> None:
        others = dict(FeeItem.objects.exclude(rate_unit="").values_list("code", "name"))
        for row in table.rows:
            if row.is_good:
                _read_rate(row, others)

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        """Every version that may be charged by."""
        tariffs = in_charge(Tariff.objects.visible_to(by)).select_related("estate", "item")
        for tariff in tariffs.order_by("estate__code", "item", "applies_to", "start").iterator():
            words = _ITEMS.get(tariff.item.code, tariff.item.name)
            yield {
                "estate": tariff.estate.name,
                "item": words.split()[0] if tariff.item.code in _ITEMS else words,
                "applies_to": tariff.applies_to,
                "rate": tariff.rate,
                "unit": tariff.unit,
                "start": tariff.start,
                "last_day": tariff.end and tariff.end - ONE_DAY,
                "basis": tariff.basis,
            }

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        estate_of = EstateDirectory.read(run.by).of_rows(tables)
        items = {item.code: item for item in FeeItem.objects.all()}
        for row in rows_of(tables):
            if row in estate_of and row.is_good and row["item"] not in items:
                row.error(
                    "item",
                    gettext_noop("This fee item is not set up in the product."),
                    gettext_noop("Run “property-ops init” first; it sets up the fee items."),
                )
        rows = first_rows(
            estate_of,
            lambda row: (estate_of[row].pk, row["item"], row["applies_to"], row["start"]),
            lambda row: f"{row.cells['item']} {row['applies_to']} {row['start']}",
            "item",
            run=run,
        )
        stored: dict[Rate, dict[date, Tariff]] = defaultdict(dict)
        for tariff in in_charge(Tariff.objects.filter(estate__in=set(estate_of.values())).select_related("item")):
            stored[tariff.estate_id, tariff.item.code, tariff.applies_to][tariff.start] = tariff
        written: dict[Rate, list[RegisterRow]] = defaultdict(list)
        for row in rows:
            written[estate_of[row].pk, row["item"], row["applies_to"]].append(row)
        for key, of_rate in written.items():
            versions = Versions(of_rate, stored[key])
            versions.check()
            _warn_of_late_start(versions, estate_of[of_rate[0]])
            otherwise = differing(versions.before, versions.after)
            for row in of_rate:
                self._store(row, estate_of[row], items[row["item"]], stored[key].get(row["start"]), otherwise, run)

    def _store(
        self, row: RegisterRow, estate: Estate, item: FeeItem, found: Tariff | None, otherwise: list[Period], run: Run
    ) -> None:
        """`otherwise` are the days on which another rate than before would be charged by the rows of this rate."""
        values = {"rate": row["rate"], "end": row["end"], "unit": row["unit"], "basis": row["basis"]}
        if found is not None and all(getattr(found, name) == value for name, value in values.items()):
            return
        if found is not None and found.rate != row["rate"]:
            row.warn(
                "rate",
                gettext_noop("The rate of a version that is stored changes from %(old)s to %(new)s."),
                gettext_noop("A new rate is better entered as a new version with its own first day."),
                old=plain(found.rate),
                new=plain(row["rate"]),
            )
        if otherwise and run.must_wait(_claim(row, estate, item, otherwise)):
            return
        approval = _approved(run)
        if found is None:
            run.changes.create(
                Tariff(estate=estate, item=item, applies_to=row["applies_to"], start=row["start"], **values, **approval)
            )
            row.outcome = RowOutcome.CREATED
        elif run.changes.set(found, values | approval):
            row.outcome = RowOutcome.CHANGED


class Versions:
    """The versions of one rate: as they stand, and as they would with the rows; by their first days."""

    def __init__(self, rows: Sequence[RegisterRow], stored: Mapping[date, Tariff]) -> None:
        self.rows = {row["start"]: row for row in rows}
        self.before = [Version(one.start, one.end, one.rate) for one in stored.values()]
        kept = [one for one in self.before if one.start not in self.rows]
        self.after = [*(Version(row["start"], row["end"], row["rate"]) for row in rows), *kept]

    def check(self) -> None:
        """Overlaps and gaps are errors of the later version's row, or of the earlier one's if only that is written."""
        for clash in clashes([(one.start, one.end) for one in self.after]):
            earlier, later = self.after[clash.earlier].start, self.after[clash.later].start
            row, other = (self.rows[later], earlier) if later in self.rows else (self.rows.get(earlier), later)
            if row is not None:
                _report(clash, row, other)


def _claim(row: RegisterRow, estate: Estate, item: FeeItem, otherwise: list[Period]) -> Claim:
    key = f"{estate.code}/{item.code}/{row['applies_to']}/{row['start']}"
    words = f"{estate.name} {item.name} {row['applies_to']} {plain(row['rate'])} {row['unit']} {row['start']}"
    end = otherwise[-1].end
    return Claim(row, estate.code, key, words, otherwise[0].start, None if end == FAR_FUTURE else end)


def _approved(run: Run) -> dict[str, Any]:
    """Who prepared and who approved it; nothing where nobody pays otherwise by it."""
    if run.approval is None:
        return {}
    said = {name: getattr(run.approval, name) for name in ("prepared_by", "prepared_at", "decided_by", "decided_at")}
    return said | {"state": ApprovalState.APPROVED.value, "rejected_because": ""}


def _read_rate(row: RegisterRow, others: Mapping[str, str]) -> None:
    """Item, use, rate and days, which depend on each other. `others` are the items of other modules, by their names."""
    try:
        row.values["item"] = item = choice({**_ITEMS, **others})(row["item"])
    except CellError as error:
        row.refuse("item", error)
        return
    for name, read in (
        ("applies_to", as_text if item in others else choice(_APPLIES_TO[item])),
        ("rate", _reduction if item == VACANCY_REDUCTION else _rate),
    ):
        try:
            row.values[name] = read(row.cells[name])
        except CellError as error:
            row.refuse(name, error)
    if item in (SERVICE_FEE, PARKING_FEE) and _OTHER_PERIOD.search(squeezed(row["unit"])):
        row.error("unit", gettext_noop("The rate is not per month and square metre or space."), _MONTHLY)
    if row["last_day"] is not None and row["last_day"] < row["start"]:
        row.error(
            "last_day",
            gettext_noop("The last day lies before the first (%(start)s)."),
            gettext_noop("Correct one of the two dates."),
            start=row["start"],
        )
    row.values["end"] = None if row["last_day"] is None else row["last_day"] + ONE_DAY


def _rate(raw: Any) -> Any:
    written = raw
    if isinstance(raw, str):
        digits = re.match(r"[¥]?([+-]?[\d,.]+)(.*)\Z", squeezed(raw))
        if digits and _RATE_UNIT.match(digits[2]):
            written = digits[1]
    found = number(written)
    if found < 0:
        raise CellError(
            gettext_noop("A rate cannot be negative."), gettext_noop("Enter the rate in yuan, zero or above.")
        )
    if found > 1_000_000:
        raise CellError(gettext_noop("The number is too large."), gettext_noop("Enter the amount in yuan."))
    return with_places(found, RATE_PLACES)


def _reduction(raw: Any) -> Any:
    """The part that is charged: 0.7, 70%, 七折."""
    return ratio(raw)


def _report(clash: Clash, row: RegisterRow, other: date) -> None:
    facts = {"first": clash.days.start, "last": clash.days.last_day, "other": other}
    if clash.is_gap:
        row.error(
            "start",
            gettext_noop("From %(first)s to %(last)s no version of this rate is in force."),
            gettext_noop("Close the gap: correct the first day, or the last day of the version from %(other)s."),
            **facts,
        )
    else:
        row.error(
            "start",
            gettext_noop("From %(first)s on, the version from %(other)s is in force too."),
            gettext_noop("Give the earlier version a last day, the day before the later one begins."),
            **facts,
        )


def _warn_of_late_start(versions: Versions, estate: Estate) -> None:
    """A service-fee rate that begins after the estate was taken over leaves days that cannot be charged."""
    first, managed = min(one.start for one in versions.after), estate.managed_period
    row = versions.rows.get(first)
    if row is not None and row["item"] == SERVICE_FEE and managed and first > managed.start:
        row.warn(
            "start",
            gettext_noop("%(estate)s is managed from %(taken_over_on)s, but this rate begins later."),
            gettext_noop("The days before cannot be charged. Check the first day."),
            estate=estate.name,
            taken_over_on=managed.start,
        )
