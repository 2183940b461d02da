"""绩效考核表: a sheet for each month, quarter, half-year or year and each who is assessed, to be signed."""

from django.utils import timezone

from property_ops.framework.pdf.papers import (
    Document,
    DocumentPart,
    FigureBand,
    Heading,
    Paragraph,
    PdfColumn,
    PdfTable,
    Signature,
    Signatures,
    render,
)
from property_ops.modules.assessment.domain.parts import AssessedKind, AssessedPart
from property_ops.modules.assessment.models import SettledSheet
from property_ops.modules.assessment.selectors.sheets import AssessmentSheet

KINDS = {AssessedKind.PERSON: "个人", AssessedKind.CREW: "班组", AssessedKind.ESTATE: "网格"}
PARTS = {
    AssessedPart.ANSWERED: "按时答复 ÷ 答复的诉求",
    AssessedPart.KEPT: "未被重新打开的答复 ÷ 全部答复",
    AssessedPart.SATISFIED: "满意 ÷ 评价",
    AssessedPart.ROUNDS: "实巡 ÷ 应巡（个人、班组为有效打卡 ÷ 打卡）",
    AssessedPart.VISITS: "按日完成的派工 ÷ 派工",
    AssessedPart.WORKS: "一次验收合格 ÷ 验收合格的工程",
    AssessedPart.TRAINING: "参加 ÷ 应参加的培训",
}
STATES = {"waiting": "待复核", "approved": "已更正", "rejected": "未采纳", "withdrawn": "已撤回"}
RULE = (
    "得分 ＝ 各项得分之和 ÷ 已统计各项权重之和 × 100；没有发生的项目不计。各数取自本季度系统记录，"
    "被考核人可在系统中查看明细并提出异议，异议由另一人复核，采纳后更正。"
)


def draw_assessment(sheet: AssessmentSheet, *, issuer: str) -> bytes:
    """The PDF. Raises GlyphMissing."""
    score = "—" if sheet.value is None else str(sheet.value)
    parts = sheet.score.parts if sheet.score else ()
    rows = [
        [
            PARTS[AssessedPart(one.part)],
            str(one.weight),
            f"{one.done:,}",
            f"{one.of:,}",
            "—" if one.points is None else str(one.points),
        ]
        for one in parts
    ]
    heads = [PdfColumn("项目", 3), *(PdfColumn(name, 1, figures=True) for name in ("权重", "计入", "总数", "得分"))]
    said = [
        [PARTS[AssessedPart(one.part)], f"{one.done_change:+d} / {one.of_change:+d}", one.words, STATES[one.state]]
        for one in sheet.corrections
    ]
    objections: list[DocumentPart] = [
        Heading("异议与更正"),
        PdfTable([PdfColumn("项目", 2), PdfColumn("更正", 1), PdfColumn("理由", 3), PdfColumn("结果", 1)], said),
    ]
    return render(
        Document(
            title="绩效考核表",
            issuer=issuer,
            subtitle=f"{KINDS[sheet.whose.kind]}　{sheet.whose.name}　{sheet.span.in_words}",
            foot=f"绩效考核表 {sheet.whose.name} {sheet.span}",
            parts=[
                FigureBand([("得分", score), ("权重施行日", str(sheet.weights.start) if sheet.weights else "—")]),
                PdfTable(heads, rows),
                *(objections if said else []),
                Paragraph(RULE),
                *([Paragraph(_settled(sheet.settled))] if sheet.settled else []),
                Signatures([Signature("被考核人"), Signature("考核人"), Signature("复核人")]),
            ],
        )
    )


def _settled(settled: SettledSheet) -> str:
    """By whom, and how it is checked that nothing changed since."""
    when = timezone.localdate(settled.prepared_at)
    return (
        f"本表已定稿：考核人 {settled.prepared_by} {when} 提出，复核人 {settled.decided_by}。"
        f"此后记录变动，本表各数不变。数据摘要 {settled.figures_sha256}"
    )
