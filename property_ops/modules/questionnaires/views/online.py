"""Answering by the code of a sheet, and the published result: without a log-in."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.form_keys import once
from property_ops.framework.web.printable import all_printable
from property_ops.framework.web.public_pages import PublicPages
from property_ops.kernel.errors import BusinessError
from property_ops.modules.estates.public import Company
from property_ops.modules.questionnaires.domain.errors import StaffCannotAnswer
from property_ops.modules.questionnaires.public import KEY, answer_on_phone, published
from property_ops.modules.questionnaires.selectors import questionnaires as read
from property_ops.modules.questionnaires.views.kit import AnswerForm, result_rows
from property_ops.modules.requests.public import share

SORRY = "questionnaires/sorry.html"
PAGES = PublicPages(
    "questionnaires",
    sorry=SORRY,
    lost=_("Check the address, or scan the code on the sheet again."),
    renewed=_("The questionnaire is over."),
)
RESULTS = PublicPages(
    "questionnaire_results", sorry=SORRY, lost=_("Nothing is published there."), renewed="", is_shared=True
)


@PAGES.page("POST")
def answer(request: HttpRequest, token: str) -> HttpResponseBase:
    """The household's; who keys papers is led from the same code to keying."""
    sheet = read.sheet_of_code(token, today=timezone.localdate())
    if request.user.is_authenticated and request.user.has_perm(KEY):
        return HttpResponseRedirect(reverse("questionnaire_key", args=[token]))
    if request.method == "POST":
        return once(request, lambda: _taken(request, token, sheet))
    return _page(request, sheet, AnswerForm(questions=read.asked_questions(sheet.questionnaire)))


def _taken(request: HttpRequest, token: str, sheet: Any) -> HttpResponseBase:
    form = AnswerForm(request.POST, questions=read.asked_questions(sheet.questionnaire))
    if not form.is_valid() or not all_printable(form):
        return _page(request, sheet, form)
    try:
        if request.user.is_authenticated:
            raise StaffCannotAnswer()
        answer_on_phone(sheet=sheet, answers=form.answers, now=timezone.now(), today=timezone.localdate())
    except BusinessError as error:
        form.add_error(None, error.sentence(gettext))
        return _page(request, sheet, form)
    return HttpResponseRedirect(reverse("questionnaire_answer", args=[token]))


def _page(request: HttpRequest, sheet: Any, form: AnswerForm) -> HttpResponseBase:
    found = sheet.questionnaire
    content = {
        "questionnaire": found,
        "title": found.title,
        "company": Company.load(),
        "is_asked": found.is_asked(timezone.localdate()),
        "is_answered": read.is_answered(sheet),
        "form": form,
    }
    return render(request, "questionnaires/answer.html", content, status=422 if form.errors else 200)


@RESULTS.page()
def result(request: HttpRequest, token: str) -> HttpResponseBase:
    """What may be told to everybody."""
    found = read.result_of_code(token)
    part = read.participation(found)
    content = {
        "questionnaire": found,
        "title": found.title,
        "part": part,
        "part_share": share(part.answered, part.asked),
        "results": [(one, result_rows(one)) for one in map(published, read.result_of(found))],
    }
    return render(request, "questionnaires/result.html", content)
