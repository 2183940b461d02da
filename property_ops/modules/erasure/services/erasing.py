"""Erasing a former resident's personal data: asked for by one person, carried out as another approves it."""

from collections import Counter
from datetime import date, datetime

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.services import approving
from property_ops.framework.backups.daily import backups
from property_ops.framework.journal.blacking import BlackedColumns, black_out
from property_ops.framework.locking import process_lock
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import with_reason
from property_ops.modules.erasure.domain.errors import ErasedAlready, ErasureForbidden
from property_ops.modules.erasure.domain.sources import ErasedRow
from property_ops.modules.erasure.models import Erasure
from property_ops.modules.erasure.selectors.erasures import sources, what_forbids
from property_ops.modules.estates.public import Tenure


def ask_erasure(*, tenure: Tenure, asked_on: date, asked_how: str, by: User, now: datetime, today: date) -> Erasure:
    """Ask for it, as the person did. Raises NotAllowed, ErasureForbidden, ErasedAlready, ReasonMissing."""
    require(by, Erasure.rights.prepare, tenure)
    with transaction.atomic():
        _refuse_yet(tenure, today)
        if Erasure.objects.filter(tenure=tenure, state__in=[ApprovalState.WAITING, ApprovalState.APPROVED]).exists():
            raise ErasedAlready()
        erasure = Erasure.objects.create(
            tenure=tenure, asked_on=asked_on, asked_how=with_reason(asked_how), prepared_by=by, prepared_at=now
        )
        audit.record(by=by, action="erasure.asked", subject=tenure.unit.code, tenure=tenure.pk)
    return erasure


def approve_erasure(*, erasure_id: int, by: User, now: datetime, today: date) -> Erasure:
    """Erase it: in the rows of all modules, and in the journal's lines about them. Never undone.

    No seal is made meanwhile. Raises NotAllowed, SamePerson, AlreadyDecided, ErasureForbidden, JournalNotWhole.
    """
    with process_lock("seals"), transaction.atomic():
        with approving(Erasure, erasure_id, by=by, now=now) as erasure:
            _refuse_yet(erasure.tenure, today)
            found = [(source.title, row) for source in sources() for row in source.rows(erasure.tenure)]
            for _title, row in found:
                row.model._base_manager.filter(pk=row.pk).update(**row.texts, **row.more)
            erasure.done = dict(Counter(title for title, _row in found))
            erasure.lines = black_out([_blacked(row) for _title, row in found], now=now)
            erasure.backups = _backups_before()
        audit.record(by=by, action="erasure.done", subject=erasure.audit_subject, tenure=erasure.tenure_id)
    return erasure


def _blacked(row: ErasedRow) -> BlackedColumns:
    columns = {row.model._meta.get_field(name).column: value for name, value in row.texts.items()}
    return BlackedColumns(row.model._meta.db_table, str(row.pk), columns)


def _backups_before() -> list[str]:
    """Names of the backups that still have it, until they are thrown away by the rule for their number."""
    there = backups()
    return [path.name for _made, path in there.made] if there else []


def _refuse_yet(tenure: Tenure, today: date) -> None:
    if why := what_forbids(tenure, today=today):
        raise ErasureForbidden(why="；".join(why))
