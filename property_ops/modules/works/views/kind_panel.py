"""What the page of a work says of its kind: weather, what was measured, what it needs, what does not fit."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.tabs import Panel
from property_ops.modules.works import selectors
from property_ops.modules.works.public import WorkResult
from property_ops.modules.works.services.measuring import MEASURE
from property_ops.modules.works.views.register import PERMISSION


class KindPanel(Panel):
    """Of slot `work_panels`: for every kind that a module declares. What to bring is told where it is measured."""

    permission_required = PERMISSION
    title = _("Kind of work")
    icon = "category"
    order = 10
    template_name = "works/kind_panel.html"

    @cached_property
    def known(self) -> selectors.DeclaredWork | None:
        return selectors.known(self.subject)

    def is_there(self) -> bool:
        return self.known is not None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = self.known
        assert known is not None
        is_open = self.subject.result != WorkResult.ACCEPTED
        weather = known.estimate.weather if known.estimate else known.kind.weather
        return super().get_context_data(**kwargs) | {
            "work": self.subject,
            "kind": known.kind,
            "estimate": known.estimate,
            "needs": known.estimate.needs if known.estimate and known.kind.fields else (),
            "weather": weather_words(weather),
            "values": [
                (field, known.measured[field.code])
                for field in known.kind.fields
                if known.measured and field.code in known.measured
            ],
            "findings": [gettext(one.says) % one.facts for one in known.findings],
            "may_measure": bool(known.kind.fields) and is_open and self.user.has_perm(MEASURE),
        }


def weather_words(weather: Any) -> list[str]:
    """The limits, one sentence each."""
    words = [gettext("no rain")] if weather.no_rain else []
    if weather.lowest_temperature is not None:
        words.append(gettext("%(degrees)s °C or warmer") % {"degrees": weather.lowest_temperature})
    if weather.strongest_wind is not None:
        words.append(gettext("wind force %(force)s at most") % {"force": weather.strongest_wind})
    return words
