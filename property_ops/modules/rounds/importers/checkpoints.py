"""点位台账 → Checkpoint: the places that have a plate."""

from collections.abc import Sequence

from property_ops.framework.importing.cells import text
from property_ops.framework.importing.columns import Column
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.repeats import first_rows
from property_ops.framework.importing.tables import RegisterTable, RowOutcome
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed
from property_ops.modules.estates.public import EstateDirectory, estate_column
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
        Column("code", ("点位编号", "巡检点编号", "点位编码"), text(12), key=True),
        Column("name", ("点位名称", "巡检点", "点位位置"), text(40)),
        Column("kind", ("点位类别", "点位类型"), text(20), needed=False, default=""),
    )

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        estate_of = EstateDirectory.read(run.by).of_rows(tables)
        rows = first_rows(
            estate_of, lambda row: (estate_of[row].pk, _code(row["code"])), lambda row: row["code"], "code", run=run
        )
        known = Checkpoint.objects.filter(estate__in=set(estate_of.values()))
        stored = {(one.estate_id, one.code): one for one in known}
        for row in rows:
            values = {"name": row["name"], "kind": _kind(row["kind"] or row["name"])}
            code, estate = _code(row["code"]), estate_of[row]
            found = stored.get((estate.pk, code))
            if found is None:
                run.changes.create(Checkpoint(estate=estate, code=code, **values))
                row.outcome = RowOutcome.CREATED
            elif run.changes.set(found, values):
                row.outcome = RowOutcome.CHANGED


def _code(text: str) -> str:
    return squeezed(text).upper()


def _kind(text: str) -> str:
    found = (kind for words, kind in KINDS if any(word in text for word in words))
    return next(found, CheckpointKind.OTHER).value
