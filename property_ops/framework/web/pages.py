"""Pages of staff on Django's generic views: who may see them, what they are called, where they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.contrib.messages.views import SuccessMessageMixin
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View
from django.views.generic.edit import FormMixin

from property_ops.framework.database_errors import as_unavailable
from property_ops.framework.models import User
from property_ops.framework.web.form_keys import answered_before, once
from property_ops.framework.web.habits import remember
from property_ops.framework.web.looks import is_file, record_page, traced
from property_ops.framework.web.navigation import in_groups
from property_ops.framework.web.printable import all_printable, says_only_printable
from property_ops.framework.web.sane import Question, asks
from property_ops.framework.web.unchanged import refuse_overwriting, watch
from property_ops.kernel.errors import BusinessError, NotAllowed, Unavailable
from property_ops.kernel.writing import LONGEST_REASON

_REFUSED, _UNAVAILABLE = 422, 503
EVERYBODY: tuple[str, ...] = ()
"""The `permission_required` of a page for all who are logged in."""


@dataclass(frozen=True, slots=True)
class Crumb:
    label: Any
    url: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A link at the head of a page that looks like a button."""

    label: Any
    url: str
    icon: str = ""
    primary: bool = False


class ForStaff(PermissionRequiredMixin):
    """What is there only for members of staff who have `permission_required`; everything of the kit declares it."""

    request: HttpRequest

    @property
    def user(self) -> User:
        return cast(User, self.request.user)


class Page(ForStaff, TemplateResponseMixin, ContextMixin, View):
    """A page of staff. `permission_required` is declared by every page, `title` is its heading.

    `menu` is the URL name of the menu entry it belongs to, if that is not its own. A refused user gets 403.
    """

    title: Any = ""
    subtitle: Any = ""
    menu: ClassVar[str] = ""
    above: ClassVar[Sequence[tuple[Any, str]]] = ()
    """The pages above this one, as (words, URL name). Where their addresses have parts, `breadcrumbs` says so."""
    takes_megabytes: ClassVar[int] = 0
    """Of files, in one request; those of a form's PicturesField need not be named here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if any(isinstance(value, str) and not value.isprintable() for value in kwargs.values()):
            raise Http404
        request.menu_entry = self.menu  # type: ignore[attr-defined]
        with traced(self) as look:
            response = look.response = answered_before(request) or super().dispatch(request, *args, **kwargs)
        self._remember_use(response)
        if "Cache-Control" not in response.headers:
            add_never_cache_headers(response)  # the next person at this PC sees nothing by the back button
        return response

    def _remember_use(self, response: HttpResponseBase) -> None:
        """A page of the menu that was opened, by itself or below it, stands higher in it (habits)."""
        match = self.request.resolver_match
        entry = self.menu or (match.view_name if match else "")
        is_page = self.request.method == "GET" and response.status_code == 200 and not is_file(response)
        if is_page and entry in in_groups() and not self.request.headers.get("HX-Request"):
            remember(response, self.request, self.user, entry)

    def record_look(self) -> None:
        """Called for a page that was shown and of which nothing was recorded on the way (docs/product.md rule 20)."""
        record_page(self)

    def get_title(self) -> Any:
        return self.title

    def get_subtitle(self) -> Any:
        return self.subtitle

    def breadcrumbs(self) -> Sequence[Crumb]:
        """The pages above this one."""
        return [Crumb(words, reverse(name)) for words, name in self.above]

    def buttons(self) -> Sequence[Button]:
        """Links at the head of the page."""
        return ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        head = {
            "title": self.get_title(),
            "subtitle": self.get_subtitle(),
            "breadcrumbs": self.breadcrumbs(),
            "buttons": self.buttons(),
        }
        return head | super().get_context_data(**kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.render_to_response(self.get_context_data())


class _Posted(SuccessMessageMixin[Any], FormMixin[Any], Page):
    """POST makes the form; `form_valid` calls the service, and what the service refuses is an error of the form.

    What is sent twice with one form key takes effect once, and is answered as it was the first time. The form of a
    stored row that somebody else changed meanwhile is shown again with both values.
    """

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        watch(form)
        return form

    def questions(self, form: Any) -> Iterable[Question]:
        """What is possible, but asked about once before it is taken; besides what fields find unusual."""
        return ()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.get_form()
        if not _is_taken(form, request) or refuse_overwriting(form):
            return self.form_invalid(form)
        try:
            questions = list(self.questions(form))
        except BusinessError:
            questions = []  # the service says so
        if asks(request, form, questions):
            return self.form_invalid(form)
        try:
            return once(request, lambda: self.form_valid(form))
        except NotAllowed:
            raise
        except (BusinessError, DatabaseError, OSError) as error:
            unavailable = as_unavailable(error)
            if unavailable is None and not isinstance(error, BusinessError):
                raise
            return self._refused(form, unavailable or error)

    def _refused(self, form: Any, error: Any) -> HttpResponseBase:
        """The form again, with all that was typed, and why nothing came of it."""
        form.add_error(None, error.sentence(gettext))
        response = self.form_invalid(form)
        if isinstance(error, Unavailable) and response.status_code == _REFUSED:
            response.status_code = _UNAVAILABLE
        return response


def _is_taken(form: Any, request: HttpRequest) -> bool:
    return form.is_valid() and all_printable(form) and says_only_printable(form, request)


class ReasonForm(forms.Form):
    """Why something is undone or closed."""

    because = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON)


class Action(_Posted):
    """A button: POST calls `form_valid`, which calls the service, and goes on to `get_success_url`.

    A BusinessError is told as its sentence and nothing has happened; NotAllowed is 403. Most have no field.
    """

    http_method_names = ["post", "options"]
    form_class: type[Any] | None = forms.Form

    def typed(self, name: str) -> str:
        """What stands in a field of the button; the service says what is wrong with it, or too long."""
        return str(self.request.POST.get(name, "")).strip()

    def form_invalid(self, form: Any) -> HttpResponse:
        for errors in form.errors.values():
            for error in errors:
                messages.error(self.request, error)
        return HttpResponseRedirect(self.get_success_url())


class FormPage(_Posted):
    """A form: GET shows it, a valid POST calls `form_valid` and goes on to `get_success_url`.

    A BusinessError of the service is shown above the form, with what was typed still in it.
    """

    template_name = "framework/form.html"
    submit_label: Any = _("Save")
    narrow: ClassVar[bool] = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(submit_label=self.submit_label, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=_REFUSED)
