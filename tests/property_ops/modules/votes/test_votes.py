"""A vote from its register to its result: frozen, keyed by two, one vote a unit, proven and recounted."""

import json
from datetime import timedelta
from hashlib import sha256
from random import Random

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from property_ops.framework.keyed_twice import KeyedAlready, KeyedByYou, KeyedState
from property_ops.kernel.canonical import canonical
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.merkle import is_included, leaf_hash
from property_ops.modules.estates.testing import EstateFactory, UnitFactory, owned_unit
from property_ops.modules.votes.domain import errors
from property_ops.modules.votes.domain.choices import Choice
from property_ops.modules.votes.domain.electors import ElectorQuestion
from property_ops.modules.votes.models import CastBallot, ElectorUnit, Poll
from property_ops.modules.votes.models.ballot import DeliveryManner
from property_ops.modules.votes.models.poll import Silence
from property_ops.modules.votes.selectors.counting import counts_of, proof_of
from property_ops.modules.votes.selectors.papers import paper_typed, recount_progress
from property_ops.modules.votes.services.ballots import MarkedPaper, cast_by_phone, key_ballot
from property_ops.modules.votes.services.closing import begin_recount, close_poll, recount_paper
from property_ops.modules.votes.services.papers import deliver, register_proxy, replace_paper, revoke_proxy
from property_ops.modules.votes.services.polls import (
    PlannedSubject,
    PollTerms,
    approve_poll,
    different_people,
    one_person,
    prepare_poll,
)
from property_ops.modules.votes.testing import AFTER, FIRST, LIGHTS, NOW, keyed, opened, paper_of, person, prepared
from property_ops.modules.votes.verifiers import verify
from tests.pages import text_of, visitor
from tests.property_ops.framework.journal.behind import past_the_rules
from tests.property_ops.framework.pictures import photos

pytestmark = pytest.mark.django_db
FOR, AGAINST, ABSTAIN, VOID = Choice


@pytest.fixture
def estate():
    """Three owners of four units; one owns two."""
    made = EstateFactory(code="BC01", name="牡丹花园")
    for room, owner, phone in (("101", "王芳", "1"), ("102", "王芳", "1"), ("201", "李明", "2"), ("202", "赵强", "3")):
        unit = owned_unit(owner=owner, estate=made, room=room, code=f"BC01-1-1-{room}")
        unit.tenures.update(phone=f"1380000000{phone}")
    return made


def units_of(poll) -> dict[str, ElectorUnit]:
    return {unit.room: unit for unit in poll.units.all()}


def closed(poll):
    return close_poll(poll=poll, by=person("reviewer"), now=NOW, today=AFTER)


def differences() -> list[str]:
    return [one.says for check in verify() for one in check.differences]


def test_a_vote_runs_from_the_register_to_a_result_that_is_frozen(estate) -> None:
    poll = opened(estate)
    units = units_of(poll)
    for room, choice in (("101", FOR), ("102", FOR), ("201", AGAINST), ("202", FOR)):
        keyed(paper_of(units[room]), choice)
    result = closed(poll)
    ((_number, found),) = json.loads(result.figures)["subjects"]
    assert (found["whole"], found["part"]) == ([4_000_000, 3], [4_000_000, 3])
    assert (found["choices"]["for"], found["carried"]) == ([3_000_000, 2], True)
    assert sha256(bytes(result.sheet)).hexdigest() == result.sheet_sha256
    assert bytes(result.sheet).startswith(b"%PDF")
    assert differences() == []


def test_the_register_is_its_own_copy_and_frozen(estate) -> None:
    poll = opened(estate)
    unit = units_of(poll)["101"]
    estate.units.update(area=1)
    estate.units.first().tenures.update(name="别人")
    unit.refresh_from_db()
    assert (unit.area, unit.elector.name) == (100, "王芳")
    for sql in ("UPDATE po_votes_elector SET name = 'x'", "DELETE FROM po_votes_electorunit",
                "UPDATE po_votes_pollsubject SET text = 'x'", "UPDATE po_votes_poll SET title = 'x'"):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_what_is_not_certain_is_answered_before_anybody_approves(estate) -> None:
    for room in ("301", "302"):
        owned_unit(owner="孙伟", estate=estate, room=room)
    UnitFactory(estate=estate, room="401")
    UnitFactory(estate=estate, room="402")
    by, reviewer = person(), person("reviewer")
    poll = prepared(estate, by=by)
    with pytest.raises(errors.ElectorsUnclear):
        approve_poll(poll_id=poll.pk, by=reviewer, now=NOW)
    different_people(poll=poll, question=ElectorQuestion.SAME_NAME, name="孙伟", by=by)
    one_person(poll=poll, question=ElectorQuestion.NO_OWNER, name="", known_as="原建设单位", by=by)
    with pytest.raises(SamePerson):
        approve_poll(poll_id=poll.pk, by=by, now=NOW)
    approve_poll(poll_id=poll.pk, by=reviewer, now=NOW)
    heads = {elector.name: elector.units.count() for elector in poll.electors.all()}
    assert heads == {"王芳": 2, "李明": 1, "赵强": 1, "孙伟": 1, "原建设单位": 2}
    assert poll.electors.count() == 6
    with pytest.raises(errors.PollDecided):
        different_people(poll=poll, question=ElectorQuestion.SAME_NAME, name="孙伟", by=by)


def test_a_paper_counts_once_two_persons_read_the_same_and_a_third_decides(estate) -> None:
    poll = opened(estate)
    paper = paper_of(units_of(poll)["101"])
    first, second, third = person("dispatcher"), person("accountant"), person("reviewer")
    assert key_ballot(paper=paper, marked=MarkedPaper([FOR]), by=first, now=NOW).state is KeyedState.ONCE
    with pytest.raises(KeyedByYou):
        key_ballot(paper=paper, marked=MarkedPaper([FOR]), by=first, now=NOW)
    assert key_ballot(paper=paper, marked=MarkedPaper([ABSTAIN]), by=second, now=NOW).state is KeyedState.DIFFERS
    assert not CastBallot.objects.exists()
    with pytest.raises(errors.KeyingsWait):
        closed(poll)
    assert key_ballot(paper=paper, marked=MarkedPaper([FOR]), by=third, now=NOW).state is KeyedState.AGREED
    assert CastBallot.objects.get().choices == "for"
    with pytest.raises(KeyedAlready):
        key_ballot(paper=paper, marked=MarkedPaper([FOR]), by=person("manager"), now=NOW)
    with pytest.raises(errors.ChoicesWrong):
        key_ballot(paper=paper, marked=MarkedPaper([FOR, FOR]), by=person("manager"), now=NOW)


def test_a_new_paper_replaces_and_history_stays(estate) -> None:
    poll = opened(estate)
    unit = units_of(poll)["201"]
    old = paper_of(unit)
    keyed(old, FOR)
    with pytest.raises(NotAllowed):
        replace_paper(unit=unit, reason="填错", by=person("dispatcher"), now=NOW)
    new = replace_paper(unit=unit, reason="填错", by=person(), now=NOW)
    with pytest.raises(errors.PaperReplaced):
        key_ballot(paper=old, marked=MarkedPaper([FOR]), by=person("manager"), now=NOW)
    assert CastBallot.objects.get(replaced_at=None).choices == "for"  # stands until the new one is counted
    keyed(new, AGAINST)
    assert list(CastBallot.objects.order_by("pk").values_list("choices", "replaced_at")) == [
        ("for", NOW), ("against", None),
    ]  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        CastBallot.objects.create(poll=poll, unit=unit, way="phone", choices="for", receipt="X", salt="00", at=NOW)


def test_a_proxy_stands_for_as_many_owners_as_the_rules_say(estate) -> None:
    poll = opened(estate, most_proxies=1)
    units = units_of(poll)
    given = {"agent": "周红", "agent_mark": "123x", "scan": photos.jpeg(), "by": person(), "now": NOW}
    paper = paper_of(units["101"])
    with pytest.raises(errors.NoSuchProxy):
        key_ballot(paper=paper, marked=MarkedPaper([FOR], by_proxy=True), by=person(), now=NOW)
    proxy = register_proxy(elector=units["101"].elector, **given)
    with pytest.raises(errors.ProxyStands):
        register_proxy(elector=units["102"].elector, **given)  # the same owner
    with pytest.raises(errors.TooManyProxies):
        register_proxy(elector=units["201"].elector, **given)
    keyed(paper, FOR, by_proxy=True)
    assert CastBallot.objects.get().proxy == proxy
    revoke_proxy(proxy=proxy, by=person(), now=NOW)
    register_proxy(elector=units["201"].elector, **given)
    assert CastBallot.objects.filter(replaced_at=None).count() == 1


def test_a_phone_votes_for_its_own_owner_and_a_paper_stands_above_it(estate) -> None:
    poll = opened(estate, by_phone=True)
    units = units_of(poll)
    mine, other = units["201"], units["202"]
    cast = {"now": NOW, "today": FIRST}
    with pytest.raises(errors.NotThisElector):
        cast_by_phone(unit=other, tenure=mine.tenure, choices=[FOR], **cast)
    cast_by_phone(unit=mine, tenure=mine.tenure, choices=[FOR], **cast)
    cast_by_phone(unit=mine, tenure=mine.tenure, choices=[AGAINST], **cast)
    assert CastBallot.objects.get(replaced_at=None).choices == "against"
    keyed(paper_of(mine), FOR)
    assert CastBallot.objects.get(replaced_at=None).way == "paper"
    with pytest.raises(errors.PaperVoteStands):
        cast_by_phone(unit=mine, tenure=mine.tenure, choices=[AGAINST], **cast)
    with pytest.raises(errors.PollNotOpen):
        cast_by_phone(unit=other, tenure=other.tenure, choices=[FOR], now=NOW, today=AFTER)


def test_the_result_waits_for_the_last_day_and_for_another_person(estate) -> None:
    by = person()
    poll = opened(estate, by=by)
    with pytest.raises(errors.PollStillRuns):
        close_poll(poll=poll, by=person("reviewer"), now=NOW, today=AFTER - timedelta(days=1))
    with pytest.raises(SamePerson):
        close_poll(poll=poll, by=by, now=NOW, today=AFTER)
    with pytest.raises(NotAllowed):
        close_poll(poll=poll, by=person("dispatcher"), now=NOW, today=AFTER)
    closed(poll)
    for again in (lambda: closed(poll), lambda: keyed(paper_of(units_of(poll)["101"]), FOR)):
        with pytest.raises(errors.PollNotOpen):
            again()
    assert CastBallot.objects.count() == 0


def test_whoever_has_a_receipt_finds_his_ballot_in_the_root_and_no_other(estate) -> None:
    poll = opened(estate)
    units = units_of(poll)
    for room, choice in (("101", FOR), ("201", AGAINST), ("202", ABSTAIN)):
        keyed(paper_of(units[room]), choice)
    result = closed(poll)
    receipt = paper_of(units["201"]).receipt
    page = text_of(Client().get(f"/ballots/{receipt.lower()}/"))
    assert "反对" in page
    assert "李明" not in page
    assert "弃权" not in page
    proof = Client().get(f"/ballots/{receipt}/proof.json").json()
    leaf = leaf_hash(bytes.fromhex(proof["salt"]) + canonical(proof["content"]))
    path = [bytes.fromhex(one) for one in proof["path"]]
    assert is_included(leaf, proof["place"], proof["size"], bytes.fromhex(result.root), path)
    changed = leaf_hash(bytes.fromhex(proof["salt"]) + canonical([*proof["content"][:-1], "for"]))
    assert not is_included(changed, proof["place"], proof["size"], bytes.fromhex(result.root), path)
    assert all(proof_of(ballot).root.hex() == result.root for ballot in CastBallot.objects.all())
    assert Client().get("/ballots/ZZZZZZZZZZZZZZZZ/").status_code == 404
    office = visitor("manager")
    for state, many in (("issued", 4), ("delivered", 0), ("counted", 3), ("uncounted", 1)):
        page = office.get(f"/votes/{poll.pk}/register/?state={state}")
        assert page.context["count"] == many, state
    assert "尚未计入" in text_of(Client().get(f"/ballots/{paper_of(units['102']).receipt}/"))


def test_a_recount_is_keyed_by_others_and_tells_what_differs(estate) -> None:
    poll = opened(estate)
    units = units_of(poll)
    key = person("dispatcher"), person("accountant")
    for room in ("101", "201"):
        keyed(paper_of(units[room]), FOR, keys=key)
    with pytest.raises(errors.NoResultYet):
        begin_recount(poll=poll, reason="业主申请", by=person("reviewer"), now=NOW)
    closed(poll)
    poll.refresh_from_db()
    recount = begin_recount(poll=poll, reason="业主申请", by=person("reviewer"), now=NOW)
    with pytest.raises(errors.RecountDone):
        recount_paper(recount=recount, paper=paper_of(units["101"]), choices=(FOR,), by=key[0], now=NOW)
    with pytest.raises(errors.NothingToRecount):
        recount_paper(recount=recount, paper=paper_of(units["202"]), choices=(FOR,), by=person("manager"), now=NOW)
    other = person("manager")
    recount_paper(recount=recount, paper=paper_of(units["101"]), choices=(FOR,), by=other, now=NOW)
    recount_paper(recount=recount, paper=paper_of(units["201"]), choices=(AGAINST,), by=other, now=NOW)
    found = recount_progress(recount)
    assert (found.papers, found.keyed, found.differing) == (2, 2, (("BC01-1-1-201", "for", "against"),))
    assert differences() == []


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE po_votes_castballot SET choices = 'against'", "does not follow from its ballots"),
        ("UPDATE po_votes_castballot SET choices = 'against'", "is not what two persons read"),
        ("UPDATE po_votes_electorunit SET area = area + 1", "register or the subjects of"),
        ("UPDATE po_votes_pollsubject SET agree_numerator = 2, agree_denominator = 5", "register or the subjects of"),
        ("UPDATE po_votes_pollresult SET figures = '{}'", "does not follow from its ballots"),
        ("UPDATE po_votes_pollresult SET sheet_sha256 = 'x'", "has other bytes"),
        ("DELETE FROM po_votes_castballot", "does not follow from its ballots"),
    ],
)
def test_verify_finds_what_was_changed_behind_the_rules(estate, sql: str, says: str) -> None:
    poll = opened(estate)
    keyed(paper_of(units_of(poll)["101"]), FOR)
    closed(poll)
    assert differences() == []
    with past_the_rules(sql.split()[2 if sql.startswith("DELETE") else 1]), connection.cursor() as cursor:
        cursor.execute(sql)
    assert any(says in one for one in differences())


DEEDS = ("paper", "phone", "new paper", "proxy", "revoked", "paper by proxy")
_DEEDS = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 3), st.sampled_from([*Choice])),
    max_size=12,
)  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(deeds=_DEEDS, seed=st.integers(0, 99))
def test_no_order_of_votes_corrections_and_proxies_counts_a_unit_or_a_head_twice(estate, deeds, seed) -> None:
    """Beside it runs a model: per unit the newest paper, else the last phone vote; heads are sets of names."""
    with transaction.atomic():
        poll = opened(estate, by_phone=True, most_proxies=9)
        units = list(poll.units.all())
        keys, manager, chosen = (person("dispatcher"), person("accountant")), person(), {}
        keyed_papers = set()
        for what, number, choice in deeds:
            unit = units[number]
            try:
                if what == "phone":
                    cast_by_phone(unit=unit, tenure=unit.tenure, choices=[choice], now=NOW, today=FIRST)
                    chosen[unit.pk] = ("phone", choice)
                elif what == "new paper":
                    replace_paper(unit=unit, reason="填错", by=manager, now=NOW)
                elif what == "proxy":
                    register_proxy(
                        elector=unit.elector, agent="周红", agent_mark="1234", scan=photos.jpeg(), by=manager, now=NOW
                    )
                elif what == "revoked":
                    for proxy in unit.elector.proxies.filter(revoked_at=None):
                        revoke_proxy(proxy=proxy, by=manager, now=NOW)
                elif (paper := paper_of(unit)).pk not in keyed_papers:
                    keyed(paper, choice, by_proxy=what == "paper by proxy", keys=Random(seed).sample(keys, 2))
                    keyed_papers.add(paper.pk)
                    chosen[unit.pk] = ("paper", choice)
            except (errors.PaperVoteStands, errors.ProxyStands, errors.NoSuchProxy):
                continue
        taking = [(unit, chosen[unit.pk][1]) for unit in units if unit.pk in chosen and chosen[unit.pk][1] is not VOID]
        ((_subject, found),) = counts_of(poll)
        assert found.part.area == sum(int(unit.area * 10_000) for unit, _choice in taking)
        assert found.part.heads == len({unit.elector.name for unit, _choice in taking})
        assert found.whole.heads == 3
        transaction.set_rollback(True)


def test_silence_needs_a_rule_of_the_estate(estate) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        prepared(estate, silence=Silence.MAJORITY)
    assert prepared(estate, silence=Silence.MAJORITY, rules="议事规则第 21 条").silence == Silence.MAJORITY


def test_what_is_secret_is_shown_to_nobody_before_the_result(estate) -> None:
    secret = opened(estate, subjects=[PlannedSubject("fund_raising", "续筹维修资金")])
    keyed(paper_of(units_of(secret)["201"]), AGAINST)
    page = text_of(visitor("manager").get(f"/votes/{secret.pk}/"))
    assert "反对" not in page
    openly = opened(estate, is_secret=False)
    assert "反对" in text_of(visitor("manager").get(f"/votes/{openly.pk}/"))


def test_a_vote_has_days_in_order_a_subject_and_somebody_who_votes(estate) -> None:
    to_come = NOW.date() + timedelta(days=1)
    for days in (
        {"register_day": FIRST + timedelta(days=1)},
        {"last_day": FIRST - timedelta(days=1)},
    ):
        with pytest.raises(errors.PollDatesWrong):
            prepared(estate, **days)
    terms = PollTerms("照明", "业委会", to_come, to_come, to_come)
    with pytest.raises(errors.PollDatesWrong):
        prepare_poll(estate=estate, terms=terms, subjects=[LIGHTS], by=person(), now=NOW)
    with pytest.raises(errors.PollWithoutSubject):
        prepared(estate, subjects=())
    with pytest.raises(errors.PollWithoutElectors):
        prepared(EstateFactory(code="BC02"))
    with pytest.raises(NotAllowed):
        prepared(estate, by=person("accountant"))
    assert not Poll.objects.exists()


def test_papers_are_of_the_vote_and_handed_over_once_and_phones_vote_only_where_it_was_said(estate) -> None:
    poll = opened(estate)
    unit, by = units_of(poll)["201"], person()
    with pytest.raises(errors.PhoneVotesNotAllowed):
        cast_by_phone(unit=unit, tenure=unit.tenure, choices=[FOR], now=NOW, today=FIRST)
    handed = {"unit": unit, "on": FIRST, "manner": DeliveryManner.HAND, "by": by, "now": NOW}
    deliver(**handed)
    with pytest.raises(errors.DeliveredBefore):
        deliver(**handed)
    assert paper_typed(by, poll, "bc01-1-1-201") == paper_of(unit)
    with pytest.raises(errors.PaperUnknown):
        paper_typed(by, poll, "BC01-1-1-999")
    with pytest.raises(errors.PaperUnknown):
        paper_typed(person("grid_worker"), poll, "BC01-1-1-201")


def test_the_figures_of_an_open_vote_open_the_homes_behind_them_and_of_a_secret_one_never(estate) -> None:
    """王芳 says different things for her two homes: she takes part, and is in no choice."""
    office = visitor("manager")

    def homes(poll: Poll, figure: str) -> set[str]:
        page = office.get(f"/votes/{poll.pk}/register/?figure={figure}")
        return {row.record.room for row in page.context["table"].page.object_list}

    for is_secret in (False, True):
        poll = opened(estate, is_secret=is_secret)
        units = units_of(poll)
        for room, choice in (("101", FOR), ("102", AGAINST), ("201", AGAINST)):
            keyed(paper_of(units[room]), choice)
        closed(poll)
        page = text_of(office.get(f"/votes/{poll.pk}/"))
        links = [f"?figure=1-{name}" in page for name in ("part-area", "for-area", "against-heads", "split-heads")]
        listed = text_of(office.get(f"/votes/{poll.pk}/register/"))
        if is_secret:
            assert (links, "不开列" in page, "我的票计入了吗" in page) == ([False] * 4, True, True)
            assert "反对" not in listed
            assert homes(poll, "1-for-area") == set(), "nothing is offered, nothing is told"
        else:
            assert (links, "不开列" in page) == ([True] * 4, False)
            assert "反对" in listed
            assert homes(poll, "1-part-area") == {"101", "102", "201"}
            assert (homes(poll, "1-for-area"), homes(poll, "1-for-heads")) == ({"101"}, set())
            assert (homes(poll, "1-against-area"), homes(poll, "1-against-heads")) == ({"102", "201"}, {"201"})
            assert homes(poll, "1-split-heads") == {"101", "102"}
