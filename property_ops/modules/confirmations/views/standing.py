"""The colours of where a month stands."""

from property_ops.modules.confirmations.domain.months import MonthStanding

PERMISSION = "confirmations.view"

COLOURS = {MonthStanding.CONFIRMED: "green", MonthStanding.PARTLY: "yellow", MonthStanding.MISSING: "red"}
ICONS = {MonthStanding.CONFIRMED: "check", MonthStanding.PARTLY: "progress", MonthStanding.MISSING: "x"}
