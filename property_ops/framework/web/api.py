"""The API's description, for whoever connects a program: it holds no data, and asks for no log-in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from property_ops.framework.rest.description import written
from property_ops.framework.rest.site import description


@login_not_required
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    return HttpResponse(written(description()), content_type="application/json")
