"""What arrears add to other pages: the manager's overview, and the page of a unit."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.arrears import selectors
from invoices.modules.arrears.domain.ageing import NAMES, total
from property_ops.framework.web.tabs import Panel
from property_ops.kernel.money import ZERO


class ArrearsPanel(Panel):
    """What is overdue today, by age, and the estates with most of it."""

    permission = "arrears.view"
    title = _("Arrears")
    icon = "hourglass"
    order = 30
    wide = True
    template_name = "arrears/dashboard_panel.html"
    url_label = _("All arrears")
    most = 5

    @property
    def url(self) -> str:
        return reverse("arrears")

    @cached_property
    def ages(self) -> list[selectors.EstateAge]:
        return selectors.of_estates(self.user, as_of=timezone.localdate())

    def is_there(self) -> bool:
        return bool(self.ages)

    def context(self) -> dict[str, Any]:
        whole = total(one.aged for one in self.ages)
        overdue = [one for one in self.ages if one.aged.overdue > ZERO]
        return {
            "classes": [(gettext(name), amount) for name, amount in zip(NAMES, whole.classes, strict=True)],
            "total": whole,
            "estates": sorted(overdue, key=lambda one: one.aged.overdue, reverse=True)[: self.most],
        }


class UnitArrears(Panel):
    """What is open of the unit, payer by payer and line by line."""

    permission = "arrears.view"
    title = _("What is open")
    icon = "hourglass"
    order = 45
    wide = True
    template_name = "arrears/unit_panel.html"

    @cached_property
    def lines(self) -> list[Any]:
        return selectors.lines_of_unit(self.subject.code)

    def is_there(self) -> bool:
        return bool(self.lines)

    def context(self) -> dict[str, Any]:
        return {
            "lines": self.lines,
            "open": sum((line.open for line in self.lines), ZERO),
            "credit": selectors.credit_of_unit(self.subject.code),
            "letters": selectors.letters_of_unit(self.subject.code),
            "today": timezone.localdate(),
        }
