"""What statements add to the pages of the bills and of the month's end."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import DONE, LATER, NOW, BillState, EstateMonth, ShownStep, StepButton
from invoices.modules.statements import selectors
from invoices.modules.statements.services import document_of, print_files
from property_ops.framework.models import User
from property_ops.framework.web.tabs import Panel
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.period import Month


class StatementPanel(Panel):
    """The statement of an issued bill: PDF, online link, proof."""

    permission = "statements.view"
    title = _("Statement")
    icon = "file-type-pdf"
    order = 10
    wide = True
    template_name = "statements/bill_panel.html"

    def is_there(self) -> bool:
        return bool(self.subject.state == BillState.ISSUED)

    def context(self) -> dict[str, Any]:
        try:
            doc = document_of(self.subject)
        except BusinessError as error:
            return {"problem": error.sentence(gettext)}
        statement = selectors.statement_of(self.subject.pk)
        assert statement is not None
        return {
            "bill": self.subject,
            "doc": doc,
            "statement": statement,
            "edition": statement.editions.order_by("-pk").first(),
            "expired": timezone.localdate() > statement.link_expires_on,
            "may_change_link": self.user.has_perm("billing.issue"),
        }


class PrintPanel(Panel):
    """The month's print files."""

    permission = "statements.print"
    title = _("Print files")
    icon = "printer"
    wide = True
    template_name = "statements/print_panel.html"

    @cached_property
    def files(self) -> Any:
        return print_files(self.subject, self.user)

    def is_there(self) -> bool:
        return bool(self.files)

    def context(self) -> dict[str, Any]:
        return {"files": self.files, "month": self.subject}


def shown_print_step(month: Month, user: User, total: EstateMonth) -> ShownStep:
    """The last place of the step line."""
    if not total.issued.count:
        return ShownStep(gettext("Print"), LATER, gettext("After issuing"))
    made = print_files(month, user)
    buttons = []
    if user.has_perm("statements.print"):
        label = gettext("Make anew") if made else gettext("Make print files")
        buttons = [StepButton(label, reverse("month_end_step", args=[month, "print"]), primary=not made)]
    words = gettext("%(files)s print files below") % {"files": len(made)} if made else gettext("One PDF per estate")
    return ShownStep(gettext("Print"), DONE if made else NOW, words, buttons)
