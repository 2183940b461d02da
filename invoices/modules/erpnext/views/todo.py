"""Documents that ERPNext refused: of slot `things_to_do`."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.domain.states import SyncState
from property_ops.framework.todo import ThingsToDo

REFUSED = ThingsToDo(
    _("Documents that ERPNext refused"),
    "erpnext.push",
    lambda user: selectors.visible_records(user).filter(state=SyncState.FAILED).annotate(since=F("settled_at")),
    lambda: f"{reverse('erpnext')}?state={SyncState.FAILED}",
    order=85,
)
