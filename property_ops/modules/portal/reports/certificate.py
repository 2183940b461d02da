"""完工验收单: what was done and accepted, what each party said, with photos."""

from collections.abc import Sequence

from property_ops.framework.pdf.papers import (
    CaptionedPhoto,
    Document,
    DocumentPart,
    Heading,
    LabelledFacts,
    Paragraph,
    PdfColumn,
    PdfTable,
    Pictures,
    QrCode,
    Signature,
    Signatures,
    render,
)
from property_ops.framework.pictures.reading import Size
from property_ops.framework.pictures.store import content
from property_ops.modules.portal.reports.wording import NOTHING, day, figure, funding, manner, moment, party, result
from property_ops.modules.portal.selectors.papers import Completion
from property_ops.modules.works.public import Manner, Party, PhotoStage, WorkConfirmation, WorkPhoto

LINES = (
    PdfColumn("项目", 2.6),
    PdfColumn("单位", 0.8),
    PdfColumn("计划量", figures=True),
    PdfColumn("完成量", figures=True),
    PdfColumn("验收量", figures=True),
)
SAID = (
    PdfColumn("验收方", 1.1),
    PdfColumn("项目", 1.6),
    PdfColumn("实测", figures=True),
    PdfColumn("验收方式", 1.8),
    PdfColumn("验收人", 1.1),
    PdfColumn("日期", 1.2),
    PdfColumn("备注", 1.6),
)
STAGES = {
    PhotoStage.BEFORE: "施工前",
    PhotoStage.DURING: "施工中",
    PhotoStage.AFTER: "完工后",
    PhotoStage.DRAWING: "图纸",
}
SCAN = "扫码核验本单：验收内容、各方验收方式和数量是否与系统记录一致。\n仅供查看，不能用于验收。校验码（SHA-256）："


def draw_certificate(done: Completion, *, address: str) -> bytes:
    """The PDF; `address` is that of the page that proves it."""
    work = done.work
    return render(
        Document(
            title="完工验收单",
            issuer=done.company.name,
            subtitle=f"{work.estate.name} · 工单 {work.number}",
            foot=f"完工验收单 {work.number}",
            parts=[*_facts(done), *_quantities(done), *_photos(done), *_signed(done), *_code(done, address)],
        )
    )


def _facts(done: Completion) -> list[DocumentPart]:
    work = done.work
    return [
        LabelledFacts(
            [
                ("类别", work.kind),
                ("地点", work.place or NOTHING),
                ("施工班组", "、".join(done.crews) or NOTHING),
                ("开工日期", day(done.started_on)),
                ("完工日期", day(work.done_on)),
                ("验收日期", day(work.accepted_on)),
                ("费用承担", funding(work)),
                ("验收结果", result(work)),
                ("分摊范围", work.scope or NOTHING),
                ("质保期至", day(done.warranty_until)),
            ]
        )
    ]


def _quantities(done: Completion) -> list[DocumentPart]:
    rows = [
        [line.name, line.unit, figure(line.planned), figure(line.done), figure(line.accepted)] for line in done.lines
    ]
    parts: list[DocumentPart] = [Heading("工程量"), PdfTable(LINES, rows)]
    if done.said:
        parts.append(PdfTable(SAID, [_word(one, done) for one in done.said]))
    if done.work.deemed:
        parts.append(Paragraph("验收方在协议约定的期限内未提出意见，按服务协议视为验收合格。"))
    if done.words and done.words[0].manner is Manner.REGISTER:
        parts.append(Paragraph(f"验收结果取自办公室工程台账（导入），验收人：{done.work.accepted_by or NOTHING}。"))
    if done.work.round > 1:
        parts.append(Paragraph(f"本工程返工 {done.work.round - 1} 次，返工费用不向居民收取。"))
    return parts


def _word(one: WorkConfirmation, done: Completion) -> list[str]:
    line = next(line for line in done.lines if line.number == one.line)
    measured = f"{figure(one.quantity)} {line.unit}"
    words = {word.party: word for word in done.words}
    how = manner(words[Party(one.party)])
    return [party(one.party), line.name, measured, how, one.person or NOTHING, day(one.on), one.remark]


def _photos(done: Completion) -> list[DocumentPart]:
    printed = [CaptionedPhoto(content(photo.picture, Size.MEDIUM), _caption(photo)) for photo in done.photos]
    return [Heading("照片"), Pictures(printed)] if printed else []


def _caption(photo: WorkPhoto) -> str:
    taken = moment(photo.picture.taken_at or photo.added_at)
    return " · ".join(filter(None, (STAGES[PhotoStage(photo.stage)], taken, photo.caption)))


def _signed(done: Completion) -> list[DocumentPart]:
    return [Heading("三方验收"), Signatures([_place(one.value, done.said) for one in done.parties])]


def _place(name: str, said: Sequence[WorkConfirmation]) -> Signature:
    words = [one for one in said if one.party == name]
    if not words:
        return Signature(party(name), "□ 合格　□ 退回返工")
    if words[-1].manner == Manner.SILENT:
        return Signature(party(name), "期限内未提出意见，视同验收", "", day(words[-1].on))
    return Signature(party(name), "已按所列实测量验收", words[-1].person, day(words[-1].on))


def _code(done: Completion, address: str) -> list[DocumentPart]:
    half = len(done.digest) // 2
    return [QrCode(address, f"{SCAN}\n{done.digest[:half]}\n{done.digest[half:]}")]
