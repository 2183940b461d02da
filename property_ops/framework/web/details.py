"""Detail pages: one object with its facts, its tabs and the panels that other modules add."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.views.generic.detail import SingleObjectMixin

from property_ops.framework.web.display import Fact
from property_ops.framework.web.pages import Page
from property_ops.framework.web.tabs import Tab, TabLink, chosen, panels, tabs


class DetailPage(SingleObjectMixin[Any], Page):
    """Give `get_queryset()`: what the user may see, or `get_object()`; and what there is of `facts()`, `own_tabs`,
    `tab_slot`, `panel_slot`.

    Tabs and panels of a slot are classes of `tabs`, made with the request and the object. Each page says whether it
    shows `personal_data`, as lists do.
    """

    personal_data: ClassVar[bool]
    template_name = "framework/detail.html"
    own_tabs: ClassVar[Sequence[type[Tab]]] = ()
    tab_slot: ClassVar[str] = ""
    panel_slot: ClassVar[str] = ""

    @cached_property
    def object(self) -> Any:
        return self.get_object()

    @cached_property
    def chosen_tab(self) -> tuple[Tab, list[TabLink]] | None:
        """The tab asked for and the links to all, if there are any."""
        available = tabs(self.tab_slot, self.request, self.object, own=self.own_tabs)
        return chosen(available, self.request.GET.get("tab", "")) if available else None

    def get_context_object_name(self, obj: Any) -> None:  # type: ignore[override]
        """Templates call it `object`: by its model's name a request would hide the request."""

    def get_title(self) -> Any:
        return str(self.object)

    def facts(self) -> Sequence[Fact]:
        return ()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = self.chosen_tab[0].respond() if self.chosen_tab else None
        return answer or super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content: dict[str, Any] = {"facts": self.facts()}
        if self.panel_slot:
            content["panels"] = panels(self.panel_slot, self.request, self.object)
        if self.chosen_tab:
            content["tab"], content["tab_links"] = self.chosen_tab
        return super().get_context_data(**content | kwargs)
