"""Who bears a deficit, and whose a surplus is, in words."""

from django.utils.translation import gettext

from invoices.modules.breakeven.domain.result import EstateResult
from property_ops.kernel.money import ZERO


def who_bears(result: EstateResult) -> list[str]:
    """One sentence for each part of the balance."""
    words = []
    residents, company = result.residents_balance, result.borne_by_company
    if residents > ZERO:
        words.append(
            gettext(
                "The residents' fees lack ¥%(amount)s. The company advances it; it is carried forward, or charged "
                "only by a decision of the owners."
            )
            % {"amount": residents.grouped()}
        )
    elif residents < ZERO:
        words.append(
            gettext("¥%(amount)s of the residents' fees are left over: they go back to the owners by area.")
            % {"amount": (-residents).grouped()}
        )
    else:
        words.append(gettext("The residents' fees are exactly what the service cost."))
    if company:
        words.append(
            gettext("¥%(amount)s of work that was not accepted is borne by the company, and charged to nobody.")
            % {"amount": company.grouped()}
        )
    return words
