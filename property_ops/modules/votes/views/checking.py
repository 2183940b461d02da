"""A page without a log-in: whoever has a ballot's receipt sees that it is counted, and as what (docs/adr/0064)."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.public_pages import PublicPages
from property_ops.kernel.errors import LinkNotFound
from property_ops.modules.votes.domain.choices import choices_in
from property_ops.modules.votes.domain.receipts import grouped, read_receipt
from property_ops.modules.votes.selectors.counting import ballot_with, proof_of
from property_ops.modules.votes.selectors.papers import paper_with
from property_ops.modules.votes.selectors.register import subjects_of
from property_ops.modules.votes.views.kit import choice_words

PAGES = PublicPages(
    name="ballots",
    sorry="votes/sorry.html",
    lost=_("Type the receipt as it is printed on the slip that you kept."),
    renewed=_("Type the receipt as it is printed on the slip that you kept."),
)


@PAGES.page()
def ask(request: HttpRequest, token: str) -> HttpResponseBase:
    """Where a receipt is typed in."""
    typed = read_receipt(request.GET.get("receipt", ""))
    if typed.isalnum() and typed.isascii():
        return HttpResponseRedirect(reverse("ballot_check", args=[typed]))
    return render(request, "votes/check_ask.html")


@PAGES.page()
def check(request: HttpRequest, token: str) -> HttpResponseBase:
    """Raises LinkNotFound."""
    receipt = read_receipt(token)
    ballot, paper = ballot_with(receipt), paper_with(receipt)
    if ballot is None and paper is None:
        raise LinkNotFound()
    poll = ballot.poll if ballot else paper.unit.poll  # type: ignore[union-attr] # one of the two is there
    is_counted = ballot is not None and ballot.replaced_at is None
    content: dict[str, Any] = {
        "poll": poll,
        "receipt": grouped(receipt),
        "plain": receipt,
        "ballot": ballot,
        "is_counted": is_counted,
        "result": getattr(poll, "result", None),
    }
    if ballot is not None and is_counted:
        chosen = [choice_words(choice) for choice in choices_in(ballot.choices)]
        content |= {"choices": list(zip(subjects_of(poll), chosen, strict=True)), "proof": proof_of(ballot)}
    return render(request, "votes/check.html", content)


@PAGES.page()
def proof(request: HttpRequest, token: str) -> HttpResponseBase:
    """The ballot, its salt and its way to the root, for whoever reckons it after us. Raises LinkNotFound."""
    ballot = ballot_with(read_receipt(token))
    if ballot is None or ballot.replaced_at is not None:
        raise LinkNotFound()
    found = proof_of(ballot)
    content = [ballot.receipt, ballot.unit.code, *ballot.choices.split(",")]
    return JsonResponse(
        {
            "poll": ballot.poll.number,
            "salt": ballot.salt,
            "content": content,
            "place": found.place,
            "size": found.size,
            "leaf": found.leaf.hex(),
            "path": [one.hex() for one in found.path],
            "root": found.root.hex(),
        }
    )
