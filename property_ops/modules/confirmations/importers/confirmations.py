"""服务确认单 → AgreementItem and Confirmation. The agreement of an estate is every service ever named for it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from property_ops.framework.importing.cells import day, month, person, ratio, text
from property_ops.framework.importing.columns import Column
from property_ops.framework.importing.importer import Claim, Importer, Run
from property_ops.framework.importing.repeats import first_rows
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.kernel.delivery import DeliveredCount
from property_ops.kernel.period import Month
from property_ops.kernel.quantity import plain
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed
from property_ops.modules.confirmations.domain.counts import counted_values
from property_ops.modules.confirmations.models import AgreementItem, Confirmation
from property_ops.modules.confirmations.selectors import delivered_counts
from property_ops.modules.estates.public import Estate, EstateDirectory, estate_column

_SIGNERS = ("committee_signer", "branch_signer", "confirmed_on")


class ConfirmationImporter(Importer):
    name = "confirmations.confirmations"
    title = gettext_noop("service confirmations")
    right = "confirmations.change"
    approval = "confirmations.approve"
    after = ("estates.estates",)
    columns = (
        estate_column(),
        Column("month", ("服务月份", "月份", "服务年月", "所属月份"), month, key=True),
        Column("service", ("服务内容", "服务项目", "服务事项"), text(60), key=True),
        Column("weight", ("权重", "占比", "比重"), ratio, is_ratio=True),
        Column("completion", ("完成比例", "完成率", "完成情况", "完成度"), ratio, needed=False, is_ratio=True),
        Column(
            "committee_signer",
            ("业委会确认人", "业委会确认", "业委会签字", "业委会"),
            person(40),
            needed=False,
            default="",
        ),
        Column(
            "branch_signer",
            ("党支部确认人", "党支部确认", "党支部签字", "党支部"),
            person(40),
            needed=False,
            default="",
        ),
        Column("confirmed_on", ("确认日期", "签字日期", "确认时间"), day, needed=False, is_date=True),
    )

    def complete(self, table: RegisterTable) -> None:
        for row in table.rows:
            if row.is_good:
                _check_row(row)

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        found = Confirmation.objects.visible_to(by).select_related("item__estate")
        for one in found.order_by("item__estate__code", "month", "item").iterator():
            said = {name: getattr(one, name) for name in ("weight", "completion", *_SIGNERS)}
            estate, month_of = one.item.estate.name, str(Month.of(one.month))
            yield said | {"estate": estate, "month": month_of, "service": one.item.name}

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        estate_of = EstateDirectory.read(run.by).of_rows(tables)
        rows = first_rows(
            estate_of,
            lambda row: (estate_of[row].pk, row["month"], row["service"]),
            lambda row: row["service"],
            "service",
            run=run,
        )
        items = {
            (item.estate_id, item.name): item
            for item in AgreementItem.objects.filter(estate__in=set(estate_of.values())).select_related("estate")
        }
        stored = {
            (found.item_id, found.month): found for found in Confirmation.objects.filter(item__in=list(items.values()))
        }
        agreed = {estate_id for estate_id, _ in items}
        counted: dict[tuple[int, Month], dict[int, DeliveredCount]] = {}
        for row in rows:
            estate = estate_of[row]
            item = items.get((estate.pk, row["service"]))
            if item is None:
                item = AgreementItem(estate=estate, name=row["service"])
                # Without its confirmation nothing of any month is charged: one more is two persons' word.
                if estate.pk in agreed and run.must_wait(_claim(row, item)):
                    continue
                items[estate.pk, row["service"]] = item
                run.changes.create(item)
                row.outcome = RowOutcome.CREATED
            of_month = estate.pk, row["month"]
            if of_month not in counted:
                counted[of_month] = delivered_counts(estate, row["month"])
            count = counted[of_month].get(item.pk) if item.pk else None
            if count is not None and row["completion"] is not None and not count.allows(row["completion"]):
                _refuse_more_than_done(row, count)
                continue
            self._store(row, item, stored.get((item.pk, row["month"].start)), run, count)
        _check_weights(rows, estate_of, items, stored)

    def _store(
        self,
        row: RegisterRow,
        item: AgreementItem,
        found: Confirmation | None,
        run: Run,
        count: DeliveredCount | None,
    ) -> None:
        if row["completion"] is None:
            return
        values = {name: row[name] for name in ("weight", "completion", *_SIGNERS)}
        if found is not None and all(getattr(found, name) == value for name, value in values.items()):
            return
        if found is not None and found.by_both:
            row.warn(
                "service",
                gettext_noop("A confirmed service changes. What was charged for it already stays."),
                gettext_noop("Correct issued bills by credit notes, if the month was charged."),
            )
        is_confirmed = all(values[name] for name in _SIGNERS) or (found is not None and found.by_both)
        if is_confirmed and run.must_wait(_claim(row, item)):
            return
        if found is None:
            run.changes.create(Confirmation(item=item, month=row["month"].start, **values, **counted_values(count)))
            row.outcome = RowOutcome.CREATED
        elif run.changes.set(found, values | counted_values(count)):
            row.outcome = RowOutcome.CHANGED


def _refuse_more_than_done(row: RegisterRow, count: DeliveredCount) -> None:
    row.error(
        "completion",
        gettext_noop("%(done)s of %(promised)s promised rounds were done: more is confirmed than was counted."),
        gettext_noop("Confirm at most that; a round that was not scanned is recorded and approved first."),
        done=count.done,
        promised=count.promised,
    )


def _claim(row: RegisterRow, item: AgreementItem) -> Claim:
    """A month that both parties confirmed is charged: so the register's word for it waits for another person."""
    month, estate = row["month"], item.estate
    key = f"{estate.code}/{month}/{item.name}"
    return Claim(row, estate.code, key, f"{estate.name} {month} {item.name}", month.start, month.end)


def _check_row(row: RegisterRow) -> None:
    _check_day(row)
    _check_voices(row)
    signed = [name for name in _SIGNERS if row[name]]
    if row["weight"] == 0:
        row.error(
            "weight", gettext_noop("The weight must be above zero."), gettext_noop("Write 0.4 or 40%% for four tenths.")
        )
    if row["completion"] is None and len(signed) == len(_SIGNERS):
        row.error(
            "completion",
            gettext_noop("The service is confirmed, but the completion ratio is empty."),
            gettext_noop("Write 1 or 100%% if it was done in full."),
        )
    elif len(signed) < len(_SIGNERS):
        column = next(name for name in _SIGNERS if not row[name])
        row.warn(
            column,
            gettext_noop("Not confirmed by both parties with a date: the month of %(service)s stays open."),
            gettext_noop("Import again once it is signed. Nothing is charged for the month before that."),
            service=row["service"],
        )


def _check_voices(row: RegisterRow) -> None:
    """One person speaks for one party at most (docs/product.md rule 22)."""
    if row["committee_signer"] and squeezed(row["committee_signer"]) == squeezed(row["branch_signer"] or ""):
        row.error(
            "branch_signer",
            gettext_noop("%(person)s signed for both parties."),
            gettext_noop("One person speaks for one party at most: have another member of the other party sign."),
            person=row["branch_signer"],
        )


def _check_day(row: RegisterRow) -> None:
    if row["confirmed_on"] is not None and row["confirmed_on"] > timezone.localdate():
        row.error(
            "confirmed_on",
            gettext_noop("The day of confirmation is still to come."),
            gettext_noop("Correct the date."),
        )
    if row["confirmed_on"] is not None and row["confirmed_on"] < row["month"].start:
        row.error(
            "confirmed_on",
            gettext_noop("The service was confirmed before its month began."),
            gettext_noop("Correct the month or the date: what is not delivered yet cannot be confirmed."),
        )


def _check_weights(
    rows: list[RegisterRow],
    estate_of: dict[RegisterRow, Estate],
    items: dict[tuple[int, str], AgreementItem],
    stored: dict[tuple[int, Any], Confirmation],
) -> None:
    """The weights of an estate's month never exceed 1; below 1 with every service there, something may be missing."""
    in_file: dict[tuple[Estate, Month], dict[str, RegisterRow]] = defaultdict(dict)
    for row in rows:
        in_file[estate_of[row], row["month"]][row["service"]] = row
    for (estate, of_month), services in in_file.items():
        weights = {name: row["weight"] for name, row in services.items()}
        for (estate_id, name), item in items.items():
            found = stored.get((item.pk, of_month.start)) if item.pk else None
            if estate_id == estate.pk and found is not None:
                weights.setdefault(name, found.weight)
        total = sum(weights.values(), Decimal(0))
        agreed = {name for estate_id, name in items if estate_id == estate.pk}
        last = list(services.values())[-1]
        facts = {"estate": estate.name, "month": of_month, "total": plain(total)}
        if total > 1:
            last.error(
                "weight",
                gettext_noop("The weights of %(estate)s in %(month)s add up to %(total)s, above 1."),
                gettext_noop("Correct the weights: together they are 1."),
                **facts,
            )
        elif total < 1 and weights.keys() >= agreed:
            last.warn(
                "weight",
                gettext_noop("The weights of %(estate)s in %(month)s add up to %(total)s, below 1."),
                gettext_noop("Check that no service is missing."),
                **facts,
            )
