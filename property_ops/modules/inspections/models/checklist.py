from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.scope import CompanyWide
from property_ops.modules.rounds.public import CheckpointKind


class Checklist(CompanyWide):
    """What is looked at. `items`: `{"text": …, "grade": …, "work_kind": …}` in order; the kind of work may be empty.

    `kind`: the kind of place it is for; empty is any place.
    """

    code = models.CharField(_("checklist code"), max_length=20, unique=True)
    name = models.CharField(_("checklist"), max_length=40)
    kind = models.CharField(_("kind of place"), max_length=10, choices=CheckpointKind, blank=True)
    items: Any = models.JSONField(_("what is looked at"), default=list)
    active = models.BooleanField(_("in use"), default=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("checklist")
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="po_checklist_has_names")]

    def __str__(self) -> str:
        return self.name

    @property
    def texts(self) -> Sequence[str]:
        return [item["text"] for item in self.items]
