"""Square metres from a photo of a work: tapped, stored beside what was typed, changed by nobody."""

import json

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from property_ops.framework.pictures.marker_board import AreaUnknowable, CornersWrong
from property_ops.modules.works.domain.errors import NotYourWork
from property_ops.modules.works.models import PhotoArea, WorkOrder
from property_ops.modules.works.public import PhotoStage, WorkResult, add_photo
from property_ops.modules.works.services.photo_areas import measure_photo
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import text_of, visitor
from tests.property_ops.framework.pictures import photos

pytestmark = pytest.mark.django_db


def a_photo(data, by):
    work = WorkOrderFactory(result=WorkResult.PENDING, accepted=None, accepted_on=None)
    return add_photo(work=work, stage=PhotoStage.AFTER, data=data, by=by, now=timezone.now())


def test_tapped_corners_give_an_area_beside_what_was_reported_and_change_no_quantity():
    pytest.importorskip("cv2")
    from tests.property_ops.framework.pictures.scenes import scene

    one, manager = scene(4, tilt=30), visitor("administrator")
    photo = a_photo(one.jpeg, manager.user)
    path = f"/work-photos/{photo.pk}/measure/"
    assert "measured" in text_of(manager.get(path))
    assert manager.post(path, {"corners": json.dumps(one.corners)}).status_code == 302
    found = PhotoArea.objects.get()
    assert abs(float(found.area) - one.area) <= float(found.error) + 0.02
    assert found.typed == photo.work.done
    assert WorkOrder.objects.get().done == photo.work.done
    assert f"± {found.error}".rstrip("0") in text_of(manager.get(f"/works/{photo.work.number}/"))
    with pytest.raises(DatabaseError), transaction.atomic():
        PhotoArea.objects.update(area=1)


@pytest.mark.parametrize("corners", ["", "x", "[1]", "[[0,0],[1,1]]", "[[0,0],[9,0],[9,9]]", "[[-5,0],[9,0],[9,9]]"])
def test_without_a_board_or_with_corners_that_are_none_nothing_is_stored(corners):
    manager = visitor("administrator")
    photo = a_photo(photos.jpeg((300, 200)), manager.user)
    assert manager.post(f"/work-photos/{photo.pk}/measure/", {"corners": corners}).status_code == 422
    assert not PhotoArea.objects.exists()


def test_the_board_is_printed_for_who_takes_photos():
    pytest.importorskip("cv2")
    assert visitor("dispatcher").get("/work-photos/marker-board.pdf").content.startswith(b"%PDF")
    assert visitor("auditor").get("/work-photos/marker-board.pdf").status_code == 403


def test_a_finger_that_taps_from_afar_gives_a_larger_error_or_none_at_all():
    pytest.importorskip("cv2")
    from tests.property_ops.framework.pictures.scenes import scene

    one, manager = scene(4, tilt=30), visitor("administrator")
    path = f"/work-photos/{a_photo(one.jpeg, manager.user).pk}/measure/"
    for tap in ("", "12"):
        assert manager.post(path, {"corners": json.dumps(one.corners), "tap": tap}).status_code == 302
    by_mouse, by_finger = PhotoArea.objects.all()
    assert by_mouse.area == by_finger.area
    assert by_finger.error > 3 * by_mouse.error
    assert manager.post(path, {"corners": json.dumps(one.corners), "tap": "300"}).status_code == 422
    assert PhotoArea.objects.count() == 2


def test_of_a_photo_with_a_board_nothing_is_measured_outside_it_by_too_few_or_by_strangers():
    pytest.importorskip("cv2")
    from tests.property_ops.framework.pictures.scenes import scene

    one, manager = scene(4, tilt=30), visitor("administrator")
    photo = a_photo(one.jpeg, manager.user)
    corners = [tuple(corner) for corner in one.corners]
    wide, high = photo.picture.width, photo.picture.height
    wrong = ([(-1, 1), *corners[1:]], [(wide + 1, 1), *corners[1:]], [(1, high + 1), *corners[1:]], corners * 11)
    for tapped in (*wrong, corners[:2]):
        with pytest.raises(CornersWrong):
            measure_photo(photo=photo, corners=tapped, by=manager.user, now=timezone.now())
    with pytest.raises(AreaUnknowable):
        measure_photo(photo=photo, corners=[corners[0]] * 3, by=manager.user, now=timezone.now())
    with pytest.raises(NotYourWork):
        measure_photo(photo=photo, corners=corners, by=visitor("grid_worker").user, now=timezone.now())
    assert not PhotoArea.objects.exists()
