"""What residents read of their common income, without log-in: of slot `estate_affairs`. No tenant is named."""

from datetime import date

from django.utils.translation import gettext

from invoices.modules.common_income.selectors import fund_of
from invoices.modules.ledger.public import words_of
from property_ops.framework.web.display import shown
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate
from property_ops.modules.news.public import AffairsRow, AffairsSection

MOST = 6


def common_income_of_estate(estate: Estate, today: date) -> AffairsSection:
    fund = fund_of(estate, on=today)
    if not fund.movements:
        return AffairsSection(gettext("Common income of the owners"), [], order=32)
    years = sorted({one.month.year for one in fund.movements}, reverse=True)
    rows = [AffairsRow(gettext("Held for the owners"), end=f"¥{max(fund.held, ZERO).grouped()}")]
    if fund.advanced:
        rows.append(AffairsRow(gettext("advanced by the company"), end=f"¥{fund.advanced.grouped()}"))
    for year in years:
        moved = [one.amount for one in fund.movements if one.month.year == year]
        came = -sum((amount for amount in moved if amount < ZERO), ZERO)
        went = sum((amount for amount in moved if amount > ZERO), ZERO)
        said = gettext("came in ¥%(came)s, paid for ¥%(went)s") % {"came": came.grouped(), "went": went.grouped()}
        rows.append(AffairsRow(str(year), said, end=f"¥{(came - went).grouped()}"))
    for one in [one for one in reversed(fund.movements) if one.amount > ZERO][:MOST]:
        rows.append(AffairsRow(words_of(one.source, one.memo), shown(one.day), end=f"−¥{one.amount.grouped()}"))
    return AffairsSection(gettext("Common income of the owners"), rows, order=32)
