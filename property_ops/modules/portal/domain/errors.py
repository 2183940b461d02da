"""What is refused of those who work and accept outside the office, and why."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class PartyHasNoLink(BusinessError):
    code = "party_has_no_link"
    message = gettext_noop("%(party)s does not accept works of %(estate)s by a link.")


class AnsweredAlready(BusinessError):
    code = "acceptance_answered"
    message = gettext_noop("This was decided already. What was said stands below.")


class NotToBeAccepted(BusinessError):
    code = "not_to_be_accepted"
    message = gettext_noop("%(number)s does not wait for acceptance at the moment.")


class ChangedSinceSeen(BusinessError):
    code = "changed_since_seen"
    message = gettext_noop("The reported quantities have changed since this page was opened. Please look again.")


class EntryUnreadable(BusinessError):
    code = "entry_unreadable"
    message = gettext_noop("This entry cannot be read. Make it again.")


class FigureNotUsable(EntryUnreadable):
    code = "entry_figure_not_usable"
    message = gettext_noop(
        "“%(typed)s” does not count: enter only a number above 0, such as 8 or 12.5; people in whole numbers."
    )


class TooManyHours(BusinessError):
    code = "entry_hours_over_a_day"
    message = gettext_noop("A person has at most %(most)s hours a day.")


class TooManyPeople(BusinessError):
    code = "entry_people_over_limit"
    message = gettext_noop("One entry takes at most %(most)s people.")


class QuantityOverLimit(BusinessError):
    code = "entry_quantity_over_limit"
    message = gettext_noop("A quantity is below %(most)s and has at most %(places)s decimals.")


class EntryTooOld(BusinessError):
    code = "entry_too_old"
    message = gettext_noop("This entry is more than %(days)s days old. Ask the office to record it.")


class EntryKeyTaken(BusinessError):
    code = "entry_key_taken"
    message = gettext_noop("Another entry was stored under the same number. Make it again.")


class PhotoMissing(BusinessError):
    code = "entry_photo_missing"
    message = gettext_noop("The photo did not come along. Choose it again.")


class NotInStock(BusinessError):
    code = "entry_material_not_in_stock"
    message = gettext_noop("The store has no %(material)s left. Ask the office to receive it first.")


class LinkOfOwnWork(BusinessError):
    code = "link_of_own_work"
    message = gettext_noop(
        "Who planned, costed or reported %(number)s makes no link for its acceptance: ask somebody who did not."
    )


class SecretsApart(BusinessError):
    code = "secrets_apart"
    message = gettext_noop(
        "You speak for another party already, or know its link or PIN: somebody else makes this one."
    )


class SecretUsedUp(BusinessError):
    code = "secret_used_up"
    message = gettext_noop(
        "Who made this link or PIN speaks for another party, or did the work. Ask the office for one of somebody else."
    )


class StaffCannotAnswer(BusinessError):
    code = "staff_cannot_answer"
    message = gettext_noop("You are logged in to the office's system: only the party itself answers here.")


class PinMissing(BusinessError):
    code = "pin_missing"
    message = gettext_noop("Enter the PIN of your committee or branch.")


class WrongPin(BusinessError):
    code = "wrong_pin"
    message = gettext_noop("The PIN is wrong. After five wrong ones this link is closed for a quarter of an hour.")


class PinTooOften(BusinessError):
    code = "pin_too_often"
    message = gettext_noop("The PIN was wrong too often. Try again in %(minutes)s minutes.")


class PinUnknown(BusinessError):
    code = "pin_unknown"
    message = gettext_noop("This party has no PIN yet: use its log-in or its link, or sign on the sheet.")


class SignatureMissing(BusinessError):
    code = "signature_missing"
    message = gettext_noop("Sign with your finger in the box.")


class MonthNeedsPin(BusinessError):
    code = "month_needs_pin"
    message = gettext_noop(
        "A month is confirmed with the party's PIN. Somebody other than you makes the PIN first, on the page of a work."
    )


class OneVoiceOnly(BusinessError):
    code = "month_one_voice_only"
    message = gettext_noop("%(person)s has confirmed this month for the other party already.")


class WeightsUnknown(BusinessError):
    code = "month_weights_unknown"
    message = gettext_noop(
        "The weights of the services were never confirmed yet. Write down the signed sheet of the first month."
    )
