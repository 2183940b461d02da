"""The company's payment codes: what households see, and the change that waits for another person."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from invoices.modules.online_payments.approvals import PAYMENT_CODE_CHANGES
from invoices.modules.online_payments.selectors import orders as read
from invoices.modules.online_payments.services import propose_payment_code
from invoices.modules.online_payments.views.orders import CHANNELS, SERVICES
from invoices.modules.payments.public import PaymentChannel
from property_ops.framework.approval.display import decision, history
from property_ops.framework.web.pages import Button, Crumb, FormPage, Page
from property_ops.framework.web.pictures import ACCEPTED
from property_ops.framework.web.qr import qr_svg

RIGHT = PAYMENT_CODE_CHANGES.model.rights.prepare


class PaymentCodes(Page):
    """What is in force, and the change that waits, for the person who approves it."""

    permission_required = "online_payments.view"
    personal_data = False
    menu = "online_orders"
    above = ((_("Online payments"), "online_orders"),)
    title = _("Payment codes")
    subtitle = _("Shown to households where no payment service is set up, with the sum and the account to copy.")
    template_name = "online_payments/codes.html"

    def buttons(self) -> Sequence[Button]:
        if not self.user.has_perm(RIGHT):
            return ()
        return (Button(_("Change a payment code"), reverse("payment_code"), "edit"),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        codes, changes = read.payment_codes(), read.payment_code_changes(self.user)
        asked = changes.filter(PAYMENT_CODE_CHANGES.model.WAITS).first()
        question = _("Approve it? Households send their money by this code from now on. Scan it first.")
        return super().get_context_data(**kwargs) | {
            "rows": [_row(one, codes.get(one), asked) for one in SERVICES],
            "asked": asked,
            "decision": decision(PAYMENT_CODE_CHANGES, asked, self.user, question=question) if asked else None,
            "history": [one for change in changes for one in history(change)],
        }


def _row(channel: PaymentChannel, code: Any, asked: Any) -> dict[str, Any]:
    words, then = CHANNELS.words(channel), asked.content if asked and asked.channel == channel else ""
    now = code.content if code else ""
    return {
        "words": words,
        "now": now,
        "then": then,
        "now_qr": qr_svg(now, str(words)) if now else "",
        "then_qr": qr_svg(then, str(words)) if then else "",
    }


class CodeForm(forms.Form):
    channel = forms.ChoiceField(label=_("Way of payment"))
    picture = forms.FileField(
        label=_("Picture of the company's payment code"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("What the code says is read and kept; the picture is not."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["channel"]
        field.choices = [(str(one), CHANNELS.words(one)) for one in SERVICES]


class ChangeCode(FormPage):
    permission_required = RIGHT
    menu = "online_orders"
    success_url = reverse_lazy("payment_codes")
    title = _("Change a payment code")
    form_class = CodeForm
    narrow = True
    takes_megabytes = 10
    submit_label = _("Submit")
    success_message = _("Recorded. It is in force once another person has approved it.")

    def breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Online payments"), reverse("online_orders")),
            Crumb(_("Payment codes"), self.get_success_url()),
        ]

    def form_valid(self, form: Any) -> HttpResponse:
        propose_payment_code(
            channel=PaymentChannel(form.cleaned_data["channel"]),
            picture=form.cleaned_data["picture"].read(),
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)
