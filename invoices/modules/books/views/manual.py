"""Manual vouchers: the list, a new one, one of them, taking it back, and those that come again every month."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.books import selectors
from invoices.modules.books.approvals import MANUAL_VOUCHERS
from invoices.modules.books.public import (
    ManualLine,
    ManualVoucher,
    prepare_manual_voucher,
    prepare_recurring,
    reverse_manual_voucher,
)
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn, decision, state_badge
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.web import columns
from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import PAST_DAYS, DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.months import month_in
from property_ops.framework.web.pages import Action, FormPage, Page
from property_ops.framework.web.pictures import SCANS, PicturesField, picture_response, size_named
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month, NotAMonth
from property_ops.modules.estates.public import managed_first, visible_estates

VIEW, PREPARE = "books.view", "books.prepare"
LINES = 8


class ManualVoucherTable(columns.ListTable):
    day = columns.DayColumn(verbose_name=_("day"))
    memo = columns.Text(verbose_name=_("summary"), linkify=("manual_voucher", {"pk": columns.A("pk")}))
    number = columns.Text(verbose_name=_("number"), attrs={"td": {"class": "day"}})
    total = columns.Amount(verbose_name=_("amount"))
    attachments = columns.Number(verbose_name=_("sheets attached"))
    monthly = columns.YesNo(verbose_name=_("every month"))
    prepared_by = columns.Text(verbose_name=_("prepared by"))
    state = StateColumn()


class ManualVoucherFilters(Filters):
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATE_CHOICES)


class ManualVouchers(ListPage):
    title = _("Manual vouchers")
    subtitle = _("What comes from no bill, payment or cost voucher is booked here; another person approves it.")
    permission_required = VIEW
    table_class = ManualVoucherTable
    filterset_class = ManualVoucherFilters
    search_hint = _("number or summary")
    export_name = "手工凭证"
    personal_data = False
    template_name = "books/manual_vouchers.html"
    new = (_("New voucher"), "new_manual_voucher")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.manual_vouchers(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(Q(number__icontains=text) | Q(memo__icontains=text))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            month = Month.parse(self.request.GET.get("month", ""))
        except NotAMonth:
            month = Month.of(timezone.localdate())
        coming = selectors.recurring_in(month).count() if self.user.has_perm(PREPARE) else 0
        return super().get_context_data(**kwargs) | {"coming": coming, "month": month}


class ManualVoucherForm(forms.Form):
    day = DayField(label=_("day"), usual=PAST_DAYS)
    memo = forms.CharField(label=_("summary"), max_length=120)
    attachments = forms.IntegerField(label=_("sheets attached"), min_value=0, max_value=999, initial=0)
    papers = forms.CharField(
        label=_("what is attached"), max_length=200, required=False, help_text=_("such as: 1 invoice, 1 receipt")
    )
    scans = PicturesField(label=_("photos, scans or PDFs of the papers"), required=False, accept=SCANS)
    monthly = forms.BooleanField(label=_("comes again every month"), required=False)

    def __init__(self, *args: Any, accounts: Sequence[tuple[str, str]], estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [("", "–"), *((estate.code, estate.name) for estate in estates)]
        offered = [("", "–"), *((code, f"{code} {name}") for code, name in accounts)]
        for line in range(1, LINES + 1):
            self._add(f"account_{line}", forms.ChoiceField(choices=offered, required=False), _("ledger account"), line)
            self._add(f"estate_{line}", forms.ChoiceField(choices=places, required=False), _("estate"), line)
            self._add(f"about_{line}", forms.CharField(max_length=80, required=False), _("with whom, what for"), line)
            self._add(f"debit_{line}", Amount(required=False), _("Debit"), line)
            self._add(f"credit_{line}", Amount(required=False), _("Credit"), line)

    def _add(self, name: str, field: Any, words: Any, line: int) -> None:
        field.label = f"{words} {line}"
        look = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
        field.widget.attrs |= {"aria-label": field.label, "class": f"{look} form-control-sm"}
        self.fields[name] = field

    def heading_fields(self) -> list[Any]:
        return [self[name] for name in ("day", "memo", "attachments", "papers", "scans", "monthly")]

    def rows(self) -> Iterator[list[Any]]:
        for line in range(1, LINES + 1):
            yield [self[f"{name}_{line}"] for name in ("account", "estate", "about", "debit", "credit")]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for line in range(1, LINES + 1):
            debit, credit = values.get(f"debit_{line}") or ZERO, values.get(f"credit_{line}") or ZERO
            if (debit or credit) and not values.get(f"account_{line}"):
                self.add_error(f"account_{line}", _("Name the account."))
        return values

    def lines(self) -> list[ManualLine]:
        found = []
        for line in range(1, LINES + 1):
            said = {name: self.cleaned_data[f"{name}_{line}"] for name in ("account", "estate", "about")}
            debit, credit = self.cleaned_data[f"debit_{line}"], self.cleaned_data[f"credit_{line}"]
            amount = (debit or ZERO) - (credit or ZERO)
            if amount:
                found.append(ManualLine(amount=amount, **said))
        return found


class NewManualVoucher(FormPage):
    permission_required = PREPARE
    menu = "manual_vouchers"
    above = ((_("Manual vouchers"), "manual_vouchers"),)
    success_url = reverse_lazy("manual_vouchers")
    title = _("New voucher")
    subtitle = _("Debits and credits are equal. Another person approves it; then it is posted on its day.")
    template_name = "books/new_voucher.html"
    form_class = ManualVoucherForm
    success_message = _("Prepared. Another person approves it.")

    def get_initial(self) -> dict[str, Any]:
        return {"day": timezone.localdate()}

    def get_form_kwargs(self) -> dict[str, Any]:
        estates = managed_first(visible_estates(self.user))
        return super().get_form_kwargs() | {"accounts": selectors.manual_accounts(), "estates": estates}

    def form_valid(self, form: Any) -> HttpResponse:
        said = {name: form.cleaned_data[name] for name in ("day", "memo", "attachments", "papers", "monthly")}
        scans = [one.read() for one in form.cleaned_data["scans"]]
        voucher, now = ManualVoucher(**said), timezone.now()
        prepare_manual_voucher(voucher=voucher, lines=form.lines(), by=self.user, now=now, scans=scans)
        return super().form_valid(form)


class ManualVoucherPage(DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = "manual_vouchers"
    above = ((_("Manual vouchers"), "manual_vouchers"),)
    template_name = "books/manual_voucher.html"

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.manual_vouchers(self.user)

    def get_title(self) -> str:
        return gettext("Voucher %(number)s") % {"number": self.object}

    def facts(self) -> Sequence[Fact]:
        voucher = self.object
        facts = [
            Fact(_("State"), state_badge(voucher.state)),
            *facts_of(voucher, "day", "memo", "attachments", "papers", "monthly", "prepared_by", "prepared_at"),
        ]
        if voucher.decided_by:
            facts += facts_of(voucher, "decided_by", "decided_at", "rejected_because")
        for label, other in ((_("Takes back"), voucher.reverses), (_("Repeats"), voucher.repeats)):
            if other:
                facts.append(Fact(label, other, reverse("manual_voucher", args=[other.pk])))
        return facts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        voucher = self.object
        reversal = voucher.reversals.exclude(state__in=NEVER_MIND).first()
        names, estates = dict(selectors.manual_accounts()), dict(visible_estates(self.user).values_list("code", "name"))
        return super().get_context_data(**kwargs) | {
            "decision": decision(MANUAL_VOUCHERS, voucher, self.user, question=_("Approve and post it?")),
            "lines": [
                (line, names.get(line.account, ""), estates.get(line.estate, line.estate))
                for line in voucher.lines.order_by("position")
            ],
            "scans": list(voucher.scans.defer("pdf")),
            "reversal": reversal,
            "may_reverse": voucher.state == ApprovalState.APPROVED
            and not (voucher.reverses_id or reversal)
            and self.user.has_perm(PREPARE),
        }


class VoucherScan(Page):
    """A paper behind a manual voucher."""

    permission_required = VIEW
    menu = "manual_vouchers"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        scan = selectors.scan(self.user, kwargs["pk"], kwargs["position"])
        if scan is None:
            raise Http404
        if scan.picture:
            return picture_response(request, scan.picture, size_named(kwargs["size"]))
        name = f"{scan.voucher.number or scan.voucher_id}-{scan.position + 1}"
        return pdf_response(bytes(scan.pdf or b""), name, download=True)


class ReverseManualVoucher(Action):
    permission_required = PREPARE
    menu = "manual_vouchers"
    success_message = _("The reversal is prepared. Another person approves it.")

    @cached_property
    def voucher(self) -> Any:
        found = selectors.manual_vouchers(self.user).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_success_url(self) -> str:
        return reverse("manual_voucher", args=[self.voucher.pk])

    def form_valid(self, form: Any) -> HttpResponse:
        now, reason = timezone.now(), self.request.POST.get("reason", "")
        on = timezone.localdate(now)
        reverse_manual_voucher(voucher_id=self.voucher.pk, reason=reason, on=on, by=self.user, now=now)
        return super().form_valid(form)


class PrepareRecurring(Action):
    permission_required = PREPARE
    menu = "manual_vouchers"
    success_url = reverse_lazy("manual_vouchers")

    def form_valid(self, form: Any) -> HttpResponse:
        count = prepare_recurring(month=month_in(self.kwargs), by=self.user, now=timezone.now())
        words = ngettext("%(count)s voucher prepared.", "%(count)s vouchers prepared.", count)
        messages.success(self.request, words % {"count": count})
        return super().form_valid(form)
