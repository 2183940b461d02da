"""Objecting to a figure of an assessment, and deciding about it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.spans import YearSpan
from property_ops.kernel.writing import with_reason
from property_ops.modules.assessment.domain.errors import CorrectionWaits, CorrectsNothing, OwnAssessment, SheetSettled
from property_ops.modules.assessment.domain.parts import AssessedPart
from property_ops.modules.assessment.models import AssessmentCorrection, SettledSheet
from property_ops.modules.assessment.selectors.rows import Assessed
from property_ops.modules.assessment.selectors.sheets import assessed_named, is_settled

OBJECT = "assessment.object"
ASSESSMENTS = "assessments"
"""One at a time settles a sheet, objects to one, or decides."""


@dataclass(frozen=True, slots=True)
class FigureObjection:
    """What counts changes by `done`, what it is out of by `of`."""

    part: AssessedPart
    done: int
    of: int
    words: str


def object_to(
    *, whose: Assessed, span: YearSpan, objection: FigureObjection, by: User, now: datetime
) -> AssessmentCorrection:
    """Raises NotAllowed, CorrectsNothing, CorrectionWaits, SheetSettled, ReasonMissing."""
    require(by, OBJECT)
    if assessed_named(by, whose.kind, whose.key) is None:
        raise NotAllowed(user=str(by), permission=OBJECT)
    if not objection.done and not objection.of:
        raise CorrectsNothing()
    about = {whose.kind.value: whose.thing, "quarter": str(span)}
    with transaction.atomic(), locked_transaction(ASSESSMENTS):
        if is_settled(**about):
            raise SheetSettled()
        waiting = AssessmentCorrection.objects.filter(AssessmentCorrection.WAITS, part=objection.part.value, **about)
        if waiting.exists():
            raise CorrectionWaits()
        made = AssessmentCorrection.objects.create(
            **about,
            part=objection.part.value,
            done_change=objection.done,
            of_change=objection.of,
            words=with_reason(objection.words, most=300),
            prepared_by=by,
            prepared_at=now,
        )
        audit.record(by=by, action="assessment.objected", subject=made.audit_subject)
    return made


def approve_correction(*, correction_id: int, by: User, now: datetime) -> AssessmentCorrection:
    """Raises NotAllowed, AlreadyDecided, SamePerson, OwnAssessment."""
    with (
        transaction.atomic(),
        locked_transaction(ASSESSMENTS),
        approving(AssessmentCorrection, correction_id, by=by, now=now) as correction,
    ):
        refuse_own_assessment(correction, by)
    return correction


def refuse_own_assessment(about: AssessmentCorrection | SettledSheet, by: User) -> None:
    """Raises OwnAssessment: of the person, or of a crew that the person is in."""
    crew = about.crew
    if about.person_id == by.pk or (crew is not None and crew.members.filter(user=by).exists()):
        raise OwnAssessment()
