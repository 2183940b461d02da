"""Large letters on the pages for residents: a switch that the device remembers, without a script."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from property_ops.framework.web.language import ONE_YEAR

LARGE = "po_large"


@login_not_required
@require_POST
def large_type(request: HttpRequest) -> HttpResponseBase:
    """Large letters on this device, or usual ones; back to the page where they were asked for."""
    wanted = request.POST.get("next", "")
    here = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    response = HttpResponseRedirect(wanted if here else "/home/")
    response.set_cookie(LARGE, "" if request.COOKIES.get(LARGE) else "1", max_age=ONE_YEAR, samesite="Lax")
    return response
