"""The register of providers: the list, a provider's page, its entry and its papers."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import STATES, state_badge
from property_ops.framework.permissions import phone_shown_to
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, days, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb, Page
from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.framework.web.tables_in_excel import TablesInExcel
from property_ops.modules.providers.public import ScorePart, Trade
from property_ops.modules.providers.selectors import orders, prices, register, scores, settlements
from property_ops.modules.providers.services.register import CHANGE
from property_ops.modules.providers.views.shown import ORDERS, STANDINGS, VIEW, advice, score_table, score_words

LIST, SHOWN_ORDERS = "providers", 20


def trade_words(provider: Any) -> str:
    return gettext(", ").join(one.get_trade_display() for one in provider.trades.all())


class ProviderTable(columns.ListTable):
    code = columns.Text(verbose_name=_("provider code"), linkify=("provider", {"code": columns.A("code")}))
    name = columns.Text(verbose_name=_("provider"), linkify=("provider", {"code": columns.A("code")}))
    trade_list = columns.Text(verbose_name=_("trades"), empty_values=(), orderable=False)
    standing = columns.StateColumn(verbose_name=_("place on the list"), badges=STANDINGS)
    score = columns.Text(verbose_name=_("score"), empty_values=(), orderable=False)
    contact = columns.Text(verbose_name=_("contact person"))
    phone = columns.Phone(verbose_name=_("phone"))
    registered_on = columns.DayColumn(verbose_name=_("registered on"))

    scores: Any = None

    def render_trade_list(self, record: Any) -> str:
        return trade_words(record)

    def render_score(self, record: Any) -> str:
        return score_words(self.scores.get(record.pk))


class ProviderFilters(Filters):
    trade = Choice(field_name="trades__trade", choices=Trade.choices, label=_("kind of service"), empty_label=_("all"))
    standing = Choice(choices=STANDINGS.choices, label=_("place on the list"), empty_label=_("all"))


class Providers(ListPage):
    title = _("Providers")
    subtitle = _("Who offers services to residents under a cooperation agreement, scored by one standard.")
    permission_required = VIEW
    table_class = ProviderTable
    filterset_class = ProviderFilters
    search_hint = _("name, code or contact person")
    export_name = "providers"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_providers(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return register.find_providers(queryset, text)

    def get_table(self) -> columns.ListTable:
        table: Any = super().get_table()
        table.scores = scores.scores(list(self.object_list), today=timezone.localdate(), now=timezone.now())
        found: columns.ListTable = table
        return found

    def buttons(self) -> list[Button]:
        found = [
            Button(_("Standard of scores"), reverse("score_standards"), "chart-bar"),
            Button(_("Service items"), reverse("service_items"), "list-details"),
            Button(_("What residents see"), reverse("public_services"), "device-mobile"),
        ]
        if self.user.has_perm(CHANGE):
            found.append(Button(_("New provider"), reverse("provider_new"), "plus", primary=True))
        return found


class OfProvider(Page):
    menu = LIST
    permission_required = CHANGE

    @cached_property
    def provider(self) -> Any:
        return get_object_or_404(register.visible_providers(self.user), code=self.kwargs["code"])

    def get_subtitle(self) -> Any:
        return f"{self.provider.code} {self.provider.name}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Providers"), reverse(LIST)), Crumb(self.provider.name, self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("provider", args=[self.provider.code])


class ProviderPage(DetailPage):
    permission_required = VIEW
    personal_data = True
    menu = LIST
    above = ((_("Providers"), LIST),)
    template_name = "providers/provider.html"
    panel_slot = "provider_panels"
    slug_field = slug_url_kwarg = "code"

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_providers(self.user)

    @cached_property
    def today(self) -> Any:
        return timezone.localdate()

    def facts(self) -> list[Fact]:
        one = self.object
        return [
            Fact(_("Place on the list"), STANDINGS.badge(one.standing)),
            Fact(_("Trades"), trade_words(one)),
            *facts_of(one, "code", "contact"),
            Fact(_("Phone"), phone_shown_to(self.user, one.phone)),
            *facts_of(one, "registered_on", *(["remark"] if one.remark else [])),
        ]

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(CHANGE):
            return []
        ways = (
            ("provider_change", _("Correct the entry"), "edit"),
            ("provider_paper_new", _("Add a paper"), "file-plus"),
            ("agreement_new", _("New agreement"), "file-text"),
            ("prices_new", _("New prices"), "currency-yen"),
            ("standing_new", _("Change the standing"), "flag"),
        )
        return [Button(label, reverse(name, args=[self.object.code]), icon) for name, label, icon in ways]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one, standard = self.object, scores.standard_on(self.today)
        score = scores.scores([one], today=self.today, now=timezone.now()).get(one.pk)
        soon = register.ending_soon(self.today, one)
        warnings = [gettext("%(what)s: valid until %(day)s") % {"what": end.what, "day": end.last} for end in soon]
        asked = advice(score, standard, one.standing)
        return super().get_context_data(**kwargs) | {
            "warnings": [*warnings, *([asked] if asked else [])],
            "may_change": self.user.has_perm(CHANGE),
            "tables": [
                score_table(score, standard, reverse("provider_score", args=[one.code])),
                self._prices(),
                self._agreements(),
                self._papers(),
                self._standings(),
                self._orders(),
                *([self._settlements()] if self.user.has_perm("provider_settlements.view") else []),
            ],
        }

    def _prices(self) -> ShownTable:
        lists = [
            (f"{one.start} {STATES.words(one.state)}", reverse("price_list", args=[one.pk]))
            for one in prices.visible_price_lists(self.user).filter(provider=self.object).order_by("-start")
        ]
        rows = [
            (one.item.get_trade_display(), one.item.name, one.item.unit, one.price, one.remark)
            for one in prices.prices_on(self.object, self.today)
        ]
        heads = [_("kind of service"), _("service item"), _("unit of measure"), _("price"), _("what it includes")]
        return ShownTable(
            _("Prices published today"), "currency-yen", heads, rows, empty=_("No price list is in force."), links=lists
        )

    def _agreements(self) -> ShownTable:
        rows = [
            (
                ShownCell(one.number, reverse("cooperation_agreement", args=[one.pk])),
                days(one.start, one.end),
                state_badge(one.state),
                one.deposit,
                one.exit.on if hasattr(one, "exit") else None,
            )
            for one in prices.visible_agreements(self.user).filter(provider=self.object).order_by("-start", "-pk")
        ]
        heads = [_("agreement number"), _("term"), _("state"), _("deposit"), _("ended from")]
        return ShownTable(_("Cooperation agreements"), "file-text", heads, rows, empty=_("No agreement yet."))

    def _papers(self) -> ShownTable:
        rows = [
            (
                ShownCell(one.get_kind_display(), reverse("provider_paper", args=[one.pk])),
                one.number,
                one.valid_until or gettext("without end"),
                one.added_by,
                one.added_at,
            )
            for one in register.papers_of(self.object)
        ]
        heads = [_("kind of paper"), _("number of the paper"), _("valid until"), _("added by"), _("added")]
        return ShownTable(
            _("Licences and papers"), "certificate", heads, rows, empty=_("No paper yet: add the business licence.")
        )

    def _standings(self) -> ShownTable:
        rows = [
            (
                ShownCell(one.get_move_display(), reverse("provider_standing", args=[one.pk])),
                one.reason,
                state_badge(one.state),
                one.decided_at,
            )
            for one in register.standings_of(self.object)
        ]
        heads = [_("change of standing"), _("reason"), _("state"), _("decided")]
        return ShownTable(_("Place on the list"), "flag", heads, rows, empty=_("Nothing was decided yet."))

    def _orders(self) -> ShownTable:
        found: Any = orders.with_amount(orders.visible_orders(self.user).filter(provider=self.object))
        rows = [
            (
                ShownCell(one.number, reverse("service_order", args=[one.number])),
                one.estate.name,
                one.wanted,
                ORDERS.badge(one.state),
                one.accepted_on,
                one.amount,
            )
            for one in found[:SHOWN_ORDERS]
        ]
        heads = [_("number of the order"), _("estate"), _("what is wanted"), _("state"), _("accepted on"), _("amount")]
        more = f"{reverse('service_orders')}?q={self.object.name}"
        return ShownTable(
            _("Service orders"), "tools", heads, rows, empty=_("No order yet."), links=[(_("All of them"), more)]
        )

    def _settlements(self) -> ShownTable:
        rows = [
            (
                ShownCell(str(one), reverse("provider_settlement", args=[one.pk])),
                f"{one.month:%Y-%m}",
                state_badge(one.state),
                one.payable,
                one.by_residents,
            )
            for one in settlements.visible_settlements(self.user).filter(provider=self.object)
        ]
        heads = [_("settlement number"), _("month"), _("state"), _("payable by us"), _("paid by residents")]
        return ShownTable(_("Settlements"), "receipt", heads, rows, empty=_("No settlement yet."))


class ScoreRows(TablesInExcel, OfProvider):
    """What is behind each figure of the score."""

    title = _("Rows of the score")
    permission_required = VIEW
    export_name = "provider-score"
    personal_data = False

    def tables(self) -> list[ShownTable]:
        now, shown_orders = timezone.now(), orders.visible_orders(self.user)
        found = scores.rows_of(self.provider, shown_orders, today=timezone.localdate(now), now=now)
        return [self._table(part, *found[part]) for part in ScorePart if part in found]

    def _table(self, part: ScorePart, rows: Sequence[Any], besides: int) -> ShownTable:
        cells = [
            (ShownCell(one.order, reverse("service_order", args=[one.order])), one.day, _counted(one.counts))
            for one in rows
        ]
        words = gettext("%(count)s more in estates that you do not look after.") % {"count": besides} if besides else ""
        heads = [_("number of the order"), _("day"), _("counts")]
        return ShownTable(gettext(part.word), "list-check", heads, cells, empty=_("None."), words=words)


def _counted(counts: bool | int) -> Any:
    """Yes or no; or how many stars of five."""
    return counts if not isinstance(counts, bool) else gettext("yes") if counts else gettext("no")
