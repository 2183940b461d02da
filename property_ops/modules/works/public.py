"""What a neighbour may use of the works."""

from property_ops.modules.works.domain.acceptance import Party
from property_ops.modules.works.domain.funding import FundingSplit
from property_ops.modules.works.domain.kinds import Estimate, Field, Finding, Need, Weather, WorkKind
from property_ops.modules.works.domain.quantities import Line, PlannedLine, accepted_part
from property_ops.modules.works.domain.scope import NotAScope, Scope, parse_scope
from property_ops.modules.works.domain.states import MOVES, WorkMove, WorkState
from property_ops.modules.works.models import PhotoStage, WorkConfirmation, WorkEvent, WorkOrder, WorkPhoto
from property_ops.modules.works.models.funding import Funding
from property_ops.modules.works.models.work_order import Result
from property_ops.modules.works.selectors import (
    confirmations_of,
    events_of,
    kind_of,
    lines_by_work,
    lines_of,
    may_record_on,
    parties_of,
    payable_parts,
    photos_of,
    terms_of,
    warranty_until,
    work_kinds,
)
from property_ops.modules.works.services import add_photo, remove_photo
from property_ops.modules.works.services.accepting import confirm_work, deem_accepted, send_back_work
from property_ops.modules.works.services.doing import finish_work, record_done
from property_ops.modules.works.services.planning import (
    approve_work,
    cancel_work,
    close_work,
    create_work,
    estimate_work,
    revise_work,
    schedule_work,
    start_work,
    unschedule_work,
)
from property_ops.modules.works.services.warranty import report_defect

__all__ = [
    "MOVES",
    "Estimate",
    "Field",
    "Finding",
    "Funding",
    "FundingSplit",
    "Line",
    "Need",
    "NotAScope",
    "Party",
    "PhotoStage",
    "PlannedLine",
    "Result",
    "Scope",
    "Weather",
    "WorkConfirmation",
    "WorkEvent",
    "WorkKind",
    "WorkMove",
    "WorkOrder",
    "WorkPhoto",
    "WorkState",
    "accepted_part",
    "add_photo",
    "approve_work",
    "cancel_work",
    "close_work",
    "confirm_work",
    "confirmations_of",
    "create_work",
    "deem_accepted",
    "estimate_work",
    "events_of",
    "finish_work",
    "kind_of",
    "lines_by_work",
    "lines_of",
    "may_record_on",
    "parse_scope",
    "parties_of",
    "payable_parts",
    "photos_of",
    "record_done",
    "remove_photo",
    "report_defect",
    "revise_work",
    "schedule_work",
    "send_back_work",
    "start_work",
    "terms_of",
    "unschedule_work",
    "warranty_until",
    "work_kinds",
]
