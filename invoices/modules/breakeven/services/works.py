"""Costs of accepted works are pulled into the ledger: each work once, and then only what has changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from invoices.modules.breakeven.domain.posting import legs_of
from invoices.modules.breakeven.selectors.works import SOURCE, Unposted, unposted_works
from invoices.modules.ledger.public import EntryDraft, Leg, books, post
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import visible_estates


@dataclass(frozen=True, slots=True)
class PostedWorks:
    works: int
    cost: Yuan


def post_work_costs(*, month: Month, by: User, today: date, estate_codes: Sequence[str] = ()) -> PostedWorks:
    """Post the costs of works accepted in `month`, and who pays for them, for the estates that `by` may see.

    A work that was corrected after it was posted gets one entry more, with the difference. Safe to repeat and to start
    twice. Raises NotAllowed.
    """
    require(by, "breakeven.prepare")
    with books():
        visible = set(visible_estates(by).values_list("code", flat=True))
        unposted = unposted_works(month=month, today=today, estate_codes=estate_codes)
        missing = [work for work in unposted if work.estate in visible]
        post([_entry(work, today) for work in missing])
        result = PostedWorks(len(missing), sum((work.cost for work in missing), ZERO))
        if missing:
            audit.record(
                by=by, action="breakeven.works_posted", subject=str(month), works=result.works, cost=str(result.cost)
            )
    return result


def _entry(work: Unposted, today: date) -> EntryDraft:
    return EntryDraft(
        source=f"{SOURCE}{work.number}/{work.entries + 1}",
        posted_on=today,
        month=work.month.start,
        memo=f"工程成本 {work.number}",
        legs=tuple(Leg(*leg) for leg in legs_of(work.missing, estate=work.estate, party=work.number)),
    )
