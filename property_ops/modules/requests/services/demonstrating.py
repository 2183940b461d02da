"""What the demonstration shows of requests: reports at plates in each state, an emergency, a petition."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework.accounts import user_named
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.modules.requests.models import Request
from property_ops.modules.requests.models.request import RequestChannel, Satisfaction
from property_ops.modules.requests.services.asking import ReportedAtPlace, report_at_place
from property_ops.modules.requests.services.by_link import rate_by_link
from property_ops.modules.requests.services.clocks import escalate_overdue, pause_clock
from property_ops.modules.requests.services.handling import (
    Asked,
    answer,
    link_work,
    make_work_of,
    register_request,
    take_in_hand,
    withdraw,
)
from property_ops.modules.requests.services.petitions import add_subject, rate_by_phone, reply_of
from property_ops.modules.rounds.public import Checkpoint
from property_ops.modules.works.public import (
    FundingSplit,
    PlannedLine,
    WorkOrder,
    agree_terms,
    approve_call_out,
    call_out,
    estimate_work,
    work_kinds,
)

LIMIT, MONTH_LIMIT = Yuan(3000_00), Yuan(8000_00)
DRAINS = "雨污"
WHERE = {"lighting": "stairs", "locks": "entrance", "greenery": "green", "cleaning": "waste", "wires": "yard"}
"""At places of which kind each is reported, if the estate has one."""


def show_requests(call: Any) -> None:
    """Of slot `demo_steps`. Once, and wholly or not at all."""
    places = list(Checkpoint.objects.filter(retired_on=None).select_related("estate").order_by("pk"))
    if not places or Request.objects.filter(channel=RequestChannel.PLATE).exists():
        return
    staff, manager, now = user_named("dispatcher"), user_named("manager"), timezone.now()
    with transaction.atomic():
        _at_plates(places, staff, now)
        _emergency(places[0], staff, manager, now)
        _petition(places[0], staff, now)
        _rated_on_paper(places[0], staff, manager, now)
        escalate_overdue(now=now)


def _at_plates(places: list[Checkpoint], staff: User, now: datetime) -> None:
    today = timezone.localdate(now)

    def report(topic: str, content: str, *, before: timedelta = timedelta()) -> Request:
        place = next((one for one in places if one.kind == WHERE.get(topic)), places[0])
        said = ReportedAtPlace(topic, content)
        return report_at_place(checkpoint=place, reported=said, photos=(), by=None, now=now - before)

    report("lighting", "楼道灯不亮，晚上看不清台阶。")
    report("locks", "单元门关不严，风大时来回撞。", before=timedelta(days=6))
    paused = report("wires", "架空线垂下来，快碰到人了。")
    take_in_hand(request=paused, handled_by="贺晓", by=staff)
    pause_clock(request=paused, reason="已通知线路产权单位，等待其派人", by=staff, now=now)
    waits = report("greenery", "树枝挡住了一楼窗户。")
    answer(request=waits, result="已修剪，枝条当天清走。", on=today, by=staff)
    rated = report("cleaning", "垃圾桶满了没人收。")
    answer(request=rated, result="已清运，并改为每天两次。", on=today, by=staff)
    rate_by_link(token=rated.course, satisfaction=Satisfaction.SATISFIED, now=now, today=today)
    withdraw(request=report("noise", "楼上装修太吵。"), by=staff)


def _emergency(place: Checkpoint, staff: User, manager: User, now: datetime) -> None:
    """Two households report the same; one work, begun at once and approved on the same day."""
    first, second = (
        report_at_place(checkpoint=place, reported=ReportedAtPlace("sewage", words), photos=(), by=None, now=now)
        for words in ("污水井往外冒，路上都是。", "门口污水外溢，老人出不了门。")
    )
    agree_terms(
        estate=place.estate,
        said={"emergency_limit": LIMIT, "emergency_month_limit": MONTH_LIMIT},
        by=manager,
        approved_by=user_named("reviewer"),
        now=now,
    )
    names = [kind.names[0] for kind in work_kinds()]
    kind = next((name for name in names if DRAINS in name), names[0])
    work = make_work_of(request=first, kind=kind, by=staff, now=now, on=timezone.localdate(now))
    link_work(request=second, work=work, by=staff)
    take_in_hand(request=second, handled_by=str(staff)[:40], by=staff)
    approve_call_out(call_out_id=_called_out(work, staff, now), by=manager, now=now)


def _called_out(work: WorkOrder, staff: User, now: datetime) -> int:
    line = PlannedLine("疏通污水主管", work.unit or "处", Decimal(1), Yuan(1200_00))
    split = FundingSplit.whole("subsidy")
    work = estimate_work(work=work, lines=[line], split=split, by=staff, on=timezone.localdate(now))
    return call_out(work=work, reason="污水外溢，影响出行和卫生，不能等待", by=staff, now=now).pk


def _petition(place: Checkpoint, staff: User, now: datetime) -> None:
    today = timezone.localdate(now)
    asked = Asked(RequestChannel.HOTLINE, "roads", "反映楼前路面修补后的费用由谁承担。", today, person="李建国")
    made = register_request(estate=place.estate, asked=asked, by=staff, now=now)
    work = WorkOrder.objects.filter(estate=place.estate, result="accepted").order_by("pk").first()
    if work is not None:
        add_subject(request=made, kind="work", text=work.number, by=staff)
    take_in_hand(request=made, handled_by="胡丽", by=staff)
    answer(request=made, result="已说明：费用承担方式见工单，验收记录和照片可在系统查询。", on=today, by=staff)
    rate_by_phone(
        request=made, satisfaction=Satisfaction.SATISFIED, called_whom="李建国", called_at=now, by=staff, now=now
    )


def _rated_on_paper(place: Checkpoint, staff: User, manager: User, now: datetime) -> None:
    """Answered by one, printed and handed over by another, rated by whoever asked."""
    today = timezone.localdate(now)
    asked = Asked(
        RequestChannel.VISIT, "parking", "楼前总被外来车占住，家里人接送老人没有地方停。", today, person="周桂兰"
    )
    made = register_request(estate=place.estate, asked=asked, by=staff, now=now)
    made = answer(request=made, result="已施划临时停车位两个，限停十五分钟，并安排巡查。", on=today, by=staff)
    reply_of(request=made, by=manager)
    paper = made.prints.get()
    rate_by_link(token=paper.link, satisfaction=Satisfaction.SATISFIED, now=now, today=today)
