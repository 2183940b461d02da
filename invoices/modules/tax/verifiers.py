"""What `property-ops verify` asks of the VAT."""

from collections.abc import Iterator

from invoices.modules.ledger.public import is_closed
from invoices.modules.tax import selectors
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.money import Yuan
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    requests, unlike = selectors.requests_unlike_their_lines()
    yield Check(
        name=gettext_noop("Every invoice request is the sum of its lines, and its document"),
        figures={gettext_noop("requests"): f"{requests:,}"},
        differences=tuple(
            Difference(
                gettext_noop("invoice request %(serial)s: %(gross)s, its lines %(lines)s, its document %(document)s"),
                {"serial": serial, "gross": gross, "lines": lines, "document": document},
            )
            for serial, gross, lines, document in unlike
        ),
    )
    months = [month for month in selectors.months_posted() if is_closed(month)]
    left = [(month, place, fen) for month in months for place, fen in selectors.unposted_vat(month).items()]
    yield Check(
        name=gettext_noop("The VAT in the ledger is that of the bills and credit notes of the month"),
        figures={gettext_noop("months"): f"{len(months):,}"},
        differences=tuple(
            Difference(
                gettext_noop("%(month)s, %(estate)s: %(amount)s are not on %(account)s"),
                {"month": str(month), "estate": estate, "account": account, "amount": Yuan(fen)},
            )
            for month, (_billed, estate, account), fen in left
        ),
    )
