"""温馨提示: the polite notice for the windscreen of a wrongly parked car. It says nothing about who owns the car."""

from datetime import date
from typing import Any

from django.utils import timezone

from property_ops.framework.pdf.papers import Document, LabelledFacts, Paragraph, render
from property_ops.kernel.chinese_days import chinese_day
from property_ops.modules.estates.public import Company
from property_ops.modules.parking.models.violation import ViolationKind

REASONS = {
    ViolationKind.FIRE_LANE: "您的车辆目前停在消防通道上。消防通道是全体居民的生命通道，需要随时保持畅通。",
    ViolationKind.OTHERS_SPACE: "您的车辆目前停在其他住户租用的车位上，车位的使用人暂时无法停车。",
    ViolationKind.BLOCKING: "您的车辆目前的停放位置影响了其他车辆和行人通行。",
    ViolationKind.OTHER: "您的车辆目前的停放位置给其他住户带来了一些不便。",
}
REQUEST = (
    "麻烦您方便时尽快将车辆移至规范的停车位置。如果您已经移车，请忽略本提示。"
    "停车中有任何困难，欢迎随时与我们联系，我们尽力协助。感谢您的理解和支持！"
)


def draw_violation_notice(record: Any, company: Company, *, on: date) -> bytes:
    """The PDF. Raises GlyphMissing."""
    seen = timezone.localtime(record.seen_at)
    return render(
        Document(
            title="温馨提示",
            issuer=company.name,
            subtitle=record.estate.name,
            foot=f"{on.isoformat()} 打印",
            parts=[
                Paragraph("尊敬的车主：", large=True),
                Paragraph(f"您好！{REASONS[ViolationKind(record.what)]}{REQUEST}", large=True),
                LabelledFacts(
                    [
                        ("车牌", record.plate),
                        ("停放位置", record.where),
                        ("发现时间", f"{seen:%Y-%m-%d %H:%M}"),
                        ("联系电话", company.phone or "—"),
                    ]
                ),
                Paragraph("祝您生活愉快，出行平安！", large=True),
                Paragraph(f"{company.name}\n{chinese_day(on)}", large=True),
            ],
        )
    )
