"""Pages: who may see them, what they are called, where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext
from django.views import View

from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import BusinessError, NotAllowed

EVERYBODY = ""
"""The `permission` of a page for all who are logged in."""


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


class Page(View):
    """A page of staff. `permission` is declared by every page, `title` is its heading.

    `menu` is the URL name of the menu entry it belongs to, if that is not its own. A refused user gets 403.
    """

    permission: ClassVar[str]
    title: Any = ""
    subtitle: Any = ""
    menu: ClassVar[str] = ""
    template_name: ClassVar[str] = ""

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.check_permission()
        if any(isinstance(value, str) and not value.isprintable() for value in kwargs.values()):
            raise Http404
        request.menu_entry = self.menu  # type: ignore[attr-defined]
        response = super().dispatch(request, *args, **kwargs)
        if "Cache-Control" not in response.headers:
            add_never_cache_headers(response)  # the next person at this PC sees nothing by the back button
        return response

    def check_permission(self) -> None:
        """Raises NotAllowed."""
        if self.permission != EVERYBODY:
            require(self.user, self.permission)

    def get_title(self) -> Any:
        return self.title

    def get_subtitle(self) -> Any:
        return self.subtitle

    def breadcrumbs(self) -> Sequence[Crumb]:
        """The pages above this one."""
        return ()

    def buttons(self) -> Sequence[Button]:
        """Links at the head of the page."""
        return ()

    def context(self) -> dict[str, Any]:
        """What the template gets."""
        return {}

    def show(self, template: str = "", *, status: int = 200, **more: Any) -> HttpResponse:
        """The page, with `context()` and `more`."""
        content = {
            "title": self.get_title(),
            "subtitle": self.get_subtitle(),
            "breadcrumbs": self.breadcrumbs(),
            "buttons": self.buttons(),
            "page": self,
            **self.context(),
            **more,
        }
        return render(self.request, template or self.template_name, content, status=status)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.show()


class Action(Page):
    """A button: POST calls `act`, tells what came of it, and goes on to `where_to`.

    A BusinessError is told as its sentence and nothing has happened; NotAllowed is 403.
    """

    http_method_names = ["post", "options"]

    def act(self) -> Any:
        """Call the service. Returns the sentence that tells of it, or nothing to stay silent."""
        raise NotImplementedError

    def where_to(self) -> str:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            said = self.act()
        except NotAllowed:
            raise
        except BusinessError as error:
            messages.error(request, error.sentence(gettext))
        else:
            if said:
                messages.success(request, said)
        return HttpResponseRedirect(self.where_to())


class FormPage(Page):
    """A form: GET shows it, a valid POST calls `save(form)` and goes on to `where_to`.

    A BusinessError of the service is shown above the form, with what was typed still in it.
    """

    form_class: ClassVar[type[Any]]
    template_name = "framework/form.html"
    submit_label: Any = ""
    narrow: ClassVar[bool] = False

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        return self.form_class(data=data, files=files)

    def save(self, form: Any) -> Any:
        """Call the service. Returns the sentence that tells of it."""
        raise NotImplementedError

    def where_to(self) -> str:
        raise NotImplementedError

    def show_form(self, form: Any, *, status: int = 200) -> HttpResponse:
        return self.show(form=form, submit_label=self.submit_label or gettext("Save"), status=status)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.show_form(self.get_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show_form(form, status=422)
        try:
            said = self.save(form)
        except NotAllowed:
            raise
        except BusinessError as error:
            form.add_error(None, error.sentence(gettext))
            return self.show_form(form, status=422)
        if said:
            messages.success(request, said)
        return HttpResponseRedirect(self.where_to())
