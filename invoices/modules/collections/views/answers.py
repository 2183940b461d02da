"""The answers to a dispute, as forms that carry themselves out."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections.services import reject, uphold, withdraw_dispute
from invoices.modules.credit_notes.public import credited
from property_ops.framework.models import User
from property_ops.framework.web.amounts import Amount
from property_ops.kernel.money import ZERO

NEW_DUE_DAYS = 15


class AnswerForm(forms.Form):
    """`code` ends the address it is posted to."""

    code: ClassVar[str]
    permission: ClassVar[str]
    label: ClassVar[Any]

    words = forms.CharField(label=_("answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, dispute: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.code}_%s", **kwargs})
        self.dispute = dispute

    def carry_out(self, by: User) -> str:
        """Call the service. Returns the sentence that tells of it."""
        raise NotImplementedError

    def arguments(self, by: User) -> dict[str, Any]:
        return {"dispute_id": self.dispute.pk, "by": by, "now": timezone.now(), "today": timezone.localdate()}


class UpholdForm(AnswerForm):
    code = "uphold"
    permission = "collections.prepare"
    label = _("The resident is right")

    amount = Amount(label=_("to be credited"))
    field_order = ("amount", "words")

    def __init__(self, *args: Any, dispute: Any, **kwargs: Any) -> None:
        super().__init__(*args, dispute=dispute, **kwargs)
        line = dispute.bill_line
        left = line.amount - credited([line.pk]).get(line.pk, ZERO)
        self.fields["amount"].initial = str(left)

    def carry_out(self, by: User) -> str:
        uphold(amount=self.cleaned_data["amount"], answer=self.cleaned_data["words"], **self.arguments(by))
        return gettext("Upheld: a credit note waits for another person's approval.")


class RejectForm(AnswerForm):
    code = "reject"
    permission = "collections.prepare"
    label = _("The line stands")

    new_due_on = forms.DateField(
        label=_("due anew on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    field_order = ("new_due_on", "words")

    def __init__(self, *args: Any, dispute: Any, **kwargs: Any) -> None:
        super().__init__(*args, dispute=dispute, **kwargs)
        self.fields["new_due_on"].initial = timezone.localdate() + timedelta(days=NEW_DUE_DAYS)

    def carry_out(self, by: User) -> str:
        day = self.cleaned_data["new_due_on"]
        reject(new_due_on=day, answer=self.cleaned_data["words"], **self.arguments(by))
        return gettext("Not upheld: the line is due again on %(day)s.") % {"day": day}


class WithdrawForm(AnswerForm):
    code = "withdraw"
    permission = "collections.dispute"
    label = _("The resident withdraws it")

    def carry_out(self, by: User) -> str:
        withdraw_dispute(words=self.cleaned_data["words"], **self.arguments(by))
        return gettext("Withdrawn: the line is no longer held.")


ANSWER_FORMS: dict[str, type[AnswerForm]] = {form.code: form for form in (UpholdForm, RejectForm, WithdrawForm)}
