"""What residents read on the phone: an estate's page, by its link or QR code, without log-in; of nobody in it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.pictures.reading import Size
from property_ops.framework.web.pictures import picture_response
from property_ops.framework.web.public_pages import PublicPages
from property_ops.kernel.errors import LinkNotFound
from property_ops.modules.news import selectors
from property_ops.modules.news.public import NewsKind
from property_ops.modules.news.services import count_read
from property_ops.modules.news.views.body import body_html

MOST = 60
PAGES = PublicPages(
    name="estate_news",
    sorry="news/sorry.html",
    lost=_("Scan the code on the notice board of your estate."),
    renewed=_("Scan the code on the notice board of your estate."),
    looks_a_minute=1200,  # all residents of an estate have one address
)


def _estate(token: str) -> Any:
    estate = selectors.estate_of(token)
    if estate is None:
        raise LinkNotFound()
    return estate


@PAGES.page()
def estate_page(request: HttpRequest, token: str) -> HttpResponseBase:
    """News first, then procedures and telephone numbers."""
    estate, today = _estate(token), timezone.localdate()
    posts = list(selectors.shown_to_residents(estate, on=today)[:MOST])
    content = {
        "estate": estate,
        "news": [post for post in posts if post.kind != NewsKind.PROCEDURE],
        "procedures": [post for post in posts if post.kind == NewsKind.PROCEDURE],
        "numbers": selectors.numbers_of(estate),
    }
    return render(request, "news/estate.html", content)


@PAGES.page()
def affairs(request: HttpRequest, token: str) -> HttpResponseBase:
    """What is under way and planned, what is closed, what is free, what was published."""
    estate = _estate(token)
    content = {"estate": estate, "sections": selectors.affairs_of(estate, on=timezone.localdate())}
    return render(request, "news/affairs.html", content)


@PAGES.page()
def post_page(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    estate, today = _estate(token), timezone.localdate()
    post = get_object_or_404(selectors.shown_to_residents(estate, on=today), pk=pk)
    if request.method == "GET":
        count_read(post, on=today)
    content = {"estate": estate, "post": post, "body": body_html(post.body), "photos": post.photos.all()}
    return render(request, "news/post_online.html", content)


@PAGES.page()
def photo(request: HttpRequest, token: str, pk: int, photo: int) -> HttpResponseBase:
    post = get_object_or_404(selectors.shown_to_residents(_estate(token), on=timezone.localdate()), pk=pk)
    found = post.photos.filter(pk=photo).select_related("picture").first()
    if found is None:
        raise Http404
    return picture_response(request, found.picture, Size.MEDIUM)
