from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import BigIntegerField, F, Q, Value
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import ScaledField
from property_ops.modules.works.domain.funding import HUNDRED, NONE, PERCENT_PLACES, FundingSplit


class Funding(models.TextChoices):
    RESIDENTS = "residents", _("shared by residents")
    SUBSIDY = "subsidy", _("subsidy")
    MAINTENANCE_FUND = "maintenance_fund", _("maintenance fund")
    COMMON_INCOME = "common_income", _("common income")
    THIRD_PARTY = "third_party", _("third party")
    SPLIT = "split", _("several payers")
    NOBODY = "nobody", _("nobody: warranty")
    UNDECIDED = "undecided", _("not decided yet")


PERCENT = {
    Funding.RESIDENTS: "residents_percent",
    Funding.SUBSIDY: "subsidy_percent",
    Funding.MAINTENANCE_FUND: "maintenance_fund_percent",
    Funding.COMMON_INCOME: "common_income_percent",
    Funding.THIRD_PARTY: "third_party_percent",
}
"""The column that says which part a payer pays."""

_WHOLE = Value(int(HUNDRED.scaleb(PERCENT_PLACES)), output_field=BigIntegerField())
_OTHERS = F("subsidy_percent") + F("maintenance_fund_percent") + F("common_income_percent") + F("third_party_percent")


def percents(split: FundingSplit) -> dict[str, Decimal]:
    """What stands in the columns for a split."""
    return {PERCENT[Funding(payer)]: percent for payer, percent in split.parts.items()}


def funded_by(funding: str) -> dict[str, Decimal]:
    """What stands in the columns where one payer, or nobody, pays all."""
    payer = funding if Funding(funding) in PERCENT else ""
    return percents(FundingSplit.whole(payer) if payer else FundingSplit())


def _part(label: Any) -> ScaledField:
    return ScaledField(label, places=PERCENT_PLACES, default=NONE)


class Funded(models.Model):
    """Who pays, by per cent. `funding` is the word for it (the one payer, `split`, `nobody`); the database compares."""

    funding = models.CharField(_("who pays"), max_length=20, choices=Funding)
    residents_percent = _part(_("residents (%)"))
    subsidy_percent = _part(_("subsidy (%)"))
    maintenance_fund_percent = _part(_("maintenance fund (%)"))
    common_income_percent = _part(_("common income (%)"))
    third_party_percent = _part(_("third party (%)"))
    third_party = models.CharField(_("name of the third party"), max_length=60, blank=True)

    class Meta:
        abstract = True

    @property
    def split(self) -> FundingSplit:
        return FundingSplit(**{payer.value: getattr(self, column) for payer, column in PERCENT.items()})


def funding_constraints() -> list[models.CheckConstraint]:
    """The parts add up to a hundred, or to nothing where nobody pays; the word agrees with them."""
    nothing = Q(**dict.fromkeys(PERCENT.values(), NONE))
    in_range = Q(**{f"{column}__range": (NONE, HUNDRED) for column in PERCENT.values()})
    one_payer = Q()
    for payer, column in PERCENT.items():
        one_payer &= ~Q(funding=payer.value) | Q(**{column: HUNDRED})
    several = Q(**{f"{column}__lt": HUNDRED for column in PERCENT.values()})
    free = Q(funding__in=["nobody", "undecided"])
    return [
        models.CheckConstraint(condition=in_range, name="po_work_percents_in_range"),
        models.CheckConstraint(
            condition=(free & nothing) | (~free & Q(residents_percent=_WHOLE - _OTHERS)),
            name="po_work_percents_add_up",
        ),
        models.CheckConstraint(
            condition=one_payer & (~Q(funding="split") | several), name="po_work_funding_word_is_right"
        ),
        models.CheckConstraint(condition=Q(residents_percent=NONE) | ~Q(scope=""), name="po_shared_work_has_scope"),
    ]
