from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NothingCharged(BusinessError):
    code = "nothing_charged"
    message = gettext_noop("Nothing is charged in %(month)s yet. Run the charging of that month first.")


class NoDraftToApprove(BusinessError):
    code = "no_draft_to_approve"
    message = gettext_noop("There is no draft bill of %(month)s to approve. Draft the bills first.")


class IssuedBeforeItsMonth(BusinessError):
    code = "issued_before_its_month"
    message = gettext_noop(
        "The day of issue would be %(day)s, before %(month)s begins. Set the clock of the computer right, or confirm "
        "the day (on the command line: --confirm-day)."
    )


class IssuedBeforeLastEntry(BusinessError):
    code = "issued_before_last_entry"
    message = gettext_noop(
        "The day of issue would be %(day)s, but the ledger has an entry of %(last)s already. Set the clock of the "
        "computer right, or confirm the day (on the command line: --on or --confirm-day)."
    )


class NothingToIssue(BusinessError):
    code = "nothing_to_issue"
    message = gettext_noop("There is no approved bill of %(month)s to issue. Have the drafts approved first.")


class PayerChangeWaits(BusinessError):
    code = "payer_change_waits"
    message = gettext_noop("A change of who pays for %(unit)s waits for approval already.")


class NothingChanges(BusinessError):
    code = "payer_change_changes_nothing"
    message = gettext_noop("It is so already: nothing would change.")


class PayerChangedMeanwhile(BusinessError):
    code = "payer_changed_meanwhile"
    message = gettext_noop("Who pays for %(unit)s was changed meanwhile. Reject it, and prepare it anew.")
