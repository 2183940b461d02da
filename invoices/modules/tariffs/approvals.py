"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.tariffs import selectors
from invoices.modules.tariffs.models import Tariff
from invoices.modules.tariffs.services import approve_tariffs
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User


class Tariffs(ApprovalKind[Tariff]):
    name, title, model = "tariff", _("Tariffs"), Tariff

    def visible(self, user: User) -> QuerySet[Tariff]:
        return selectors.visible_tariffs(user)

    def url(self, thing: Tariff) -> str:
        return reverse("tariff_proposals")

    def words(self, thing: Tariff) -> str:
        return f"{thing.estate.name} {thing.item} {thing.applies_to} {thing.start}"

    def approve(self, thing: Tariff, *, by: User, now: datetime, today: date) -> str:
        approve_tariffs(by=by, now=now, ids=[thing.pk])
        return gettext("The tariff is approved.")


TARIFFS = Tariffs()
