"""What the assessment refuses."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class OwnAssessment(BusinessError):
    code = "own_assessment"
    message = gettext_noop("Nobody decides about the own assessment.")


class CorrectsNothing(BusinessError):
    code = "assessment_corrects_nothing"
    message = gettext_noop("Say by how much the figure changes.")


class CorrectionWaits(BusinessError):
    code = "assessment_correction_waits"
    message = gettext_noop("An objection to this figure waits already.")


class SpanRuns(BusinessError):
    code = "assessed_span_runs"
    message = gettext_noop("%(span)s is not over yet: its figures still change.")


class SheetSettled(BusinessError):
    code = "assessment_sheet_settled"
    message = gettext_noop("This sheet is settled, or waits to be: its figures change no more.")


class CountsDiffer(BusinessError):
    code = "settled_counts_differ"
    message = gettext_noop("The records count otherwise since this was prepared. Reject it, and have it settled anew.")


class NobodyCalled(BusinessError):
    code = "training_without_people"
    message = gettext_noop("Say who was called to the training; only who was called can have come.")


class TrainingToCome(BusinessError):
    code = "training_to_come"
    message = gettext_noop("The training of %(day)s is still to come.")
