"""The register of crews, and the page of one."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import decision, state_badge
from property_ops.framework.permissions import phone_shown_to
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button
from property_ops.modules.dispatch.approvals import CONTRACTS
from property_ops.modules.dispatch.domain.calendar import holiday_on
from property_ops.modules.dispatch.public import visits_of_crew
from property_ops.modules.dispatch.selectors import crews as selectors
from property_ops.modules.dispatch.selectors.contracts import contracts_of
from property_ops.modules.dispatch.selectors.vans import van_of
from property_ops.modules.dispatch.services.feed import feed_token
from property_ops.modules.works.public import work_kinds

VIEW = "dispatch.view"
CONTRACTS_SHOWN = 6


class CrewTable(columns.ListTable):
    code = columns.Text(verbose_name=_("code"), attrs={"td": {"class": "day"}})
    name = columns.Text(verbose_name=_("crew"), linkify=("dispatch_crew", {"pk": columns.A("pk")}))
    kinds = columns.Text(
        verbose_name=_("skills"), empty_values=(), orderable=False, attrs={"td": {"class": "wide-text"}}
    )
    member_count = columns.Number(verbose_name=_("members"))
    phone = columns.Phone(verbose_name=_("phone"))
    active = columns.YesNo(verbose_name=_("in use"))

    def render_kinds(self, record: Any) -> str:
        return kind_names(record)

    def value_kinds(self, record: Any) -> str:
        return kind_names(record)


class Crews(ListPage):
    title = _("Crews")
    subtitle = _("Who goes out, what they master, when they work.")
    permission_required = VIEW
    table_class = CrewTable
    export_name = "crews"
    personal_data = True
    new = (_("New crew"), "dispatch_crew_new")

    def get_queryset(self) -> Any:
        return selectors.with_people(selectors.crews())


class CrewPage(DetailPage):
    permission_required = VIEW
    personal_data = True
    menu = "dispatch_crews"
    above = ((_("Crews"), "dispatch_crews"),)
    template_name = "dispatch/crew.html"

    def get_queryset(self) -> Any:
        return selectors.with_people(selectors.crews())

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(selectors.PLAN):
            return []
        number = [self.object.pk]
        return [
            Button(_("Members"), reverse("dispatch_members", args=number), "users"),
            Button(_("Contractor and prices"), reverse("dispatch_contract", args=number), "file-certificate"),
            Button(_("Load the van"), reverse("dispatch_van", args=number), "truck"),
            Button(_("Enter leave"), reverse("dispatch_leave", args=number), "beach"),
            Button(_("Change"), reverse("dispatch_crew_edit", args=number), "pencil"),
        ]

    def facts(self) -> list[Fact]:
        crew = self.object
        phone = phone_shown_to(self.user, crew.phone)
        return [
            Fact(_("Code"), crew.code),
            Fact(_("Skills"), kind_names(crew)),
            Fact(_("Phone"), phone),
            Fact(_("In use"), crew.active),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        members = [(member, phone_shown_to(self.user, member.phone)) for member in self.object.members.all()]
        contracts = list(contracts_of(self.object)[:CONTRACTS_SHOWN])
        asked = next((one for one in contracts if one.waits), None)
        question = _("Approve these prices? From their first day on, what the crew does costs so much.")
        return super().get_context_data(**kwargs) | {
            "contracts": [(one, state_badge(one.state), _priced(one)) for one in contracts],
            "decision": decision(CONTRACTS, asked, self.user, question=question) if asked else None,
            "van": van_of(self.object),
            "members": members,
            "shifts": self.object.shifts.all(),
            "leaves": [(leave, leave.end > today) for leave in self.object.leaves.all()],
            "visits": visits_of_crew(self.object, on=today, seen_by=self.user),
            "holiday": holiday_on(today),
            "may_plan": self.user.has_perm(selectors.PLAN),
            "feed": self._feed() if self.object.feed_open and self.user.has_perm(selectors.PLAN) else "",
        }

    def _feed(self) -> str:
        """The address that a phone subscribes to."""
        return settings.PUBLIC_URL + reverse("dispatch_calendar", args=[feed_token(self.object)])


def _priced(contract: Any) -> str:
    found = ((work_kinds().coded(one.kind), one) for one in contract.prices.all())
    return "；".join(f"{kind.name} {one.price.grouped()}/{kind.unit}" for kind, one in found if kind)


def kind_names(crew: Any) -> str:
    """The skills in the office's words; the code of a kind whose module is gone."""
    kinds = ((skill.kind, work_kinds().coded(skill.kind)) for skill in crew.skills.all())
    return "、".join(sorted(kind.name if kind else code for code, kind in kinds))
