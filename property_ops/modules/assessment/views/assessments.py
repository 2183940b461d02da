"""Assessments of a month, quarter, half-year or year: who is assessed, a sheet each, its paper and its workbook."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import state_badge
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, number, shown
from property_ops.framework.web.exports import workbook_response
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.looks import record_export
from property_ops.framework.web.pages import Button, Crumb, Page
from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.framework.web.tables_in_excel import TablesInExcel
from property_ops.kernel.spans import NotASpan, SpanKind, YearSpan
from property_ops.modules.assessment.public import Assessed, AssessedKind, AssessedPart, AssessmentSheet
from property_ops.modules.assessment.reports.sheet import draw_assessment
from property_ops.modules.assessment.selectors import sheets as read
from property_ops.modules.assessment.selectors.rows import ROWS, row_told
from property_ops.modules.assessment.views.words import CHANGE, LIST, MOST, OBJECT, OWN, VIEW, cell_of, told
from property_ops.modules.estates.public import Company

TENTH = Decimal("0.1")


def words_of(value: Any) -> str:
    return "—" if value is None else number(value, places=1)


def score_table(kind: AssessedKind, parts: Sequence[Any], *, sheet: str = "", words: Any = "") -> ShownTable:
    """How a score is made of its parts."""
    heads = [_("figure"), _("weight"), _("counted"), _("out of"), _("points")]
    rows = [_part_cells(kind, one, sheet) for one in parts]
    return ShownTable(_("How the score is made"), "chart-bar", heads, rows, words=words)


def _part_cells(kind: AssessedKind, one: Any, sheet: str) -> list[Any]:
    """A part of a score; its figures lead to their rows on the sheet, where those of that kind have any."""
    has_rows = one.part in ROWS[kind] or (kind is AssessedKind.ESTATE and one.part == AssessedPart.ROUNDS)
    rows = f"{sheet}#{one.part}" if has_rows else ""
    return [
        gettext(AssessedPart(one.part).word),
        one.weight,
        ShownCell(one.done, rows),
        ShownCell(one.of, rows),
        one.points,
    ]


class OfSpan(Page):
    permission_required = OWN
    menu = LIST

    @cached_property
    def span(self) -> YearSpan:
        """The one in the address, else the running one, as far as it is."""
        if "span" not in self.kwargs:
            return YearSpan.of(timezone.localdate())
        try:
            return YearSpan.parse(self.kwargs["span"])
        except NotASpan as error:
            raise Http404 from error

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Assessment"), reverse("assessments_of", args=[str(self.span)]))]


class Assessments(TablesInExcel, OfSpan):
    """Who may see all sees all; everybody else the own sheet, and that of the own crew."""

    subtitle = _("Counted from the records: every figure opens its rows.")
    export_name = "assessments"
    personal_data = True

    def get_title(self) -> str:
        return gettext("Assessment %(span)s") % {"span": told(self.span)}

    def breadcrumbs(self) -> list[Crumb]:
        return []

    def buttons(self) -> list[Button]:
        before, after = (reverse("assessments_of", args=[str(of)]) for of in (self.span.previous, self.span.next))
        found = [
            *super().buttons(),
            Button(_("Previous period"), before, "chevron-left"),
            Button(_("Next period"), after, "chevron-right"),
            *self._others(),
            Button(_("Objections"), reverse("assessment_corrections"), "message-exclamation"),
        ]
        found.append(Button(_("Trainings"), reverse("trainings"), "school"))
        if self.user.has_perm(VIEW):
            found.append(Button(_("Weights of the assessment"), reverse("assessment_weights"), "scale"))
        return found

    def _others(self) -> list[Button]:
        """The other kinds of spans that hold the first day of this one."""
        day = self.span.period.start
        others = [YearSpan.of(day, kind) for kind in SpanKind if kind is not self.span.kind]
        return [
            Button(gettext(one.kind.word).capitalize(), reverse("assessments_of", args=[str(one)]), "calendar")
            for one in others
        ]

    def tables(self) -> list[ShownTable]:
        everybody = read.assessed_by(self.user)
        tables = [self._table(kind, [one for one in everybody if one.kind is kind]) for kind in AssessedKind]
        return [table for table in tables if table.values]

    def _table(self, kind: AssessedKind, among: list[Assessed]) -> ShownTable:
        """The score of an estate needs its rounds counted: it stands on its sheet."""
        counted = kind is not AssessedKind.ESTATE
        scores = read.sheets_of(kind, among, self.span) if counted and among else {}
        settled = read.settled_among(kind, self.span)
        rows = []
        for one in among:
            url = reverse("assessment", args=[str(self.span), kind.value, one.key])
            score, done = scores.get(one.key), settled.get(one.thing.pk)
            value = score.value if score else None
            figures = [None if value is None else value.quantize(TENTH)] if counted else []
            rows.append([ShownCell(one.name, url), *figures, shown(done.decided_at) if done else ""])
        heads = [_("assessed"), *([_("score")] if counted else []), _("figures settled")]
        return ShownTable(gettext(kind.word), "users", heads, rows)


class OfSheet(OfSpan):
    @cached_property
    def whose(self) -> Assessed:
        """Nobody's but one's own, without the right."""
        found = read.assessed_named(self.user, self.kwargs["kind"], self.kwargs["key"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def sheet(self) -> AssessmentSheet:
        return read.sheet_of(self.whose, self.span, today=timezone.localdate())

    @property
    def place(self) -> list[str]:
        return [str(self.span), self.whose.kind.value, self.whose.key]


class SheetPage(OfSheet, DetailPage):
    """The formula with its figures, then the rows behind each: first those that do not count."""

    personal_data = True
    template_name = "framework/decided.html"

    def get_object(self, queryset: Any = None) -> Any:
        return self.sheet

    def get_title(self) -> str:
        return f"{self.whose.name} {told(self.span)}"

    def buttons(self) -> list[Button]:
        found = [
            Button(_("Sheet (PDF)"), reverse("assessment_pdf", args=self.place), "printer"),
            Button(_("Excel"), reverse("assessment_xlsx", args=self.place), "file-spreadsheet"),
        ]
        if self.sheet.settled is None and self.user.has_perm(OBJECT):
            url = reverse("assessment_object", args=self.place)
            found.append(Button(_("Object to a figure"), url, "message-exclamation"))
        if self.sheet.settled is None and self.user.has_perm(CHANGE):
            found.append(Button(_("Settle the sheet"), reverse("assessment_settle", args=self.place), "lock"))
        return found

    def facts(self) -> list[Fact]:
        sheet = self.sheet
        weights = sheet.weights
        url = reverse("assessment_weight", args=[weights.pk]) if weights and self.user.has_perm(VIEW) else ""
        return [
            Fact(_("Score"), words_of(sheet.value)),
            Fact(_("Weights in force from"), weights.start if weights else None, url),
            *(self._settled(sheet.settled) if sheet.settled else []),
        ]

    def _settled(self, settled: Any) -> list[Fact]:
        """Since when, and what the records would say today."""
        counted = read.counted_sheet(self.whose, self.span, today=timezone.localdate())
        return [
            Fact(_("Figures settled"), settled.decided_at, reverse("assessment_settled", args=[settled.pk])),
            Fact(_("The records count today"), words_of(counted.value)),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tables = [self._formula(), *self._rows(), *self._corrections()]
        return super().get_context_data(**kwargs) | {"tables": tables}

    def _formula(self) -> ShownTable:
        parts = self.sheet.score.parts if self.sheet.score else ()
        words = _("Score = sum of the points ÷ sum of the weights of what was counted × 100.")
        return score_table(self.whose.kind, parts, words=words)

    def _rows(self) -> list[ShownTable]:
        found = []
        for part in ROWS[self.whose.kind]:
            rows = [[cell_of(part, words, self.user), day, counts] for words, day, counts in self._told(part)]
            found.append(self._table_of(part, rows))
        if self.whose.kind is AssessedKind.ESTATE:
            found.append(self._months())
        return found

    def _told(self, part: str) -> list[tuple[str, Any, bool]]:
        if self.sheet.settled:
            return read.settled_rows(self.sheet.settled, part)[:MOST]
        rows = ROWS[self.whose.kind][AssessedPart(part)].rows_of(self.whose.thing.pk, self.span.period, MOST)
        return [(*row_told(part, row), counts) for row, counts in rows]

    def _table_of(self, part: str, rows: list[Any]) -> ShownTable:
        heads = [_("record"), _("day"), _("counts")]
        title = gettext(AssessedPart(part).word).capitalize()
        return ShownTable(title, "list-details", heads, rows, _("Nothing."), anchor=part)

    def _months(self) -> ShownTable:
        if self.sheet.settled:
            told = read.settled_rows(self.sheet.settled, AssessedPart.ROUNDS)
            return self._table_of(AssessedPart.ROUNDS, [list(row) for row in told])
        may = self.user.has_perm("rounds.view")
        code = self.whose.key
        rows = [
            [ShownCell(month, reverse("rounds_month", args=[str(month), code]) if may else ""), done, promised]
            for month, done, promised in read.rounds_by_month(self.whose.thing, self.span, timezone.localdate())
        ]
        heads = [_("month"), _("rounds done"), _("rounds promised")]
        title = gettext(AssessedPart.ROUNDS.word).capitalize()
        return ShownTable(title, "route", heads, rows, _("Nothing."), anchor=AssessedPart.ROUNDS)

    def _corrections(self) -> list[ShownTable]:
        rows = [
            [
                ShownCell(gettext(AssessedPart(one.part).word), reverse("assessment_correction", args=[one.pk])),
                told(YearSpan.parse(one.quarter)),
                one.done_change,
                one.of_change,
                one.words,
                state_badge(one.state),
            ]
            for one in self.sheet.corrections
        ]
        heads = [
            _("figure"),
            _("assessed period"),
            _("change of what counts"),
            _("change of what it is out of"),
            _("why"),
            _("state"),
        ]
        return [ShownTable(_("Objections"), "message-exclamation", heads, rows)] if rows else []


class SheetPdf(OfSheet):
    """Settled, the bytes that were signed."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        settled = self.sheet.settled
        issuer = Company.load().name or gettext("Property company")
        data = bytes(settled.sheet) if settled else draw_assessment(self.sheet, issuer=issuer)
        return pdf_response(data, f"assessment-{self.span}-{self.whose.kind}-{self.whose.key}")


class SheetWorkbook(OfSheet):
    """All rows of all parts, with whether each counts."""

    personal_data = True

    @property
    def export_name(self) -> str:
        return f"assessment-{self.span}-{self.whose.kind}-{self.whose.key}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        heads = [str(_("figure")), str(_("record")), str(_("day")), str(_("counts"))]
        rows = [
            dict(
                zip(
                    heads,
                    (gettext(AssessedPart(part).word), what, day, gettext("yes") if counts else gettext("no")),
                    strict=True,
                )
            )
            for part, what, day, counts in self._told()
        ]
        title = gettext("Assessment %(span)s") % {"span": told(self.span)}
        score = f"{self.whose.name}: {words_of(self.sheet.value)}"
        answer, count = workbook_response(heads, rows, name=f"{title} {self.whose.name}", title=title, told=[score])
        record_export(self, count)
        return answer

    def _told(self) -> list[tuple[str, str, Any, bool]]:
        settled = self.sheet.settled
        if settled is None:
            return read.told_rows(self.whose, self.span, today=timezone.localdate())
        return [(part, *row) for part in AssessedPart for row in read.settled_rows(settled, part)]
