"""What votes refuse."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class PollDatesWrong(BusinessError):
    code = "poll_dates_wrong"
    message = gettext_noop(
        "The register is taken of a day that has come, before the vote begins, and the vote ends after it began."
    )


class PollDecided(BusinessError):
    code = "poll_decided"
    message = gettext_noop("The register and the subjects of %(poll)s are frozen and cannot be changed any more.")


class PollWithoutSubject(BusinessError):
    code = "poll_without_subject"
    message = gettext_noop("Enter at least one subject.")


class PollWithoutElectors(BusinessError):
    code = "poll_without_electors"
    message = gettext_noop("%(estate)s has no unit on that day, so nobody has a vote.")


class ElectorsUnclear(BusinessError):
    code = "electors_unclear"
    message = gettext_noop("%(count)s electors wait for an answer: who is one head? Answer it in the register first.")


class PollNotOpen(BusinessError):
    code = "poll_not_open"
    message = gettext_noop("%(poll)s is not open: its register must be approved, and its result not yet found.")


class PollStillRuns(BusinessError):
    code = "poll_still_runs"
    message = gettext_noop("%(poll)s runs until %(day)s inclusive. The result is found on a later day.")


class KeyingsWait(BusinessError):
    code = "keyings_wait"
    message = gettext_noop("%(count)s papers wait for a second or third person. Key them first.")


class PaperUnknown(BusinessError):
    code = "ballot_paper_unknown"
    message = gettext_noop("This code is of no ballot paper of ours.")


class PaperReplaced(BusinessError):
    code = "ballot_paper_replaced"
    message = gettext_noop("This paper is void: a new one was issued for %(unit)s.")


class ChoicesWrong(BusinessError):
    code = "ballot_choices_wrong"
    message = gettext_noop("Say for each of the %(count)s subjects what is marked.")


class NoSuchProxy(BusinessError):
    code = "no_such_proxy"
    message = gettext_noop("No power of attorney is registered for %(elector)s. Register it first.")


class ProxyStands(BusinessError):
    code = "proxy_stands"
    message = gettext_noop("%(elector)s has a proxy already. Revoke that one first.")


class TooManyProxies(BusinessError):
    code = "too_many_proxies"
    message = gettext_noop(
        "By the rules of the estate one person may stand for at most %(most)s owners, and %(agent)s does so already."
    )


class DeliveredBefore(BusinessError):
    code = "ballot_delivered_before"
    message = gettext_noop("The ballot of %(unit)s is registered as delivered already.")


class PaperVoteStands(BusinessError):
    code = "paper_vote_stands"
    message = gettext_noop("A signed paper of this unit is counted. It can only be replaced by a new paper.")


class NotThisElector(BusinessError):
    code = "not_this_elector"
    message = gettext_noop("Only the owner whom the register of this vote names may vote here.")


class PhoneVotesNotAllowed(BusinessError):
    code = "phone_votes_not_allowed"
    message = gettext_noop("This vote is held on paper only.")


class RecountDone(BusinessError):
    code = "recounted_before"
    message = gettext_noop("You keyed this paper before: another person must recount it.")


class NoResultYet(BusinessError):
    code = "poll_has_no_result"
    message = gettext_noop("The vote %(poll)s has no result yet: what is counted may still change.")


class NothingToRecount(BusinessError):
    code = "nothing_to_recount"
    message = gettext_noop("This paper is not in the count.")
