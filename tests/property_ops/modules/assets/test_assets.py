"""Equipment: its plate, its warranty, its works; upkeep that becomes a work once per due."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.utils.timezone import localdate

from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.modules.assets.domain import errors
from property_ops.modules.assets.models import Asset, AssetKind, AssetWork, UpkeepDue
from property_ops.modules.assets.selectors.upkeep import standing_of
from property_ops.modules.assets.services.register import AssetFacts, enter_asset, open_repair
from property_ops.modules.assets.services.upkeep import PlannedUpkeep, end_upkeep, open_due, plan_upkeep, skip_due
from property_ops.modules.assets.testing import AssetFactory, upkeep
from property_ops.modules.dispatch.models import Visit
from property_ops.modules.rounds.testing import CheckpointFactory
from property_ops.modules.works.models import WorkOrder
from tests.pages import text_of, visitor
from tests.property_ops.framework.importing.papers import bring, register, workbook

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_the_plate_of_a_checkpoint_leads_to_the_equipment_there():
    point = CheckpointFactory()
    AssetFactory(
        estate=point.estate, checkpoint=point, name="南门道闸", warranty_until=localdate() + DAY, warranty_by="捷通"
    )
    AssetFactory(estate=point.estate, checkpoint=point, name="旧道闸", retired_on=localdate())
    grid = visitor("grid_worker")
    assert f"/phone/equipment/{point.plate}/" in text_of(grid.get(f"/phone/plates/{point.plate}/"))
    page = text_of(grid.get(f"/phone/equipment/{point.plate}/"))
    assert "南门道闸" in page
    assert "捷通" in page
    assert "旧道闸" not in page
    assert grid.get("/phone/equipment/1.x/").status_code == 404


def test_a_repair_under_warranty_is_asked_about_when_it_is_opened_and_when_somebody_is_to_pay():
    asset, dispatcher = AssetFactory(warranty_until=localdate() + DAY, warranty_by="捷通"), visitor("dispatcher")
    typed, path = {"kind": "设施维修", "what": "不能抬杆"}, f"/equipment/{asset.pk}/repair/"
    first = dispatcher.post(path, typed)
    assert first.status_code == 422
    assert "捷通" in first.content.decode()
    assert not WorkOrder.objects.exists()
    assert dispatcher.post(path, typed).status_code == 302
    work = WorkOrder.objects.get()
    assert work.for_asset.asset == asset
    row = {"form-0-name": "维修", "form-0-unit": "处", "form-0-planned": "1", "form-0-price": "90"}
    estimate = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "part_subsidy": "100"} | row
    asked = dispatcher.post(f"/work-steps/estimate/{work.number}/", estimate)
    assert (asked.status_code, "捷通" in asked.content.decode()) == (422, True)
    assert dispatcher.post(f"/work-steps/estimate/{work.number}/", estimate).status_code == 302
    assert work.number in text_of(dispatcher.get(f"/equipment/{asset.pk}/"))


def test_out_of_warranty_nothing_is_asked():
    asset = AssetFactory(warranty_until=localdate() - DAY)
    answer = visitor("dispatcher").post(f"/equipment/{asset.pk}/repair/", {"kind": "设施维修", "what": "异响"})
    assert answer.status_code == 302


def test_what_is_due_becomes_one_work_however_often_it_is_asked_and_comes_to_the_board_once_released():
    due = upkeep(AssetFactory(), localdate() + 10 * DAY)
    later = upkeep(due.asset, localdate() + 300 * DAY)
    dispatcher = visitor("dispatcher")
    for _often in range(3):
        assert dispatcher.post("/equipment/upkeep/open-all/").status_code == 302
    assert dispatcher.post(f"/equipment/upkeep/{due.pk}/open/").status_code == 302  # says so, and makes none
    work = WorkOrder.objects.get()
    assert (work.state, work.planned, work.kind) == ("estimated", 2, "设施维修")
    assert AssetWork.objects.get().asset == due.asset
    assert visitor("manager").post(f"/approvals/work/{work.pk}/approve/").status_code == 302
    assert Visit.objects.get().due_on == localdate() + 10 * DAY
    assert standing_of(later).open_due is None


def test_done_it_is_due_again_from_that_day_cancelled_it_is_due_as_before_and_skipped_says_why():
    one, dispatcher = upkeep(AssetFactory(), localdate() - 5 * DAY), visitor("dispatcher")
    dispatcher.post(f"/equipment/upkeep/{one.pk}/open/")
    work = WorkOrder.objects.get()
    WorkOrder.objects.filter(pk=work.pk).update(state="cancelled")
    again = standing_of(one)
    assert (again.due_on, again.is_proposed(localdate())) == (localdate() - 5 * DAY, True)
    dispatcher.post(f"/equipment/upkeep/{one.pk}/open/")
    second = WorkOrder.objects.exclude(pk=work.pk).get()
    assert UpkeepDue.objects.get().work == second
    WorkOrder.objects.filter(pk=second.pk).update(done_on=localdate())
    after = standing_of(one)
    assert after.due_on > localdate() + 80 * DAY
    assert not after.is_proposed(localdate())
    other = upkeep(one.asset, localdate())
    assert dispatcher.post(f"/equipment/upkeep/{other.pk}/skip/", {"because": "刚换过"}).status_code == 302
    assert UpkeepDue.objects.get(upkeep=other).skipped_because == "刚换过"
    assert standing_of(other).due_on > localdate()


def test_the_register_is_imported_and_a_second_time_changes_nothing(tmp_path):
    point = CheckpointFactory()
    heads = ["小区", "设备编号", "设备名称", "安装位置", "质保到期"]
    row = [point.estate.name, "dz-1", "南门道闸", "南门", "2027-03-01"]
    book = workbook(tmp_path / "设备台账.xlsx", {"设备": register(heads, row)})
    for _twice in range(2):
        bring(book)
    asset = Asset.objects.get()
    assert (asset.code, asset.kind, str(asset.warranty_until)) == ("DZ-1", "gate", "2027-03-01")


def test_a_grid_worker_sees_the_equipment_of_the_own_estate_only_and_changes_none():
    mine, other = AssetFactory(), AssetFactory()
    grid = visitor("grid_worker", mine.estate)
    page = text_of(grid.get("/equipment/"))
    assert mine.code in page
    assert other.code not in page
    assert grid.get(f"/equipment/{other.pk}/").status_code == 404
    assert grid.get(f"/equipment/{mine.pk}/repair/").status_code == 403


def test_what_is_not_there_any_more_or_not_due_is_neither_opened_nor_skipped_nor_planned():
    by, asset = UserFactory(role="dispatcher"), AssetFactory(code="SB-77")
    facts = AssetFacts("水泵", AssetKind.PUMP, checkpoint=CheckpointFactory())
    for code, error in (("sb-7７", errors.AssetCodeTaken), ("SB-78", errors.PlateOfAnotherEstate)):
        with pytest.raises(error):
            enter_asset(estate=asset.estate, code=code, facts=facts, by=by)
    far, near = upkeep(asset, localdate() + 300 * DAY), upkeep(asset, localdate())
    for act in (open_due, partial(skip_due, because="不用")):
        with pytest.raises(errors.NothingDue):
            act(upkeep=far, by=by, on=localdate())
    with pytest.raises(errors.SkippedWithoutWhy):
        skip_due(upkeep=near, because=" ", by=by, on=localdate())
    end_upkeep(upkeep=near, on=localdate(), by=by)
    for act in (open_due, partial(skip_due, because="不用")):
        with pytest.raises(errors.UpkeepEnded):
            act(upkeep=near, by=by, on=localdate())
    Asset.objects.update(retired_on=localdate())
    with pytest.raises(errors.AssetRetired):
        open_repair(asset=asset, kind="设施维修", what="异响", by=by, on=localdate())
    planned = PlannedUpkeep("保养", "设施维修", Decimal(1), "处", Yuan(1), "subsidy", localdate(), 3)
    with pytest.raises(errors.AssetRetired):
        plan_upkeep(asset=asset, planned=planned, by=by)
    assert not WorkOrder.objects.exists()
    assert not UpkeepDue.objects.exists()
