"""Carrying out a batch that waited, and looking at what it would bring before that."""

import contextlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from property_ops.framework.accounts import SYSTEM, create_administrator, system_user
from property_ops.framework.approval.domain import NothingToApprove
from property_ops.framework.approval.services import approving, refuse_own
from property_ops.framework.importing import waiting
from property_ops.framework.importing.changes import Changes
from property_ops.framework.importing.importer import ApprovedBy, Run
from property_ops.framework.importing.problems import Level
from property_ops.framework.importing.readings import ClaimFigures, readings_of, total_of
from property_ops.framework.importing.registry import importer_named, importers_in_order
from property_ops.framework.importing.telling import record_changes
from property_ops.framework.importing.turns import in_turn, taken_back, waiting_turn
from property_ops.framework.models import ImportedBatch, User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NoLongerFits(BusinessError):
    """What is registered has changed since the file was read."""

    code = "batch_no_longer_fits"
    message = gettext_noop(
        "Batch %(batch)s no longer fits what is registered (row %(row)s): %(problem)s Reject it, and import it again."
    )


class NoSuchBatch(BusinessError):
    code = "no_such_batch"
    message = gettext_noop("No imported batch %(batch)s waits for approval.")


class NotAsImported(BusinessError):
    code = "batch_not_as_imported"
    message = gettext_noop("Batch %(batch)s is not as it was imported: its digest differs. Nothing is taken over.")


def approve_batch(batch_id: int, *, by: User, now: datetime, today: date) -> ImportedBatch:
    """What waited is carried out as the file would have been, and what it comes to is kept with the approval.

    Raises NotAllowed, SamePerson, AlreadyDecided, NoLongerFits, NotAsImported.
    """
    with contextlib.ExitStack() as together:
        for around in (waiting_turn(), transaction.atomic(), in_turn()):
            together.enter_context(around)
        batch = together.enter_context(approving(ImportedBatch, batch_id, by=by, now=now))
        together.enter_context(waiting.carrying_out(batch))
        changes = Changes(by=by, reason=f"import {batch.file} ({batch.pk})")
        batch.figures = _kept(_carry_out(batch, changes, by=by, now=now, today=today))
        record_changes(changes.told, file=batch.audit_subject, by=by)
    return batch


def waiting_batches(ids: Collection[int] = ()) -> list[ImportedBatch]:
    """Those that wait, or of these only the ones asked for, in the order in which their registers need each other.

    Raises NoSuchBatch for a number that does not wait.
    """
    found = list(ImportedBatch.objects.filter(ImportedBatch.WAITS).select_related("prepared_by").order_by("pk"))
    if unknown := set(ids) - {batch.pk for batch in found}:
        raise NoSuchBatch(batch=min(unknown))
    rank = {importer.name: place for place, importer in enumerate(importers_in_order())}
    chosen = [batch for batch in found if not ids or batch.pk in ids]
    return sorted(chosen, key=lambda batch: (bool(_first_registers(batch)), rank[batch.importer], batch.pk))


def approve_batches(
    batches: Sequence[ImportedBatch], *, by: User, now: datetime, today: date
) -> Iterator[ImportedBatch]:
    """One after the other, each for itself. Raises NothingToApprove where there are none; SamePerson before any is
    approved where `by` prepared one; NotAllowed."""
    if not batches:
        raise NothingToApprove
    for batch in batches:
        require(by, batch.rights.approve, batch)
        refuse_own(batch, by)
    for batch in batches:
        yield approve_batch(batch.pk, by=by, now=now, today=today)


def look_at(batch: ImportedBatch, *, by: User, now: datetime, today: date) -> Mapping[int, ClaimFigures]:
    """What each row would make whom pay, by its pk: reckoned as if it were approved now, and taken back.

    Tariffs that wait count as if they were approved first. Raises NoLongerFits, NotAsImported.
    """
    with taken_back(), contextlib.ExitStack() as together:
        for other in _first(batch):
            together.enter_context(waiting.carrying_out(other))
            with contextlib.suppress(BusinessError), transaction.atomic():
                _try_out(other, by=by, now=now, today=today)
        together.enter_context(waiting.carrying_out(batch))
        return _try_out(batch, by=by, now=now, today=today)


def _try_out(batch: ImportedBatch, *, by: User, now: datetime, today: date) -> Mapping[int, ClaimFigures]:
    another = _another(batch, by)
    return _carry_out(batch, Changes(by=another, reason="tried out"), by=another, now=now, today=today)


def _another(batch: ImportedBatch, by: User) -> User:
    """Who stands for the second person while it is only looked at: the database refuses the first, even for that."""
    if batch.prepared_by_id != by.pk:
        return by
    return system_user() if batch.prepared_by.username != SYSTEM else create_administrator()[0]


def _first(batch: ImportedBatch) -> Sequence[ImportedBatch]:
    """Batches that wait, of registers by which this one's rows are reckoned."""
    found = ImportedBatch.objects.filter(ImportedBatch.WAITS, importer__in=_first_registers(batch))
    return list(found.select_related("prepared_by").order_by("pk"))


def _first_registers(batch: ImportedBatch) -> Sequence[str]:
    reading = readings_of(batch.importer)
    return reading.reckoned_by if reading else ()


def _carry_out(
    batch: ImportedBatch, changes: Changes, *, by: User, now: datetime, today: date
) -> Mapping[int, ClaimFigures]:
    claims = list(batch.claims.all())
    if waiting.digest_of(batch.sheets, claims) != batch.digest:
        raise NotAsImported(batch=batch.pk)
    importer, reading = importer_named(batch.importer), readings_of(batch.importer)
    before = reading.before(claims) if reading else None
    approval = ApprovedBy(batch.prepared_by, batch.prepared_at, by, now)
    run = Run(batch.file, by, batch.as_of, changes, approval=approval)
    tables = waiting.tables_of(batch, importer)
    importer.plan(tables, run)
    for problem in (problem for table in tables for problem in table.problems):
        if problem.level is Level.ERROR:
            raise NoLongerFits(batch=batch.pk, row=problem.row or "", problem=problem.message)
    try:
        with transaction.atomic():
            changes.apply()
    except IntegrityError as error:
        raise NoLongerFits(batch=batch.pk, row="", problem=str(error).splitlines()[0]) from error
    return reading.after(claims, before, today=today) if reading else {}


def _kept(figures: Mapping[int, ClaimFigures]) -> dict[str, Any]:
    """What the approval and the audit log keep: sums, and each row before and after."""
    return {
        "brings": str(total_of(figures.values())),
        "changes": [one.as_kept() for one in figures.values()],
    }
