"""Votes: the list, a new one, and the page on which one is prepared, counted and closed."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import STATE_CHOICES, StateColumn
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.keyed_twice import KEYED_BADGES
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact, facts_of, number
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, FormPage
from property_ops.modules.estates.public import EstateFilter, EstateForm, EstateFormPage
from property_ops.modules.votes.approvals import POLLS
from property_ops.modules.votes.public import (
    KINDS,
    MOST_SUBJECTS,
    PlannedSubject,
    PollTerms,
    Silence,
    prepare_poll,
)
from property_ops.modules.votes.selectors import papers, register
from property_ops.modules.votes.selectors.counting import counts_of
from property_ops.modules.votes.services.closing import begin_recount, close_poll
from property_ops.modules.votes.views.count_tables import count_table
from property_ops.modules.votes.views.kit import APPROVE, CHANGE, LIST, VIEW, OfPoll, both, stage_badge


class PollTable(columns.ListTable):
    number = columns.Text(verbose_name=_("document number"), linkify=("poll", {"pk": columns.A("pk")}))
    title = columns.Text(verbose_name=_("vote"))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    first_day = columns.DayColumn(verbose_name=_("first day"))
    last_day = columns.DayColumn(verbose_name=_("last day"))
    state = StateColumn()
    is_closed = columns.YesNo(verbose_name=_("result found"))


class PollFilters(Filters):
    estate = EstateFilter()
    state = Choice(choices=STATE_CHOICES, label=_("state"), empty_label=_("all"))


class Polls(ListPage):
    title = _("Votes of the owners")
    subtitle = _("By area and by heads: two thirds take part, more than half or three quarters of those agree.")
    permission_required = VIEW
    table_class = PollTable
    filterset_class = PollFilters
    search_hint = _("number or title")
    export_name = "votes"
    personal_data = False
    empty_text = _("No vote yet. Prepare one: the owners of a day become its register.")
    new = (_("New vote"), "poll_new")

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_polls(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return register.find_polls(queryset, text)


class PollForm(EstateForm):
    """The days, the rules of the estate, and up to six subjects."""

    title = forms.CharField(label=_("vote"), max_length=60)
    convener = forms.CharField(label=_("convened by"), max_length=60)
    register_day = DayField(label=_("owners as of"))
    first_day = DayField(label=_("first day"))
    last_day = DayField(label=_("last day (still counts)"))
    is_secret = forms.BooleanField(label=_("secret: who chose what is shown to nobody"), required=False, initial=True)
    by_phone = forms.BooleanField(label=_("also on the household's phone"), required=False)
    most_proxies = forms.IntegerField(
        label=_("for how many owners one proxy may stand"), min_value=0, max_value=50, initial=1
    )
    silence = forms.ChoiceField(label=_("ballots that do not come back"), choices=Silence.choices)
    rules = forms.CharField(
        label=_("rules of the estate that say so"),
        max_length=120,
        required=False,
        help_text=_("Such as 议事规则 第 21 条. Needed where silence is counted."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, MOST_SUBJECTS + 1):
            words = {"number": place}
            self.fields[f"subject_{place}"] = forms.CharField(
                label=_("subject %(number)s") % words, max_length=160, required=place == 1
            )
            self.fields[f"kind_{place}"] = forms.ChoiceField(
                label=_("kind of subject %(number)s") % words, choices=KINDS, initial="other", required=place == 1
            )

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("silence") == Silence.MAJORITY and not typed.get("rules"):
            self.add_error("rules", _("Name the rule by which silence is counted."))
        return typed

    @property
    def subjects(self) -> list[PlannedSubject]:
        typed = self.cleaned_data
        places = [place for place in range(1, MOST_SUBJECTS + 1) if typed.get(f"subject_{place}")]
        return [PlannedSubject(typed[f"kind_{place}"] or "other", typed[f"subject_{place}"]) for place in places]

    @property
    def terms(self) -> PollTerms:
        typed = self.cleaned_data
        same = ("title", "convener", "register_day", "first_day", "last_day", "is_secret", "by_phone", "most_proxies")
        return PollTerms(
            **{name: typed[name] for name in same}, silence=Silence(typed["silence"]), rules=typed["rules"]
        )


class NewPoll(EstateFormPage):
    title = _("New vote")
    subtitle = _("The owners of the day become its register. Another person approves it; then nothing of it changes.")
    permission_required = CHANGE
    menu = LIST
    above = ((_("Votes of the owners"), LIST),)
    form_class = PollForm
    poll: Any = None

    def form_valid(self, form: Any) -> HttpResponse:
        estate = form.cleaned_data["estate"]
        now = timezone.now()
        self.poll = prepare_poll(estate=estate, terms=form.terms, subjects=form.subjects, by=self.user, now=now)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("poll", args=[self.poll.pk])


class PollPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = POLLS
    menu = LIST
    above = ((_("Votes of the owners"), LIST),)
    template_name = "votes/poll.html"

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_polls(self.user)

    def facts(self) -> list[Fact]:
        poll, size = self.object, register.size_of(self.object)
        return [
            Fact(_("Estate"), poll.estate.name, reverse("estate", args=[poll.estate.code])),
            *facts_of(poll, "convener", "register_day", "first_day", "last_day"),
            Fact(
                _("Register of electors"),
                gettext("%(units)s units, %(heads)s heads, %(area)s m²")
                % {
                    "units": size.units,
                    "heads": size.heads,
                    "area": number(size.area, 2),
                },
                reverse("poll_register", args=[poll.pk]),
            ),
            *facts_of(poll, "is_secret", "by_phone", "most_proxies", "silence", "rules"),
        ]

    @property
    def state(self) -> Any:
        return stage_badge(self.object, timezone.localdate()) if self.is_open else super().state

    @property
    def is_open(self) -> bool:
        return bool(self.object.state == "approved")

    def buttons(self) -> list[Button]:
        found = [Button(_("Register of electors"), reverse("poll_register", args=[self.object.pk]), "users")]
        if self.object.is_closed:
            return [
                *found,
                Button(_("Result sheet (PDF)"), reverse("poll_result", args=[self.object.pk]), "file-check"),
            ]
        if self.is_open and self.user.has_perm("votes.key"):
            found.append(Button(_("Key papers"), reverse("poll_key", args=[self.object.pk]), "keyboard", primary=True))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        poll, user = self.object, self.user
        shows = poll.is_closed or not poll.is_secret or not self.is_open
        counts = counts_of(poll) if self.is_open else []
        return super().get_context_data(**kwargs) | {
            "subjects": [] if counts and shows else register.subjects_of(poll),
            "tables": [count_table(poll, *one) for one in counts if shows],
            "shows": shows,
            "turnout": _turnout(counts[0][1]) if counts else (),
            "questions": register.size_of(poll).questions,
            "progress": papers.progress_of(poll) if self.is_open else None,
            "waiting": [(paper, KEYED_BADGES.badge(state)) for paper, state in papers.waiting_papers(poll)],
            "recounts": [(one, papers.recount_progress(one)) for one in poll.recounts.order_by("number")],
            "may_print": self.is_open and not poll.is_closed and user.has_perm(CHANGE),
            "may_close": self.may_close,
            "may_recount": poll.is_closed and user.has_perm(APPROVE),
            "may_key": user.has_perm("votes.key"),
            "result": getattr(poll, "result", None) if poll.is_closed else None,
        }

    @property
    def may_close(self) -> bool:
        poll = self.object
        is_due = self.is_open and not poll.is_closed and poll.is_over(timezone.localdate())
        return is_due and self.user.has_perm(APPROVE) and poll.prepared_by_id != self.user.pk


class ClosePoll(OfPoll, Action):
    permission_required = APPROVE
    success_message = _("The result is found and frozen.")

    def form_valid(self, form: Any) -> HttpResponse:
        close_poll(poll=self.poll, by=self.user, now=timezone.now(), today=timezone.localdate())
        return super().form_valid(form)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("reason"), max_length=100)


class BeginRecount(OfPoll, FormPage):
    title = _("Recount")
    subtitle = _(
        "All papers are keyed anew by persons who had not keyed them. The result stays; differences are shown."
    )
    permission_required = APPROVE
    form_class = ReasonForm

    def form_valid(self, form: Any) -> HttpResponse:
        begin_recount(poll=self.poll, reason=form.cleaned_data["reason"], by=self.user, now=timezone.now())
        return super().form_valid(form)


def _turnout(found: Any) -> list[tuple[Any, str]]:
    """How many took part so far, without saying how."""
    return [
        (_("All owners"), both(found.whole)),
        (_("Took part so far (first subject)"), both(found.cast_part)),
        (_("Still lacking to two thirds"), both(found.lacks_part)),
    ]
