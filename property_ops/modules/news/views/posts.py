"""What residents read, written and corrected in the office and by grid workers."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.pictures.reading import Size
from property_ops.framework.scope import sees_all_estates
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, badge, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, FormPage, Page
from property_ops.framework.web.pictures import PicturesField, picture_response
from property_ops.modules.estates.public import EstateFilter, PageOfEstate, visible_estates
from property_ops.modules.news import selectors, services
from property_ops.modules.news.public import NewsKind
from property_ops.modules.news.services import WRITE, WrittenPost
from property_ops.modules.news.views.body import body_html
from property_ops.modules.news.views.estates import OfEstateOrAll

VIEW, LIST = "news.view", "news"
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PostTable(columns.ListTable):
    title = columns.Text(verbose_name=_("title"), linkify=("news_post", {"pk": columns.A("pk")}))
    kind = columns.Text(verbose_name=_("kind"))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name", default=_("all estates"))
    first_day = columns.DayColumn(verbose_name=_("shown from"))
    last_day = columns.DayColumn(verbose_name=_("shown until"))
    read = columns.Number(verbose_name=_("times read"), default=0)
    written_by = columns.Text(verbose_name=_("published by"))
    withdrawn_at = columns.Moment(verbose_name=_("taken away"))


class PostFilters(Filters):
    estate = EstateFilter()
    kind = Choice(choices=NewsKind.choices, label=_("kind"), empty_label=_("all"))


class Posts(ListPage):
    title = _("Estate news")
    subtitle = _("News, affairs and procedures that residents read on the phone, by the code on the notice board.")
    permission_required = VIEW
    table_class = PostTable
    filterset_class = PostFilters
    search_hint = _("title or text")
    export_name = "estate-news"
    personal_data = False
    empty_text = _("Nothing is written for residents yet.")
    new = (_("Write something"), "news_new")

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_posts(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_posts(queryset, text)


class PostForm(OfEstateOrAll):
    kind = forms.ChoiceField(label=_("kind"), choices=NewsKind.choices)
    title = forms.CharField(label=_("title"), max_length=80)
    body = forms.CharField(
        label=_("text"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("An empty line begins a paragraph, “## ” a heading, “- ” a point of a list; **bold** is bold."),
    )
    bring = forms.CharField(
        label=_("what to bring"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Of a procedure: one paper a line."),
    )
    who = forms.CharField(label=_("who does it"), max_length=80, required=False)
    where = forms.CharField(label=_("where"), max_length=100, required=False)
    when = forms.CharField(label=_("office hours"), max_length=100, required=False)
    how_long = forms.CharField(label=_("how long it takes"), max_length=60, required=False)
    first_day = forms.DateField(label=_("shown from"), widget=DAY)
    last_day = forms.DateField(label=_("shown until"), widget=DAY, required=False)
    pinned = forms.BooleanField(label=_("pinned to the top"), required=False)
    photos = PicturesField(label=_("photos"), required=False)


class PostFormPage(FormPage):
    permission_required = WRITE
    menu = LIST
    above = ((_("Estate news"), LIST),)
    form_class = PostForm

    def get_form_kwargs(self) -> dict[str, Any]:
        estates = visible_estates(self.user).order_by("code")
        return super().get_form_kwargs() | {"estates": estates, "all_estates": sees_all_estates(self.user)}

    def written(self, form: Any) -> dict[str, Any]:
        typed = dict(form.cleaned_data)
        photos = [one.read() for one in typed.pop("photos")]
        return {"written": WrittenPost(**typed), "photos": photos, "by": self.user, "now": timezone.now()}


class NewPost(PostFormPage):
    title = _("Write for residents")
    submit_label = _("Publish")
    success_message = _("Published: residents read it from its first day on.")

    def get_initial(self) -> dict[str, Any]:
        return {"first_day": timezone.localdate(), "kind": NewsKind.NEWS}

    def form_valid(self, form: Any) -> HttpResponse:
        self.made = services.publish(**self.written(form))
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("news_post", args=[self.made.pk])


class OfPost(Page):
    permission_required = WRITE
    menu = LIST

    @cached_property
    def post_shown(self) -> Any:
        return get_object_or_404(selectors.visible_posts(self.user), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("news_post", args=[self.post_shown.pk])


class CorrectPost(OfPost, PostFormPage):
    title = _("Correct what residents read")
    success_message = _("Corrected. What it said before stays in its history.")

    def get_initial(self) -> dict[str, Any]:
        names = [name for name in PostForm.base_fields if name != "photos"]
        return {name: getattr(self.post_shown, name) for name in names}

    def form_valid(self, form: Any) -> HttpResponse:
        services.correct(post=self.post_shown, **self.written(form))
        return super().form_valid(form)


class TakeAway(OfPost, Action):
    success_message = _("Taken away: residents see it no more.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.take_away(post=self.post_shown, by=self.user, now=timezone.now())
        return super().form_valid(form)


class PostPage(DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = LIST
    above = ((_("Estate news"), LIST),)
    template_name = "news/post.html"

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_posts(self.user)

    def facts(self) -> list[Fact]:
        post = self.object
        whose = post.estate.name if post.estate else gettext("all estates")
        away = [Fact(_("State"), badge(gettext("taken away"), "gray"))] if post.withdrawn_at else []
        names = ("kind", "first_day", "last_day", "pinned", "written_by", "written_at", "changed_by", "changed_at")
        return [*away, Fact(_("Estate"), whose), *facts_of(post, *names), Fact(_("times read"), post.read or 0)]

    def buttons(self) -> list[Button]:
        own = self.object.estate is not None or sees_all_estates(self.user)
        may = self.user.has_perm(WRITE) and own and self.object.withdrawn_at is None
        return [Button(_("Change"), reverse("news_correct", args=[self.object.pk]), "edit")] if may else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        post = self.object
        estate = post.estate or visible_estates(self.user).order_by("code").first()
        return super().get_context_data(**kwargs) | {
            "body": body_html(post.body),
            "photos": post.photos.all(),
            "may_take_away": bool(self.buttons()),
            "corrections": selectors.corrections_of(post)[:30],
            "online": estate,
        }


class Photo(Page):
    permission_required = VIEW
    menu = LIST

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = get_object_or_404(selectors.visible_photos(self.user), pk=kwargs["pk"])
        return picture_response(request, found.picture, Size.MEDIUM)


class Poster(PageOfEstate):
    """The QR code of an estate's page, to hang up on the notice board."""

    permission_required = VIEW
    menu = LIST
    personal_data = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return pdf_response(services.poster_of(estate=self.estate), f"estate-news-{self.estate.code}")


class Handout(PageOfEstate):
    """One sheet for each household: what it does on the phone."""

    permission_required = VIEW
    menu = LIST
    personal_data = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return pdf_response(services.handout_of(estate=self.estate), f"household-{self.estate.code}")
