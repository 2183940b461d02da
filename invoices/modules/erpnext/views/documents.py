"""How far each document is on its way to ERPNext, and why not where it was refused."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.domain.states import SyncState
from invoices.modules.erpnext.public import (
    access,
    address_over_there,
    is_configured,
    is_going_on,
    pull,
    send_again,
    sentence_of,
    start_push,
    try_again,
)
from invoices.modules.erpnext.tasks import run_push
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Badges, Fact
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, Page

COLOURS = {SyncState.WAITING: "gray", SyncState.SENDING: "blue", SyncState.SENT: "green", SyncState.FAILED: "red"}
COLOURS[SyncState.NETTED] = "gray"
STATES = Badges.of(SyncState, COLOURS)


def error_of(record: Any) -> str:
    """Why it was refused, in words; nothing if it was not."""
    if not record.error_kind:
        return ""
    return gettext(sentence_of(record.error_kind)) % {"kind": record.error_kind, "detail": record.error_detail}


class DocumentTable(columns.ListTable):
    label = columns.Text(verbose_name=_("document"), linkify=("erpnext_document", {"pk": columns.A("pk")}))
    doctype = columns.Text(verbose_name=_("kind"))
    estate = columns.Text(verbose_name=_("estate"))
    month = columns.MonthColumn(verbose_name=_("month"))
    amount = columns.Amount(verbose_name=_("amount"))
    state = columns.StateColumn(verbose_name=_("state"), badges=STATES)
    remote_name = columns.Text(verbose_name=_("name in ERPNext"))
    error = columns.Text(verbose_name=_("last error"), accessor="error_kind", orderable=False)

    def render_doctype(self, record: Any) -> str:
        return str(record.get_doctype_display())

    value_doctype = render_doctype

    def render_error(self, record: Any) -> str:
        return error_of(record)

    value_error = render_error


class DocumentFilters(Filters):
    state = Choice(label=_("State"), choices=STATES.choices, empty_label=_("all"))
    doctype = Choice(label=_("Kind"), choices=selectors.doctypes, empty_label=_("all"))


class Documents(ListPage):
    title = _("ERPNext")
    permission_required = "erpnext.view"
    template_name = "erpnext/documents.html"
    table_class = DocumentTable
    filterset_class = DocumentFilters
    search_hint = _("bill number, unit code or name")
    empty_text = _("Nothing has been sent to ERPNext yet.")
    export_name = "erpnext"
    personal_data = True

    @property
    def file_title(self) -> str:
        return gettext("Documents in ERPNext")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_records(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find(queryset, text)

    def buttons(self) -> Sequence[Button]:
        buttons = [
            Button(_("Comparison of the books"), reverse("erpnext_check"), "scale"),
            Button(_("Changes in ERPNext"), reverse("erpnext_changes"), "arrows-exchange"),
            Button(_("Corrected payments"), reverse("erpnext_corrections"), "arrow-back-up"),
        ]
        if self.user.has_perm("erpnext.push") and not selectors.records().exists():
            buttons.append(Button(_("Start from ERPNext"), reverse("erpnext_start"), "file-import"))
        if self.user.has_perm("erpnext.configure"):
            buttons.append(Button(_("Settings"), reverse("erpnext_settings"), "settings"))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = selectors.last_run()
        return super().get_context_data(**kwargs) | {
            "is_configured": is_configured(),
            "other_company": selectors.other_company(),
            "may_configure": self.user.has_perm("erpnext.configure"),
            "may_push": self.user.has_perm("erpnext.push"),
            "counts": [
                (gettext(SyncState(state).word), COLOURS[state], count) for state, count in selectors.by_state()
            ],
            "run": run,
            "is_going_on": run and is_going_on(run, timezone.now()),
            "run_error": gettext(run.error) % run.error_data if run and run.error else "",
        }


class PushProgress(Page):
    """Asked for every second while a push runs; once it has finished, the page loads anew."""

    permission_required = "erpnext.view"
    template_name = "erpnext/progress.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        run = selectors.last_run()
        if run is None or not is_going_on(run, timezone.now()):
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return self.render_to_response(self.get_context_data(run=run))


class DocumentPage(DetailPage):
    permission_required = "erpnext.view"
    personal_data = True
    menu = "erpnext"
    above = ((_("ERPNext"), "erpnext"),)
    template_name = "erpnext/document.html"

    def get_queryset(self) -> Any:
        return selectors.visible_records(self.user)

    def facts(self) -> Sequence[Fact]:
        record = self.object
        return (
            Fact(_("kind"), record.get_doctype_display()),
            Fact(_("state"), STATES.badge(record.state)),
            Fact(_("amount"), record.amount),
            Fact(_("estate"), record.estate),
            Fact(_("name in ERPNext"), record.remote_name, address_over_there(record)),
            Fact(_("attempts"), record.attempts),
            *([Fact(_("entered in ERPNext"), True)] if record.from_there else []),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "error": error_of(self.object),
            "may_retry": self.object.state == SyncState.FAILED and self.user.has_perm("erpnext.push"),
            "may_send_again": self.object.state == SyncState.SENT and self.user.has_perm("erpnext.push"),
            "events": [
                (event.happened_at, STATES.badge(event.state), _told(event))
                for event in selectors.events_of(self.object)
            ],
        }


def _told(event: Any) -> str:
    if not event.kind:
        return str(event.detail)
    return gettext(sentence_of(event.kind)) % {"kind": event.kind, "detail": event.detail}


class StartPush(Action):
    permission_required = "erpnext.push"
    menu = "erpnext"
    success_url = reverse_lazy("erpnext")
    success_message = _("The push runs in the background. This page shows how far it is.")

    def form_valid(self, form: Any) -> HttpResponse:
        start_push(by=self.user, now=timezone.now(), enqueue=lambda run: run_push.enqueue(run))
        return super().form_valid(form)


class PullPayments(Action):
    """A person waits for it: it asks once, and gives up soon."""

    permission_required = "erpnext.push"
    menu = "erpnext"
    success_url = reverse_lazy("erpnext")

    def form_valid(self, form: Any) -> HttpResponse:
        where, now = access(), timezone.now()
        gateway = where.quick_gateway()
        try:
            pulled = pull(access=where, gateway=gateway, by=self.user, now=now, today=timezone.localdate(now))
        finally:
            gateway.close()
        facts = {"count": pulled.taken, "amount": pulled.amount.grouped(), "left": len(pulled.left)}
        said = gettext("Payments from ERPNext: %(count)s, together %(amount)s yuan.") % facts
        left = gettext("%(left)s were left in ERPNext.") % facts if pulled.left else ""
        facts = {"count": len(pulled.corrections) + len(pulled.changes)}
        waits = gettext("%(count)s changes there wait for a second person.") % facts
        messages.success(self.request, f"{said} {left} {waits if facts['count'] else ''}".rstrip())
        return super().form_valid(form)


class Retry(Action):
    permission_required = "erpnext.push"
    menu = "erpnext"
    success_message = _("It is sent again, in the background.")

    def form_valid(self, form: Any) -> HttpResponse:
        record = get_object_or_404(selectors.visible_records(self.user), pk=self.kwargs["pk"])
        if record.state == SyncState.SENT:
            gateway = access().quick_gateway()
            try:
                send_again(labels=[record.key], gateway=gateway, by=self.user)
            finally:
                gateway.close()
        else:
            try_again(record=record, by=self.user)
        start_push(by=self.user, now=timezone.now(), enqueue=lambda run: run_push.enqueue(run))
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("erpnext_document", kwargs={"pk": self.kwargs["pk"]})
