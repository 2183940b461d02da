"""Votes that run and what was decided: of slot `estate_affairs`. Subjects and verdicts; nobody's vote."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext

from property_ops.framework.web.display import shown
from property_ops.modules.estates.public import Estate
from property_ops.modules.news.public import AffairsRow, AffairsSection
from property_ops.modules.votes.selectors.counting import counts_of
from property_ops.modules.votes.selectors.register import polls_of_estate

MOST = 4


def votes_told(estate: Estate, today: date) -> AffairsSection:
    rows = [row for poll in polls_of_estate(estate, today)[:MOST] for row in _rows(poll, today)]
    return AffairsSection(gettext("Votes of the owners"), rows, order=45)


def _rows(poll: Any, today: date) -> Iterator[AffairsRow]:
    days = gettext("%(first)s to %(last)s") % {"first": shown(poll.first_day), "last": shown(poll.last_day)}
    if not poll.is_closed:
        end = gettext("being counted") if poll.is_over(today) else gettext("open")
        yield AffairsRow(poll.title, f"{poll.convener} · {days}", end)
        return
    for subject, found in counts_of(poll):
        end = gettext("carried") if found.is_carried else gettext("not carried")
        yield AffairsRow(str(subject), f"{poll.title} · {days}", end)
