from typing import Any

from django.utils import timezone
from rich.table import Column

from invoices.modules.charges.public import ChargeResult, charge_month, held_text
from property_ops.framework.terminal import (
    CommandParser,
    ProductCommand,
    Theme,
    add_estates,
    add_month,
    add_user,
    gettext,
    gettext_lazy,
    number,
)
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month


class Command(ProductCommand):
    help = gettext_lazy(
        "Charge a month for what was delivered and accepted. Says what is held and why. Safe to repeat."
    )
    theme = Theme.MONTH

    def add_arguments(self, parser: CommandParser) -> None:
        add_month(parser)
        add_estates(parser)
        add_user(parser, gettext("who charges; the system itself if not given"))

    def handle(self, *args: Any, **options: Any) -> None:
        month, by = Month.parse(options["month"]), self.actor(options)
        with self.progress(gettext("Charging")) as progress:
            result = charge_month(
                month=month, by=by, today=timezone.localdate(), estate_codes=options["estates"], progress=progress
            )
        if options["verbosity"]:
            self._show_estates(result)
            self._show_held(result, month)
        self._show_sum(result, month)

    def _show_estates(self, result: ChargeResult) -> None:
        columns: list[Column | str] = [
            gettext("Estate"),
            number(gettext("Lines")),
            number(gettext("Amount (yuan)")),
            number(gettext("Charged before")),
            number(gettext("Held")),
        ]
        touched = [one for one in result.estates if one.lines or one.existing or one.holds]
        self.show_table(
            columns,
            [
                (
                    f"{one.estate.code} {one.estate.name}",
                    f"{one.lines:,}",
                    one.amount.grouped(),
                    f"{one.existing:,}",
                    len(one.holds),
                )
                for one in touched
            ],
        )

    def _show_held(self, result: ChargeResult, month: Month) -> None:
        rows = [
            (f"{one.estate.code} {one.estate.name}", month, *held_text(source, held.subject, held.reason))
            for one in result.estates
            for source, held in one.holds
        ]
        columns = [gettext("Estate"), gettext("Month"), gettext("Held"), gettext("Why")]
        self.show_table(columns, rows, title=gettext("Held: not charged yet"))

    def _show_sum(self, result: ChargeResult, month: Month) -> None:
        figures = {
            "month": month,
            "lines": f"{sum(one.lines for one in result.estates):,}",
            "amount": sum((one.amount for one in result.estates), ZERO).grouped(),
            "existing": f"{sum(one.existing for one in result.estates):,}",
            "held": sum(len(one.holds) for one in result.estates),
        }
        self.say(
            gettext("%(month)s charged: %(lines)s lines, %(amount)s yuan; charged before: %(existing)s; held: %(held)s")
            % figures
        )
