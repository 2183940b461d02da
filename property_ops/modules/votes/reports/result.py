"""表决结果: areas, heads and thresholds of each subject, what it lacks, and how each owner finds his ballot in it."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from property_ops.framework.pdf.papers import (
    Document,
    DocumentPart,
    Heading,
    LabelledFacts,
    Paragraph,
    PdfColumn,
    PdfTable,
    Signature,
    Signatures,
    render,
)
from property_ops.kernel.quantity import plain
from property_ops.modules.estates.public import Company
from property_ops.modules.votes.domain.choices import Choice
from property_ops.modules.votes.domain.counting import Measure, SubjectCount
from property_ops.modules.votes.domain.majorities import TAKE_PART, Share
from property_ops.modules.votes.models import Poll, PollSubject
from property_ops.modules.votes.models.poll import AREA_PLACES
from property_ops.modules.votes.selectors.register import RegisterSize

_NAMES = {Choice.FOR: "同意", Choice.AGAINST: "反对", Choice.ABSTAIN: "弃权", Choice.VOID: "作废（未参与）"}
_SHARES = {(2, 3): "三分之二以上", (1, 2): "过半数", (3, 4): "四分之三以上"}
_COLUMNS = (
    PdfColumn("项目", 2.2),
    PdfColumn("专有部分面积（㎡）", 1.4, figures=True),
    PdfColumn("人数", 1, figures=True),
)


def draw_result(
    poll: Poll,
    counts: Sequence[tuple[PollSubject, SubjectCount]],
    *,
    size: RegisterSize,
    ballots: int,
    root: str,
    company: Company,
    found_on: date,
) -> bytes:
    """The sheet's PDF; the same figures always make the same bytes. Raises GlyphMissing."""
    parts: list[DocumentPart] = [
        LabelledFacts(
            [
                ("小区", poll.estate.name),
                ("召集人", poll.convener),
                ("业主名册截止日", str(poll.register_day)),
                ("表决期间", f"{poll.first_day} 至 {poll.last_day}"),
                ("专有部分", f"{size.units} 套　{plain(size.area)} ㎡"),
                ("业主人数", f"{size.heads} 人"),
                ("收回并计入", f"{ballots} 张"),
                ("表决方式", "不记名" if poll.is_secret else "记名"),
                ("未返票", _silence(poll)),
                ("结果认定日", str(found_on)),
            ]
        )
    ]
    for subject, found in counts:
        parts += _of_subject(subject, found)
    parts += [
        Heading("怎样核对"),
        Paragraph(
            "面积按专有部分计，人数按业主计：一人有几套房的算一人，共有的算一人。一人的几张票不一致的，算参与表决，"
            "不算入同意、反对或弃权的人数。每张计入的票都在下面这个总值之下，凭回执可以查到自己的票和推算到总值的"
            "路径（RFC 9162），看不到别人的票。"
        ),
        Paragraph(f"选票总值（{ballots} 张）：{root}"),
        Paragraph(f"业主名册摘要：{poll.register_digest}"),
        Signatures([Signature("召集人"), Signature("监票人"), Signature("计票人")]),
    ]
    return render(
        Document(
            title="业主大会表决结果",
            issuer=company.name,
            subtitle=f"{poll.title}　{poll.number}",
            foot=f"表决结果 {poll.number}",
            parts=parts,
        )
    )


def _silence(poll: Poll) -> str:
    return "不计入" if poll.silence == "never" else f"计入多数票（{poll.rules}）"


def _of_subject(subject: PollSubject, found: SubjectCount) -> Iterator[DocumentPart]:
    yield Heading(f"第 {subject.number} 项　{subject.text}")
    yield PdfTable(_COLUMNS, [list(row) for row in _rows(found)])
    yield Paragraph("　".join(_verdict(found)))


def _rows(found: SubjectCount) -> Iterator[tuple[str, str, str]]:
    yield _row("全体业主", found.whole)
    yield _row("参与表决", found.part)
    yield _row(f"　应达到（{_share(TAKE_PART)}）", _needed(TAKE_PART, found.whole))
    for choice, name in _NAMES.items():
        yield _row(name, found.choices[choice])
    if found.split:
        yield ("几张票不一致的业主", "—", str(found.split))
    if found.silent_choice:
        yield _row(f"未返票，计入{_NAMES[found.silent_choice]}", found.silent)
    yield _row(f"　同意应达到（参与表决的{_share(found.agree)}）", _needed(found.agree, found.part))


def _verdict(found: SubjectCount) -> Iterator[str]:
    yield "结果：通过。" if found.is_carried else "结果：未通过。"
    if not found.enough_take_part:
        yield f"参与表决尚差 {_both(found.lacks_part)}。"
    if not found.enough_agree:
        yield f"同意尚差 {_both(found.lacks_agreed)}。"
    if found.silent_choice and found.is_carried_without_silence != found.is_carried:
        yield "如未返票不计入，" + ("通过。" if found.is_carried_without_silence else "未通过。")


def _both(lacks: Measure) -> str:
    parts = [f"{area_words(lacks.area)} ㎡" if lacks.area else "", f"{lacks.heads} 人" if lacks.heads else ""]
    return "、".join(filter(None, parts))


def _needed(share: Share, whole: Measure) -> Measure:
    """The least that reaches the share."""
    return Measure(share.lacking(0, whole.area), share.lacking(0, whole.heads))


def _share(share: Share) -> str:
    return _SHARES[share.numerator, share.denominator]


def _row(name: str, measure: Measure) -> tuple[str, str, str]:
    return name, area_words(measure.area), str(measure.heads)


def area_words(area: int) -> str:
    """Whole 1/10,000 m² as `1,234.56`: never rounded."""
    value = Decimal(area).scaleb(-AREA_PLACES)
    whole, _point, decimals = plain(value).partition(".")
    return f"{int(whole):,}.{decimals.ljust(2, '0')}"
