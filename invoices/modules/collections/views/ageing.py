"""Ageing: all estates, and one estate building by building and account by account; as of any day, also as Excel."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections import selectors
from invoices.modules.collections.domain.ageing import NAMES, Aged, total
from property_ops.framework import audit
from property_ops.framework.scope import sees_all_estates
from property_ops.framework.web.exports import workbook_response
from property_ops.framework.web.inputs import day_in
from property_ops.framework.web.pages import Button, Crumb, Page
from property_ops.modules.estates.public import PageOfEstate

MOST = 20
"""So many accounts of an estate are shown before a building is chosen: those with most overdue."""


class AgeingPage(Page):
    """`on` in the address is the day as of which the ageing is asked for; today without it."""

    permission_required = "collections.view"
    menu = "arrears"

    @cached_property
    def as_of(self) -> date:
        return day_in(self.request.GET.get("on", "")) or timezone.localdate()

    @property
    def query(self) -> str:
        """What keeps the day from page to page."""
        today = timezone.localdate()
        return "" if self.as_of == today else f"?on={self.as_of}"

    def names(self) -> list[str]:
        return [gettext(name) for name in NAMES]

    def shares(self, whole: Aged) -> list[tuple[str, Any, int]]:
        """(class, amount, length of its bar in per cent of the longest)."""
        longest = max(amount.fen for amount in whole.classes) or 1
        return [
            (name, amount, max(0, amount.fen) * 100 // longest)
            for name, amount in zip(self.names(), whole.classes, strict=True)
        ]

    def excel(self, head: list[str], rows: Iterator[list[Any]], name: str) -> FileResponse:
        """A download; recorded, because it names who owes (docs/product.md rule 20)."""
        columns = [str(capfirst(one)) for one in head]
        cells: Iterator[Mapping[str, Any]] = (dict(zip(columns, row, strict=True)) for row in rows)
        answer, count = workbook_response(
            columns,
            cells,
            name=f"{self.get_title()} {self.as_of}",
            title=str(self.get_title()),
            told=[gettext("As of %(day)s") % {"day": self.as_of}],
            totals=columns[3:],
        )
        audit.record(by=self.user, action="people.exported", subject=name, rows=count, asked={"on": str(self.as_of)})
        return answer


class Arrears(AgeingPage):
    """Every estate, and whether the whole is what the ledger says."""

    title = _("Arrears")
    template_name = "collections/estates.html"

    def get_subtitle(self) -> str:
        return gettext("Ageing as of %(day)s: what was paid later is open still.") % {"day": self.as_of}

    def buttons(self) -> list[Button]:
        found = [
            Button(_("Collection rate"), reverse("collection_rates"), "percentage"),
            Button(_("Reminder letters"), reverse("reminders"), "mail"),
        ]
        if self.user.has_perm("collections.remind"):
            found.append(Button(_("Prepare letters"), reverse("remind"), "mail-plus", primary=True))
        return found

    @cached_property
    def ages(self) -> list[selectors.EstateAge]:
        return selectors.of_estates(self.user, as_of=self.as_of)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.GET.get("export") == "xlsx":
            return self._export()
        whole = total(one.aged for one in self.ages)
        return self.render_to_response(
            self.get_context_data(ages=self.ages, total=whole, shares=self.shares(whole), tie=self._tie())
        )

    def _tie(self) -> selectors.AgeingTieOut:
        sees_all = sees_all_estates(self.user)
        codes = None if sees_all else [one.estate.code for one in self.ages]
        return selectors.tie_out(as_of=self.as_of, ages=[one.aged for one in self.ages], estates=codes)

    def _export(self) -> FileResponse:
        accounts = selectors.of_accounts(as_of=self.as_of, estates=[one.estate.pk for one in self.ages])
        return self.excel(account_head(self.names()), account_rows(accounts), "arrears")


class EstateArrears(PageOfEstate, AgeingPage):
    """One estate: its buildings, and the accounts of all or of one."""

    personal_data = True
    template_name = "collections/estate.html"

    def get_title(self) -> str:
        return gettext("Arrears of %(estate)s") % {"estate": self.estate.name}

    def get_subtitle(self) -> str:
        return gettext("Ageing as of %(day)s: what was paid later is open still.") % {"day": self.as_of}

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Arrears"), f"{reverse('arrears')}{self.query}")]

    @property
    def building(self) -> int | None:
        asked = self.request.GET.get("building", "")
        return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        accounts = selectors.of_accounts(as_of=self.as_of, estates=[self.estate.pk])
        chosen = [one for one in accounts if self.building in (None, one.building)]
        if request.GET.get("export") == "xlsx":
            return self.excel(account_head(self.names()), account_rows(chosen), f"arrears-{self.estate.code}")
        whole = total(one.aged for one in chosen)
        if self.building is None:
            chosen = sorted(chosen, key=lambda one: one.aged.overdue, reverse=True)[:MOST]
        return self.render_to_response(
            self.get_context_data(
                buildings=selectors.of_buildings(accounts),
                accounts=chosen,
                total=whole,
                shares=self.shares(whole),
                tie=selectors.tie_out(
                    as_of=self.as_of, ages=[one.aged for one in accounts], estates=[self.estate.code]
                ),
            )
        )


def account_head(names: list[str]) -> list[str]:
    own = [gettext("unit code"), gettext("payer"), gettext("oldest due date")]
    return [*own, *names, gettext("open in all"), gettext("unused credit"), gettext("balance")]


def account_rows(accounts: list[selectors.AccountAge]) -> Iterator[list[Any]]:
    for one in accounts:
        aged = one.aged
        yield [one.unit_code, one.payer, aged.oldest, *aged.classes, aged.open, aged.credit, aged.balance]
