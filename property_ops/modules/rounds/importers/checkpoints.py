"""点位台账 → Checkpoint: the places that have a plate."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from property_ops.framework.importing.cells import code, text
from property_ops.framework.importing.columns import Column
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.tables import RegisterRow, RegisterTable
from property_ops.framework.models import User
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import estate_column, kind_meant, kind_word, plan_coded
from property_ops.modules.rounds.models import Checkpoint, CheckpointKind

KINDS = (
    (("出入口", "大门", "门岗", "门口"), CheckpointKind.ENTRANCE),
    (("楼道", "单元"), CheckpointKind.STAIRS),
    (("垃圾",), CheckpointKind.WASTE),
    (("消防",), CheckpointKind.FIRE),
    (("机房", "泵房", "配电"), CheckpointKind.MACHINE),
    (("路灯", "照明"), CheckpointKind.LAMP),
    (("停车", "车场", "车棚"), CheckpointKind.LOT),
    (("绿地", "绿化", "花园"), CheckpointKind.GREEN),
    (("道路", "院内", "广场", "围墙"), CheckpointKind.YARD),
)
"""What the office writes as the kind of a place, or has in its name; the first that fits."""


class CheckpointImporter(Importer):
    name = "rounds.checkpoints"
    title = gettext_noop("checkpoints")
    right = "rounds.change"
    after = ("estates.estates",)
    columns = (
        estate_column(),
        Column("code", ("点位编号", "巡检点编号", "点位编码"), code(12), key=True),
        Column("name", ("点位名称", "巡检点", "点位位置"), text(40)),
        Column("kind", ("点位类别", "点位类型"), text(20), needed=False, default=""),
    )

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        in_use = Checkpoint.objects.visible_to(by).filter(retired_on=None).select_related("estate")
        for place in in_use.order_by("estate__code", "code").iterator():
            kind = kind_word(place.kind, KINDS)
            yield {"estate": place.estate.name, "code": place.code, "name": place.name, "kind": kind}

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        plan_coded(tables, run, model=Checkpoint, values=_values)


def _values(row: RegisterRow) -> dict[str, Any]:
    kind = kind_meant(row["kind"] or row["name"], KINDS, other=CheckpointKind.OTHER)
    return {"name": row["name"], "kind": kind}
