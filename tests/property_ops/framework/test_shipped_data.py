"""A module's data is brought up to date, and never over a row that somebody edited."""

import pytest
from django.contrib.auth.models import Group

from invoices.modules.ledger.models import LedgerAccount
from property_ops.framework import shipped_data
from property_ops.framework.models import ShippedRow
from property_ops.framework.permissions import roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def ship(tmp_path):
    def load(name, kind="asset"):
        path = tmp_path / "accounts.toml"
        path.write_text(
            'model = "po_ledger.LedgerAccount"\nkey = "code"\n[[rows]]\ncode = "9001"\n'
            f'name = "{name}"\nkind = "{kind}"\n',
            encoding="utf-8",
        )
        shipped_data.load(path)
        return LedgerAccount.objects.filter(code="9001").first()

    return load


def test_a_row_is_made(ship):
    assert ship("甲").name == "甲"


def test_a_row_nobody_touched_follows_a_new_version(ship):
    ship("甲")
    assert ship("乙").name == "乙"


def test_a_row_somebody_edited_is_left_alone_for_ever(ship):
    row = ship("甲")
    row.name = "我们的叫法"
    row.save()
    assert ship("乙").name == "我们的叫法"
    assert ship("丙").name == "我们的叫法"


def test_a_row_somebody_deleted_stays_away(ship):
    ship("甲").delete()
    assert ship("乙") is None


def test_a_row_somebody_had_made_before_is_theirs(ship):
    LedgerAccount.objects.create(code="9001", name="自建", kind="asset")
    assert ship("甲").name == "自建"


def test_all_shipped_data_loads_and_loading_again_changes_nothing():
    shipped_data.load_all()
    before = list(LedgerAccount.objects.values())
    shipped_data.load_all()
    assert list(LedgerAccount.objects.values()) == before
    assert before
    assert set(Group.objects.values_list("name", flat=True)) == set(roles())


def test_a_frozen_row_to_which_a_migration_added_what_is_new_stays_as_it_is():
    shipped_data.load_all()
    weights = ShippedRow.objects.get(model="po_assessment.AssessmentWeights")
    now = weights.values
    weights.values = {name: value for name, value in now.items() if name != "training"}  # as an earlier release had it
    weights.save()
    shipped_data.load_all()
    weights.refresh_from_db()
    assert weights.values == now
