"""The rows behind a figure, with their photos."""

from functools import reduce
from itertools import groupby
from typing import Any

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.published import PublishedFigure, PublishedRow, published_figures
from property_ops.framework.web.inputs import day_in
from property_ops.framework.web.pages import Page
from property_ops.kernel.period import ONE_DAY, Period
from property_ops.modules.estates.public import visible_estates
from property_ops.modules.insight import selectors
from property_ops.modules.insight.domain.figures import (
    AND,
    FIGURES,
    MISPARKING,
    MISPARKING_LABEL,
    UNCOUNTED,
    UNCOUNTED_LABEL,
)

MOST = 2000


class FigureRows(Page):
    """Of the days `first` to `last`, and of `estate` if it is said."""

    permission_required = "insight.view"
    menu = "insight"
    above = ((_("Half-year table"), "insight"),)
    template_name = "insight/rows.html"

    @cached_property
    def period(self) -> Period:
        first, last = (day_in(self.request.GET.get(name, "")) for name in ("first", "last"))
        if first is None or last is None or last < first:
            raise Http404
        return Period(first, last + ONE_DAY)

    @cached_property
    def estates(self) -> list[Any]:
        asked = self.request.GET.get("estate", "")
        found = visible_estates(self.user).order_by("code")
        return list(found.filter(code=asked) if asked else found)

    @cached_property
    def published(self) -> PublishedFigure | None:
        """Where another module counts it."""
        return next((one for one in published_figures() if one.code == self.kwargs["figure"]), None)

    @cached_property
    def label(self) -> str:
        code = self.kwargs["figure"]
        if self.published:
            return str(self.published.title)
        labels = {figure.code: figure.label for figure in FIGURES} | {MISPARKING: MISPARKING_LABEL}
        labels[UNCOUNTED] = UNCOUNTED_LABEL
        for together, parts in groupby(FIGURES, key=lambda figure: figure.together):
            labels |= {AND.join(part.code for part in parts): together} if together else {}
        if code not in labels:
            raise Http404
        return gettext(labels[code])

    @property
    def counts(self) -> selectors.Counted:
        if self.kwargs["figure"] == UNCOUNTED:
            return selectors.not_counted(self.request.GET.get("kind", ""), self.request.GET.get("unit", ""))
        return selectors.counted_for(self.kwargs["figure"])

    def get_title(self) -> str:
        return str(capfirst(self.label))

    def get_subtitle(self) -> str:
        return f"{self.period.start} – {self.period.last_day}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_parking = self.kwargs["figure"] == MISPARKING
        more: dict[str, Any] = {"label": self.label}
        if self.published:
            more["rows"] = [self._row(one) for one in self.published.rows_in(self.estates, self.period)[:MOST]]
            more["may_open"] = self.user.has_perm(self.published.permission)
        elif is_parking:
            more["violations"] = selectors.violations_behind(self.user, self.estates, self.period)
            more["may_open"] = self.user.has_perm("parking.view")
        else:
            more["works"] = selectors.works_behind(self.estates, self.period, self.counts)
            more["may_open"] = self.user.has_perm("works.view")
        return super().get_context_data(**kwargs) | more

    def _row(self, row: Any) -> tuple[PublishedRow, str]:
        """With the name of its estate."""
        assert self.published is not None
        path = self.published.estate
        estate = reduce(getattr, path.split("__"), row).name if path else ""
        return self.published.shown(row), estate
