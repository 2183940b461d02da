"""期初科目余额 → Opening: the balances by account, which another person approves."""

from collections.abc import Sequence

from invoices.modules.opening import selectors
from invoices.modules.opening.domain.papers import PaperKind, difference
from invoices.modules.opening.importers.papers import ONCE, day_of, store_paper
from invoices.modules.opening.models import OpeningLine
from property_ops.framework.importing.cells import code, money, text
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.problems import Level
from property_ops.framework.importing.tables import RegisterRow, RegisterTable
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop


class AccountBalances(Importer):
    name = "opening.accounts"
    title = gettext_noop("opening balances by account")
    right = "opening.prepare"
    company_wide = True
    not_exported = ONCE
    columns = (
        Column("account", ("科目编码", "科目代码", "科目编号"), code(20), key=True),
        optional("name", ("科目名称", "会计科目"), text(60)),
        optional("about", ("往来单位", "辅助核算", "说明"), text(80)),
        Column("debit", ("期初借方余额", "借方余额", "期初借方"), money, needed=False, default=ZERO, is_money=True),
        Column("credit", ("期初贷方余额", "贷方余额", "期初贷方"), money, needed=False, default=ZERO, is_money=True),
    )

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        known = dict(selectors.balance_accounts())
        for table in tables:
            day = day_of(table)
            rows = [row for row in table.rows if row.is_good and _amount(row)]
            for row in rows:
                if row["account"] not in known:
                    row.error(
                        "account",
                        gettext_noop("No balance is taken over on this account."),
                        gettext_noop(
                            "Name an account of the chart that has no sub-accounts, and not one of income or cost."
                        ),
                    )
            off = difference(_amount(row) for row in rows)
            if off:
                table.report(
                    Level.ERROR,
                    gettext_noop("The balances do not balance: they differ by %(difference)s."),
                    gettext_noop("Correct them: debits and credits are equal."),
                    difference=off.grouped(),
                )
            if day and rows and not table.has_errors:
                lines = [OpeningLine(account=row["account"], about=row["about"], amount=_amount(row)) for row in rows]
                store_paper(rows, lines, kind=PaperKind.ACCOUNTS, day=day, estate=None, run=run)


def _amount(row: RegisterRow) -> Yuan:
    amount: Yuan = row["debit"] - row["credit"]
    return amount
