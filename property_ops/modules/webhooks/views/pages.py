"""Webhooks, for whoever connects another system: who is told of what, and what became of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.events import kinds_of_event
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Badges, Fact, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, FormPage
from property_ops.framework.web.tabs import ListTab
from property_ops.modules.estates.public import visible_estates
from property_ops.modules.webhooks import selectors
from property_ops.modules.webhooks.public import STATE_COLOURS, DeliveryState
from property_ops.modules.webhooks.selectors import CHANGE, VIEW
from property_ops.modules.webhooks.services.delivering import replay, replay_dead
from property_ops.modules.webhooks.services.webhooks import change_webhook, give_new_secret, make_webhook
from property_ops.modules.webhooks.tasks import deliver

STATES = Badges.of(DeliveryState, STATE_COLOURS)
IN_USE = Badges({True: (_("in use"), "green"), False: (_("switched off"), "gray")})
WHOLE_COMPANY = _("all estates")


class WebhookTable(columns.ListTable):
    name = columns.Text(verbose_name=_("purpose"), linkify=("webhook", {"pk": columns.A("pk")}))
    address = columns.Text(verbose_name=_("web address"), attrs={"td": {"class": "wide-text"}})
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name", default=WHOLE_COMPANY)
    waiting = columns.Number(verbose_name=_("waiting"))
    dead = columns.Number(verbose_name=_("not received"))
    active = columns.StateColumn(verbose_name=_("state"), badges=IN_USE)


class WebhookList(ListPage):
    title = _("Webhooks")
    subtitle = _("Other systems are told what happened here: by ids and codes, signed, one after the other.")
    permission_required = VIEW
    table_class = WebhookTable
    export_name = "webhooks"
    personal_data = False
    empty_text = _("No other system is told of anything.")
    new = (_("New webhook"), "webhook_new")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_webhooks(self.user)


class DeliveryTable(columns.ListTable):
    at = columns.Moment(verbose_name=_("happened"))
    kind = columns.Text(verbose_name=_("event"))
    subject = columns.Text(verbose_name=_("of what"), attrs={"td": {"class": "day"}})
    state = columns.StateColumn(verbose_name=_("state"), badges=STATES)
    attempts = columns.Number(verbose_name=_("tries"))
    tried_at = columns.Moment(verbose_name=_("last try"))
    failure = columns.Text(verbose_name=_("what went wrong"), attrs={"td": {"class": "wide-text"}})
    again = columns.Text(verbose_name="", empty_values=(), orderable=False, exclude_from_export=True)

    def render_kind(self, value: str) -> str:
        return words_of(value)

    value_kind = render_kind

    def render_failure(self, value: str) -> str:
        return gettext(value)

    def render_again(self, record: Any) -> Any:
        if record.state == "waiting" or not self.request.user.has_perm(CHANGE):
            return ""
        return format_html(
            '<form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
            '<button class="btn btn-sm" type="submit">{}</button></form>',
            reverse("webhook_delivery_replay", args=[record.pk]),
            get_token(self.request),
            gettext("Send again"),
        )


class DeliveryFilters(Filters):
    state = Choice(choices=STATES.choices, label=_("state"), empty_label=_("all"))


class Deliveries(ListTab):
    key = "deliveries"
    title = _("Deliveries")
    permission_required = VIEW
    table_class = DeliveryTable
    filterset_class = DeliveryFilters
    export_name = "webhook-deliveries"
    personal_data = False
    empty_text = _("Nothing was told yet.")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_deliveries(self.user).filter(webhook=self.subject)


class WebhookPage(DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = "webhooks"
    above = ((_("Webhooks"), "webhooks"),)
    template_name = "webhooks/webhook.html"
    own_tabs = (Deliveries,)

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_webhooks(self.user)

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(CHANGE):
            return []
        return [Button(_("Change"), reverse("webhook_edit", args=[self.object.pk]), icon="edit")]

    def facts(self) -> list[Fact]:
        webhook = self.object
        told = "、".join(words_of(kind) for kind in webhook.kinds)
        where = webhook.estate.name if webhook.estate else WHOLE_COMPANY
        return [
            Fact(_("State"), IN_USE.badge(webhook.active)),
            Fact(_("web address"), webhook.address),
            Fact(_("tells of"), told),
            Fact(_("estate"), where),
            *facts_of(webhook, "made_by", "made_at"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"may_change": self.user.has_perm(CHANGE)}


class WebhookForm(forms.Form):
    name = forms.CharField(label=_("purpose"), max_length=60)
    address = forms.URLField(
        label=_("web address"),
        max_length=500,
        assume_scheme="https",
        help_text=_("https; a host of your own network only if the operator names it in PROPERTY_OPS_INSIDE"),
    )
    kinds = forms.MultipleChoiceField(label=_("tells of"), widget=forms.CheckboxSelectMultiple)
    estate: Any = forms.ModelChoiceField(label=_("estate"), queryset=None, required=False, empty_label=WHOLE_COMPANY)
    active = forms.BooleanField(label=_("in use"), required=False, initial=True)

    def __init__(self, *args: Any, estates: Any, taken: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken
        self.fields["estate"].queryset = estates  # type: ignore[attr-defined]
        self.fields["kinds"].choices = [(one.code, str(one.words)) for one in kinds_of_event().values()]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if self.taken.filter(name=name).exists():
            raise forms.ValidationError(_("There is a webhook of that name already."))
        return name


class _OfWebhooks(FormPage):
    permission_required = CHANGE
    menu = "webhooks"
    above = ((_("Webhooks"), "webhooks"),)
    form_class = WebhookForm

    def get_form_kwargs(self) -> dict[str, Any]:
        estates = visible_estates(self.user).order_by("code")
        return super().get_form_kwargs() | {"estates": estates, "taken": selectors.visible_webhooks(self.user)}


class NewWebhook(_OfWebhooks):
    title = _("New webhook")
    submit_label = _("Create")

    def form_valid(self, form: Any) -> HttpResponse:
        self.made, secret = make_webhook(by=self.user, now=timezone.now(), **form.cleaned_data)
        tell_secret(self.request, secret)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("webhook", args=[self.made.pk])


class ChangeWebhook(_OfWebhooks):
    success_message = _("Saved.")

    @cached_property
    def webhook(self) -> Any:
        return get_object_or_404(selectors.visible_webhooks(self.user), pk=self.kwargs["pk"])

    def get_title(self) -> str:
        return str(self.webhook)

    def get_initial(self) -> dict[str, Any]:
        names = ("name", "address", "kinds", "estate", "active")
        return {name: getattr(self.webhook, name) for name in names}

    def get_form_kwargs(self) -> dict[str, Any]:
        given = super().get_form_kwargs()
        return given | {"taken": given["taken"].exclude(pk=self.webhook.pk)}

    def form_valid(self, form: Any) -> HttpResponse:
        secret = change_webhook(webhook=self.webhook, by=self.user, **form.cleaned_data)
        if secret:
            tell_secret(self.request, secret)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("webhook", args=[self.webhook.pk])


class OfWebhook(Action):
    permission_required = CHANGE
    menu = "webhooks"

    @cached_property
    def webhook(self) -> Any:
        return get_object_or_404(selectors.visible_webhooks(self.user), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("webhook", args=[self.webhook.pk])


class NewSecret(OfWebhook):
    def form_valid(self, form: Any) -> HttpResponse:
        tell_secret(self.request, give_new_secret(webhook=self.webhook, by=self.user))
        return super().form_valid(form)


class ReplayDead(OfWebhook):
    def form_valid(self, form: Any) -> HttpResponse:
        count = replay_dead(webhook=self.webhook, by=self.user, now=timezone.now(), ask=deliver.enqueue)
        said = ngettext("%(count)s delivery is sent again.", "%(count)s deliveries are sent again.", count)
        messages.success(self.request, said % {"count": count})
        return super().form_valid(form)


class ReplayDelivery(Action):
    permission_required = CHANGE
    menu = "webhooks"
    success_message = _("It is sent again, with the same id.")

    @cached_property
    def delivery(self) -> Any:
        return get_object_or_404(selectors.visible_deliveries(self.user), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        replay(delivery=self.delivery, by=self.user, now=timezone.now(), ask=deliver.enqueue)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("webhook", args=[self.delivery.webhook_id])


def words_of(kind: str) -> str:
    """What happened, in words; the kind itself where its module is gone."""
    found = kinds_of_event().get(kind)
    return str(found.words) if found else kind


def tell_secret(request: HttpRequest, secret: str) -> None:
    words = gettext("The secret that signs what is sent: %(secret)s Keep it now, it is shown only once.")
    messages.warning(request, words % {"secret": secret})
