"""Rights and words that the pages of votes share."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.web.display import badge
from property_ops.framework.web.pages import Crumb, Page
from property_ops.modules.votes.domain.choices import choices_in
from property_ops.modules.votes.public import Choice
from property_ops.modules.votes.reports.result import area_words
from property_ops.modules.votes.selectors.register import visible_polls

VIEW, CHANGE, KEY, APPROVE = "votes.view", "votes.change", "votes.key", "votes.approve"
LIST = "polls"
CHOICES = choices_of(Choice)


class OfPoll(Page):
    """A page about the vote `pk`, of those that the reader sees."""

    menu = LIST

    @cached_property
    def poll(self) -> Any:
        return get_object_or_404(visible_polls(self.user), pk=self.kwargs["pk"])

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Votes of the owners"), reverse(LIST)), Crumb(str(self.poll), self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("poll", args=[self.poll.pk])


def choice_words(choice: Choice) -> str:
    return gettext(Choice(choice).word)


def said_words(choices: str) -> str:
    """What a ballot says, as stored; of several subjects with their numbers: `1 in favour, 2 against`."""
    words = [choice_words(choice) for choice in choices_in(choices)]
    return words[0] if len(words) == 1 else "　".join(f"{number} {one}" for number, one in enumerate(words, 1))


def stage_badge(poll: Any, today: Any) -> Any:
    """How an approved vote stands."""
    if poll.is_closed:
        return badge(_("result found"), "green")
    if poll.is_over(today):
        return badge(_("is counted"), "orange")
    if today < poll.first_day:
        return badge(_("not begun yet"), "gray")
    return badge(_("runs"), "blue")


def both(measure: Any) -> str:
    """`1,234.56 m², 12 heads`."""
    return gettext("%(area)s m², %(heads)s heads") % {"area": area_words(measure.area), "heads": measure.heads}
