"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "votes.poll_prepared": gettext_noop("prepared a vote"),
    "votes.electors_answered": gettext_noop("said who is one head in a vote"),
    "votes.papers_printed": gettext_noop("printed ballot papers"),
    "votes.paper_replaced": gettext_noop("issued a new ballot paper"),
    "votes.proxy_registered": gettext_noop("registered a proxy"),
    "votes.proxy_revoked": gettext_noop("revoked a proxy"),
    "votes.closed": gettext_noop("found the result of a vote"),
    "votes.recount_begun": gettext_noop("began a recount"),
    "votes.cast_by_phone": gettext_noop("voted on the phone"),
}
