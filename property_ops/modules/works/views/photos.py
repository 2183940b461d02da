"""Photos of a work in the office: the panel with its upload, the pictures themselves, taking a wrong one away."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import Crumb, FormPage, Page
from property_ops.framework.web.pictures import PicturesField, picture_response, size_named
from property_ops.framework.web.tabs import Panel
from property_ops.kernel.errors import BusinessError, NotAllowed
from property_ops.modules.works import selectors
from property_ops.modules.works.public import PhotoStage, WorkResult, add_photo, remove_photo

VIEW, PHOTOGRAPH = "works.view", "works.photograph"


class PhotosPanel(Panel):
    """Of slot `work_panels`: the photos by stage."""

    permission_required = VIEW
    title = _("Photos")
    icon = "photo"
    order = 15
    wide = True
    template_name = "works/photos_panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        photos = list(selectors.photos_of(self.subject))
        may_add = self.user.has_perm(PHOTOGRAPH)
        return super().get_context_data(**kwargs) | {
            "work": self.subject,
            "stages": [(some[0].get_stage_display(), some) for some in _by_stage(photos)],
            "areas": selectors.photo_areas_of(self.subject),
            "may_add": may_add,
            "may_remove": may_add and self.subject.result != WorkResult.ACCEPTED,
        }


def _by_stage(photos: Sequence[Any]) -> list[list[Any]]:
    return [list(some) for _stage, some in groupby(photos, key=attrgetter("stage"))]


class PhotosForm(forms.Form):
    stage = forms.ChoiceField(label=_("stage"), choices=PhotoStage.choices)
    photos = PicturesField(label=_("photos"), help_text=_("JPEG, PNG or WebP; several at once if you like."))
    caption = forms.CharField(label=_("caption"), max_length=60, required=False)


class AddPhotos(FormPage):
    title = _("Add photos")
    permission_required = PHOTOGRAPH
    menu = "works"
    form_class = PhotosForm
    submit_label = _("Add")

    @cached_property
    def work(self) -> Any:
        return get_object_or_404(selectors.works(self.user), number=self.kwargs["number"])

    def get_subtitle(self) -> str:
        return f"{self.work.number} · {self.work.kind} · {self.work.estate.name}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Works"), reverse("works")), Crumb(self.work.number, self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("work", args=[self.work.number])

    def form_valid(self, form: Any) -> HttpResponse:
        """Each file by itself: one that is refused keeps no other from being stored."""
        stored = sum(self._store(file, form) for file in form.cleaned_data["photos"])
        added = ngettext("%(count)s photo is stored.", "%(count)s photos are stored.", stored)
        if stored:
            messages.success(self.request, added % {"count": stored})
        return super().form_valid(form)

    def _store(self, file: Any, form: Any) -> bool:
        stage, caption = PhotoStage(form.cleaned_data["stage"]), form.cleaned_data["caption"]
        try:
            add_photo(work=self.work, stage=stage, data=file.read(), by=self.user, now=timezone.now(), caption=caption)
        except NotAllowed:
            raise
        except BusinessError as error:
            messages.error(self.request, f"{file.name}: {error.sentence(gettext)}")
            return False
        return True


class RemoveForm(forms.Form):
    reason = forms.CharField(label=_("reason"), max_length=200)


class RemovePhoto(FormPage):
    title = _("Take the photo away")
    permission_required = PHOTOGRAPH
    menu = "works"
    form_class = RemoveForm
    submit_label = _("Take away")
    template_name = "works/remove_photo.html"
    narrow = True
    success_message = _("The photo is taken away.")

    @cached_property
    def photo(self) -> Any:
        return get_object_or_404(selectors.visible_photos(self.user), pk=self.kwargs["pk"])

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Works"), reverse("works")), Crumb(self.photo.work.number, self.get_success_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"photo": self.photo}

    def get_success_url(self) -> str:
        return reverse("work", args=[self.photo.work.number])

    def form_valid(self, form: Any) -> HttpResponse:
        remove_photo(photo=self.photo, by=self.user, reason=form.cleaned_data["reason"])
        return super().form_valid(form)


class ShowPhoto(Page):
    """The picture itself, for those who may see the work."""

    permission_required = VIEW
    menu = "works"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        photo = get_object_or_404(selectors.visible_photos(self.user), pk=kwargs["pk"])
        return picture_response(request, photo.picture, size_named(kwargs["size"]))
