"""Typing in a crew: skills and working hours, members, leave."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from property_ops.framework.permissions import SEE_PHONES
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.pages import Action, Crumb, FormPage, Page
from property_ops.framework.web.rows import RowForm, RowsPage
from property_ops.kernel.period import ONE_DAY, Period
from property_ops.modules.dispatch.domain.errors import NotAnEnd
from property_ops.modules.dispatch.domain.slots import moment
from property_ops.modules.dispatch.public import Crew
from property_ops.modules.dispatch.selectors import crews as selectors
from property_ops.modules.dispatch.selectors.visits import visits_to_move
from property_ops.modules.dispatch.services import crews as services
from property_ops.modules.works.public import work_kinds

WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
USUAL = (time(8), time(18))
FRIDAY = 4


class OfCrew(Page):
    """A page below that of a crew; without a number in the address, of a new one."""

    permission_required = selectors.PLAN
    menu = "dispatch_crews"

    @cached_property
    def crew(self) -> Crew:
        crews = selectors.with_people(selectors.crews())
        return get_object_or_404(crews, pk=self.kwargs["pk"]) if "pk" in self.kwargs else Crew()

    def get_subtitle(self) -> str:
        return self.crew.name

    def breadcrumbs(self) -> list[Crumb]:
        own = [Crumb(self.crew.name, self.get_success_url())] if self.crew.pk else []
        return [Crumb(_("Crews"), reverse("dispatch_crews")), *own]

    def get_success_url(self) -> str:
        return reverse("dispatch_crew", args=[self.crew.pk])


class OfCrewWithPhones(OfCrew):
    """Where phones are typed in, which stand there unmasked."""

    def has_permission(self) -> bool:
        return super().has_permission() and self.user.has_perm(SEE_PHONES)


class CrewForm(forms.ModelForm):
    """Hours of every weekday; both left empty is a free day."""

    class Meta:
        model = Crew
        fields = ("code", "name", "phone", "active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"] = forms.MultipleChoiceField(
            label=_("skills"),
            choices=[(kind.code, kind.name) for kind in work_kinds()],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        for weekday, name in enumerate(WEEKDAYS):
            for edge, words in (("start", _("from")), ("end", _("until"))):
                look = {"type": "time", "aria-label": f"{name} {words}"}
                self.fields[f"{edge}_{weekday}"] = forms.TimeField(
                    label=name, required=False, widget=forms.TimeInput(attrs=look, format="%H:%M")
                )
        self._begin_with(self.instance)

    def _begin_with(self, crew: Crew) -> None:
        """What is stored; a new crew begins with the usual hours."""
        if crew.pk:
            self.initial["kinds"] = [skill.kind for skill in crew.skills.all()]
            hours = {shift.weekday: (shift.start, shift.end) for shift in crew.shifts.all()}
        else:
            hours = dict.fromkeys(range(FRIDAY + 1), USUAL)
        for weekday, (start, end) in hours.items():
            self.initial[f"start_{weekday}"], self.initial[f"end_{weekday}"] = start, end

    @property
    def plain_fields(self) -> list[Any]:
        return [self[name] for name in ("code", "name", "phone", "active", "kinds")]

    @property
    def hours(self) -> list[tuple[Any, Any, Any]]:
        """For every weekday its name and the two fields."""
        return [(name, self[f"start_{number}"], self[f"end_{number}"]) for number, name in enumerate(WEEKDAYS)]

    @property
    def shifts(self) -> dict[int, services.Hours]:
        values = self.cleaned_data
        return {number: (values[f"start_{number}"], values[f"end_{number}"]) for number in range(len(WEEKDAYS))}


class CrewFormPage(OfCrewWithPhones, FormPage):
    form_class = CrewForm
    template_name = "dispatch/crew_form.html"
    success_message = _("Saved.")

    def get_title(self) -> Any:
        return _("Change the crew") if self.crew.pk else _("New crew")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.crew}

    def form_valid(self, form: Any) -> HttpResponse:
        crew = form.save(commit=False)
        services.keep_crew(crew=crew, kinds=form.cleaned_data["kinds"], shifts=form.shifts, by=self.user)
        return super().form_valid(form)


class MemberForm(RowForm):
    filled_by = ("name", "phone", "user")
    name = forms.CharField(label=_("name of the person"), max_length=40)
    phone = forms.CharField(label=_("phone"), max_length=20, required=False)
    is_leader = forms.BooleanField(label=_("crew leader"), required=False)

    def __init__(self, *args: Any, accounts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("user", forms.ModelChoiceField(label=_("Log-in"), queryset=accounts, required=False))


class MembersPage(OfCrewWithPhones, RowsPage):
    personal_data = True
    title = _("Members")
    row_form = MemberForm
    success_message = _("Saved.")

    def get_row_kwargs(self) -> dict[str, Any]:
        return {"accounts": selectors.accounts_for(self.crew)}

    def get_initial(self) -> Any:
        return [
            {"name": one.name, "phone": one.phone, "is_leader": one.is_leader, "user": one.user_id}
            for one in self.crew.members.all()
        ]

    def form_valid(self, form: Any) -> HttpResponse:
        services.keep_members(
            crew=self.crew, people=[services.CrewMemberRow(**row) for row in form.filled], by=self.user
        )
        return super().form_valid(form)


def day_field(label: Any, **more: Any) -> DayField:
    return DayField(label=label, **more)


def say_who_stands_there(request: HttpRequest, visits: Sequence[Any]) -> None:
    """Nothing is moved by itself: who plans sees what has to be planned anew."""
    if visits:
        words = ngettext(
            "%(count)s visit stands on the board in these days and is to be planned anew: %(which)s.",
            "%(count)s visits stand on the board in these days and are to be planned anew: %(which)s.",
            len(visits),
        )
        which = "、".join(f"{visit} {timezone.localtime(visit.starts_at):%m-%d %H:%M}" for visit in visits)
        messages.warning(request, words % {"count": len(visits), "which": which})


class LeaveForm(forms.Form):
    first_day = day_field(_("first day away"))
    last_day = day_field(_("last day away"))
    reason = forms.CharField(label=_("reason"), max_length=60, required=False)


class LeavePage(OfCrew, FormPage):
    title = _("Enter leave")
    form_class = LeaveForm
    success_message = _("Saved.")

    def form_valid(self, form: Any) -> HttpResponse:
        first, last, reason = (form.cleaned_data[name] for name in ("first_day", "last_day", "reason"))
        if last < first:
            raise NotAnEnd
        services.grant_leave(crew=self.crew, days=Period(first, last + ONE_DAY), reason=reason, by=self.user)
        say_who_stands_there(self.request, visits_to_move(moment(first), moment(last + ONE_DAY), crew=self.crew))
        return super().form_valid(form)


class WithdrawLeave(Action):
    permission_required = selectors.PLAN
    success_message = _("The leave is withdrawn.")

    @cached_property
    def leave(self) -> Any:
        return get_object_or_404(selectors.leaves(), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        services.withdraw_leave(leave=self.leave, by=self.user)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("dispatch_crew", args=[self.leave.crew_id])
