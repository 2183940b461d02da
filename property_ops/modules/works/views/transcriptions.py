"""A signed paper beside what was transcribed from it: compared by a second person (docs/product.md rule 22)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import DecisionButtons
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.pages import Crumb, Page
from property_ops.framework.web.pictures import picture_response, size_named
from property_ops.modules.works import selectors
from property_ops.modules.works.approvals import TRANSCRIPTIONS
from property_ops.modules.works.views.register import PERMISSION

QUESTION = _("Have you compared name, day and each quantity with the scan? What you approve counts as accepted.")


class TranscriptionPage(DecidedPage):
    permission_required = PERMISSION
    personal_data = True
    kind = TRANSCRIPTIONS
    question = QUESTION
    menu = "works"
    template_name = "works/transcription.html"

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_papers(self.user).defer("pdf")

    def breadcrumbs(self) -> Sequence[Crumb]:
        number = self.object.work.number
        return (Crumb(_("Works"), reverse("works")), Crumb(number, reverse("work", args=[number])))

    def facts(self) -> Sequence[Fact]:
        paper = self.object
        names = ("party", "person", "on", "round", *(["remark"] if paper.remark else []))
        return facts_of(paper, *names)

    @cached_property
    def is_own_work(self) -> bool:
        return selectors.has_done(self.object.work, self.user)

    def decision(self) -> DecisionButtons | None:
        return None if self.is_own_work else super().decision()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paper = self.object
        return super().get_context_data(**kwargs) | {
            "own_work": paper.waits and self.is_own_work,
            "lines": [(line, paper.measured.get(str(line.number), "")) for line in selectors.lines_of(paper.work)],
        }


class Scan(Page):
    """The scan: a photo as picture, a PDF to save."""

    permission_required = PERMISSION
    menu = "works"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        paper = get_object_or_404(selectors.visible_papers(self.user), pk=kwargs["pk"])
        if paper.picture:
            return picture_response(request, paper.picture, size_named(kwargs["size"]))
        return pdf_response(bytes(paper.pdf or b""), f"{paper.work.number}-{paper.party}", download=True)
