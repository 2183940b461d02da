from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NothingCharged(BusinessError):
    code = "nothing_charged"
    message = gettext_noop("Nothing is charged in %(month)s yet. Run the charging of that month first.")


class NoDraftToApprove(BusinessError):
    code = "no_draft_to_approve"
    message = gettext_noop("There is no draft bill of %(month)s to approve. Draft the bills first.")


class NothingToIssue(BusinessError):
    code = "nothing_to_issue"
    message = gettext_noop("There is no approved bill of %(month)s to issue. Have the drafts approved first.")
