"""Settling a sheet: what was counted of a span that is over is frozen, and another person approves it."""

from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.canonical import canonical
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.spans import YearSpan
from property_ops.modules.assessment.domain.errors import (
    CorrectionWaits,
    CountsDiffer,
    SheetSettled,
    SpanRuns,
)
from property_ops.modules.assessment.models import AssessmentCorrection, SettledSheet
from property_ops.modules.assessment.selectors.rows import Assessed, whose_is
from property_ops.modules.assessment.selectors.sheets import (
    assessed_named,
    corrections_of,
    counted_sheet,
    is_settled,
    told_rows,
)
from property_ops.modules.assessment.services.correcting import ASSESSMENTS, refuse_own_assessment
from property_ops.modules.estates.public import Company


def settle(*, whose: Assessed, span: YearSpan, by: User, now: datetime, today: date) -> SettledSheet:
    """Take the figures as the records count them now, to be approved by another person.

    Raises NotAllowed, OwnAssessment, SpanRuns, CorrectionWaits, SheetSettled.
    """
    require(by, SettledSheet.rights.prepare)
    if assessed_named(by, whose.kind, whose.key) is None:
        raise NotAllowed(user=str(by), permission=SettledSheet.rights.prepare)
    about: dict[str, Any] = {whose.kind.value: whose.thing, "quarter": str(span)}
    refuse_own_assessment(SettledSheet(**about), by)
    if today < span.period.end:
        raise SpanRuns(span=span)
    with transaction.atomic(), locked_transaction(ASSESSMENTS):
        if corrections_of(whose, span).filter(AssessmentCorrection.WAITS).exists():
            raise CorrectionWaits()
        if is_settled(**about):
            raise SheetSettled()
        figures = canonical(_figures(whose, span, today))
        made = SettledSheet.objects.create(
            **about,
            figures=figures.decode(),
            figures_sha256=sha256(figures).hexdigest(),
            prepared_by=by,
            prepared_at=now,
        )
        audit.record(by=by, action="assessment.settled", subject=made.audit_subject, **made.audit_facts())
    return made


def approve_settled(*, settled_id: int, by: User, now: datetime, today: date) -> SettledSheet:
    """From now on nothing of it changes. Raises NotAllowed, AlreadyDecided, SamePerson, OwnAssessment, CountsDiffer."""
    from property_ops.modules.assessment.reports.sheet import draw_assessment  # slow to import: only who prints pays

    with (
        transaction.atomic(),
        locked_transaction(ASSESSMENTS),
        approving(SettledSheet, settled_id, by=by, now=now) as found,
    ):
        whose, span = whose_is(found), YearSpan.parse(found.quarter)
        refuse_own_assessment(found, by)
        if canonical(_figures(whose, span, today)).decode() != found.figures:
            raise CountsDiffer()
        sheet = replace(counted_sheet(whose, span, today=today), settled=found)
        found.sheet = draw_assessment(sheet, issuer=Company.load().name)
        found.sheet_sha256 = sha256(found.sheet).hexdigest()
    return found


def _figures(whose: Assessed, span: YearSpan, today: date) -> dict[str, Any]:
    sheet = counted_sheet(whose, span, today=today)
    parts = sheet.score.parts if sheet.score else ()
    return {
        "whose": whose.name,
        "kind": whose.kind.value,
        "quarter": str(span),
        "weights_from": str(sheet.weights.start) if sheet.weights else "",
        "parts": [[str(one.part), one.weight, one.done, one.of] for one in parts],
        "rows": [
            [part, words, day.isoformat(), counts] for part, words, day, counts in told_rows(whose, span, today=today)
        ],
    }
