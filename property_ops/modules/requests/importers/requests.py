"""诉求登记台账 → Request."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from property_ops.framework.importing.cells import choice, code, day, person, phone, text, usual_word
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.repeats import first_rows
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import clean
from property_ops.modules.estates.public import EstateDirectory, estate_column
from property_ops.modules.requests.domain.states import RequestState
from property_ops.modules.requests.models import Request
from property_ops.modules.requests.models.request import RatedBy, RequestChannel, Satisfaction, Topic

_CHANNELS = {
    RequestChannel.VISIT: "来访 群众来访 上门 接访",
    RequestChannel.ONLINE: "网信 网上信访 网络来信 网上来信",
    RequestChannel.MAILBOX: "领导信箱 书记信箱 区长信箱 信箱",
    RequestChannel.HOTLINE: "12345 12345热线 市民热线 政务热线",
    RequestChannel.PHONE: "来电 电话 热线",
}
_TOPICS = {
    Topic.WATER: "供水 给水 自来水 停水",
    Topic.DRAINS: "排水 给排水 下水 漏水 雨污",
    Topic.SEWAGE: "污水 污水外溢 粪水外溢",
    Topic.ELECTRICITY: "供电 用电 停电 电路",
    Topic.LIGHTING: "照明 路灯 楼道灯",
    Topic.LOCKS: "门锁 门禁 单元门",
    Topic.ROOFS: "屋面 屋顶 楼顶漏雨",
    Topic.WALLS: "墙面 外墙",
    Topic.ROADS: "道路墙面 道路 路面",
    Topic.GREENERY: "绿化 树木 草坪",
    Topic.CLEANING: "保洁 卫生 垃圾 环境卫生",
    Topic.NOISE: "噪音 噪声 扰民",
    Topic.PARKING: "停车 车位 停车管理",
    Topic.WIRES: "线路 架空线 飞线",
    Topic.FIRE_LANES: "消防通道 占用消防通道",
    Topic.SAFETY: "安全 治安 消防",
    Topic.NEIGHBOURS: "邻里 邻里纠纷",
    Topic.FEES: "收费 物业费 费用",
    Topic.OTHER: "其他 其它",
}
_SATISFACTION = {
    Satisfaction.SATISFIED: "满意 非常满意 很满意",
    Satisfaction.NEUTRAL: "一般 基本满意",
    Satisfaction.UNSATISFIED: "不满意",
}
_SAID = (
    "number",
    "channel",
    "topic",
    "content",
    "person",
    "phone",
    "received_on",
    "due_on",
    "handled_by",
    "answered_on",
    "result",
    "satisfaction",
)
USUAL_DAYS = 15
"""Within which a request is answered if the register has no due day."""


class RequestImporter(Importer):
    name = "requests.requests"
    title = gettext_noop("register of requests")
    right = "requests.handle"
    after = ("estates.units", "works.works")
    columns = (
        estate_column(),
        Column("number", ("登记号", "诉求编号", "信访编号"), code(20), key=True),
        Column("channel", ("诉求渠道", "渠道", "来源"), choice(_CHANNELS)),
        Column("topic", ("诉求类别", "诉求主题", "主题"), choice(_TOPICS)),
        Column("content", ("诉求内容", "反映事项", "内容"), text(500)),
        optional("person", ("诉求人", "来访人", "反映人"), person(40)),
        optional("phone", ("联系电话", "电话"), phone, lenient=True),
        Column("received_on", ("受理日期", "登记日期", "来访日期"), day, is_date=True),
        optional("due_on", ("办理期限", "应办结日期"), day, None, is_date=True),
        optional("handled_by", ("承办人", "办理人"), person(40)),
        optional("answered_on", ("答复日期", "办结日期"), day, None, is_date=True),
        optional("result", ("办理结果", "答复内容"), text(500)),
        optional("satisfaction", ("诉求人评价", "评价"), choice(_SATISFACTION)),
    )

    def complete(self, table: RegisterTable) -> None:
        for row in table.rows:
            if row.is_good:
                _check(row)

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        """What came by a channel that a register knows, whoever wrote it down first."""
        told = Request.objects.visible_to(by).filter(channel__in=_CHANNELS, topic__in=_TOPICS).select_related("estate")
        for one in told.order_by("estate__code", "received_on", "number").iterator():
            yield {name: getattr(one, name) for name in _SAID} | {
                "estate": one.estate.name,
                "channel": usual_word(_CHANNELS, RequestChannel(one.channel)),
                "topic": usual_word(_TOPICS, Topic(one.topic)),
                "satisfaction": one.satisfaction and usual_word(_SATISFACTION, Satisfaction(one.satisfaction)),
            }

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        estate_of = EstateDirectory.read(run.by).of_rows(tables)
        rows = first_rows(estate_of, lambda row: row["number"], lambda row: row["number"], "number", run=run)
        stored = {one.number: one for one in Request.objects.filter(number__in=[row["number"] for row in rows])}
        for row in rows:
            values = _values(row)
            found = stored.get(row["number"])
            if found is None:
                run.changes.create(Request(estate=estate_of[row], **values))
                row.outcome = RowOutcome.CREATED
            elif found.estate_id == estate_of[row].pk and _says_what_stands(found, values):
                continue
            elif found.registered_by_id is not None or found.estate_id != estate_of[row].pk:
                row.error(
                    "number",
                    gettext_noop("This number is that of another request."),
                    gettext_noop("Correct the request number or the estate."),
                )
            elif run.changes.set(found, _not_said_here(found, values)):
                row.outcome = RowOutcome.CHANGED


def _check(row: RegisterRow) -> None:
    received, answered = row["received_on"], row["answered_on"]
    if answered is not None and answered < received:
        row.error(
            "answered_on",
            gettext_noop("The answer is older than the request."),
            gettext_noop("Correct one of the two dates."),
        )
    if answered is not None and not row["result"]:
        row.error("result", gettext_noop("It is answered, but not how."), gettext_noop("Say what came of it."))
    if row["due_on"] is None:
        row.values["due_on"] = received + timedelta(days=USUAL_DAYS)
    elif row["due_on"] < received:
        row.error(
            "due_on",
            gettext_noop("The answer is due before the request was received."),
            gettext_noop("Correct one of the two dates."),
        )


def _values(row: RegisterRow) -> dict[str, Any]:
    rated_by = RatedBy.TOLD if row["satisfaction"] else ""
    return {name: row[name] for name in _SAID} | {"state": _state(row), "rated_by": rated_by}


def _says_what_stands(found: Request, values: dict[str, Any]) -> bool:
    """What the product did with it since is no difference, nor is how a text was broken into lines."""
    stands = ((getattr(found, name), values[name]) for name in _SAID)
    return all((" ".join(clean(one).split()) if isinstance(one, str) else one) == said for one, said in stands)


def _not_said_here(found: Request, values: dict[str, Any]) -> dict[str, Any]:
    """What whoever asked said to the product stands against any register, and so does the answer that it rates."""
    if found.rated_by in ("", RatedBy.TOLD):
        return values
    kept = ("state", "answered_on", "result", "satisfaction", "rated_by")
    return {name: value for name, value in values.items() if name not in kept}


def _state(row: RegisterRow) -> RequestState:
    if row["answered_on"] is None:
        return RequestState.IN_HAND if row["handled_by"] else RequestState.RECEIVED
    return RequestState.CLOSED if row["satisfaction"] else RequestState.ANSWERED
