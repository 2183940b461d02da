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
