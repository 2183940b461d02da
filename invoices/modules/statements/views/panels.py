"""What statements add to the page of a bill."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillState
from invoices.modules.statements import selectors
from invoices.modules.statements.services import document_of
from property_ops.framework.web.tabs import Panel
from property_ops.kernel.errors import BusinessError


class StatementPanel(Panel):
    """The statement of an issued bill: PDF, online link, proof."""

    permission_required = "statements.view"
    title = _("Statement")
    icon = "file-type-pdf"
    order = 10
    wide = True
    template_name = "statements/bill_panel.html"

    def is_there(self) -> bool:
        return bool(self.subject.state == BillState.ISSUED)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            doc = document_of(self.subject)
        except BusinessError as error:
            return super().get_context_data(**kwargs) | {"problem": error.sentence(gettext)}
        statement = selectors.statement_of(self.subject.pk)
        assert statement is not None
        return super().get_context_data(**kwargs) | {
            "bill": self.subject,
            "doc": doc,
            "statement": statement,
            "edition": statement.editions.order_by("-pk").first(),
            "expired": timezone.localdate() > statement.link_expires_on,
            "may_change_link": self.user.has_perm("billing.issue"),
        }
