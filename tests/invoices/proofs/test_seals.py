"""A seal kept elsewhere shows what was changed behind it, whoever has the whole machine (docs/product.md rule 21)."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from invoices.modules.closing.services.closing import close
from invoices.modules.ledger.domain.chain import GENESIS, digest
from invoices.modules.ledger.models import Entry, Leg
from invoices.modules.ledger.public import broken_links, post
from invoices.modules.proofs import selectors
from invoices.modules.proofs.domain.errors import NoSealsThere, NoSuchSeal, SealKeyDamaged, SealUnreadable
from invoices.modules.proofs.domain.seals import SealKind, seal_in
from invoices.modules.proofs.models import StoredSeal
from invoices.modules.proofs.public import public_key, seal_day, seal_for, seal_now
from invoices.modules.proofs.services.keys import signing_key
from invoices.modules.proofs.services.sealing import append_to_file
from invoices.modules.proofs.verifiers import against_file, of_head, since, verify
from property_ops.framework.accounts import system_user
from property_ops.framework.journal.gathering import AUDIT
from property_ops.framework.models import JournalBatch
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.merkle import root_of
from property_ops.kernel.period import Month
from tests.invoices.ledger.test_services import bill
from tests.property_ops.framework.journal.behind import take_rules_away

NOW = datetime(2022, 7, 1, 12, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def seal(day, **more):
    return seal_day(day=date(2022, 7, day), by=system_user(), now=NOW, **more)


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.SEALS, settings.SEAL_KEY = tmp_path / "seals.jsonl", tmp_path / "key.pem"


@pytest.fixture
def sealed(shipped, tmp_path):
    """Nine entries under three seals, the last on the last entry: the file as somebody keeps it elsewhere."""
    for day, numbers in ((1, (1, 2, 3)), (2, (4, 5, 6, 7)), (3, (8, 9))):
        post([bill(number, number * 100) for number in numbers])
        seal(day)
    append_to_file()
    kept = tmp_path / "kept.jsonl"
    kept.write_bytes((tmp_path / "seals.jsonl").read_bytes())
    return kept


def faults(checks):
    return [difference.says % difference.facts for check in checks for difference in check.differences]


def erase_last(count):
    """The last entries, and what the database knows of them."""
    entries = Entry.objects.order_by("-number")[:count]
    Leg.objects.filter(entry__in=list(entries)).delete()
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()


def recompute(*, change):
    """The whole chain, with one memo changed, as if it had always been so."""
    previous = GENESIS
    found = []
    for entry in Entry.objects.order_by("number"):
        memo = "改过" if entry.number == change else entry.memo
        legs = [
            (leg.account.code, leg.estate, leg.subledger, leg.party, leg.amount.fen)
            for leg in entry.legs.select_related("account").order_by("position")
        ]
        own = digest(previous, entry.number, entry.posted_on, entry.month, entry.source, memo, entry.evidence, legs)
        found.append((entry.pk, memo, previous, own))
        previous = own
    for pk, memo, before, own in found:
        Entry.objects.filter(pk=pk).update(memo=memo, previous=before, digest=own)


def test_a_seal_is_the_root_over_the_entries_and_signed(sealed):
    lines = sealed.read_text(encoding="utf-8").splitlines()
    seals = list(map(seal_in, lines))
    digests = list(Entry.objects.order_by("number").values_list("digest", flat=True))
    assert [(one.number, one.kind, one.name, one.chains["ledger"].size) for one in seals] == [
        (1, "day", "2022-07-01", 3),
        (2, "day", "2022-07-02", 7),
        (3, "day", "2022-07-03", 9),
    ]
    for one in seals:
        records = [bytes.fromhex(own) for own in digests[: one.chains["ledger"].size]]
        assert one.chains["ledger"].root == root_of(records).hex()
        assert one.is_signed()
        assert not replace(one, name="2022-07-09").is_signed()
        assert one.key == public_key()
    assert faults(verify()) == faults(against_file(str(sealed))) == []


def test_a_day_without_entries_makes_no_seal(sealed):
    assert seal(4) is None
    assert StoredSeal.objects.count() == 3


def test_a_company_that_has_recorded_nothing_makes_no_seal(shipped):
    assert seal(1) is None


def test_only_who_may_seals(shipped):
    with pytest.raises(NotAllowed):
        seal_day(day=date(2022, 7, 1), by=UserFactory(role="dispatcher"), now=NOW)


def test_a_closed_month_is_sealed(shipped):
    post([bill(1, 100)])
    with transaction.atomic():
        close(month=Month.parse("2022-06"), by=system_user(), now=NOW, today=date(2022, 7, 2))
    assert seal_for(SealKind.CLOSE, "2022-06").size == 1


def test_an_older_copy_of_the_database_put_back_is_found(sealed):
    take_rules_away("po_")
    erase_last(2)
    StoredSeal.objects.filter(number=3).delete()
    assert not list(broken_links())
    assert faults(against_file(str(sealed))) == ["“ledger” has 7 records; seal 3 (2022-07-03) is of 9"]
    assert faults(verify()) == ["line 3 of the file of seals is not in the database"]


def test_an_older_copy_that_went_on_otherwise_is_found(sealed):
    take_rules_away("po_")
    erase_last(2)
    StoredSeal.objects.filter(number=3).delete()
    post([bill(number, 1) for number in (20, 21, 22)])
    seal(3)
    append_to_file()
    assert not list(broken_links())
    assert faults(against_file(str(sealed))) == ["“ledger” is not as seal 3 (2022-07-03) sealed it"]
    assert "line 3 of the file of seals is not in the database" in faults(verify())


def test_the_last_receipt_erased_everywhere_is_found(sealed):
    take_rules_away("po_")
    erase_last(1)
    assert not list(broken_links())
    assert faults(against_file(str(sealed))) == ["“ledger” has 8 records; seal 3 (2022-07-03) is of 9"]


def test_a_chain_that_was_wholly_recomputed_is_found(sealed):
    take_rules_away("po_")
    recompute(change=5)
    assert not list(broken_links())
    assert faults(against_file(str(sealed))) == [
        "“ledger” is not as seal 2 (2022-07-02) sealed it",
        "“ledger” is not as seal 3 (2022-07-03) sealed it",
    ]


def test_who_makes_all_seals_anew_as_well_is_found_by_those_kept_elsewhere(sealed, settings):
    take_rules_away("po_")
    recompute(change=5)
    StoredSeal.objects.all().delete()
    settings.SEALS.unlink()
    seal(3)
    append_to_file()
    assert faults(verify()) == []  # on this machine everything agrees
    assert len(faults(against_file(str(sealed)))) == 2


def test_another_key_is_found(sealed, settings):
    settings.SEAL_KEY.unlink()
    assert faults(against_file(str(sealed))) == [f"seal {number} is signed with another key" for number in (1, 2, 3)]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_any_changed_character_of_a_seal_is_found(sealed, place):
    lines = sealed.read_text(encoding="utf-8").splitlines()
    for at in range(0, len(lines[place]), 3):
        changed = lines[place][:at] + ("0" if lines[place][at] != "0" else "1") + lines[place][at + 1 :]
        sealed.write_text("\n".join([*lines[:place], changed, *lines[place + 1 :]]) + "\n", encoding="utf-8")
        assert faults(against_file(str(sealed))), (place, at)


def test_a_batch_that_was_made_anew_is_found_by_the_seals(sealed):
    take_rules_away("po_")
    JournalBatch.objects.filter(chain="audit").delete()
    AUDIT.gather()
    found = faults(against_file(str(sealed)))
    assert "“audit” is not as seal 2 (2022-07-02) sealed it" in found


def test_a_seal_left_out_is_found(sealed):
    lines = sealed.read_text(encoding="utf-8").splitlines(keepends=True)
    sealed.write_text(lines[0] + lines[2], encoding="utf-8")
    assert "a seal is missing before seal 3" in faults(against_file(str(sealed)))
    sealed.write_text(lines[1] + lines[2], encoding="utf-8")
    assert "a seal is missing before seal 2" in faults(against_file(str(sealed)))


def test_a_well_signed_seal_that_does_not_continue_the_one_before_is_found(sealed, settings):
    """As who has the key could make it."""
    first, second, third = map(seal_in, sealed.read_text(encoding="utf-8").splitlines())
    key = signing_key()
    head = replace(third.chains["ledger"], root="ab" * 32)
    forged = replace(third, chains=third.chains | {"ledger": head})
    forged = replace(forged, signature=key.sign(forged.signed).hex())
    sealed.write_text("".join(f"{one.line}\n" for one in (first, second, forged)), encoding="utf-8")
    found = faults(against_file(str(sealed)))
    assert found[0] == "seal 3 does not continue what the seal before it had of “ledger”"


def test_any_sealed_head_from_paper_is_asked_for_by_its_first_characters(sealed):
    heads = [one.head for one in StoredSeal.objects.order_by("number")]
    for head in heads:
        assert faults(of_head(head)) == faults(of_head(head[:16].upper())) == []
    assert faults(of_head(" ".join(heads[0][at : at + 8] for at in range(0, 64, 8)))) == []
    take_rules_away("po_")
    recompute(change=5)
    assert faults(of_head(heads[0])) == []  # it was recorded behind that seal
    assert faults(of_head(heads[1])) == ["“ledger” is not as seal 2 (2022-07-02) sealed it"]


def test_a_head_that_no_seal_here_has_is_a_finding_and_what_is_no_head_is_refused(sealed):
    (said,) = faults(of_head("ab" * 32))
    assert said.startswith("no seal of this installation has the head abab")
    take_rules_away("po_")
    StoredSeal.objects.filter(number=2).update(head="ab" * 32)
    assert faults(of_head("ab" * 32)) == [said]
    for text in ("", "2", "abcdef", "no head at all", "g" * 64):
        with pytest.raises(NoSuchSeal):
            list(of_head(text))


def test_since_a_seal_reads_only_what_came_behind_it(sealed):
    """What lies before is not looked at, what lies behind is."""
    post([bill(30, 1)])
    seal(4)
    assert faults(since("2")) == faults(since(selectors.sealed("2").head)) == []
    take_rules_away("po_")
    Entry.objects.filter(number=2).update(digest="1" * 64)
    assert faults(since("2")) == []
    Entry.objects.filter(number=9).update(digest="2" * 64)
    assert faults(since("2")) == [
        "“ledger” is not as seal 3 (2022-07-03) sealed it",
        "“ledger” is not as seal 4 (2022-07-04) sealed it",
    ]


def test_a_frontier_that_is_not_the_seals_own_is_found(sealed):
    take_rules_away("po_")
    stored = selectors.sealed("2")
    StoredSeal.objects.filter(pk=stored.pk).update(frontiers=stored.frontiers | {"ledger": ["00" * 32] * 3})
    assert "“ledger” is not as seal 2 (2022-07-02) sealed it" in faults(since("2"))


def test_what_is_no_seal_is_refused_by_name(sealed, tmp_path, settings):
    with pytest.raises(NoSuchSeal, match="77"):
        list(since("77"))
    with pytest.raises(NoSealsThere):
        list(against_file(str(tmp_path / "nowhere")))
    for line in ("", "{}", "[]", "null", json.dumps({"number": 1}), '{"number":01}'):
        with pytest.raises(SealUnreadable):
            seal_in(line)
    settings.SEAL_KEY.write_text("no key")
    post([bill(31, 1)])
    with pytest.raises(SealKeyDamaged):
        seal_now(kind=SealKind.DAY, name="x", by=system_user(), now=NOW)


def test_the_database_keeps_its_seals(sealed):
    for change in (
        lambda: StoredSeal.objects.filter(number=1).update(head="x"),
        lambda: StoredSeal.objects.filter(number=1).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_file_takes_what_it_lacks_and_keeps_what_it_has(sealed, settings):
    kept = settings.SEALS.read_text(encoding="utf-8")
    post([bill(30, 1)])
    seal(4)
    assert faults(verify()) == ["seal 4 is not in the file of seals"]
    append_to_file()
    append_to_file()
    assert settings.SEALS.read_text(encoding="utf-8").startswith(kept)
    assert len(settings.SEALS.read_text(encoding="utf-8").splitlines()) == 4
    assert faults(verify()) == []


def test_the_key_is_its_owners_alone(sealed, settings):
    assert settings.SEAL_KEY.stat().st_mode & 0o077 == 0
