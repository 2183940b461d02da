"""设备台账 → Asset: the equipment of the estates."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from property_ops.framework.importing.cells import code, day, text
from property_ops.framework.importing.columns import Column
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.tables import RegisterRow, RegisterTable
from property_ops.framework.models import User
from property_ops.kernel.text import gettext_noop
from property_ops.modules.assets.models import Asset, AssetKind
from property_ops.modules.estates.public import estate_column, kind_meant, kind_word, plan_coded

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
        Column("code", ("设备编号", "资产编号", "设施编号"), code(20), key=True),
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

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        in_use = Asset.objects.visible_to(by).filter(retired_on=None).select_related("estate")
        for asset in in_use.order_by("estate__code", "code").iterator():
            said = {name: getattr(asset, name) for name in FACTS}
            yield said | {
                "estate": asset.estate.name,
                "code": asset.code,
                "kind": kind_word(asset.kind, KINDS),
            }

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        plan_coded(tables, run, model=Asset, values=_values)


def _values(row: RegisterRow) -> dict[str, Any]:
    kind = kind_meant(row["kind"] or row["name"], KINDS, other=AssetKind.OTHER)
    return {name: row[name] for name in FACTS} | {"kind": kind}
