"""What an estate's households are told of."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import FormPage
from property_ops.modules.estates.public import PageOfEstate, managed_estates
from property_ops.modules.notices.selectors.templates import estate_templates, told_in, told_names
from property_ops.modules.notices.services.wishes import SET, switch
from property_ops.modules.notices.views.words import VIEW, title_of

LIST = "messages"


class SwitchTable(columns.ListTable):
    name = columns.Text(verbose_name=_("estate"), linkify=("estate_notices", {"code": columns.A("code")}))
    told = columns.Text(verbose_name=_("told of"), accessor="pk", orderable=False)

    def before_render(self, request: Any) -> None:
        super().before_render(request)
        self.names = told_names()

    def render_told(self, value: int) -> str:
        return "、".join(title_of(name) for name in self.names(value))


class Switches(ListPage):
    title = _("What is told where")
    permission_required = VIEW
    menu = LIST
    above = ((_("Messages"), LIST),)
    table_class = SwitchTable
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return managed_estates(self.user).order_by("code")


class SwitchForm(forms.Form):
    """One box for each template that households are told by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for template in estate_templates():
            self.fields[template.name] = forms.BooleanField(label=gettext(template.title), required=False)


class EstateSwitches(PageOfEstate, FormPage):
    permission_required = SET
    menu = LIST
    above = ((_("What is told where"), "notice_switches"),)
    success_url = reverse_lazy("notice_switches")
    form_class = SwitchForm
    success_message = _("Saved.")

    @property
    def title(self) -> str:
        return gettext("What households of %(estate)s are told of") % {"estate": self.estate.name}

    def get_initial(self) -> dict[str, Any]:
        return {template.name: self.estate.pk in told_in(template) for template in estate_templates()}

    def form_valid(self, form: Any) -> HttpResponse:
        for name, on in form.cleaned_data.items():
            if on != form.initial[name]:
                switch(estate=self.estate, template=name, on=on, by=self.user, now=timezone.now())
        return super().form_valid(form)
