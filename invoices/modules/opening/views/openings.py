"""What was taken over: the papers, one of them with its lines, and taking it back."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.opening import selectors, services
from invoices.modules.opening.approvals import OPENINGS
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn, decision, state_badge
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button

VIEW, PREPARE, APPROVE = "opening.view", "opening.prepare", "opening.approve"


class OpeningTable(columns.ListTable):
    day = columns.DayColumn(verbose_name=_("balances of"))
    kind = columns.Text(verbose_name=_("kind"))
    estate = columns.Text(accessor="estate__name", verbose_name=_("estate"))
    reference = columns.Text(verbose_name=_("paper"), linkify=("opening", {"pk": columns.A("pk")}))
    number = columns.Text(verbose_name=_("number"), attrs={"td": {"class": "day"}})
    count = columns.Number(verbose_name=_("lines"))
    total = columns.Amount(verbose_name=_("amount"))
    state = StateColumn()
    undone_on = columns.DayColumn(verbose_name=_("undone on"))

    def render_kind(self, record: Any) -> str:
        return gettext(record.get_kind_display())

    value_kind = render_kind


class OpeningFilters(Filters):
    kind = Choice(label=_("kind"), empty_label=_("all"), choices=selectors.KINDS)
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATE_CHOICES)


class Openings(ListPage):
    title = _("Opening balances")
    subtitle = _(
        "What stood in the books when this system began: first the balances by account, then the lists of what "
        "households owed, had paid ahead and deposited. Another person approves each."
    )
    permission_required = VIEW
    table_class = OpeningTable
    filterset_class = OpeningFilters
    export_name = "opening-balances"
    personal_data = False
    template_name = "opening/openings.html"
    empty_text = _("Nothing was taken over yet. Enter the balances by account, or import the papers.")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_openings(self.user)

    def buttons(self) -> Sequence[Button]:
        if not self.user.has_perm(PREPARE) or selectors.standing("accounts"):
            return ()
        return (Button(_("Enter the balances"), reverse("new_opening"), "plus", primary=True),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"missing": selectors.not_listed_yet()}


class OpeningPage(DetailPage):
    permission_required = VIEW
    personal_data = True
    menu = "openings"
    above = ((_("Opening balances"), "openings"),)
    template_name = "opening/opening.html"

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_openings(self.user)

    def get_title(self) -> str:
        return gettext("Opening balances %(paper)s") % {"paper": self.object}

    def facts(self) -> Sequence[Fact]:
        opening = self.object
        facts = [
            Fact(_("State"), state_badge(opening.state)),
            Fact(_("Kind"), gettext(opening.get_kind_display())),
            *(facts_of(opening, "estate") if opening.estate else ()),
            *facts_of(opening, "day", "reference", "prepared_by", "prepared_at"),
        ]
        if opening.decided_by:
            facts += facts_of(opening, "decided_by", "decided_at", "rejected_because")
        if opening.undone_on:
            facts += facts_of(opening, "undone_by", "undone_on", "undone_because")
        return facts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        opening = self.object
        lines = list(selectors.lines_of(opening))
        names = dict(selectors.balance_accounts())
        return super().get_context_data(**kwargs) | {
            "decision": decision(OPENINGS, opening, self.user, question=_("Approve and take it over?")),
            "rows": [(line, names.get(line.account, "")) for line in lines],
            "by_account": opening.kind == "accounts",
            "total": opening.total,
            "may_undo": opening.state == ApprovalState.APPROVED
            and not opening.undone_on
            and opening.prepared_by_id != self.user.pk
            and self.user.has_perm(APPROVE),
        }


class UndoOpening(Action):
    permission_required = APPROVE
    menu = "openings"
    success_message = _("What was taken over with this paper is undone.")

    @cached_property
    def opening(self) -> Any:
        found = selectors.visible_openings(self.user).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_success_url(self) -> str:
        return reverse("opening", args=[self.opening.pk])

    def form_valid(self, form: Any) -> HttpResponse:
        reason = self.request.POST.get("reason", "")
        services.undo_opening(opening_id=self.opening.pk, because=reason, by=self.user, today=timezone.localdate())
        return super().form_valid(form)
