"""One card of a fixed asset: what stands on it, its months, and those of its number before it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.books import selectors, services
from invoices.modules.books.approvals import DISPOSALS, FIXED_ASSETS
from invoices.modules.books.views.fixed_assets import ABOVE, PREPARE, VIEW
from property_ops.framework.approval.display import decision, state_badge
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.pages import Button
from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import visible_estates


class FixedAssetPage(DecidedPage):
    permission_required = VIEW
    personal_data = False
    kind = FIXED_ASSETS
    question = _("Have you compared the card with the invoice? It makes costs every month.")
    menu = "fixed_assets"
    above = ABOVE
    template_name = "books/fixed_asset.html"

    @cached_property
    def disposal(self) -> Any:
        return selectors.standing_disposal(self.object)

    def get_subtitle(self) -> str:
        one = self.object
        if one.was_id:
            return gettext("%(kind)s. Corrected: %(reason)s") % {
                "kind": one.get_kind_display(),
                "reason": one.corrected_because,
            }
        return str(one.get_kind_display())

    @cached_property
    def others(self) -> list[Any]:
        """The cards of its number before and after it."""
        return [card for card in selectors.cards_of(self.object) if card.pk != self.object.pk]

    def buttons(self) -> Sequence[Button]:
        one = self.object
        followed = any(card.was_id == one.pk for card in self.others)
        if one.state != ApprovalState.APPROVED or followed or self.disposal or not self.user.has_perm(PREPARE):
            return ()
        return (
            Button(_("Correct the card"), reverse("correct_card", args=[one.pk]), "pencil"),
            Button(_("Dispose of it"), reverse("dispose_of_asset", args=[one.pk]), "trash"),
        )

    def facts(self) -> Sequence[Fact]:
        one = self.object
        places = dict(visible_estates(self.user).values_list("code", "name"))
        accounts = dict(selectors.expense_accounts())
        return [
            *facts_of(one, "cost", "used_since", "life"),
            Fact(_("Residual value"), f"{one.residual.grouped()} ({one.residual_ratio * 100:.2f}%)"),
            Fact(_("Depreciated by each month"), max(one.line.monthly, ZERO)),
            Fact(_("Accumulated depreciation"), one.accumulated),
            Fact(_("Net value"), one.net),
            Fact(_("Account of the expense"), f"{one.expense} {accounts.get(one.expense, '')}"),
            Fact(_("Estate"), places.get(one.estate, one.estate) or _("whole company")),
            *facts_of(one, "department", "remark"),
            *(
                (*facts_of(one, "taken_over"), Fact(_("Depreciated until the month"), f"{one.until:%Y-%m}"))
                if one.until
                else ()
            ),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asset, gone = self.object, self.disposal
        rows, stood = [], asset.taken_over
        for one in selectors.depreciations_of(asset):
            stood += one.amount
            rows.append([f"{one.month:%Y-%m}", one.amount, stood, asset.cost - stood])
        heads = [_("month"), _("depreciation"), _("accumulated depreciation"), _("net value")]
        table = ShownTable(_("Depreciation"), "trending-down", heads, rows[::-1], empty=_("None was posted yet."))
        tables = [_what_changed(asset), table] if asset.was_id else [table]
        if self.others:
            tables.append(_versions(asset, self.others))
        asked = decision(DISPOSALS, gone, self.user, question=_("Take it out of the books?")) if gone else None
        return super().get_context_data(**kwargs) | {
            "tables": tables,
            "disposal": gone,
            "disposal_facts": _facts_of_disposal(gone) if gone else (),
            "disposal_decision": asked,
        }


def _what_changed(card: Any) -> ShownTable:
    """A corrected card beside the one before it: only what differs."""
    names = [name for name in services.SAID if getattr(card, name) != getattr(card.was, name)]
    said = [[fact.value for fact in _shown(one, names)] for one in (card.was, card)]
    labels = [fact.label for fact in _shown(card, names)]
    heads = [_("What is corrected"), _("before"), _("now")]
    return ShownTable(_("Correction"), "pencil", heads, [list(row) for row in zip(labels, *said, strict=True)])


def _shown(card: Any, names: Sequence[str]) -> list[Fact]:
    facts = facts_of(card, *names)
    ratio = {
        "residual_ratio": f"{card.residual_ratio * 100:.2f}%",
        "until": f"{card.until:%Y-%m}" if card.until else "—",
    }
    return [
        Fact(fact.label, ratio.get(name, fact.value if fact.value not in ("", None) else "—"))
        for name, fact in zip(names, facts, strict=True)
    ]


def _versions(asset: Any, others: Sequence[Any]) -> ShownTable:
    rows = [
        [
            ShownCell(timezone.localdate(one.prepared_at), reverse("fixed_asset", args=[one.pk])),
            one.cost,
            one.life,
            state_badge(one.state),
            one.corrected_because or "—",
            str(one.prepared_by),
            str(one.decided_by or "—"),
        ]
        for one in sorted([asset, *others], key=lambda one: one.pk)
    ]
    heads = [
        *(_("entered on"), _("cost of the asset"), _("life in months"), _("state")),
        *(_("why the card is corrected"), _("prepared by"), _("decided by")),
    ]
    return ShownTable(_("Cards of this number"), "history", heads, rows)


def _facts_of_disposal(gone: Any) -> list[Fact]:
    facts = facts_of(gone, "day", "proceeds")
    if gone.vat:
        facts += [
            Fact(_("VAT in the proceeds"), gone.vat),
            Fact(
                _("VAT rate"),
                gettext("%(levied)s of the price without VAT of %(rate)s")
                % {"levied": _per_cent(gone.vat_levied), "rate": _per_cent(gone.vat_rate)},
            ),
            *facts_of(gone, "vat_account"),
        ]
    return facts + facts_of(gone, "reason", "prepared_by", "decided_by")


def _per_cent(ratio: Decimal) -> str:
    return f"{(ratio * 100).normalize():f}%"
