"""The seals: their list, and one with its head in full, as text and as a QR code to print or copy."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.proofs import selectors
from invoices.modules.proofs.domain.seals import SealKind
from property_ops.framework.fields import choices_of
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact
from property_ops.framework.web.files import file_response
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Page

VIEW = "proofs.view"
KINDS = choices_of(SealKind)


class SealTable(columns.ListTable):
    number = columns.Number(verbose_name=_("seal number"), linkify=("seal", {"number": columns.A("number")}))
    kind = columns.Text(verbose_name=_("made for"))
    name = columns.Text(verbose_name=_("of"), attrs={"td": {"class": "day"}})
    sealed_at = columns.Moment(verbose_name=_("sealed at"))
    size = columns.Number(verbose_name=_("entries"))
    head = columns.Text(verbose_name=_("head"), attrs={"td": {"class": "digest"}}, orderable=False)

    def render_kind(self, value: str) -> str:
        return str(dict(KINDS).get(value, value))


class SealFilters(Filters):
    kind = Choice(label=_("made for"), empty_label=_("all"), choices=KINDS)


class Seals(ListPage):
    title = _("Seals")
    subtitle = _("Each seal is the signed head of the ledger at its moment: kept elsewhere, it shows any later change.")
    permission_required = VIEW
    table_class = SealTable
    filterset_class = SealFilters
    export_name = "seals"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_seals(self.user)

    def buttons(self) -> Sequence[Button]:
        return (Button(_("File of seals"), reverse("seals_file"), "download"),)


class SealPage(DetailPage):
    permission_required = VIEW
    menu = "seals"
    above = ((_("Seals"), "seals"),)
    template_name = "proofs/page.html"
    personal_data = False

    def get_object(self, queryset: Any = None) -> Any:
        found = selectors.visible_seals(self.user).filter(number=self.kwargs["number"]).first()
        if found is None:
            raise Http404
        return found

    def get_title(self) -> str:
        return gettext("Seal %(number)s") % {"number": self.object.number}

    def facts(self) -> Sequence[Fact]:
        found = self.object
        return [
            Fact(_("Made for"), gettext(SealKind(found.kind).word)),
            Fact(_("Of"), found.name),
            Fact(_("Sealed at"), found.sealed_at),
            Fact(_("Entries"), f"{found.size:,}"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"seal": self.object}


class SealsFile(Page):
    """The seals as they stand in the file: to be kept elsewhere."""

    permission_required = VIEW
    menu = "seals"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        lines = "".join(f"{line}\n" for line in selectors.seal_lines())
        return file_response(lines, settings.SEALS.name, "application/jsonl; charset=utf-8")
