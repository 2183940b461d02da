"""收费标准 → Tariff: versions of rates with the days on which they are in force."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from invoices.modules.tariffs.domain.versions import Clash, clashes
from invoices.modules.tariffs.models import FeeItem, Tariff
from invoices.modules.tariffs.models.tariff import PARKING_FEE, RATE_PLACES, SERVICE_FEE, VACANCY_REDUCTION
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.importing.cells import choice, day, last_day, number, ratio, text
from property_ops.framework.importing.cells.numbers import with_places
from property_ops.framework.importing.cells.texts import as_text
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.problems import CellError
from property_ops.framework.importing.repeats import first_rows, rows_of
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.kernel.period import ONE_DAY
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
_WAITS = gettext_noop("A change of a tariff waits for another person; nothing is charged by it until then.")
_APPROVE = gettext_noop("Let a reviewer approve it: Tariffs → Approve, or “property-ops tariffs approve --by USER”.")
_MONTHLY = gettext_noop("Enter a rate per month: 元/㎡·月 for units, 元/个·月 for spaces.")


class TariffImporter(Importer):
    name = "tariffs.tariffs"
    title = gettext_noop("tariffs")
    right = "tariffs.change"
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

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        estate_of = EstateDirectory.read(run.by).of_rows(tables)
        items = {item.code: item for item in FeeItem.objects.all()}
        for row in rows_of(tables):
            if row in estate_of and row.is_good and row["item"] not in items:
                row.error("item", gettext_noop("This fee item is not set up in the product."),
                          gettext_noop("Run “property-ops init” first; it sets up the fee items."))  # fmt: skip
        rows = first_rows(
            estate_of,
            lambda row: (estate_of[row].pk, row["item"], row["applies_to"], row["start"]),
            lambda row: f"{row.cells['item']} {row['applies_to']} {row['start']}",
            "item",
            run=run,
        )
        versions: dict[tuple[int, str, str], list[tuple[Tariff, RegisterRow | None]]] = defaultdict(list)
        stored: dict[tuple[int, str, str, date], Tariff] = {}
        for tariff in Tariff.objects.filter(estate__in=set(estate_of.values())).select_related("item"):
            key = (tariff.estate_id, tariff.item.code, tariff.applies_to)
            stored[*key, tariff.start] = tariff
        known = {key[:3] for key in stored}
        for row in rows:
            key = (estate_of[row].pk, row["item"], row["applies_to"])
            opens = _is_opening(key, known, run)
            tariff = self._store(
                row, estate_of[row], items[row["item"]], stored.pop((*key, row["start"]), None), opens, run
            )
            if tariff.state not in NEVER_MIND:
                versions[key].append((tariff, row))
        for (estate_id, item_code, applies_to, _start), tariff in stored.items():
            if tariff.state not in NEVER_MIND:
                versions[estate_id, item_code, applies_to].append((tariff, None))
        _check_versions(versions)
        _warn_of_late_start(rows, estate_of, versions)

    def _store(
        self, row: RegisterRow, estate: Estate, item: FeeItem, found: Tariff | None, opens: bool, run: Run
    ) -> Tariff:
        values = {"rate": row["rate"], "end": row["end"], "unit": row["unit"], "basis": row["basis"]}
        if found is None:
            tariff = Tariff(
                estate=estate, item=item, applies_to=row["applies_to"], start=row["start"],
                **values, **({} if opens else _waits(run)),
            )  # fmt: skip
            run.changes.create(tariff)
            row.outcome = RowOutcome.CREATED
            if not opens:
                row.warn("rate", _WAITS, _APPROVE)
            return tariff
        old_rate = found.rate
        waits = not opens and _charges_otherwise(found, row["rate"], row["end"])
        if waits:
            values |= _waits(run)
        if run.changes.set(found, values):
            row.outcome = RowOutcome.CHANGED
            if old_rate != row["rate"]:
                row.warn(
                    "rate", gettext_noop("The rate of a version that is stored changes from %(old)s to %(new)s."),
                    gettext_noop("A new rate is better entered as a new version with its own first day."),
                    old=plain(old_rate), new=plain(row["rate"]),
                )  # fmt: skip
        if waits:
            row.warn("rate", _WAITS, _APPROVE)
        return found


def _is_opening(key: tuple[int, str, str], known: set[tuple[int, str, str]], run: Run) -> bool:
    """Whether this import brings the first versions of a tariff, in whichever of its files."""
    first_here = ("first tariffs", *key)
    if key not in known:
        run.written[first_here] = (run.file, {})
    return first_here in run.written


def _waits(run: Run) -> dict[str, Any]:
    """For another person, whatever was decided of the version before."""
    decided = {"decided_by": None, "decided_at": None, "rejected_because": ""}
    return {"state": ApprovalState.WAITING.value, "prepared_by": run.by, "prepared_at": timezone.now(), **decided}


def _charges_otherwise(stored: Tariff, rate: Decimal, end: date | None) -> bool:
    """Whether this is another rate, or one for more days; to end a version earlier charges nobody."""
    longer = stored.end is not None and (end is None or end > stored.end)
    return stored.rate != rate or longer


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
            "last_day", gettext_noop("The last day lies before the first (%(start)s)."),
            gettext_noop("Correct one of the two dates."), start=row["start"],
        )  # fmt: skip
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


def _check_versions(versions: dict[tuple[int, str, str], list[tuple[Tariff, RegisterRow | None]]]) -> None:
    for found in versions.values():
        for clash in clashes([(tariff.start, tariff.end) for tariff, _row in found]):
            _report(clash, found)


def _report(clash: Clash, versions: list[tuple[Tariff, RegisterRow | None]]) -> None:
    """Said of the later version's row, or of the earlier one's if the later is only stored."""
    later, earlier = versions[clash.later], versions[clash.earlier]
    row = later[1] or earlier[1]
    if row is None:
        return
    facts = {"first": clash.days.start, "last": clash.days.last_day, "other": (earlier if later[1] else later)[0].start}
    if clash.is_gap:
        row.error("start", gettext_noop("From %(first)s to %(last)s no version of this rate is in force."),
                  gettext_noop("Close the gap: correct the first day, or the last day of the version from %(other)s."),
                  **facts)  # fmt: skip
    else:
        row.error("start", gettext_noop("From %(first)s on, the version from %(other)s is in force too."),
                  gettext_noop("Give the earlier version a last day, the day before the later one begins."),
                  **facts)  # fmt: skip


def _warn_of_late_start(
    rows: list[RegisterRow],
    estate_of: dict[RegisterRow, Estate],
    versions: dict[tuple[int, str, str], list[tuple[Tariff, RegisterRow | None]]],
) -> None:
    """A service-fee rate that begins after the estate was taken over leaves days that cannot be charged."""
    for row in rows:
        estate = estate_of[row]
        first = min(tariff.start for tariff, _row in versions[estate.pk, row["item"], row["applies_to"]])
        managed = estate.managed_period
        if row["item"] == SERVICE_FEE and managed and row["start"] == first > managed.start:
            row.warn(
                "start", gettext_noop("%(estate)s is managed from %(taken_over_on)s, but this rate begins later."),
                gettext_noop("The days before cannot be charged. Check the first day."),
                estate=estate.name, taken_over_on=managed.start,
            )  # fmt: skip
