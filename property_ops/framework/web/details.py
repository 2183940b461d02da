"""Detail pages: one thing with its facts, its tabs and the panels that other modules add."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property

from property_ops.framework.web.display import Fact
from property_ops.framework.web.pages import Page
from property_ops.framework.web.tabs import Tab, chosen, panels, tabs


class DetailPage(Page):
    """Give `find()`, and what there is of `facts()`, `own_tabs`, `tab_slot`, `panel_slot`.

    Tabs and panels of a slot are classes of `tabs`, made with the request and the thing.
    """

    template_name = "framework/detail.html"
    own_tabs: ClassVar[Sequence[type[Tab]]] = ()
    tab_slot: ClassVar[str] = ""
    panel_slot: ClassVar[str] = ""

    def find(self) -> Any:
        """The thing, among those the user may see. Raises Http404."""
        raise NotImplementedError

    @cached_property
    def thing(self) -> Any:
        return self.find()

    def get_title(self) -> Any:
        return str(self.thing)

    def facts(self) -> Sequence[Fact]:
        return ()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        content: dict[str, Any] = {"thing": self.thing, "facts": self.facts()}
        if self.panel_slot:
            content["panels"] = panels(self.panel_slot, request, self.thing)
        available = tabs(self.tab_slot, request, self.thing, own=self.own_tabs)
        if available:
            tab, links = chosen(available, request.GET.get("tab", ""))
            answer = tab.respond()
            if answer is not None:
                return answer
            content |= {"tab": tab, "tab_links": links}
        return self.show(**content)
