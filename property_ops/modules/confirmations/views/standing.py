"""The colours of where a month stands."""

from property_ops.modules.confirmations.domain.months import Standing

PERMISSION = "confirmations.view"

COLOURS = {Standing.CONFIRMED: "green", Standing.PARTLY: "yellow", Standing.MISSING: "red"}
ICONS = {Standing.CONFIRMED: "check", Standing.PARTLY: "progress", Standing.MISSING: "x"}
