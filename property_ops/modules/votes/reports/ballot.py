"""表决票: one sheet a unit, in large letters, with a code for the office and a slip that the owner keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.urls import reverse

from property_ops.framework.pdf.papers import (
    Document,
    DocumentPart,
    Heading,
    Paragraph,
    QrCode,
    Signature,
    Signatures,
    write_together,
)
from property_ops.kernel.quantity import plain
from property_ops.modules.estates.public import Company
from property_ops.modules.votes.domain.receipts import grouped
from property_ops.modules.votes.models import BallotPaper, Poll, PollSubject

_BOXES = "□ 同意　　　　　□ 反对　　　　　□ 弃权"
_HOW = "请在每一项后面只选一个“□”打“√”。不选、多选或看不清的，该项作废，不计入参与表决。"


@dataclass(frozen=True, slots=True)
class BallotDoc:
    """A paper as it is printed; `area` in m²."""

    unit: str
    place: str
    owner: str
    area: Decimal
    version: int
    receipt: str
    key_address: str
    check_address: str


def doc_of(paper: BallotPaper) -> BallotDoc:
    return BallotDoc(
        unit=paper.unit.code,
        place=paper.unit.place,
        owner=paper.unit.elector.representative or str(paper.unit.elector),
        area=paper.unit.area,
        version=paper.version,
        receipt=paper.receipt,
        key_address=settings.PUBLIC_URL + reverse("ballot_key", args=[paper.code]),
        check_address=settings.PUBLIC_URL + reverse("ballot_check", args=[paper.receipt]),
    )


def draw_ballots(
    ballots: Sequence[BallotDoc], *, poll: Poll, subjects: Sequence[PollSubject], company: Company
) -> bytes:
    """One print file. Raises GlyphMissing."""
    papers = ((one.place, _paper(one, poll, subjects, company)) for one in ballots)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ballots.pdf"
        write_together(papers, path, title=f"表决票 {poll.number}")
        return path.read_bytes()


def _paper(one: BallotDoc, poll: Poll, subjects: Sequence[PollSubject], company: Company) -> Document:
    newer = f"（第 {one.version} 张，以前的作废）" if one.version > 1 else ""
    parts: list[DocumentPart] = [
        Paragraph(f"{one.place}　{one.owner}　{plain(one.area)}㎡{newer}", large=True),
        Paragraph(f"请于 {poll.last_day} 前（含当日）投入票箱或交给工作人员。{_HOW}", large=len(subjects) < 4),
    ]
    for subject in subjects:
        parts += [Paragraph(f"{subject.number}．{subject.text}", large=True), Paragraph(_BOXES, large=True)]
    parts += [
        Signatures([Signature("业主（共有人只由代表人签）"), Signature("受托人（须已交委托书）")]),
        QrCode(one.key_address, f"计票用　{one.unit}\n工作人员扫码录入，由两人分别录入，一致才计票。"),
        Heading("－ － － 沿此线撕下，由业主保存 － － －"),
        QrCode(one.check_address, f"回执　{grouped(one.receipt)}\n{_slip(poll, company)}"),
    ]
    return Document(
        title="业主大会表决票",
        issuer=poll.convener,
        subtitle=f"{poll.estate.name}　{poll.title}　{poll.number}",
        foot=f"{poll.number} {one.unit}",
        parts=parts,
    )


def _slip(poll: Poll, company: Company) -> str:
    told = f"{poll.number}　扫码可查本票是否已经计入。请勿把回执交给别人。"
    return f"{told}\n咨询 {company.phone}" if company.phone else told
