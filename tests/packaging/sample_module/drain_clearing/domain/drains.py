"""How much silt a drain holds, and whether its wells are near enough to each other."""

from decimal import Decimal

PI = Decimal("3.1416")
MM_PER_M = 1000
METRES_PER_WELL = 50


def silt(length: Decimal, diameter: Decimal, filled: Decimal) -> Decimal:
    """m³ in `length` metres of a round pipe of `diameter` mm that is `filled` per cent full."""
    radius = diameter / MM_PER_M / 2
    return PI * radius * radius * length * filled / 100


def wells_wanted(length: Decimal) -> int:
    """A well at the start, and one for every 50 metres begun."""
    return 1 + -(-int(length) // METRES_PER_WELL)
