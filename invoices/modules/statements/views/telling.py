"""Telling households that their bill is there."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.statements.services.telling import TELL, EstateToTell, estates_to_tell, tell_of_bills
from property_ops.framework.web.months import OfMonth
from property_ops.framework.web.pages import Crumb, FormPage


class TellForm(forms.Form):
    estates = forms.MultipleChoiceField(label=_("estates"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, there: list[EstateToTell], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["estates"]
        field.choices = [(one.estate.code, _words(one)) for one in there if one.is_on and one.told < one.bills]
        if not field.choices:
            field.help_text = gettext(
                "There is nothing to tell: every household was told, or no estate has it switched on."
            )


class TellOfBills(OfMonth, FormPage):
    permission_required = TELL
    menu = "month_end"
    form_class = TellForm
    subtitle = _("By text message, WeChat or e-mail, each household once. Where it is off, a manager switches it on.")

    @property
    def title(self) -> str:
        return gettext("Tell households of their bill of %(month)s") % {"month": self.month}

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Month end"), reverse("month_end_of", args=[self.month]))]

    @cached_property
    def there(self) -> list[EstateToTell]:
        return estates_to_tell(self.user, self.month)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"there": self.there}

    def form_valid(self, form: Any) -> HttpResponse:
        chosen = [one.estate for one in self.there if one.estate.code in form.cleaned_data["estates"]]
        count = tell_of_bills(estates=chosen, month=self.month, by=self.user, now=timezone.now())
        said = ngettext("%(count)s household is told.", "%(count)s households are told.", count)
        messages.success(self.request, said % {"count": count})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("month_end_of", args=[self.month])


def _words(one: EstateToTell) -> str:
    return gettext("%(estate)s: %(bills)s bills, %(told)s told already") % {
        "estate": one.estate.name,
        "bills": one.bills,
        "told": one.told,
    }
