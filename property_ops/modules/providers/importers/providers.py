"""服务商登记表 → Provider: candidates, who get offers once another person admits them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from property_ops.framework.importing.cells import code, day, text
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.repeats import first_rows
from property_ops.framework.importing.tables import RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import kind_meant, kind_word
from property_ops.modules.providers.models import Provider, ProviderTrade, Trade

TRADES = (
    (("锁",), Trade.LOCKS),
    (("水电", "电工", "水工"), Trade.WATER_ELECTRIC),
    (("装修", "装饰"), Trade.DECORATION),
    (("疏通", "管道"), Trade.DRAINS),
    (("家政", "保洁"), Trade.HOUSEKEEPING),
    (("快递", "搬"), Trade.COURIER),
    (("法律", "律师"), Trade.LEGAL),
    (("家庭医生",), Trade.FAMILY_DOCTOR),
    (("医",), Trade.MEDICAL),
)
"""What the office writes as a kind of service, several parted by 、; the first that fits, else other services."""


class ProviderImporter(Importer):
    """Who is there already by name stays as they are: a register brings candidates, and changes nobody's standing."""

    name = "providers.providers"
    title = gettext_noop("providers")
    right = "providers.change"
    company_wide = True
    columns = (
        Column("code", ("服务商编号", "供应商编号"), code(12), key=True),
        Column("name", ("服务商名称", "供应商名称"), text(60)),
        optional("trade", ("服务类别", "服务种类"), text(60)),
        optional("contact", ("服务商联系人", "供应商联系人"), text(40)),
        optional("phone", ("服务商电话", "供应商电话"), text(20)),
        optional("registered_on", ("登记日期",), day, None, is_date=True),
    )

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        for provider in Provider.objects.visible_to(by).order_by("code").prefetch_related("trades"):
            yield {
                "code": provider.code,
                "name": provider.name,
                "trade": "、".join(kind_word(one.trade, TRADES) for one in provider.trades.all()),
                "contact": provider.contact,
                "phone": provider.phone,
                "registered_on": provider.registered_on,
            }

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        rows = [row for table in tables for row in table.rows if row.is_good]
        named = set(Provider.objects.values_list("name", flat=True))
        codes = set(Provider.objects.values_list("code", flat=True))
        for row in first_rows(rows, lambda row: row["name"], lambda row: row["name"], "name", run=run):
            if row["name"] in named:
                continue
            if row["code"] in codes:
                row.error(
                    "code", gettext_noop("Another provider has this code."), gettext_noop("Give it another code.")
                )
                continue
            codes.add(row["code"])
            provider = Provider(
                code=row["code"],
                name=row["name"],
                contact=row["contact"] or "",
                phone=row["phone"] or "",
                registered_on=row["registered_on"] or run.as_of,
            )
            run.changes.create(provider)
            for trade in dict.fromkeys(kind_meant(one, TRADES, other=Trade.OTHER) for one in row["trade"].split("、")):
                run.changes.create(ProviderTrade(provider=provider, trade=trade))
            row.outcome = RowOutcome.CREATED
