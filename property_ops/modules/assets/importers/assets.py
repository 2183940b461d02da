"""设备台账 → Asset: the equipment of the estates."""

from collections.abc import Sequence

from property_ops.framework.importing.cells import day, text
from property_ops.framework.importing.columns import Column
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.repeats import first_rows
from property_ops.framework.importing.tables import RegisterTable, RowOutcome
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed
from property_ops.modules.assets.models import Asset, AssetKind
from property_ops.modules.estates.public import EstateDirectory, estate_column

KINDS = (
    (("泵",), AssetKind.PUMP),
    (("道闸", "门禁", "大门", "电动门"), AssetKind.GATE),
    (("灯",), AssetKind.LAMP),
    (("停车",), AssetKind.LOT),
    (("消防", "灭火", "消火"), AssetKind.FIRE),
    (("电梯",), AssetKind.LIFT),
    (("雨水", "排水", "化粪", "落水", "管沟"), AssetKind.DRAIN),
    (("外墙", "屋面", "围墙"), AssetKind.WALL),
    (("监控", "摄像"), AssetKind.CAMERA),
)
"""What the office writes as the kind of equipment, or has in its name; the first that fits."""
FACTS = ("name", "place", "maker", "installed_on", "warranty_until", "warranty_by", "remark")


class AssetImporter(Importer):
    name = "assets.assets"
    title = gettext_noop("equipment")
    right = "assets.change"
    after = ("estates.estates",)
    columns = (
        estate_column(),
        Column("code", ("设备编号", "资产编号", "设施编号"), text(20), key=True),
        Column("name", ("设备名称", "资产名称", "设施名称"), text(60)),
        Column("kind", ("设备类别", "资产类别", "设备类型"), text(20), required=False, needed=False, default=""),
        Column("place", ("安装位置", "位置", "地点"), text(60), required=False, needed=False, default=""),
        Column("maker", ("厂家型号", "规格型号", "型号"), text(80), required=False, needed=False, default=""),
        Column("installed_on", ("安装日期", "投用日期", "购置日期"), day, required=False, needed=False, is_date=True),
        Column(
            "warranty_until", ("质保到期", "保修到期", "保修截止日期"), day, required=False, needed=False, is_date=True
        ),
        Column("warranty_by", ("质保单位", "保修单位", "供应商"), text(60), required=False, needed=False, default=""),
        Column("remark", ("备注",), text(200), required=False, needed=False, default=""),
    )

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        estate_of = EstateDirectory.read(run.by).of_rows(tables)
        rows = first_rows(
            estate_of, lambda row: (estate_of[row].pk, _code(row["code"])), lambda row: row["code"], "code", run=run
        )
        known = Asset.objects.filter(estate__in=set(estate_of.values()))
        stored = {(one.estate_id, one.code): one for one in known}
        for row in rows:
            values = {name: row[name] for name in FACTS} | {"kind": _kind(row["kind"] or row["name"])}
            code, estate = _code(row["code"]), estate_of[row]
            found = stored.get((estate.pk, code))
            if found is None:
                run.changes.create(Asset(estate=estate, code=code, **values))
                row.outcome = RowOutcome.CREATED
            elif run.changes.set(found, values):
                row.outcome = RowOutcome.CHANGED


def _code(text: str) -> str:
    return squeezed(text).upper()


def _kind(text: str) -> str:
    found = (kind for words, kind in KINDS if any(word in text for word in words))
    return next(found, AssetKind.OTHER).value
