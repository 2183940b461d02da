"""Reading the works: as lists for someone, and one work with all that is known of it."""

from property_ops.modules.works.selectors.course import (
    carried_on_in_product,
    confirmations_of,
    confirmed_so_far,
    done_lines,
    events_of,
    lines_by_work,
    lines_of,
    parties_of,
    payable_parts,
    reported_on,
    terms_of,
    warranty_months_of,
    warranty_until,
)
from property_ops.modules.works.selectors.kinds import estimate_of, kind_of, work_kinds
from property_ops.modules.works.selectors.listing import (
    find_works,
    kinds,
    latest_month,
    months,
    of_month,
    waiting_works,
    works,
)
from property_ops.modules.works.selectors.recording import may_record_on, photos_of, visible_photos

__all__ = [
    "carried_on_in_product",
    "confirmations_of",
    "confirmed_so_far",
    "done_lines",
    "estimate_of",
    "events_of",
    "find_works",
    "kind_of",
    "kinds",
    "latest_month",
    "lines_by_work",
    "lines_of",
    "may_record_on",
    "months",
    "of_month",
    "parties_of",
    "payable_parts",
    "photos_of",
    "reported_on",
    "terms_of",
    "visible_photos",
    "waiting_works",
    "warranty_months_of",
    "warranty_until",
    "work_kinds",
    "works",
]
