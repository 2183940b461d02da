"""What volunteers' hours would have cost, beside the balance: hours × the published rate. Nothing of it is posted."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.breakeven.domain.result import EstateResult
from property_ops.framework.models import User
from property_ops.framework.web.display import shown
from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Estate
from property_ops.modules.volunteers.public import worth_of


def volunteers_table(estate: Estate, days: Period, result: EstateResult, user: User) -> ShownTable | None:
    """None where no hours offset anything."""
    found = worth_of(estate, days)
    if not found:
        return None
    whole: Yuan = sum((one.amount for one in found), ZERO)
    may = user.has_perm("volunteers.view")
    rows = [
        [
            ShownCell(f"{one.number} {one.title}", reverse("volunteer_activity", args=[one.key]) if may else ""),
            one.day,
            one.item,
            one.hours,
            Yuan(one.fen_an_hour),
            one.amount,
        ]
        for one in found
    ]
    words = gettext(
        "Hours × the published rate, signed by two: %(worth)s yuan. Without the volunteers the balance would be "
        "%(without)s yuan instead of %(balance)s; nothing of it is posted."
    ) % {
        "worth": shown(whole),
        "without": shown(result.balance + whole),
        "balance": shown(result.balance),
    }
    heads = [_("activity"), _("day"), _("service"), _("hours"), _("yuan an hour"), _("worth (yuan)")]
    return ShownTable(_("Hours of volunteers"), "heart-handshake", heads, rows, words=words)
