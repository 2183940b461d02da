"""Objecting to a line on the household's page (docs/product.md rule 12): in words and photos, and what is answered."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections.public import DisputeChannel, DisputedAlready, open_dispute
from invoices.modules.residents.public import HouseholdDevice, bills_of, line_at
from invoices.modules.residents.views.kit import household_answer, household_page
from property_ops.framework.web.pictures import PicturesField, takes_photos_of_anybody
from property_ops.framework.web.printable import all_printable
from property_ops.kernel.errors import BusinessError

MOST_PHOTOS = 6


class ObjectionForm(forms.Form):
    words = forms.CharField(label=_("What is not right?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))
    photos = PicturesField(label=_("Photos, if they show it"), required=False)

    def clean_photos(self) -> list[Any]:
        photos: list[Any] = self.cleaned_data["photos"]
        if len(photos) > MOST_PHOTOS:
            raise forms.ValidationError(_("At most six photos."))
        return photos


@takes_photos_of_anybody
@household_page("POST")
def object_to(request: HttpRequest, household: HouseholdDevice, number: str, position: int) -> HttpResponseBase:
    """The line is held until it is answered; the rest of the bill stays due."""
    bill = get_object_or_404(bills_of(household), number=number)
    line = line_at(bill, position)
    if line is None:
        raise Http404
    form = ObjectionForm(request.POST, request.FILES) if request.method == "POST" else ObjectionForm()
    if request.method == "POST" and form.is_valid() and all_printable(form):
        try:
            open_dispute(
                line=line,
                words=form.cleaned_data["words"],
                channel=DisputeChannel.ONLINE,
                by=None,
                now=timezone.now(),
                today=timezone.localdate(),
                photos=[one.read() for one in form.cleaned_data["photos"]],
            )
        except DisputedAlready:
            pass  # said already: the page shows how it stands
        except BusinessError as error:
            form.add_error(None, error.sentence(gettext))
        if not form.errors:
            return HttpResponseRedirect(reverse("household_bill", args=[household.pk, number]) + f"#line-{position}")
    content = {"bill": bill, "line": line, "form": form}
    return household_answer(request, "residents/object.html", household, content, status=422 if form.errors else 200)
