"""The tables of a forecast, tried out or kept."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.forecasts.reports import budget
from property_ops.framework.web.shown import ShownTable

SHOWN = 12


def tables(found: Any) -> list[ShownTable]:
    """What was tried out: rates, budget, some homes."""
    lines = [(one.name, one.is_income, one.before, one.foretold) for one in found.lines]
    said = found.said
    rows = budget.rows(
        lines,
        works=said.works,
        reserve=said.reserve,
        subsidy=said.subsidy,
        carried=found.carried,
        needed=found.needed,
    )
    rates = [[now.use, now.rate, then.rate] for now, then in zip(found.now, found.then, strict=True)]
    homes = [[one.code, one.use, one.area, *found.fees(one)] for one in _some(found.homes)]
    heads = [_("unit"), _("use"), _("area (m²)"), _("a month now"), _("a month then")]
    some = ShownTable(_("What it means for a home"), "home", heads, homes)
    return [rates_table(rates), budget_table(rows, found.base_year, found.year), some]


def _some(homes: Sequence[Any]) -> Sequence[Any]:
    return homes[:: max(len(homes) // SHOWN, 1)][:SHOWN]


def rates_table(rates: Sequence[Sequence[Any]]) -> ShownTable:
    heads = [_("use"), _("rate in force"), _("foretold rate")]
    return ShownTable(_("The rate, yuan per m² and month"), "calculator", heads, rates)


def budget_table(rows: Sequence[Sequence[Any]], base_year: int, year: int) -> ShownTable:
    heads = [
        _("kind of cost or income"),
        gettext("came to in %(year)s") % {"year": base_year},
        gettext("foretold for %(year)s") % {"year": year},
    ]
    return ShownTable(_("Cost and who covers it, yuan"), "table", heads, rows)


def homes_table(homes: Sequence[Sequence[Any]], links: Sequence[tuple[Any, str]]) -> ShownTable:
    heads = [_("use"), _("area (m²)"), _("homes"), _("a month now"), _("a month then")]
    return ShownTable(_("What it means for a home"), "home", heads, homes, links=links)


def came_table(came: Any, year: int) -> ShownTable:
    rows = [[name, foretold, is_now, is_now - foretold] for name, foretold, is_now in came.rows]
    rows.append([gettext("Cost of the residents in all"), *came.cost, came.cost[1] - came.cost[0]])
    rows.append([gettext("Service fee billed"), *came.service_fee, came.service_fee[1] - came.service_fee[0]])
    words = gettext("%(months)s of 12 months are in the ledger; the residents' balance so far is %(balance)s.") % {
        "months": came.months,
        "balance": came.balance.grouped(),
    }
    heads = [_("kind of cost or income"), _("foretold"), _("what came"), _("more than foretold")]
    return ShownTable(gettext("What came in %(year)s") % {"year": year}, "history", heads, rows, words=words)
