"""Reading disclosures: for staff those of their estates, for everybody the published ones."""

from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet

from invoices.modules.disclosure.models import Disclosure
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.kernel.quarters import Quarter
from property_ops.modules.estates.public import Estate, Tenure


def visible_disclosures(user: User) -> QuerySet[Disclosure]:
    """Without the posters' bytes."""
    found = Disclosure.objects.visible_to(user).defer("poster")
    return found.select_related("estate", "prepared_by", "decided_by")


def disclosure(user: User, pk: int) -> Disclosure | None:
    return visible_disclosures(user).filter(pk=pk).first()


def find_disclosures(rows: QuerySet[Disclosure], text: str) -> QuerySet[Disclosure]:
    return rows.filter(Q(number__icontains=text) | Q(estate__name__icontains=text))


def published(number: str) -> Disclosure | None:
    """The published disclosure of that number: for everybody."""
    return Disclosure.objects.filter(state=ApprovalState.APPROVED, number=number).select_related("estate").first()


def published_of(estate: Estate) -> QuerySet[Disclosure]:
    """What was published of the estate, the latest first."""
    found = Disclosure.objects.filter(estate=estate, state=ApprovalState.APPROVED, number__isnull=False)
    return found.defer("poster").order_by("-year", "-quarter", "-edition")


def posters(numbers: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """File name and bytes of published posters, for an auditor's folder."""
    found = Disclosure.objects.filter(state=ApprovalState.APPROVED, number__in=numbers).order_by("number")
    for number, poster in found.values_list("number", "poster").iterator(chunk_size=20):
        yield f"poster-{number}.pdf", bytes(poster or b"")


def published_before(estate: Estate, quarter: Quarter) -> Disclosure | None:
    """The latest edition of the quarter that is published."""
    editions = Disclosure.objects.filter(
        estate=estate, year=quarter.year, quarter=quarter.number, state=ApprovalState.APPROVED
    )
    return editions.defer("poster").order_by("-edition").first()


def quarters_shown(user: User) -> list[Quarter]:
    """The quarters that there is a disclosure of, latest first."""
    pairs = visible_disclosures(user).order_by().values_list("year", "quarter").distinct()
    return sorted((Quarter(year, number) for year, number in pairs), reverse=True)


def people_of(estate: Estate) -> Iterable[str]:
    """The names of all who hold or held a unit of the estate."""
    names = Tenure.objects.filter(unit__estate=estate).order_by().values_list("name", flat=True)
    return names.distinct().iterator(chunk_size=5000)
