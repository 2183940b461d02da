"""挪车通知: the notice that is put up, and the list of whom to call, which stays in the office."""

from collections.abc import Sequence
from datetime import date

from property_ops.framework.pdf.papers import (
    Document,
    DocumentPart,
    Heading,
    LabelledFacts,
    NewSheet,
    Paragraph,
    PdfColumn,
    PdfTable,
    render,
)
from property_ops.kernel.chinese_days import chinese_day
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Company
from property_ops.modules.road_repair.selectors import Car
from property_ops.modules.works.public import WorkOrder

PLACES = (PdfColumn("车位"), PdfColumn("车牌", 1.3), PdfColumn("停用日期", 2.4), PdfColumn("天数", 0.7, figures=True))
PEOPLE = (
    PdfColumn("车位"),
    PdfColumn("车牌", 1.2),
    PdfColumn("户号", 1.5),
    PdfColumn("联系人", 1.2),
    PdfColumn("电话", 1.3),
    PdfColumn("停用日期", 2.1),
    PdfColumn("已通知", 0.8),
)
NOT_LET = "未出租"


def draw_notice(work: WorkOrder, cars: Sequence[Car], company: Company, *, on: date) -> bytes:
    """The PDF, with numbers as they come: masked for who may not see them (docs/product.md rule 20)."""
    return render(
        Document(
            title="挪车通知",
            issuer=company.name,
            subtitle=f"{work.estate.name} · 工单 {work.number}",
            foot=f"{on.isoformat()} 打印",
            parts=[*_poster(work, cars, company, on), NewSheet(), *_call_list(cars)],
        )
    )


def _poster(work: WorkOrder, cars: Sequence[Car], company: Company, on: date) -> list[DocumentPart]:
    first, after = min(car.days.start for car in cars), max(car.days.end for car in cars)
    return [
        Paragraph("各位业主、住户：", large=True),
        Paragraph(
            f"因{work.place or '小区内'}道路维修施工及养护，下列停车位在所列日期内停用。"
            "请在停用日期开始之前将车辆移走，停用结束后恢复正常停放。停用的天数不计收停车费。"
            "给您带来不便，敬请谅解。",
            large=True,
        ),
        LabelledFacts(
            [
                ("小区", work.estate.name),
                ("地点", work.place or "—"),
                ("施工及养护", _days(Period(first, after))),
                ("咨询电话", company.phone or "—"),
            ]
        ),
        PdfTable(PLACES, [[car.space, car.plate or NOT_LET, _days(car.days), str(car.days.days)] for car in cars]),
        Paragraph(f"{company.name}\n{chinese_day(on)}", large=True),
    ]


def _call_list(cars: Sequence[Car]) -> list[DocumentPart]:
    return [
        Heading("联系名单"),
        Paragraph("仅供物业内部联系使用，请勿张贴。"),
        PdfTable(PEOPLE, [_person(car) for car in cars if car.unit]),
    ]


def _person(car: Car) -> list[str]:
    return [car.space, car.plate or "—", car.unit, car.name or "—", car.phone or "—", _days(car.days), "□"]


def _days(days: Period) -> str:
    return f"{days.start} 至 {days.last_day}"
