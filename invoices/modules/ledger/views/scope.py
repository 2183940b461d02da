"""Reports of the ledger: of some days, of one estate or the whole company, by the day or by the month of entries."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.ledger import selectors
from invoices.modules.ledger.domain.reports import Basis, ReportScope
from property_ops.framework.fields import choices_of
from property_ops.framework.web.days import SELECT, DaysForm, DaysPage
from property_ops.kernel.period import Month, Period
from property_ops.modules.estates.public import EstateSelect, managed_first, visible_estates


class ScopeForm(DaysForm):
    def offer(self, *, estates: Any = None, **offers: Any) -> None:
        self.fields["estate"] = EstateSelect(estates)
        self.fields["basis"] = forms.ChoiceField(
            label=_("counted by"),
            required=False,
            choices=choices_of(Basis),
            widget=forms.Select(attrs={"class": SELECT}),
        )
        self.fields["view"] = forms.CharField(required=False, widget=forms.HiddenInput)


class ScopedPage(DaysPage):
    """Without days in the address: the year of the latest entry, up to the end of that entry's month."""

    personal_data = False

    form_class = ScopeForm

    def usual_days(self) -> Period:
        today = timezone.localdate()
        latest = Month.of(selectors.latest_day(until=today) or today)
        return Period(date(latest.year, 1, 1), latest.end)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"estates": managed_first(visible_estates(self.user))}

    @cached_property
    def scope(self) -> ReportScope:
        """The estate chosen, else all that the user may see."""
        values = self.form.cleaned_data
        chosen = values["estate"]
        codes = (chosen.code,) if chosen else selectors.estates_seen(self.user)
        return ReportScope(self.period, codes, Basis(values["basis"] or Basis.POSTED))

    @property
    def place(self) -> str:
        """The scope's estate in words."""
        return str(self.form.cleaned_data["estate"] or gettext("whole company"))
