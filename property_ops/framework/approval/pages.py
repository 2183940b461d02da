"""The page of one thing that another person decides."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import DecisionButtons, decision, history, state_badge
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact


class DecidedPage(DetailPage):
    """Its state before all other facts, the buttons of who decides, who did what to it. `question` is asked before it
    is approved."""

    kind: ClassVar[ApprovalKind[Any]]
    question: Any = ""
    template_name = "framework/decided.html"

    def get_queryset(self) -> QuerySet[Any]:
        return self.kind.visible(self.user)

    @property
    def state(self) -> Any:
        return state_badge(self.object.state)

    def decision(self) -> DecisionButtons | None:
        return decision(self.kind, self.object, self.user, question=self.question)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content = super().get_context_data(**kwargs)
        content["facts"] = [Fact(_("State"), self.state), *content["facts"]]
        return content | {"decision": self.decision(), "history": history(self.object)}
