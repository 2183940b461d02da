"""A service to which somebody hands a list says what becomes of a thing that stands in it twice.

Where each may stand once, `kernel.errors.refuse_twice` says which is there again: the database would refuse it, too,
but nobody could read that.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from property_ops.kernel.errors import NamedTwice, refuse_twice
from tests.architecture.source import code_files, tree

LISTS = ("Sequence", "Collection", "Iterable", "list")
CHOOSES = "it chooses among rows: named twice is named once"
PICTURES = "the same picture is kept once"
ALIKE = "two may be alike: each is one more"
NUMBERED = "a place in the list is its number"
REFUSED = "refused by another rule of its own"

TWICE = {
    CHOOSES: {
        "answer_complaints.complaints",
        "allocate.accounts",
        "approve_bills.estate_codes",
        "call_off.visits",
        "tell_works.visits",
        "approve_vouchers.ids",
        "archive_month.estate_codes",
        "assign_estates.estates",
        "change_webhook.kinds",
        "charge_month.estate_codes",
        "draft_bills.estate_codes",
        "each_estate.codes",
        "hand_over.notices",
        "issue_bills.estate_codes",
        "issue_these.pks",
        "issued_of_month.estate_codes",
        "keep_crew.kinds",
        "link_earlier_refunds.transactions",
        "make_webhook.kinds",
        "mark_known.names",
        "offer_order.providers",
        "open_questionnaire.buildings",
        "plan_visits.buildings",
        "post_work_costs.estate_codes",
        "prepare_plan.line_ids",
        "prepare_runs.estates",
        "print_month.estate_codes",
        "propose_refunds.accounts",
        "record_delivery.letters",
        "refuse_own_drafts.estate_codes",
        "send_again.labels",
        "send_back.estate_codes",
        "slips_of.homes",
        "start_step.estate_codes",
        "take.lines",
        "tell_of_bills.estates",
        "write_accounts.estates",
        "write_minutes.present",
        "write_statements.estate_codes",
        "write_down_training.came",
    },
    PICTURES: {
        "correct.photos",
        "finish.photos",
        "open_dispute.photos",
        "prepare_manual_voucher.scans",
        "publish.photos",
        "report_at_place.photos",
    },
    ALIKE: {
        "prepare_manual_voucher.lines",
        "prepare_opening.balances",
        "prepare_reconciliation.items",
        "record_costs.rows",
        "record_visit.said",
        "take_over.rows",
    },
    NUMBERED: {
        "change_checklist.rows",
        "estimate_work.lines",
        "key_sheet.answers",
        "measure_defects.rows",
        "measure_parts.rows",
        "measure_photo.corners",
        "measure_walls.rows",
        "prepare_poll.subjects",
        "set_questions.questions",
    },
    REFUSED: {
        "aim.lines",  # no line gets more than is open on it, however often it is named
        "assign.lines",
        "assign.parts",  # two parts may be of one account: they add up
        "bill_arrears.lines",  # of a paper whose rows are checked when it is read
        "charge_given.batches",  # each charge has a source of its own
        "enter.lines",
        "match.shares",
        "prepare_plan.lines",  # rounds: a place promised twice is promised twice
        "prepare_plan.parts",  # days in order, each once
        "record.movements",  # a movement is known by all that is said of it (ADR 0025)
        "record_disbursements.movements",
        "record_later_fees.movements",
        "settle_meant.lines",
        "store.drafts",
        "take_forecast.rows",  # a later row of the same hour takes the place of the earlier
    },
}


def lists_handed() -> Iterator[tuple[str, bool]]:
    """Each list that a person's act is handed, and whether its file refuses what stands in it twice."""
    for path in code_files():
        if "services" in path.parts or path.name == "services.py":
            yield from _of_file(path)


def _of_file(path: Path) -> Iterator[tuple[str, bool]]:
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    asks = any(isinstance(one.func, ast.Name) and one.func.id == "refuse_twice" for one in calls)
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            given = [*node.args.args, *node.args.kwonlyargs]
            if {one.arg for one in given} & {"by", "provider"}:
                for one in given:
                    if one.annotation is not None and ast.unparse(one.annotation).startswith(LISTS):
                        yield f"{node.name}.{one.arg}", asks


def test_every_list_says_what_becomes_of_a_thing_that_stands_in_it_twice():
    told = {name for names in TWICE.values() for name in names}
    handed = dict(lists_handed())
    assert len(handed) > 70
    assert sorted(name for name, asks in handed.items() if not asks and name not in told) == []
    assert sorted(told - handed.keys()) == [], "no such list: take the line out"


def test_the_first_thing_that_stands_there_again_is_named():
    refuse_twice(["通渠", "换锁"])
    with pytest.raises(NamedTwice, match="通渠"):
        refuse_twice(["通渠", "换锁", "通渠"])
