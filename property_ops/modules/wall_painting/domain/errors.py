"""What wall painting refuses."""

from property_ops.kernel.text import gettext_noop
from property_ops.modules.wall_painting.domain.walls import NotAWall


class WrongPaint(NotAWall):
    code = "wrong_paint"
    message = gettext_noop("%(paint)s is not for this side of a wall. Choose another paint.")
