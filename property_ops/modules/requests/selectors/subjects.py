"""What petitions speak of: works, and what other modules plug in."""

from functools import cache

from property_ops.framework.slots import plugged_into
from property_ops.kernel.quantity import plain
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Estate
from property_ops.modules.requests.domain.subjects import RequestSubjectKind, SubjectEvidence, SubjectFound
from property_ops.modules.requests.models import Request
from property_ops.modules.works.public import WorkOrder, acceptance_on_paper, lines_of, photos_of, words_of


class WorkSubject(RequestSubjectKind):
    kind = "work"
    title = gettext_noop("Work order")

    def find(self, estate: Estate, text: str) -> SubjectFound | None:
        work = WorkOrder.objects.filter(estate=estate, number=text).first()
        return SubjectFound(work.number, f"{work.number} {work.kind} {work.place}".strip()) if work else None

    def evidence(self, estate: Estate, key: str) -> SubjectEvidence | None:
        work = WorkOrder.objects.filter(estate=estate, number=key).first()
        if work is None:
            return None
        return SubjectEvidence(f"工单 {work.number}", _facts_of(work), _accepted(work))


def _accepted(work: WorkOrder) -> tuple[str, ...]:
    said = acceptance_on_paper(words_of(work)) if work.is_settled else ""
    return (f"验收：{said}",) if said else ("尚未验收，不向居民收费。",)


def _facts_of(work: WorkOrder) -> tuple[tuple[str, str], ...]:
    done = [
        f"{line.name} 完成 {_figure(line.done)} / 验收 {_figure(line.accepted)} {line.unit}" for line in lines_of(work)
    ]
    pairs = (
        ("类别", work.kind),
        ("地点", work.place),
        ("完工日期", str(work.done_on or "")),
        ("验收日期", str(work.accepted_on or "")),
        ("工程量", "；".join(done)),
        ("工程费用", f"{work.cost.grouped()} 元"),
        ("照片", f"{photos_of(work).count()} 张，存于系统"),
    )
    return tuple((label, value) for label, value in pairs if value)


def _figure(value: object) -> str:
    return "—" if value is None else plain(value)  # type: ignore[arg-type]


WORK_SUBJECT = WorkSubject()


@cache
def subject_kinds() -> dict[str, RequestSubjectKind]:
    """By the name that is stored."""
    return {one.kind: one for one in plugged_into("request_subjects")}


def evidence_of_request(request: Request) -> list[SubjectEvidence]:
    found = [
        kind.evidence(request.estate, one.key)
        for one in request.subjects.all()
        if (kind := subject_kinds().get(one.kind)) is not None
    ]
    return [one for one in found if one is not None]
