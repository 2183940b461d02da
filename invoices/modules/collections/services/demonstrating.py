"""What the demonstration shows of corrections: one dispute that is open, one that was upheld and waits for approval."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from invoices.modules.billing.public import BillLine, BillState
from invoices.modules.collections.models import Dispute
from invoices.modules.collections.models.dispute import DisputeChannel
from invoices.modules.collections.services.disputes import note_on_dispute, open_dispute, uphold
from property_ops.framework.accounts import user_named
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan

FIRST, SECOND = "这一项与实际情况不符，请核实。", "当月服务有几天没有做到，应当扣减。"


def object_to_two_lines(call: Any) -> None:
    """Of slot `demo_steps`. Wholly or not at all, and once: where somebody objected already, nothing is done."""
    lines = list(
        BillLine.objects.filter(bill__state=BillState.ISSUED, amount__gte=Yuan(20_00))
        .select_related("bill")
        .order_by("-bill__month", "bill__estate__code", "bill__unit_code", "position")[:2]
    )
    if Dispute.objects.exists() or len(lines) < 2:
        return
    now, clerk = timezone.now(), user_named("accountant")
    with transaction.atomic():
        _taken_down(lines[0], FIRST, DisputeChannel.COUNTER, clerk, now)
        second = _taken_down(lines[1], SECOND, DisputeChannel.PHONE, clerk, now)
        note_on_dispute(dispute_id=second.pk, words="已核对服务记录，情况属实。", by=clerk, now=now)
        uphold(
            dispute_id=second.pk,
            amount=Yuan(10_00),
            answer="核对记录后，按实际情况冲减 10 元。",
            by=clerk,
            now=now,
            today=timezone.localdate(now),
        )


def _taken_down(line: BillLine, words: str, channel: str, clerk: User, now: datetime) -> Dispute:
    return open_dispute(line=line, words=words, channel=channel, by=clerk, now=now, today=timezone.localdate(now))
