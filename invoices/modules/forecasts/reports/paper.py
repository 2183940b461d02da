"""The page for the stool meeting (马扎议事会): why the rate is what it is, and what each home would pay."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext

from invoices.modules.forecasts.models import RateForecast
from invoices.modules.forecasts.selectors import HomesOfArea
from property_ops.framework.pdf.papers import (
    Document,
    DocumentPart,
    Heading,
    LabelledFacts,
    NewSheet,
    Paragraph,
    PdfColumn,
    PdfTable,
    Signature,
    Signatures,
    render,
)
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.quantity import plain
from property_ops.modules.estates.public import Company


def draw(
    forecast: RateForecast,
    *,
    rows: Sequence[tuple[str, Yuan, Yuan]],
    typical: Sequence[HomesOfArea],
    areas: Sequence[HomesOfArea],
    on: date,
) -> bytes:
    """By area and not by home, so that the paper says of no home whether it is vacant.

    `rows` are name, what it came to, what is foretold, costs above zero; the last is the fee that is needed."""
    return render(
        Document(
            title=gettext("%(estate)s: what the service fee of %(year)s is made of")
            % {"estate": forecast.estate.name, "year": forecast.year},
            issuer=Company.load().name,
            subtitle=gettext("For the residents' meeting. Income equals expense; the company takes no profit."),
            foot=gettext("Forecast %(number)s, printed %(day)s") % {"number": forecast.number, "day": on},
            parts=[
                LabelledFacts(_facts(forecast)),
                *_budget(forecast, rows),
                *_rates(forecast),
                *_areas(typical, gettext("What it means for a home")),
                Paragraph(
                    gettext(
                        "The rate changes only if the owners decide so: two thirds take part by area and by heads, and "
                        "more than half of those agree, both ways. What the year really costs is compared with this "
                        "page; a surplus goes back or is carried over, a deficit is shown."
                    )
                ),
                Signatures(
                    [Signature(gettext(party)) for party in ("owners' committee", "party branch", "property company")]
                ),
                NewSheet(),
                *_areas(areas),
            ],
        )
    )


def _facts(forecast: RateForecast) -> list[tuple[str, str]]:
    said = gettext("%(months)s months of %(year)s, reckoned for twelve") % {
        "months": forecast.months,
        "year": forecast.base_year,
    }
    facts = [
        (gettext("Rests on"), said),
        (gettext("Recurring costs change by"), f"{plain(forecast.change)}%"),
        (gettext("More homes vacant"), f"{plain(forecast.more_vacant)}%"),
    ]
    return [*facts, (gettext("remark"), forecast.note)] if forecast.note else facts


def _budget(forecast: RateForecast, rows: Sequence[tuple[str, Yuan, Yuan]]) -> list[DocumentPart]:
    columns = [
        PdfColumn("", 2.0),
        PdfColumn(gettext("came to in %(year)s") % {"year": forecast.base_year}, figures=True),
        PdfColumn(gettext("foretold for %(year)s") % {"year": forecast.year}, figures=True),
    ]
    cells = [[name, before.grouped() if before else "", then.grouped()] for name, before, then in rows]
    return [Heading(gettext("Cost and who covers it, yuan")), PdfTable(columns, cells[:-1], total=cells[-1])]


def _rates(forecast: RateForecast) -> list[DocumentPart]:
    columns = [
        PdfColumn(gettext("use")),
        PdfColumn(gettext("rate in force"), figures=True),
        PdfColumn(gettext("foretold rate"), figures=True),
        PdfColumn(gettext("m² × months"), figures=True),
    ]
    rows = [[one.use, plain(one.rate_now), plain(one.rate_then), f"{one.base:,.2f}"] for one in forecast.rates.all()]
    return [Heading(gettext("The rate, yuan per m² and month")), PdfTable(columns, rows)]


def _areas(areas: Sequence[HomesOfArea], title: str = "") -> list[DocumentPart]:
    columns = [
        PdfColumn(gettext("use")),
        PdfColumn(gettext("area up to (m²)") if not title else gettext("area (m²)"), figures=True),
        PdfColumn(gettext("homes"), figures=True),
        PdfColumn(gettext("a month now"), figures=True),
        PdfColumn(gettext("a month then"), figures=True),
        PdfColumn(gettext("more a month"), figures=True),
    ]
    return [Heading(title or gettext("Find your home by its area")), PdfTable(columns, [_area(one) for one in areas])]


def _area(one: HomesOfArea) -> list[str]:
    more = one.fee_then - one.fee_now
    sign = "+" if more > ZERO else ""
    return [
        one.use,
        plain(one.area),
        f"{one.homes}",
        one.fee_now.grouped(),
        one.fee_then.grouped(),
        sign + more.grouped(),
    ]
