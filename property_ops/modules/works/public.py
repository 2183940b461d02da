"""What a neighbour may use of the works."""

from property_ops.modules.works.domain.acceptance import Party
from property_ops.modules.works.domain.funding import FundingSplit
from property_ops.modules.works.domain.kinds import (
    Estimate,
    Field,
    Finding,
    FurtherQuantity,
    Need,
    Weather,
    WorkKind,
)
from property_ops.modules.works.domain.quantities import Line, PlannedLine, accepted_part
from property_ops.modules.works.domain.scope import NotAScope, Scope, parse_scope
from property_ops.modules.works.domain.states import MOVES, WorkMove, WorkState
from property_ops.modules.works.models import (
    Material,
    MaterialMove,
    PhotoStage,
    TradeRate,
    WorkConfirmation,
    WorkCost,
    WorkEvent,
    WorkOrder,
    WorkPhoto,
)
from property_ops.modules.works.models.confirmation import PARTIES
from property_ops.modules.works.models.funding import Funding
from property_ops.modules.works.models.work_order import STATES, Result
from property_ops.modules.works.selectors import (
    confirmations_of,
    costs_of,
    events_of,
    kind_of,
    lines_by_work,
    lines_of,
    materials_in_stock,
    may_record_on,
    of_month,
    parties_of,
    payable_parts,
    photos_of,
    spent_by_type,
    spent_on,
    terms_of,
    trades,
    warranty_until,
    work_kinds,
)
from property_ops.modules.works.services import add_photo, remove_photo
from property_ops.modules.works.services.accepting import confirm_work, deem_accepted, send_back_work
from property_ops.modules.works.services.costs import (
    correct_cost,
    issue_material,
    record_cost,
    record_labour,
    return_material,
)
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
from property_ops.modules.works.services.store import count_stock, receive_material
from property_ops.modules.works.services.warranty import report_defect

COST_TYPES = WorkCost.Type.choices

__all__ = [
    "COST_TYPES",
    "MOVES",
    "PARTIES",
    "STATES",
    "Estimate",
    "Field",
    "Finding",
    "Funding",
    "FundingSplit",
    "FurtherQuantity",
    "Line",
    "Material",
    "MaterialMove",
    "Need",
    "NotAScope",
    "Party",
    "PhotoStage",
    "PlannedLine",
    "Result",
    "Scope",
    "TradeRate",
    "Weather",
    "WorkConfirmation",
    "WorkCost",
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
    "correct_cost",
    "costs_of",
    "count_stock",
    "create_work",
    "deem_accepted",
    "estimate_work",
    "events_of",
    "finish_work",
    "issue_material",
    "kind_of",
    "lines_by_work",
    "lines_of",
    "materials_in_stock",
    "may_record_on",
    "of_month",
    "parse_scope",
    "parties_of",
    "payable_parts",
    "photos_of",
    "receive_material",
    "record_cost",
    "record_done",
    "record_labour",
    "remove_photo",
    "report_defect",
    "return_material",
    "revise_work",
    "schedule_work",
    "send_back_work",
    "spent_by_type",
    "spent_on",
    "start_work",
    "terms_of",
    "trades",
    "unschedule_work",
    "warranty_until",
    "work_kinds",
]
