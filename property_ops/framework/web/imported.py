"""Rows that came by workbook and wait for another person: the batches, and one with what each row would bring."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework import audit
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.importing.approvals import BATCHES
from property_ops.framework.importing.approving import look_at
from property_ops.framework.importing.readings import (
    ClaimFigures,
    HouseholdFigures,
    households_of,
    total_of,
)
from property_ops.framework.importing.registry import importer_named
from property_ops.framework.models import ImportedClaim
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact, facts_of, said, shown
from property_ops.framework.web.exports import workbook_response
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import EXPORT_KEY, ListPage
from property_ops.framework.web.pages import EVERYBODY
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import ZERO, Yuan

SHOWN = 200
"""Households on the page; the workbook has all."""
BASIS = _("A whole month, all of the service delivered, at the rates before and after.")
HOUSEHOLDS = (_("estate"), _("from"), _("unit"), _("pays now"), _("would pay"), _("more (+) or less (−)"))


class BatchTable(columns.ListTable):
    pk = columns.Text(verbose_name=_("batch"), linkify=lambda record: BATCHES.url(record))
    importer = columns.Text(verbose_name=_("register"))
    file = columns.Text(verbose_name=_("file"))
    rows = columns.Number(verbose_name=_("rows"), accessor="rows")
    state = StateColumn()
    prepared_by = columns.Text(verbose_name=_("prepared by"))
    prepared_at = columns.Moment(verbose_name=_("prepared"))
    decided_by = columns.Text(verbose_name=_("decided by"), default="")

    def render_importer(self, value: str) -> str:
        return gettext(importer_named(value).title)


class BatchFilters(Filters):
    state = Choice(field_name="state", choices=STATE_CHOICES, label=_("state"), empty_label=_("all"))


class ImportedBatchList(ListPage):
    title = _("Imported batches")
    subtitle = _("Rows by which somebody would pay. Nothing is charged by them before another person approved them.")
    permission_required = EVERYBODY  # each sees those of the registers that they may bring or approve
    menu = "import"
    table_class = BatchTable
    filterset_class = BatchFilters
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return BATCHES.visible(self.user).select_related("prepared_by", "decided_by")


class ImportedBatchPage(DecidedPage):
    """Each row with its cost, who pays, how many households and the most of one; by the rules that charge it."""

    permission_required = EVERYBODY
    personal_data = True
    kind = BATCHES
    question = _("Take over these rows? They are charged from then on.")
    menu = "import"
    above = ((_("Imported batches"), "imported_batches"),)
    template_name = "framework/imported_batch.html"

    def get_queryset(self) -> QuerySet[Any]:
        return BATCHES.visible(self.user).select_related("prepared_by", "decided_by")

    def get_title(self) -> str:
        return gettext("Imported: %(register)s") % {"register": gettext(importer_named(self.object.importer).title)}

    def facts(self) -> Sequence[Fact]:
        batch = self.object
        facts = facts_of(batch, "file", "rows", "prepared_by", "prepared_at", "as_of")
        if batch.decided_by:
            facts += facts_of(batch, "decided_by", "decided_at", "rejected_because")
        if self.brings:
            facts.append(Fact(_("Brings, all in all"), f"¥{self.brings}"))
        return [*facts, *facts_of(batch, "digest")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.GET.get(EXPORT_KEY) != "xlsx":
            return super().get(request, *args, **kwargs)
        answer, count = workbook_response(
            [str(heading) for heading in HOUSEHOLDS],
            _as_cells(self.households),
            name=gettext("What each pays"),
            title=str(self.get_title()),
            told=[str(BASIS)],
            totals=[str(heading) for heading in HOUSEHOLDS[3:]],
        )
        audit.record(by=self.user, action="people.exported", subject=self.object.audit_subject, rows=count)
        return answer

    @cached_property
    def looked_at(self) -> tuple[Mapping[int, ClaimFigures], str]:
        """What each row that waits would bring, by its pk; or why that cannot be said."""
        now = timezone.now()
        try:
            return look_at(self.object, by=self.user, now=now, today=timezone.localdate(now)), ""
        except BusinessError as error:
            return {}, error.sentence(gettext)

    @cached_property
    def households(self) -> list[HouseholdFigures]:
        """Every unit whose rate changes; only while it waits."""
        return households_of(self.looked_at[0].values()) if self.object.waits else []

    @cached_property
    def reckoned(self) -> tuple[list[dict[str, Any]], str, str]:
        """The rows as they are shown, their sum, and why there are none."""
        claims = list(self.object.claims.all())
        if not self.object.waits:
            kept = {one["of"]: one for one in self.object.figures.get("changes", ())}
            return [_as_decided(claim, kept) for claim in claims], _grouped(self.object.figures.get("brings", "")), ""
        figures, problem = self.looked_at
        if problem:
            return [{"claim": claim} for claim in claims], "", problem
        return list(_as_reckoned(claims, figures)), total_of(figures.values()).grouped(), ""

    @property
    def brings(self) -> str:
        return self.reckoned[1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows, _brings, problem = self.reckoned
        return super().get_context_data(**kwargs) | {
            "rows": rows,
            "problem": problem,
            "basis": BASIS,
            "households": self.households[:SHOWN],
            "more_households": max(len(self.households) - SHOWN, 0),
            "by_estate": _by_estate(self.households),
            "export_url": f"?{EXPORT_KEY}=xlsx",
        }


def _by_estate(households: Sequence[HouseholdFigures]) -> list[tuple[HouseholdFigures, int]]:
    """The sums of each estate, and of how many households."""
    found = []
    for (estate, day), rows in groupby(households, key=lambda one: (one.estate, one.day)):
        some = list(rows)
        now, then = sum((one.now for one in some), ZERO), sum((one.then for one in some), ZERO)
        found.append((HouseholdFigures(estate, day, "", now, then), len(some)))
    return found


def _as_cells(households: Sequence[HouseholdFigures]) -> Iterator[dict[str, Any]]:
    headings = [str(heading) for heading in HOUSEHOLDS]
    for one in households:
        yield dict(zip(headings, (one.estate, one.day, one.unit, one.now, one.then, one.more), strict=True))


def _as_reckoned(claims: Sequence[ImportedClaim], figures: Any) -> Iterator[dict[str, Any]]:
    for claim in claims:
        one = figures.get(claim.pk)
        if one is None:
            yield {"claim": claim}
            continue
        row = {"claim": claim, "before": one.before, "after": one.after}
        row["payer"] = gettext(one.payer) if one.payer else ""
        if one.households:
            row |= {
                "total": one.total.grouped(),
                "per": gettext(one.per),
                "households": shown(one.households),
                "highest": one.highest.grouped(),
            }
        yield row | {"remark": said(one.remark) if one.remark else ""}


def _as_decided(claim: ImportedClaim, kept: dict[str, Any]) -> dict[str, Any]:
    one = kept.get(claim.key, {})
    words = {name: gettext(one[name]) for name in ("per", "payer") if one.get(name)}
    sums = {name: _grouped(one[name]) for name in ("total", "highest") if name in one}
    return {"claim": claim, **one, **words, **sums}


def _grouped(amount: str) -> str:
    return Yuan.parse(amount).grouped() if amount else ""
