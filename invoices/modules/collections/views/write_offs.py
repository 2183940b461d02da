"""Write-offs: the list, one with its approval, and taking a written-off debt back."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections import selectors
from invoices.modules.collections.approvals import WRITE_OFFS
from invoices.modules.collections.services import recover
from invoices.modules.collections.views.lists import CorrectionFilters, CorrectionTable
from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action
from property_ops.kernel.money import Yuan

QUESTION = _("Write this off? It is posted to bad debt today; it can be taken back later.")


class WriteOffTable(CorrectionTable):
    number = columns.DocumentNumber(verbose_name=_("write-off"), linkify=("write_off", {"pk": columns.A("pk")}))
    posted_on = columns.DayColumn(verbose_name=_("posted on"))

    class Meta:
        sequence = ("number", "...", "state", "posted_on")


class WriteOffs(ListPage):
    title = _("Write-offs")
    subtitle = _("What cannot be collected. Prepare one on the page of the unit.")
    permission_required = "collections.view"
    table_class = WriteOffTable
    filterset_class = CorrectionFilters
    search_hint = _("number, payer, reason, room (5-2-301)")
    empty_text = _("Nothing has been written off.")
    export_name = "write-offs"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_write_offs(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_write_offs(queryset, text)


class WriteOffPage(DecidedPage):
    permission_required = "collections.view"
    personal_data = True
    kind = WRITE_OFFS
    question = QUESTION
    menu = "write_offs"
    above = ((_("Write-offs"), "write_offs"),)
    template_name = "collections/write_off.html"

    def get_title(self) -> str:
        return gettext("Write-off %(number)s") % {"number": self.object.number or self.object.unit_code}

    def facts(self) -> list[Fact]:
        write_off = self.object
        return [
            Fact(_("Unit"), write_off.unit_code, reverse("unit", args=[write_off.unit_code])),
            Fact(_("Payer"), write_off.payer_name),
            Fact(_("Amount"), write_off.total),
            Fact(_("Posted on"), write_off.posted_on),
            Fact(_("Reason"), write_off.reason),
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record(by=self.user, action="collections.viewed", subject=str(self.object))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_recover = self.object.state == ApprovalState.APPROVED and self.user.has_perm("collections.prepare")
        return super().get_context_data(**kwargs) | {
            "lines": selectors.lines_written_off(self.object),
            "may_recover": may_recover,
            "entry": selectors.entry_of_write_off(self.object),
        }


class WriteOffAction(Action):
    menu = "write_offs"

    @cached_property
    def write_off(self) -> Any:
        return get_object_or_404(selectors.visible_write_offs(self.user), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("write_off", args=[self.write_off.pk])


class RecoverLine(WriteOffAction):
    """A written-off line, or part of it, is owed again."""

    permission_required = "collections.prepare"

    def form_valid(self, form: Any) -> HttpResponse:
        line = get_object_or_404(self.write_off.lines, pk=self.kwargs["line"])
        amount = Yuan.parse(self.request.POST.get("amount", ""))
        words = self.request.POST.get("reason", "")
        recover(line_id=line.pk, amount=amount, reason=words, by=self.user, today=timezone.localdate())
        messages.success(
            self.request, gettext("¥%(amount)s is owed again, and can be paid.") % {"amount": amount.grouped()}
        )
        return super().form_valid(form)
