"""Square metres from a photo: a printed board of markers lies in the surface, somebody taps the corners of the area.

OpenCV is an extra (`pip install property-ops[photos]`); without it there is a sentence instead. The same photo and the
same corners always give the same area. What cannot be known is refused: a board that is not found or not flat, corners
beyond the horizon, an area whose error would be larger than a tenth of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

COLUMNS, ROWS, MARKER_MM, GAP_MM = 2, 3, 84, 10
"""Of the board as printed: few and large, so that they are read from some metres; they fit on A4."""
MODULES = 6
"""Of a marker, each way, with its black border."""
FEWEST_MARKERS, LEAST_PIXELS, MOST_RESIDUAL = 4, 24.0, 1.2
TAP_PIXELS, LEAST_NOISE, DRAWS, SEED = 2.5, 0.12, 80, 2022
MOST_ERROR = 0.10
MM2 = 1_000_000
Corners = Sequence[tuple[float, float]]


class PhotosMissing(BusinessError):
    code = "photos_missing"
    message = gettext_noop(
        "Measuring in photos is not installed here. The operator installs it: pip install 'property-ops[photos]'."
    )


class BoardNotFound(BusinessError):
    code = "marker_board_not_found"
    message = gettext_noop(
        "The marker board is not seen well enough. Lay it flat beside the area, whole in the photo, and come nearer."
    )


class BoardNotFlat(BusinessError):
    code = "marker_board_not_flat"
    message = gettext_noop("The marker board is bent, or the photo is blurred: nothing can be measured by it.")


class AreaUnknowable(BusinessError):
    code = "photo_area_unknowable"
    message = gettext_noop(
        "From this photo the area could not be told to a tenth. Stand nearer, or the board nearer to the area."
    )


class CornersWrong(BusinessError):
    code = "photo_corners_wrong"
    message = gettext_noop("Tap three corners at least, one after the other around the area.")


@dataclass(frozen=True, slots=True)
class MeasuredArea:
    """Square metres, and by how much they may be wrong (two standard deviations)."""

    area: float
    error: float
    markers: int


def is_installed() -> bool:
    try:
        _opencv()
    except PhotosMissing:
        return False
    return True


def marker_modules(number: int) -> list[list[bool]]:
    """A marker row by row: whether the module is black. Raises PhotosMissing."""
    cv2 = _opencv()
    drawn = cv2.aruco.generateImageMarker(_board().getDictionary(), number, MODULES, borderBits=1)
    return [[bool(value < 128) for value in row] for row in drawn]


def marker_places() -> list[tuple[int, float, float]]:
    """(number, left, top) of each marker, in mm from the board's upper left corner."""
    step = MARKER_MM + GAP_MM
    return [(row * COLUMNS + column, column * step, row * step) for row in range(ROWS) for column in range(COLUMNS)]


def area_of(jpeg: bytes, corners: Corners, *, tap: float = TAP_PIXELS) -> MeasuredArea:
    """`corners` in pixels of the photo, each tapped to within some `tap` pixels: a finger is broader than a mouse.

    Raises PhotosMissing, BoardNotFound, BoardNotFlat, AreaUnknowable, CornersWrong.
    """
    import numpy

    if len(corners) < 3:
        raise CornersWrong()
    grey = numpy.array(Image.open(BytesIO(jpeg)).convert("L"))
    found, ideal = _found(grey)
    plane, residual = _plane(found, ideal)
    tapped = numpy.array(corners, dtype=float)
    area = _area(plane, tapped)
    random = numpy.random.default_rng(SEED)
    noise = max(residual, LEAST_NOISE)
    drawn = []
    for _draw in range(DRAWS):
        moved, _rest = _plane(found + random.normal(0, noise, found.shape), ideal, check=False)
        drawn.append(_area(moved, tapped + random.normal(0, max(tap, TAP_PIXELS), tapped.shape)))
    error = 2 * float(numpy.std(drawn))
    if not error <= MOST_ERROR * area:
        raise AreaUnknowable()
    return MeasuredArea(area / MM2, error / MM2, len(found) // 4)


def _opencv() -> Any:
    try:
        import cv2
        from cv2 import aruco  # noqa: F401
    except ImportError as error:
        raise PhotosMissing() from error
    return cv2


@cache
def _board() -> Any:
    cv2 = _opencv()
    markers = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    return cv2.aruco.GridBoard((COLUMNS, ROWS), MARKER_MM, GAP_MM, markers)


def _found(grey: Any) -> tuple[Any, Any]:
    """Corners of the board in the photo, and where they are on the board in mm. Raises BoardNotFound."""
    cv2 = _opencv()
    settings = cv2.aruco.DetectorParameters()
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    detector = cv2.aruco.ArucoDetector(_board().getDictionary(), settings)
    corners, ids, _rejected = detector.detectMarkers(grey)
    if ids is None or len(ids) < FEWEST_MARKERS:
        raise BoardNotFound()
    points, spots = _board().matchImagePoints(corners, ids)
    if points is None or len(points) < 4 * FEWEST_MARKERS:
        raise BoardNotFound()
    ideal, found = points.reshape(-1, 3)[:, :2].astype(float), spots.reshape(-1, 2).astype(float)
    if _spacing(found, ideal) < LEAST_PIXELS:
        raise BoardNotFound()
    return found, ideal


def _spacing(found: Any, ideal: Any) -> float:
    """How many pixels a marker takes, about."""
    import numpy

    pixels, millimetres = numpy.linalg.norm(found - found.mean(0)), numpy.linalg.norm(ideal - ideal.mean(0))
    return float(pixels / millimetres * MARKER_MM) if millimetres else 0.0


def _plane(found: Any, ideal: Any, *, check: bool = True) -> tuple[Any, float]:
    """The map from photo to surface, and how well the corners fit it, in pixels. Raises BoardNotFlat."""
    import numpy

    cv2 = _opencv()
    plane, _used = cv2.findHomography(found, ideal, 0)
    if plane is None:
        raise BoardNotFlat()
    back = cv2.perspectiveTransform(ideal.reshape(-1, 1, 2), numpy.linalg.inv(plane)).reshape(-1, 2)
    residual = float(numpy.sqrt(((back - found) ** 2).sum(1).mean() / 2))
    if check and residual > MOST_RESIDUAL:
        raise BoardNotFlat()
    return plane, residual


def _area(plane: Any, tapped: Any) -> float:
    """In mm². Raises AreaUnknowable where a corner lies beyond the horizon, CornersWrong where sides cross."""
    import numpy

    ends = numpy.column_stack([tapped, numpy.ones(len(tapped))]) @ plane.T
    board = plane @ numpy.array([*tapped.mean(0), 1.0])
    if not (numpy.sign(ends[:, 2]) == numpy.sign(board[2])).all() or numpy.abs(ends[:, 2]).min() < 1e-9:
        raise AreaUnknowable()
    spots = ends[:, :2] / ends[:, 2:]
    if _crosses(spots):
        raise CornersWrong()
    x, y = spots[:, 0], spots[:, 1]
    return float(abs(numpy.dot(x, numpy.roll(y, -1)) - numpy.dot(y, numpy.roll(x, -1))) / 2)


def _crosses(spots: Any) -> bool:
    """Whether two sides that are no neighbours cross."""
    count = len(spots)
    sides = [(spots[number], spots[(number + 1) % count]) for number in range(count)]
    return any(
        _cross(*sides[one], *sides[other])
        for one in range(count)
        for other in range(one + 2, count)
        if (other + 1) % count != one
    )


def _cross(a: Any, b: Any, c: Any, d: Any) -> bool:
    def turn(p: Any, q: Any, r: Any) -> float:
        return float((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
