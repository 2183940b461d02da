"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.modules.assessment.models import AssessmentCorrection, AssessmentWeights, SettledSheet, Training
from property_ops.modules.assessment.selectors.sheets import visible_corrections, visible_settled
from property_ops.modules.assessment.selectors.training import visible_trainings
from property_ops.modules.assessment.services.correcting import approve_correction, refuse_own_assessment
from property_ops.modules.assessment.services.settling import approve_settled


class Weights(ApprovalKind[AssessmentWeights]):
    name, title, model = "assessment_weights", _("Weights of the assessment"), AssessmentWeights
    blocks_closing = False  # nobody owes anything by it
    page = "assessment_weight"

    def approve(self, thing: AssessmentWeights, *, by: User, now: datetime, today: date) -> str:
        with approving(AssessmentWeights, thing.pk, by=by, now=now):
            return gettext("Periods that end from that day on are assessed by them.")


class Corrections(ApprovalKind[AssessmentCorrection]):
    name, title, model = "assessment_correction", _("Objections to assessments"), AssessmentCorrection
    blocks_closing = False  # nobody owes anything by it
    page = "assessment_correction"

    def visible(self, user: User) -> QuerySet[AssessmentCorrection]:
        return visible_corrections(user)

    def approve(self, thing: AssessmentCorrection, *, by: User, now: datetime, today: date) -> str:
        approve_correction(correction_id=thing.pk, by=by, now=now)
        return gettext("The figure is corrected.")

    def reject(self, thing: Any, *, reason: str, by: User, now: datetime) -> None:
        if thing.prepared_by_id != by.pk:
            refuse_own_assessment(thing, by)
        super().reject(thing, reason=reason, by=by, now=now)


class Settled(ApprovalKind[SettledSheet]):
    name, title, model = "settled_sheet", _("Settled assessments"), SettledSheet
    page = "assessment_settled"
    blocks_closing = False  # nobody owes anything by it

    def visible(self, user: User) -> QuerySet[SettledSheet]:
        return visible_settled(user)

    def approve(self, thing: SettledSheet, *, by: User, now: datetime, today: date) -> str:
        approve_settled(settled_id=thing.pk, by=by, now=now, today=today)
        return gettext("The sheet is settled: it changes no more.")

    def reject(self, thing: Any, *, reason: str, by: User, now: datetime) -> None:
        refuse_own_assessment(thing, by)
        super().reject(thing, reason=reason, by=by, now=now)


class Trainings(ApprovalKind[Training]):
    name, title, model = "training", _("Trainings"), Training
    page = "training"
    blocks_closing = False  # nobody owes anything by it

    def visible(self, user: User) -> QuerySet[Training]:
        return visible_trainings(user)

    def approve(self, thing: Training, *, by: User, now: datetime, today: date) -> str:
        with approving(Training, thing.pk, by=by, now=now):
            return gettext("The training counts.")


WEIGHTS, CORRECTIONS, SETTLED, TRAININGS = Weights(), Corrections(), Settled(), Trainings()
