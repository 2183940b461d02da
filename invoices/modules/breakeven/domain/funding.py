"""Who pays for a cost (费用承担), and where a funding other than the residents' is posted.

A cost's leg in the ledger has the source of funding as its sub-ledger and the document behind it as its party.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from property_ops.kernel.text import gettext_noop

RESIDENTS, COMPANY = "residents", "company"
SUBSIDY, MAINTENANCE_FUND, COMMON_INCOME = "subsidy", "maintenance_fund", "common_income"
THIRD_PARTY = "third_party"

NAMES: Mapping[str, str] = {
    RESIDENTS: gettext_noop("residents"),
    SUBSIDY: gettext_noop("subsidy"),
    MAINTENANCE_FUND: gettext_noop("maintenance fund"),
    COMMON_INCOME: gettext_noop("common income"),
    THIRD_PARTY: gettext_noop("third party"),
    COMPANY: gettext_noop("the company"),
}
"""In the order in which tables show them."""


@dataclass(frozen=True, slots=True)
class Fund:
    """Money of others for the estate: what it is owed by or taken from, and the income it is."""

    owed_by: str
    income: str


FUNDS: Mapping[str, Fund] = {
    SUBSIDY: Fund("1221.01", "5001.04"),
    MAINTENANCE_FUND: Fund("1221.02", "5001.05"),
    COMMON_INCOME: Fund("2241.02", "5001.06"),
    THIRD_PARTY: Fund("1221.09", "5001.07"),
}
