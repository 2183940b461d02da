"""The last place of the month-end page's step line."""

from django.urls import reverse
from django.utils.translation import gettext

from invoices.modules.billing.public import DONE, LATER, NOW, EstateMonth, ShownStep, StepLink
from invoices.modules.ledger.public import is_closed
from property_ops.framework.models import User
from property_ops.kernel.period import Month


def shown_close_step(month: Month, user: User, total: EstateMonth) -> ShownStep:
    links = []
    if user.has_perm("closing.view"):
        links = [StepLink(gettext("Checklist"), reverse("closing_of", args=[month]))]
    if is_closed(month):
        return ShownStep(gettext("Month closing"), DONE, gettext("Nothing is posted into it any more"), links=links)
    if total.issued.count and not total.unbilled.count and not total.draft.count and not total.approved.count:
        return ShownStep(gettext("Month closing"), NOW, gettext("Go through the checklist"), links=links)
    return ShownStep(gettext("Month closing"), LATER, gettext("After issuing"), links=links)
