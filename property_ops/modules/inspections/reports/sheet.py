"""隐患排查治理月报: what was looked at in the month, found, put right, and is still open, with the photos."""

from collections.abc import Sequence

from django.utils import timezone

from property_ops.framework.pdf.papers import (
    CaptionedPhoto,
    Document,
    DocumentPart,
    FigureBand,
    Heading,
    Paragraph,
    PdfColumn,
    PdfTable,
    Pictures,
    Signature,
    Signatures,
    render,
)
from property_ops.framework.pictures.reading import Size
from property_ops.framework.pictures.store import content
from property_ops.kernel.chinese_days import chinese_month
from property_ops.modules.inspections.domain.grades import Grade
from property_ops.modules.inspections.models import Hazard
from property_ops.modules.inspections.selectors.months import HazardMonth

GRADE_WORDS = {Grade.USUAL: "一般", Grade.LARGER: "较大", Grade.MAJOR: "重大"}
LOOKED_AT = (
    PdfColumn("日期", 1.1),
    PdfColumn("点位", 2),
    PdfColumn("检查表", 1.6),
    PdfColumn("检查人", 1.2),
    PdfColumn("隐患", 0.7, figures=True),
)
HAZARDS = (
    PdfColumn("编号", 1.5),
    PdfColumn("发现", 1.2),
    PdfColumn("等级", 0.7),
    PdfColumn("地点", 1.6),
    PdfColumn("隐患内容", 3),
    PdfColumn("限期", 1.2),
    PdfColumn("销号", 1.2),
    PdfColumn("工单", 1.5),
)
NONE, MOST_PHOTOS = "无", 12
SIGNED = Signatures([Signature("排查负责人"), Signature("物业经理"), Signature("业主委员会")])


def draw_hazard_month(found: HazardMonth, *, issuer: str) -> bytes:
    """The PDF. Raises GlyphMissing, PictureGone."""
    month = found.month
    parts: list[DocumentPart] = [
        FigureBand(
            [
                ("排查次数", str(len(found.inspections))),
                ("本月发现", str(len(found.found))),
                ("本月销号", str(len(found.closed))),
                ("未销号", str(len(found.open))),
                ("其中逾期", str(len(found.overdue))),
            ]
        ),
        *_hazards("本月发现的隐患", found.found),
        *_hazards("以前发现、本月销号的隐患", [one for one in found.closed if one not in found.found]),
        *_hazards("以前发现、尚未销号的隐患", [one for one in found.open if one not in found.found]),
        Heading("排查记录"),
        *_inspections(found),
        *_photos(found.found),
        Paragraph(f"统计截至 {found.until}。隐患由发现人和整改人以外的人复查合格后销号。"),
        SIGNED,
    ]
    subtitle = f"{found.estate.name}　{chinese_month(month)}"
    return render(
        Document(
            title="隐患排查治理月报",
            issuer=issuer,
            subtitle=subtitle,
            foot=f"隐患排查治理月报 {subtitle}",
            parts=parts,
            landscape=True,
        )
    )


def _hazards(title: str, rows: Sequence[Hazard]) -> list[DocumentPart]:
    if not rows:
        return [Heading(title), Paragraph(NONE)]
    return [Heading(title), PdfTable(HAZARDS, [_row(one) for one in rows])]


def _row(hazard: Hazard) -> list[str]:
    return [
        hazard.number,
        str(hazard.found_on),
        GRADE_WORDS[Grade(hazard.grade)],
        hazard.place,
        hazard.what,
        str(hazard.due_on),
        str(hazard.closed_on or ""),
        hazard.work.number if hazard.work else "",
    ]


def _inspections(found: HazardMonth) -> list[DocumentPart]:
    if not found.inspections:
        return [Paragraph(NONE)]
    rows = [
        [
            str(timezone.localdate(one.scan.scanned_at)),
            str(one.scan.checkpoint),
            one.checklist.name,
            str(one.scan.by),
            str(getattr(one, "hazard_count", 0)),
        ]
        for one in found.inspections
    ]
    return [PdfTable(LOOKED_AT, rows)]


def _photos(rows: Sequence[Hazard]) -> list[DocumentPart]:
    shown = [
        CaptionedPhoto(content(one.picture, Size.MEDIUM), f"{one.number} {one.what}") for one in rows[:MOST_PHOTOS]
    ]
    return [Heading("照片"), Pictures(shown)] if shown else []
