"""Rendered photos of a road or wall with the marker board in it: slanted, blurred, in shade or glare, half covered."""

from dataclasses import dataclass
from io import BytesIO

import cv2
import numpy
from PIL import Image

from property_ops.framework.pictures.marker_board import MARKER_MM, marker_modules, marker_places

WIDTH, HEIGHT, FOCAL = 2000, 1500, 1700
PER_MM = 0.2  # pixels of the drawn ground
BOARD_AT = (1150, 1000)  # mm
MARGIN, FINE = 12, 0.5  # mm of white around the markers; pixels of the drawn board in a mm


@dataclass(frozen=True)
class Scene:
    jpeg: bytes
    corners: list[tuple[float, float]]
    area: float


def board() -> numpy.ndarray:
    """As printed, `FINE` pixels in a millimetre."""
    places = marker_places()
    width, height = (max(place[axis] for place in places) + MARKER_MM + 2 * MARGIN for axis in (1, 2))
    image = numpy.full((round(height * FINE), round(width * FINE)), 235, dtype=numpy.float32)
    side = round(MARKER_MM * FINE)
    for number, left, top in places:
        black = numpy.array(marker_modules(number), dtype=numpy.float32)
        drawn = cv2.resize(numpy.where(black > 0, 25.0, 235.0), (side, side), interpolation=cv2.INTER_NEAREST)
        x, y = round((left + MARGIN) * FINE), round((top + MARGIN) * FINE)
        image[y : y + side, x : x + side] = drawn
    return image


USUAL = [
    {"number": number, "tilt": tilt, "blur": (0.6, 1.2, 1.8)[number % 3], "shade": number % 2 == 1}
    for number, tilt in enumerate((0, 10, 15, 20, 25, 30, 35, 40, 45, 48, 50, 55) * 5)
]
"""Sixty photos as crews take them."""
HARD = {
    "at 60 degrees": [{"number": number, "tilt": 60, "blur": 1.2} for number in range(12)],
    "with glare on the board": [{"number": number, "tilt": 20 + 3 * number, "glare": 0.3} for number in range(12)],
    "one marker covered": [{"number": number, "tilt": 4 * number, "covered": 1} for number in range(12)],
}
BLIND = {
    "half of the board covered": [{"number": number, "tilt": 4 * number, "covered": 3} for number in range(12)],
    "glare all over the board": [{"number": number, "tilt": 4 * number, "glare": 1.6} for number in range(12)],
}
"""Of which nothing can be known."""


def scene(
    number: int,
    *,
    tilt: float,
    blur: float = 0.8,
    shade: bool = False,
    bent: float = 0.0,
    glare: float = 0.0,
    covered: int = 0,
) -> Scene:
    """`tilt` in degrees off the vertical; the area is a quadrilateral of some 1.5 to 3.5 m². `glare`: the part of the
    board's height that the sun blinds; `covered`: markers that a glove lies on."""
    random = numpy.random.default_rng(number)
    seen = _camera(random, tilt)
    photo = _warped(120 + 20 * random.normal(0, 1, (520, 600)).astype(numpy.float32), seen, (0, 0), PER_MM)
    paper = board()
    if bent:
        rows, columns = numpy.mgrid[0 : paper.shape[0], 0 : paper.shape[1]].astype(numpy.float32)
        paper = cv2.remap(paper, columns, rows + bent * numpy.sin(columns / 12), cv2.INTER_LINEAR, borderValue=235)
    for place in marker_places()[:covered]:
        _lay_on(paper, place[1:])
    if glare:
        paper = _blinded(paper, random, glare)
    corner = (BOARD_AT[0] - MARGIN, BOARD_AT[1] - MARGIN)
    mask = _warped(numpy.ones_like(paper), seen, corner, FINE, nothing=0)
    photo = photo * (1 - mask) + _warped(paper, seen, corner, FINE, nothing=0)
    if shade:
        photo *= numpy.linspace(0.35, 1.0, WIDTH, dtype=numpy.float32)[None, :]
    photo = cv2.GaussianBlur(photo, (0, 0), blur) + random.normal(0, 4, photo.shape).astype(numpy.float32)
    ground = numpy.array([(500, 450), (2300, 520), (2200, 1900), (600, 1800)]) + random.normal(0, 90, (4, 2))
    ends = numpy.column_stack([ground, numpy.ones(4)]) @ seen.T
    tapped = ends[:, :2] / ends[:, 2:] + random.normal(0, 1.5, (4, 2))
    x, y = ground.T
    area = abs(numpy.dot(x, numpy.roll(y, -1)) - numpy.dot(y, numpy.roll(x, -1))) / 2 / 1e6
    out = BytesIO()
    Image.fromarray(numpy.clip(photo, 0, 255).astype(numpy.uint8)).save(out, "JPEG", quality=85)
    return Scene(out.getvalue(), [(float(a), float(b)) for a, b in tapped], float(area))


def _lay_on(paper: numpy.ndarray, place: tuple[float, float]) -> None:
    """Something grey over most of the marker at `place`."""
    left, top = (round((at + MARGIN + MARKER_MM * 0.2) * FINE) for at in place)
    side = round(MARKER_MM * FINE)
    paper[top : top + side, left : left + side] = 90


def _blinded(paper: numpy.ndarray, random: numpy.random.Generator, size: float) -> numpy.ndarray:
    """White where the sun is mirrored, less around it; `size` is of the paper's height."""
    rows, columns = numpy.mgrid[0 : paper.shape[0], 0 : paper.shape[1]]
    middle = random.uniform(0.35, 0.65, 2) * paper.shape
    away = numpy.hypot(rows - middle[0], columns - middle[1]) / (paper.shape[0] * size / 2)
    return numpy.clip(paper + 400 * numpy.exp(-(away**4)), 0, 255).astype(numpy.float32)


def _warped(
    image: numpy.ndarray, seen: numpy.ndarray, corner: tuple[float, float], per_mm: float, *, nothing: float = 110
) -> numpy.ndarray:
    """Something that lies on the surface, as the camera sees it."""
    on_surface = numpy.array([[1 / per_mm, 0, corner[0]], [0, 1 / per_mm, corner[1]], [0, 0, 1]])
    return cv2.warpPerspective(image, seen @ on_surface, (WIDTH, HEIGHT), borderValue=nothing)


def _camera(random: numpy.random.Generator, tilt: float) -> numpy.ndarray:
    """From millimetres of the surface to pixels."""
    angle, turn = numpy.radians(tilt), numpy.radians(random.uniform(-25, 25))
    tilted = numpy.array([[1, 0, 0], [0, numpy.cos(angle), -numpy.sin(angle)], [0, numpy.sin(angle), numpy.cos(angle)]])
    turned = numpy.array([[numpy.cos(turn), -numpy.sin(turn), 0], [numpy.sin(turn), numpy.cos(turn), 0], [0, 0, 1]])
    rotation = tilted @ turned
    middle = numpy.array([1400.0, 1200.0, 0.0])
    away = numpy.array([0, 0, random.uniform(3000, 3600)]) - rotation @ middle
    lens = numpy.array([[FOCAL, 0, WIDTH / 2], [0, FOCAL, HEIGHT / 2], [0, 0, 1]])
    return lens @ numpy.column_stack([rotation[:, 0], rotation[:, 1], away])
