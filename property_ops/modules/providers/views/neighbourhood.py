"""What all residents may see: providers on the list, their prices and scores. Nobody's name or number of a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from property_ops.framework.web.public_pages import PublicPages
from property_ops.modules.estates.public import Company
from property_ops.modules.providers.public import ScorePart, Trade
from property_ops.modules.providers.selectors.listed import listed_today
from property_ops.modules.providers.views.by_link import LOST, RENEWED

PAGES = PublicPages("services", sorry="portal/sorry.html", lost=LOST, renewed=RENEWED, is_shared=True)


@PAGES.page()
def services(request: HttpRequest, token: str) -> HttpResponse:
    wanted = request.GET.get("trade", "")
    found = listed_today(today=timezone.localdate(), now=timezone.now())
    shown = [one for one in found if wanted not in Trade.values or wanted in one.trades]
    content = {
        "company": Company.load(),
        "providers": shown,
        "wanted": wanted,
        "trades": [(value, words) for value, words in Trade.choices if any(value in one.trades for one in found)],
        "parts": [gettext(part.word) for part in ScorePart],
    }
    return render(request, "providers/neighbourhood.html", content)
