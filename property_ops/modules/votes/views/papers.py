"""Printing ballots, keying those that come back, and recounting them."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.keyed_twice import KeyedState
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.pages import Action, Crumb, FormPage
from property_ops.framework.web.pictures import PicturesField
from property_ops.kernel.errors import BusinessError
from property_ops.modules.votes.public import Choice, MarkedPaper
from property_ops.modules.votes.selectors import papers, register
from property_ops.modules.votes.services.ballots import key_ballot
from property_ops.modules.votes.services.closing import recount_paper
from property_ops.modules.votes.services.papers import print_papers
from property_ops.modules.votes.views.electors import OfUnit
from property_ops.modules.votes.views.kit import CHANGE, CHOICES, KEY, LIST, VIEW, OfPoll

CHOICE = "choice_"
KEYED = {
    KeyedState.ONCE: _("Keyed. A second person keys it too; then it counts."),
    KeyedState.DIFFERS: _("The two keyings differ. Another person looks at the paper."),
    KeyedState.AGREED: _("Two persons keyed the same: the ballot counts."),
}


class PrintPapers(OfPoll, Action):
    """The papers of all units, as one PDF; the first printing issues them."""

    permission_required = CHANGE

    def form_valid(self, form: Any) -> HttpResponse:
        return pdf_response(
            print_papers(poll=self.poll, by=self.user, now=timezone.now()), f"ballots-{self.poll.number}"
        )


class PrintPaper(OfUnit, Action):
    def form_valid(self, form: Any) -> HttpResponse:
        data = print_papers(poll=self.unit.poll, by=self.user, now=timezone.now(), only=self.unit)
        return pdf_response(data, f"ballot-{self.unit.code}")


class ResultSheet(OfPoll):
    permission_required = VIEW

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.poll.is_closed:
            raise Http404
        return pdf_response(bytes(self.poll.result.sheet), f"result-{self.poll.number}")


class FindPaperForm(forms.Form):
    paper = forms.CharField(
        label=_("receipt number or unit"),
        max_length=60,
        help_text=_("As printed on the paper. A phone's camera opens it by the code at once."),
    )


class FindPaper(OfPoll, FormPage):
    """Which paper is keyed next: typed in where no phone is at hand."""

    title = _("Key papers")
    permission_required = KEY
    form_class = FindPaperForm
    submit_label = _("Key this paper")
    found: Any = None

    def form_valid(self, form: Any) -> HttpResponse:
        self.found = papers.paper_typed(self.user, self.poll, form.cleaned_data["paper"])
        return super().form_valid(form)

    def get_success_url(self) -> str:
        if self.found is None:
            return super().get_success_url()
        if recount := self.request.GET.get("recount", ""):
            return reverse("ballot_recount", args=[self.found.code, recount if recount.isdecimal() else "0"])
        return reverse("ballot_key", args=[self.found.code])


class MarkedForm(forms.Form):
    """One row of buttons for each subject."""

    def __init__(self, *args: Any, subjects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for subject in subjects:
            self.fields[f"{CHOICE}{subject.number}"] = forms.ChoiceField(
                label=str(subject), choices=CHOICES, widget=forms.RadioSelect
            )

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(Choice(value) for name, value in self.cleaned_data.items() if name.startswith(CHOICE))


class KeyForm(MarkedForm):
    """What is asked besides stands below the subjects, as on the paper."""

    by_proxy = forms.BooleanField(label=_("a proxy signed, not the owner"), required=False)
    photos = PicturesField(label=_("photo of the paper, if you like"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name.startswith(CHOICE)), "by_proxy", "photos"])

    def clean_photos(self) -> bytes:
        photos = self.cleaned_data["photos"]
        if len(photos) > 1:
            raise forms.ValidationError(_("One photo."))
        return photos[0].read() if photos else b""


class OfPaper(FormPage):
    """A page about the paper whose code stands in the address."""

    permission_required = KEY
    menu = LIST
    template_name = "votes/key.html"

    @cached_property
    def paper(self) -> Any:
        try:
            return papers.paper_of_code(self.user, self.kwargs["code"])
        except BusinessError as error:
            raise Http404 from error

    def get_subtitle(self) -> str:
        return f"{self.paper.unit.poll} · {self.paper.unit.place}"

    def breadcrumbs(self) -> list[Crumb]:
        poll = self.paper.unit.poll
        return [Crumb(str(poll), reverse("poll", args=[poll.pk])), Crumb(_("Key papers"), self.get_success_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"subjects": register.subjects_of(self.paper.unit.poll)}

    def get_success_url(self) -> str:
        return reverse("poll_key", args=[self.paper.unit.poll_id])


class KeyPaper(OfPaper):
    """What stands on the paper. What another person keyed is not shown."""

    title = _("Key a ballot paper")
    form_class = KeyForm
    takes_megabytes = settings.PHOTO_MAX_MEGABYTES
    outcome = KeyedState.ONCE

    def form_valid(self, form: Any) -> HttpResponse:
        marked = MarkedPaper(form.choices, form.cleaned_data["by_proxy"])
        photo = form.cleaned_data["photos"]
        self.outcome = key_ballot(paper=self.paper, marked=marked, by=self.user, now=timezone.now(), photo=photo).state
        return super().form_valid(form)

    def get_success_message(self, cleaned_data: Any) -> str:
        return f"{self.paper.unit.code}: {gettext(str(KEYED[self.outcome]))}"


class RecountPaper(OfPaper):
    title = _("Recount a ballot paper")
    form_class = MarkedForm
    success_message = _("Keyed for the recount.")

    @cached_property
    def recount(self) -> Any:
        return get_object_or_404(self.paper.unit.poll.recounts, pk=self.kwargs["recount"])

    def form_valid(self, form: Any) -> HttpResponse:
        recount_paper(recount=self.recount, paper=self.paper, choices=form.choices, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return f"{super().get_success_url()}?recount={self.recount.pk}"
