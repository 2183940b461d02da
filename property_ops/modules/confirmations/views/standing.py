"""The words and colours of where a month stands."""

from django.utils.translation import gettext_lazy as _

from property_ops.modules.confirmations.domain.months import Standing

PERMISSION = "confirmations.view"

WORDS = {
    Standing.CONFIRMED: _("confirmed"),
    Standing.PARTLY: _("partly confirmed"),
    Standing.MISSING: _("not confirmed"),
    Standing.NOT_OVER: _("not over yet"),
    Standing.NOT_MANAGED: _("not managed"),
}
COLOURS = {Standing.CONFIRMED: "green", Standing.PARTLY: "yellow", Standing.MISSING: "red"}
ICONS = {Standing.CONFIRMED: "check", Standing.PARTLY: "progress", Standing.MISSING: "x"}
