"""Imported batches among all that waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.importing.approving import approve_batch
from property_ops.framework.importing.importer import Importer
from property_ops.framework.importing.registry import importer_named, importers_in_order
from property_ops.framework.models import ImportedBatch, User


class ImportedBatches(ApprovalKind[ImportedBatch]):
    """Each register has rights of its own."""

    name, title, model = "import", _("Imported batches"), ImportedBatch
    blocks_closing = True  # only registers wait by which somebody would pay
    page = "imported_batch"

    def may_approve(self, user: User) -> bool:
        return bool(_approved_by(user))

    def visible(self, user: User) -> QuerySet[ImportedBatch]:
        """Of the registers that they may bring or approve."""
        may = [one.name for one in _that_wait() if user.has_perm(one.right) or user.has_perm(one.approval)]
        return ImportedBatch.objects.visible_to(user).filter(importer__in=may)

    def that_wait(self, user: User) -> QuerySet[ImportedBatch]:
        return super().that_wait(user).filter(importer__in=[one.name for one in _approved_by(user)])

    def words(self, thing: ImportedBatch) -> str:
        register = gettext(importer_named(thing.importer).title)
        rows = ngettext("%(count)s row", "%(count)s rows", thing.rows) % {"count": f"{thing.rows:,}"}
        return f"{register} · {rows} · {thing.file}"

    def approve(self, thing: ImportedBatch, *, by: User, now: datetime, today: date) -> str:
        approve_batch(thing.pk, by=by, now=now, today=today)
        words = ngettext("%(count)s row is taken over.", "%(count)s rows are taken over.", thing.rows)
        return words % {"count": f"{thing.rows:,}"}


def _that_wait() -> list[Importer]:
    return [importer for importer in importers_in_order() if importer.approval]


def _approved_by(user: User) -> list[Importer]:
    return [importer for importer in _that_wait() if user.has_perm(importer.approval)]


BATCHES = ImportedBatches()
