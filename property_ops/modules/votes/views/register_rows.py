"""Units of a register, by what became of their papers and by what they said: where the figures of a vote lead."""

from collections.abc import Iterator
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.filters import Choice, Filters
from property_ops.modules.votes.domain.counting import COUNT_WORDS, NEVER_SECRET, CountFigure, Reckoned
from property_ops.modules.votes.selectors import counting, register
from property_ops.modules.votes.views.kit import said_words

UNIT_STATES = [
    ("issued", _("paper issued")),
    ("delivered", _("delivered")),
    ("undelivered", _("not delivered")),
    ("counted", _("in the count")),
    ("uncounted", _("not in the count")),
]
FIGURES = [(name, by_head) for name in COUNT_WORDS for by_head in (False, True) if by_head or name != Reckoned.SPLIT]


class UnitTable(columns.ListTable):
    code = columns.Text(verbose_name=_("unit"), linkify=("poll_unit", {"pk": columns.A("pk")}))
    elector = columns.Text(verbose_name=_("owner"), accessor="elector__name")
    representative = columns.Text(verbose_name=_("representative"), accessor="elector__representative")
    head = columns.Number(verbose_name=_("number of the elector"), accessor="elector__number")
    area = columns.Number(verbose_name=_("building area (m²)"))
    paper_count = columns.Number(verbose_name=_("papers issued"))
    delivered = columns.DayColumn(verbose_name=_("delivered on"))
    has_ballot = columns.YesNo(verbose_name=_("ballot counted"))
    said = columns.Text(verbose_name=_("choice"), orderable=False)

    def render_said(self, value: str) -> str:
        return said_words(value)

    value_said = render_said


class UnitFilters(Filters):
    """Of a secret vote, only figures that say nothing of what anybody chose are offered."""

    state = django_filters.ChoiceFilter(choices=UNIT_STATES, method="of_state", label=_("ballot"), empty_label=_("all"))
    figure = Choice(method="behind", label=_("figure of the count"), empty_label=_("all"))

    def __init__(self, *args: Any, poll: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.poll = poll
        self.form.fields["figure"].choices = [("", _("all")), *figures_offered(poll)]

    def of_state(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return register.in_state(found, value)

    def behind(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return counting.behind(found, self.poll, CountFigure.parse(value))


def figures_offered(poll: Any) -> Iterator[tuple[str, str]]:
    """The figures whose rows the reader may see, by subject."""
    for subject in register.subjects_of(poll):
        for name, by_head in FIGURES:
            if not poll.is_secret or name in NEVER_SECRET:
                measure = gettext("by heads") if by_head else gettext("by area")
                words = {"number": subject.number, "figure": gettext(COUNT_WORDS[name]), "measure": measure}
                figure = CountFigure(subject.number, name, by_head)
                yield str(figure), gettext("subject %(number)s: %(figure)s, %(measure)s") % words
