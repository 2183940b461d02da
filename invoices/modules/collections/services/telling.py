"""A household is told that a reminder letter is there: not of what, and not how much (docs/product.md rules 14, 20)."""

from collections.abc import Sequence
from datetime import date, datetime

from invoices.modules.collections.models import ReminderLetter
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Estate
from property_ops.modules.notices.public import NoticeTemplate, Telling, tell_each

REMINDER = NoticeTemplate(
    "reminder",
    gettext_noop("A letter of your property office"),
    gettext_noop(
        "%(estate)s: letter %(letter)s is there for you, about bills that are overdue. Please look at it by %(day)s; "
        "whoever objects to a line may say so on the same page."
    ),
    ("estate", "letter", "day"),
)
"""Of slot `notice_templates`."""


def tell_of_letters(letters: Sequence[ReminderLetter], *, estate: Estate, pay_by: date, now: datetime) -> None:
    """Of those that were sent to somebody who is known."""
    tell_each(
        template=REMINDER.name,
        what=[
            Telling(
                str(letter.number),
                letter.payer_id,
                estate.pk,
                {"estate": estate.name, "letter": str(letter.number), "day": pay_by.isoformat()},
            )
            for letter in letters
            if letter.payer_id is not None
        ],
        now=now,
    )
