"""One request: what is asked, who answers, and the next step; and the form for a new one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.permissions import phone_shown_to
from property_ops.framework.pictures.reading import Size
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.inputs import DayField, MomentField
from property_ops.framework.web.pages import Action, FormPage, Page
from property_ops.framework.web.pictures import picture_response
from property_ops.kernel.personal import masked_name
from property_ops.modules.estates.public import visible_estates, visible_units
from property_ops.modules.requests import selectors, services
from property_ops.modules.requests.domain.errors import NoSuchWork
from property_ops.modules.requests.domain.states import COMPLETED, RequestState
from property_ops.modules.requests.public import Asked, RequestChannel, Satisfaction, Topic
from property_ops.modules.requests.selectors import SEE_PERSON, VIEW
from property_ops.modules.requests.views.register import STATE_COLOURS
from property_ops.modules.works.public import work_kinds

MAKE_WORKS = "works.change"
_THEIRS = (RequestChannel.HOUSEHOLD, RequestChannel.PLATE)
_CHANNELS = [one for one in RequestChannel.choices if one[0] not in _THEIRS]


def work_kind_names() -> list[str]:
    return [kind.names[0] for kind in work_kinds()]


def _day(label: Any) -> DayField:
    return DayField(label=label)


class RequestForm(forms.Form):
    channel = forms.ChoiceField(label=_("channel"), choices=_CHANNELS)
    topic = forms.ChoiceField(label=_("topic"), choices=Topic.choices)
    content = forms.CharField(label=_("what is asked for"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    unit = forms.CharField(label=_("unit code"), max_length=60, required=False)
    person = forms.CharField(label=_("petitioner"), max_length=40, required=False)
    phone = forms.CharField(label=_("phone"), max_length=20, required=False)
    received_on = _day(_("request received on"))
    due_on = DayField(
        label=_("answer due"), required=False, help_text=_("Empty: as long as this kind of request may take.")
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        estates = forms.ModelChoiceField(label=_("estate"), queryset=visible_estates(user).order_by("code"))
        self.fields = {"estate": estates, **self.fields}

    def clean_unit(self) -> Any:
        code = self.cleaned_data["unit"].strip().upper()
        unit = visible_units(self.user).filter(code=code).first() if code else None
        if code and unit is None:
            raise forms.ValidationError(_("There is no unit of this code."))
        return unit


class RatedByPhoneForm(forms.Form):
    """What whoever asked said on the telephone, to whom, and when."""

    satisfaction = forms.ChoiceField(label=_("satisfaction"), choices=Satisfaction.choices)
    called_whom = forms.CharField(label=_("whom they called"), max_length=40)
    called_at = MomentField(label=_("called at"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-select" if name == "satisfaction" else "form-control"


class NewRequest(FormPage):
    title = _("New request")
    permission_required = services.HANDLE
    menu = "requests"
    above = ((_("Requests"), "requests"),)
    number = ""
    form_class = RequestForm

    def get_form_kwargs(self) -> dict[str, Any]:
        today = timezone.localdate()
        return super().get_form_kwargs() | {
            "user": self.user,
            "initial": {"received_on": today},
        }

    def form_valid(self, form: Any) -> HttpResponse:
        values = dict(form.cleaned_data)
        made = services.register_request(
            estate=values.pop("estate"), asked=Asked(**values), by=self.user, now=timezone.now()
        )
        self.number = made.number
        messages.success(self.request, gettext("Request %(number)s is registered.") % {"number": made.number})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("request", args=[self.number])


class RequestPage(DetailPage):
    """Looking at who made it is recorded."""

    permission_required = VIEW
    personal_data = True
    menu = "requests"
    above = ((_("Requests"), "requests"),)
    template_name = "requests/request.html"
    panel_slot = "request_panels"
    slug_field = slug_url_kwarg = "number"

    def get_queryset(self) -> Any:
        return selectors.with_clocks(selectors.visible_requests(self.user), now=timezone.now())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.object.person or self.object.phone:
            services.record_look(request=self.object, by=self.user)
        return super().get(request, *args, **kwargs)

    def get_subtitle(self) -> str:
        return f"{self.object.estate.name} · {self.object.get_channel_display()} · {self.object.get_topic_display()}"

    def facts(self) -> list[Fact]:
        thing = self.object
        knows = self.user.has_perm(SEE_PERSON)
        phone = phone_shown_to(self.user, thing.phone)
        unit = thing.unit
        return [
            Fact(_("Estate"), thing.estate.name, reverse("estate", args=[thing.estate.code])),
            *([Fact(_("Unit"), unit.code, reverse("unit", args=[unit.code]))] if unit and knows else []),
            Fact(_("Petitioner"), thing.person if knows else masked_name(thing.person)),
            Fact(_("Phone"), phone),
            *facts_of(thing, "place", "suits", "urgency", "received_on", "answer_by", "finish_by", "due_on"),
            *facts_of(thing, "handled_by"),
            *facts_of(thing, "answered_on", "satisfaction", "rated_by"),
            *(facts_of(thing, "called_by", "called_whom", "called_at") if thing.called_at else []),
            *(facts_of(thing, "handed_by") if thing.handed_by_id else []),
            *(
                [Fact(_("Work order"), thing.work.number, reverse("work", args=[thing.work.number]))]
                if thing.work
                else []
            ),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        thing = self.object
        return super().get_context_data(**kwargs) | {
            "request_": thing,
            "colour": STATE_COLOURS[thing.state],
            "may_handle": self.user.has_perm(services.HANDLE),
            "is_open": thing.is_open,
            "is_answered": thing.state == RequestState.ANSWERED,
            "may_be_rated": thing.state in COMPLETED and not thing.satisfaction,
            "has_answer": thing.answered_on is not None,
            "prints_in_vain": selectors.had_part(thing, self.user) and not selectors.can_be_texted(thing),
            "subjects": thing.subjects.all(),
            "subject_kinds": [(one.kind, one.title) for one in selectors.subject_kinds().values()],
            "phone_form": RatedByPhoneForm(initial={"called_at": timezone.localtime()}),
            "may_reopen": thing.state in (RequestState.ANSWERED, RequestState.CLOSED),
            "photos": thing.photos.all(),
            "kinds": [] if thing.work_id or not self.user.has_perm(MAKE_WORKS) else work_kind_names(),
            "is_late": thing.is_late,
            "pauses": thing.pauses.select_related("by"),
            "stands": thing.stands,
            "escalations": thing.escalations.select_related("to"),
        }


class RequestStep(Action):
    permission_required = services.HANDLE
    menu = "requests"

    @cached_property
    def object(self) -> Any:
        return get_object_or_404(selectors.visible_requests(self.user), number=self.kwargs["number"])

    def get_success_url(self) -> str:
        return reverse("request", args=[self.object.number])


class Take(RequestStep):
    success_message = _("Saved.")

    def form_valid(self, form: Any) -> HttpResponse:
        name = self.typed("handled_by") or str(self.user)
        services.take_in_hand(request=self.object, handled_by=name, by=self.user)
        return super().form_valid(form)


class Answer(RequestStep):
    success_message = _("The request is answered.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.answer(request=self.object, result=self.typed("result"), on=timezone.localdate(), by=self.user)
        return super().form_valid(form)


class CloseRequest(RequestStep):
    success_message = _("The request is closed.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.close(request=self.object, by=self.user)
        return super().form_valid(form)


class ReopenRequest(RequestStep):
    success_message = _("The request is in hand again.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.reopen(request=self.object, by=self.user)
        return super().form_valid(form)


class Withdraw(RequestStep):
    success_message = _("The request is withdrawn.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.withdraw(request=self.object, by=self.user)
        return super().form_valid(form)


class MakeWork(RequestStep):
    """One press: a draft of a work with the words, the place and the photos of the request."""

    success_message = _("The work order is drafted, with the photos of the request.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.make_work_of(
            request=self.object, kind=self.typed("kind"), by=self.user, now=timezone.now(), on=timezone.localdate()
        )
        return super().form_valid(form)


class RateByPhone(RequestStep):
    """The only rating that the office writes down: who called whom, and when, goes with it."""

    success_message = _("Saved.")
    form_class = RatedByPhoneForm

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        services.rate_by_phone(
            request=self.object,
            satisfaction=Satisfaction(said["satisfaction"]),
            called_whom=said["called_whom"],
            called_at=said["called_at"],
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)


class ShowRequestPhoto(Page):
    """For those who see the estate."""

    permission_required = VIEW
    menu = "requests"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        photo = get_object_or_404(selectors.visible_photos(self.user), pk=kwargs["pk"])
        return picture_response(request, photo.picture, Size.FULL)


class LinkWork(RequestStep):
    success_message = _("Saved.")

    def form_valid(self, form: Any) -> HttpResponse:
        number = self.typed("work")
        work = selectors.work_numbered(self.user, number) if number else None
        if number and work is None:
            raise NoSuchWork(number=number)
        services.link_work(request=self.object, work=work, by=self.user)
        return super().form_valid(form)
