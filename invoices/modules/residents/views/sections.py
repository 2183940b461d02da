"""What other modules add to a household's page: links, and pages with a form (slot `household_sections`)."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from invoices.modules.residents.domain.entry import refuse_without_phone
from invoices.modules.residents.public import HouseholdDevice
from invoices.modules.residents.views.kit import household_answer, household_page, note_look
from property_ops.framework.slots import plugged_into
from property_ops.framework.web.household import HouseholdLink, HouseholdSection
from property_ops.framework.web.printable import all_printable
from property_ops.kernel.errors import BusinessError


def section_links(household: HouseholdDevice) -> list[tuple[str, HouseholdLink]]:
    today = timezone.localdate()
    sections = _sections(household, today)
    return [(one.name, link) for one in sections for link in one.links(household.tenure, today=today)]


def _sections(household: HouseholdDevice, today: date) -> list[HouseholdSection]:
    """Whoever has left the home neither says nor sees what is of those who live there now."""
    is_over = household.tenure.is_over(today)
    return [one for one in plugged_into("household_sections") if one.for_former or not is_over]


@household_page("POST")
def section(request: HttpRequest, household: HouseholdDevice, name: str, key: str) -> HttpResponseBase:
    today, data = timezone.localdate(), request.POST if request.method == "POST" else None
    found = next((one for one in _sections(household, today) if one.name == name), None)
    page = found.ask(household.tenure, key, today=today, data=data) if found else None
    if page is None:
        raise Http404
    form = page.form
    if found is not None and form is not None and data is not None and form.is_valid() and all_printable(form):
        try:
            if found.speaks_for_home:
                refuse_without_phone(household.proofs)
            found.take(household.tenure, key, form, now=timezone.now(), today=today)
        except BusinessError as error:
            form.add_error(None, error.sentence(gettext))
        else:
            return HttpResponseRedirect(reverse("household_section", args=[household.pk, name, key]))
    note_look(request, household, f"{name} {key}")
    status = 422 if form is not None and form.errors else 200
    return household_answer(request, "residents/section.html", household, {"page": page, "form": form}, status=status)
