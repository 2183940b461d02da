"""Disclosures for staff: the list, a new one, its poster, who publishes it, and the photos of the posted notice."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from invoices.modules.disclosure import selectors
from invoices.modules.disclosure.approvals import DISCLOSURES
from invoices.modules.disclosure.public import Disclosure, Quarter, add_photo, prepare, preview
from invoices.modules.proofs.public import SealKind, seal_for
from property_ops.framework.approval.display import STATE_CHOICES, StateColumn, decision, state_badge
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.pictures.reading import Size
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, FormPage, Page
from property_ops.framework.web.pictures import PicturesField, picture_response
from property_ops.modules.estates.public import ManagedEstateFilter, managed_estates

VIEW, PREPARE, ADD_PHOTO = "disclosure.view", "disclosure.prepare", "disclosure.add_photo"
QUARTERS_OFFERED = 8


class DisclosureTable(columns.ListTable):
    of = columns.Text(
        verbose_name=_("quarter"), linkify=("disclosure", {"pk": columns.A("pk")}), order_by=("year", "quarter")
    )
    estate = columns.Text(accessor="estate__name", verbose_name=_("estate"))
    edition = columns.Number(verbose_name=_("edition"))
    number = columns.Text(verbose_name=_("disclosure number"), attrs={"td": {"class": "day"}})
    state = StateColumn()
    published_on = columns.DayColumn(verbose_name=_("published on"))
    prepared_by = columns.Text(verbose_name=_("prepared by"))
    decided_by = columns.Text(verbose_name=_("decided by"))


class DisclosureFilters(Filters):
    estate = ManagedEstateFilter()
    quarter = Choice(label=_("quarter"), empty_label=_("all"), method="of_quarter")
    state = Choice(label=_("state"), empty_label=_("all"), choices=STATE_CHOICES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quarters = selectors.quarters_shown(self.request.user)
        self.form.fields["quarter"].choices = [(str(one), str(one)) for one in quarters]

    def of_quarter(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        quarter = Quarter.parse(value)
        return rows.filter(year=quarter.year, quarter=quarter.number)


class Disclosures(ListPage):
    title = _("Public disclosure")
    subtitle = _("What came in and what it was spent on, quarter by quarter, for the notice board and for everybody.")
    permission_required = VIEW
    table_class = DisclosureTable
    filterset_class = DisclosureFilters
    search_hint = _("number, estate")
    export_name = "disclosures"
    personal_data = False
    new = (_("New disclosure"), "new_disclosure")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_disclosures(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_disclosures(queryset, text)


class DisclosureForm(forms.Form):
    quarter = forms.ChoiceField(label=_("quarter"))
    note = forms.CharField(
        label=_("explanation"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Shown on the notice. No names, no numbers of homes or telephones."),
    )

    def __init__(self, *args: Any, estates: Any, quarters: Sequence[Quarter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = {"estate": forms.ModelChoiceField(estates, label=_("estate"), empty_label=None), **self.fields}
        self.fields = fields
        quarter = self.fields["quarter"]
        assert isinstance(quarter, forms.ChoiceField)
        quarter.choices = [(str(one), one.in_words) for one in quarters]


class NewDisclosure(FormPage):
    permission_required = PREPARE
    menu = "disclosures"
    above = ((_("Public disclosure"), "disclosures"),)
    title = _("New disclosure")
    subtitle = _("The figures are taken from the ledger as it is now. Another person publishes them.")
    submit_label = _("Prepare")
    success_message = _("Prepared. Another person publishes it.")
    form_class = DisclosureForm

    @property
    def quarters(self) -> list[Quarter]:
        """Those that are over and that the ledger may have something of."""
        years = selectors.years() or [timezone.localdate().year]
        today = timezone.localdate()
        found = [Quarter(year, number) for year in years for number in (4, 3, 2, 1)]
        return [one for one in found if one.period.end <= today][:QUARTERS_OFFERED]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "estates": managed_estates(self.user).order_by("code"),
            "quarters": self.quarters,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        now, values = timezone.now(), form.cleaned_data
        self.made = prepare(
            estate=values["estate"],
            quarter=Quarter.parse(values["quarter"]),
            note=values["note"].strip(),
            by=self.user,
            now=now,
            today=timezone.localdate(now),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("disclosure", args=[self.made.pk])


class OfDisclosure(Page):
    permission_required = VIEW
    menu = "disclosures"

    @cached_property
    def found(self) -> Disclosure:
        found = selectors.disclosure(self.user, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found


class DisclosurePage(OfDisclosure, DetailPage):
    personal_data = False

    template_name = "disclosure/page.html"
    above = ((_("Public disclosure"), "disclosures"),)

    def get_object(self, queryset: Any = None) -> Disclosure:
        return self.found

    def get_title(self) -> str:
        return f"{self.found.estate.name} {self.found.of.in_words}"

    def facts(self) -> Sequence[Fact]:
        found = self.found
        facts = [Fact(_("State"), state_badge(found.state)), *facts_of(found, "edition", "prepared_by", "prepared_at")]
        if found.decided_by:
            facts += facts_of(found, "decided_by", "decided_at", "rejected_because")
        if found.number:
            online = reverse("disclosure_online", args=[found.number])
            facts += facts_of(found, "number", "published_on")
            facts.append(Fact(_("For everybody"), settings.PUBLIC_URL + online, online))
        return [*facts, *facts_of(found, "head_number"), Fact(_("Head of the ledger"), found.head_digest)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.found
        question = _("A published disclosure can never be changed. Publish it?")
        return super().get_context_data(**kwargs) | {
            "figures": found.shown,
            "seal": seal_for(SealKind.DISCLOSURE, found.number) if found.number else None,
            "waits": found.waits,
            "decision": decision(DISCLOSURES, found, self.user, question=question),
            "may_add_photo": found.state == ApprovalState.APPROVED and self.user.has_perm(ADD_PHOTO),
            "photos": found.photos.select_related("picture", "added_by"),
            "photo_form": PhotoForm(),
        }


class PosterPdf(OfDisclosure):
    """The poster's bytes as they were published; of one that waits, a proof."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = self.found
        data = bytes(found.poster) if found.poster is not None else preview(found)
        return pdf_response(data, found.number or "proof")


class PhotoForm(forms.Form):
    place = forms.CharField(label=_("place"), max_length=60, required=False)
    pictures = PicturesField(label=_("photos of the posted notice"))


class AddPhoto(OfDisclosure, Action):
    permission_required = ADD_PHOTO
    form_class = PhotoForm

    def get_success_url(self) -> str:
        return reverse("disclosure", args=[self.found.pk])

    def form_valid(self, form: Any) -> HttpResponse:
        pictures = form.cleaned_data["pictures"]
        for file in pictures:
            add_photo(
                found=self.found, data=file.read(), place=form.cleaned_data["place"], by=self.user, now=timezone.now()
            )
        words = ngettext("%(count)s photo kept.", "%(count)s photos kept.", len(pictures))
        messages.success(self.request, words % {"count": len(pictures)})
        return super().form_valid(form)


class DisclosurePhotoFile(OfDisclosure):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        photo = self.found.photos.filter(pk=self.kwargs["photo"]).select_related("picture").first()
        if photo is None:
            raise Http404
        return picture_response(request, photo.picture, Size.MEDIUM)
