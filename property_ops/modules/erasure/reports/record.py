"""个人信息删除记录: what was erased, what is kept and why, and until when backups have it."""

from collections.abc import Sequence
from dataclasses import dataclass

from property_ops.framework.pdf.papers import (
    Document,
    DocumentPart,
    Heading,
    LabelledFacts,
    Paragraph,
    Signature,
    Signatures,
    render,
)


@dataclass(frozen=True, slots=True)
class ErasureDoc:
    """As it is printed; `erased` says what and of how many rows, `kept` what and why."""

    number: str
    issuer: str
    home: str
    asked: str
    prepared_by: str
    approved_by: str
    carried_out: str
    erased: Sequence[tuple[str, int]]
    lines: int
    kept: Sequence[tuple[str, str]]
    backups: Sequence[str]
    backups_kept: int


def draw_erasure(doc: ErasureDoc) -> bytes:
    """The PDF. Raises GlyphMissing."""
    parts: list[DocumentPart] = [
        LabelledFacts(
            [
                ("房屋", doc.home),
                ("本人申请", doc.asked),
                ("经办", doc.prepared_by),
                ("批准", doc.approved_by or "待批准"),
                ("执行时间", doc.carried_out or "尚未执行"),
            ]
        ),
        Heading("已删除"),
        *(Paragraph(f"{what}：{rows} 条") for what, rows in doc.erased),
        Paragraph(f"变更日志中的同样内容：{doc.lines} 行已涂黑。涂黑后验证无差异，封存的摘要不变。"),
        Heading("依法保留及理由"),
        *(Paragraph(f"{what}：{why}") for what, why in doc.kept),
        Heading("备份"),
        *(Paragraph(words) for words in _of_backups(doc)),
        Signatures([Signature("经办人"), Signature("批准人")]),
    ]
    return render(
        Document(
            title="个人信息删除记录",
            issuer=doc.issuer,
            subtitle=doc.number,
            foot=f"个人信息删除记录 {doc.number}",
            parts=parts,
        )
    )


def _of_backups(doc: ErasureDoc) -> Sequence[str]:
    rule = f"每日备份只保留最近 {doc.backups_kept} 份，更早的自动清除。从删除前的备份恢复后，须按本记录再次删除。"
    if not doc.backups:
        return (rule,)
    return (f"以下备份在删除前生成，仍含原内容：{'、'.join(doc.backups)}。", rule)
