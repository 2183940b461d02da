"""The queue of works of an estate, and why a work stands where it stands."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.pages import Button, Crumb, FormPage, Page
from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.framework.web.tables_in_excel import TablesInExcel
from property_ops.modules.estates.public import Company, visible_estates
from property_ops.modules.queue.public import EstateQueue, QueuedWork, QueuePart, queue_of, tie_vote
from property_ops.modules.queue.reports.sheet import draw_queue
from property_ops.modules.queue.selectors import works as read
from property_ops.modules.queue.views.words import CHANGE, LIST, VIEW, standing_words, why


class Queues(TablesInExcel):
    title = _("Queue of works")
    subtitle = _("Requests, hazards, votes and waiting give points; the money reaches as far as it reaches.")
    permission_required = VIEW
    export_name = "queues"
    personal_data = False

    def buttons(self) -> list[Button]:
        return [
            *super().buttons(),
            Button(_("Weights"), reverse("queue_weights"), "scale"),
            Button(_("Budgets of works"), reverse("works_budgets"), "coin"),
        ]

    def tables(self) -> list[ShownTable]:
        today = timezone.localdate()
        found = [queue_of(estate, today=today) for estate in read.estates_with_works(self.user)]
        rows = [
            [
                ShownCell(one.estate.name, reverse("queue_estate", args=[one.estate.code])),
                len(one.works),
                one.money,
                len(one.taken),
            ]
            for one in found
        ]
        heads = [_("estate"), _("works that wait"), _("money for works (yuan)"), _("works the money reaches")]
        return [ShownTable(_("Estates"), "building", heads, rows, empty=_("No work waits."))]


class OfQueue(Page):
    permission_required = VIEW
    menu = LIST
    above = ((_("Queue of works"), LIST),)

    @cached_property
    def queue(self) -> EstateQueue:
        estate = get_object_or_404(visible_estates(self.user), code=self.kwargs["code"])
        return queue_of(estate, today=timezone.localdate())

    @cached_property
    def one(self) -> QueuedWork:
        found = self.queue.called(self.kwargs["number"])
        if found is None:
            raise Http404
        return found


class QueuePage(TablesInExcel, OfQueue, DetailPage):
    personal_data = False
    export_name = "queue"
    template_name = "framework/decided.html"

    def get_object(self, queryset: Any = None) -> Any:
        return self.queue

    def get_title(self) -> str:
        return gettext("%(estate)s: queue of works") % {"estate": self.queue.estate.name}

    def buttons(self) -> list[Button]:
        code = self.queue.estate.code
        found = [*super().buttons(), Button(_("Queue (PDF)"), reverse("queue_pdf", args=[code]), "printer")]
        if self.user.has_perm(CHANGE):
            found.append(Button(_("New budget"), reverse("works_budget_new"), "plus", primary=True))
        return found

    def facts(self) -> list[Fact]:
        queue = self.queue
        budget = reverse("works_budget", args=[queue.budget.pk]) if queue.budget else ""
        weights = reverse("queue_weight", args=[queue.weights.pk]) if queue.weights else ""
        return [
            Fact(_("Money for works (yuan)"), queue.money, budget),
            Fact(_("From"), queue.budget.source if queue.budget else None),
            Fact(_("Works the money reaches"), f"{len(queue.taken)} / {len(queue.works)}", "#works"),
            Fact(_("Weights in force from"), queue.weights.start if queue.weights else None, weights),
        ]

    def tables(self) -> list[ShownTable]:
        queue = self.queue
        code = queue.estate.code
        rows = [
            [
                one.place.rank,
                ShownCell(one.work.number, reverse("queue_why", args=[code, one.work.number])),
                one.work.kind,
                one.work.place,
                one.place.score,
                one.cost,
                standing_words(queue, one),
            ]
            for one in queue.works
        ]
        heads = [
            _("place in the queue"),
            _("work order"),
            _("kind of work"),
            _("place"),
            _("points"),
            _("estimated (yuan)"),
            _("how it stands"),
        ]
        words = _(
            "By points; of equal points what waits longer, then by number. Money is set aside in this order up to the "
            "first work that it does not reach: more money adds works and removes none."
        )
        return [
            ShownTable(_("Works that wait"), "list-numbers", heads, rows, _("No work waits."), words, anchor="works")
        ]


class WhyPage(OfQueue, DetailPage):
    """Why not mine: each figure with its rows."""

    personal_data = False
    template_name = "queue/why.html"

    def get_object(self, queryset: Any = None) -> Any:
        return self.one

    def get_title(self) -> str:
        work = self.one.work
        return f"{work.number} {work.kind} {work.place}".strip()

    def breadcrumbs(self) -> list[Crumb]:
        estate = self.queue.estate
        return [*super().breadcrumbs(), Crumb(estate.name, reverse("queue_estate", args=[estate.code]))]

    def buttons(self) -> list[Button]:
        code, number = self.queue.estate.code, self.one.work.number
        found = []
        if self.user.has_perm("works.view"):
            found.append(Button(_("Work order"), reverse("work", args=[number]), "tools"))
        if self.user.has_perm(CHANGE) and self.one.vote is None:
            found.append(Button(_("Tie a vote"), reverse("queue_vote", args=[code, number]), "checkbox"))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "why": why(self.queue, self.one),
            "tables": [self._points(), self._requests(), self._hazards()],
        }

    def _points(self) -> ShownTable:
        rows = [
            [
                gettext(QueuePart(part.part).word),
                part.count,
                min(part.count, part.weight.most),
                part.weight.points,
                part.points,
            ]
            for part in self.one.place.parts
        ]
        heads = [_("what counts"), _("found"), _("counted"), _("points each"), _("points")]
        title = gettext("%(points)s points") % {"points": self.one.place.score}
        vote = self.one.vote
        may = vote is not None and self.user.has_perm("votes.view")
        links = [(gettext("The vote"), reverse("poll", args=[vote.subject.poll_id]))] if vote and may else []
        links.append((gettext("Weights"), reverse("queue_weights")))
        return ShownTable(title, "chart-bar", heads, rows, links=links)

    def _requests(self) -> ShownTable:
        may = self.user.has_perm("requests.view")
        rows = [
            [
                ShownCell(one.number, reverse("request", args=[one.number]) if may else ""),
                one.get_topic_display(),
                one.received_on,
                one.get_state_display(),
            ]
            for one in self.one.requests
        ]
        heads = [_("request number"), _("topic"), _("request received on"), _("state")]
        return ShownTable(_("Requests for it"), "message-circle", heads, rows, _("No request names this work."))

    def _hazards(self) -> ShownTable:
        may = self.user.has_perm("inspections.view")
        rows = [
            [
                ShownCell(one.number, reverse("hazard", args=[one.number]) if may else ""),
                one.get_grade_display(),
                one.what,
                one.found_on,
            ]
            for one in self.one.hazards
        ]
        heads = [_("hazard number"), _("grade"), _("what is wrong"), _("day it was found")]
        return ShownTable(_("Hazards that it removes"), "alert-triangle", heads, rows, _("No open hazard names it."))


class VoteForm(forms.Form):
    def __init__(self, *args: Any, subjects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"] = forms.ModelChoiceField(
            label=_("subject of a vote"),
            queryset=subjects,
            help_text=_("It brings points once the vote has carried it."),
        )


class TieVote(OfQueue, FormPage):
    title = _("Tie a vote")
    permission_required = CHANGE
    form_class = VoteForm
    success_message = _("Saved.")

    def get_subtitle(self) -> str:
        return str(self.one.work)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"subjects": read.subjects_of_estate(self.queue.estate)}

    def form_valid(self, form: Any) -> HttpResponse:
        tie_vote(work=self.one.work, subject=form.cleaned_data["subject"], by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("queue_why", args=[self.kwargs["code"], self.kwargs["number"]])


class QueuePdf(OfQueue):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        issuer = Company.load().name or gettext("Property company")
        data = draw_queue(self.queue, issuer=issuer, day=timezone.localdate())
        return pdf_response(data, f"queue-{self.queue.estate.code}")
