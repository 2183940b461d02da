"""满意度调查汇总表 → Survey: the tally of an estate's round."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from property_ops.framework.importing.cells import day, text, whole
from property_ops.framework.importing.columns import Column
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.repeats import first_rows
from property_ops.framework.importing.tables import RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import EstateDirectory, estate_column
from property_ops.modules.requests.models import Survey

_FIGURES = ("closed_on", "asked", "took_part", "satisfied")


class SurveyImporter(Importer):
    name = "requests.surveys"
    title = gettext_noop("tally of surveys")
    right = "requests.survey"
    after = ("estates.estates",)
    columns = (
        estate_column(),
        Column("round", ("调查批次", "批次", "期次"), text(30), key=True),
        Column("closed_on", ("统计日期", "调查日期", "截止日期"), day, is_date=True),
        Column("asked", ("应参评户数", "发放户数", "调查户数"), whole),
        Column("took_part", ("参评户数", "回收户数", "参与户数"), whole),
        Column("satisfied", ("满意户数",), whole),
    )

    def complete(self, table: RegisterTable) -> None:
        for row in table.rows:
            if row.is_good and not (row["asked"] and 0 <= row["satisfied"] <= row["took_part"] <= row["asked"]):
                row.error(
                    "took_part",
                    gettext_noop("More take part than were asked, or more are satisfied than took part."),
                    gettext_noop("Count again."),
                )

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        surveys = Survey.objects.visible_to(by).select_related("estate")
        for survey in surveys.order_by("estate__code", "closed_on", "round").iterator():
            yield {name: getattr(survey, name) for name in ("round", *_FIGURES)} | {"estate": survey.estate.name}

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        estate_of = EstateDirectory.read(run.by).of_rows(tables)
        rows = first_rows(
            estate_of,
            lambda row: (estate_of[row].pk, row["round"]),
            lambda row: f"{row['estate']} {row['round']}",
            "round",
            run=run,
        )
        stored = {(one.estate_id, one.round): one for one in Survey.objects.filter(estate__in=set(estate_of.values()))}
        for row in rows:
            values = {name: row[name] for name in _FIGURES}
            found = stored.get((estate_of[row].pk, row["round"]))
            if found is None:
                run.changes.create(Survey(estate=estate_of[row], round=row["round"], **values))
                row.outcome = RowOutcome.CREATED
            elif run.changes.set(found, values):
                row.outcome = RowOutcome.CHANGED
