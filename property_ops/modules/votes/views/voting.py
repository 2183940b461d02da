"""Voting on the household's page: for the owner whom the register names, while the vote runs."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.household import HouseholdAsk, HouseholdLink, HouseholdSection
from property_ops.modules.votes.domain.choices import choices_in
from property_ops.modules.votes.domain.receipts import grouped
from property_ops.modules.votes.public import Choice, cast_by_phone
from property_ops.modules.votes.selectors.counting import standing_ballot
from property_ops.modules.votes.selectors.register import phone_unit, phone_units, subjects_of
from property_ops.modules.votes.views.kit import CHOICES, choice_words


class PhoneBallotForm(forms.Form):
    """Nobody marks nothing here: a void choice is for papers."""

    def __init__(self, *args: Any, subjects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        valid = [(value, words) for value, words in CHOICES if value != Choice.VOID]
        for subject in subjects:
            self.fields[f"subject_{subject.number}"] = forms.ChoiceField(
                label=str(subject), choices=valid, widget=forms.RadioSelect
            )


class PhoneBallots(HouseholdSection):
    name = "votes"
    speaks_for_home = True
    for_former = True  # the register is frozen: who stood in it votes, though the home was sold since

    def links(self, tenure: Any, *, today: date) -> list[HouseholdLink]:
        return [
            HouseholdLink(str(unit.pk), gettext("Vote: %(title)s") % {"title": unit.poll.title})
            for unit in phone_units(tenure, today)
        ]

    def ask(self, tenure: Any, key: str, *, today: date, data: Mapping[str, Any] | None = None) -> HouseholdAsk | None:
        unit = phone_unit(tenure, key, today)
        if unit is None:
            return None
        poll, ballot = unit.poll, standing_ballot(unit)
        words = [gettext("%(convener)s · until %(day)s") % {"convener": poll.convener, "day": poll.last_day}]
        if ballot is not None:
            words += _as_counted(poll, ballot)
        if ballot is not None and ballot.paper_id:
            return HouseholdAsk(poll.title, words)
        form = PhoneBallotForm(data, subjects=subjects_of(poll))
        submit = _("Vote anew: the earlier vote is replaced") if ballot else _("Vote")
        return HouseholdAsk(poll.title, words, form, submit)

    def take(self, tenure: Any, key: str, form: Any, *, now: datetime, today: date) -> None:
        unit = phone_unit(tenure, key, today)
        if unit is not None:
            choices = [Choice(value) for value in form.cleaned_data.values()]
            cast_by_phone(unit=unit, tenure=tenure, choices=choices, now=now, today=today)


def _as_counted(poll: Any, ballot: Any) -> list[str]:
    said = zip(subjects_of(poll), choices_in(ballot.choices), strict=True)
    return [
        gettext("Your vote is counted."),
        *(f"{subject}：{choice_words(choice)}" for subject, choice in said),
        gettext("Receipt %(receipt)s: keep it to check your vote later.") % {"receipt": grouped(ballot.receipt)},
    ]


PHONE_BALLOTS = PhoneBallots()
