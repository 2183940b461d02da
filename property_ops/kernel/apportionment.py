"""Parts of an amount that add up to it exactly: shared out at once, or taken in several steps."""

from collections.abc import Sequence
from fractions import Fraction

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import Yuan, round_half_up
from property_ops.kernel.text import gettext_noop


class NothingToShareOver(BusinessError):
    code = "nothing_to_share_over"
    message = gettext_noop("%(total)s cannot be shared: nobody in scope has a weight above zero.")


def share(total: Yuan, weights: Sequence[int], names: Sequence[str]) -> list[Yuan]:
    """Share `total` by `weights` (whole numbers ≥ 0), largest remainder, ties by name as text (docs/product.md rule 5).

    Returns one amount per weight, in the order given; they add up to `total` to the fen.
    """
    if any(weight < 0 for weight in weights):
        raise ValueError("weights must not be negative")
    whole = sum(weights)
    if not whole:
        raise NothingToShareOver(total=total)
    sign = -1 if total.fen < 0 else 1
    parts, remainders = [], []
    for weight in weights:
        part, remainder = divmod(abs(total.fen) * weight, whole)
        parts.append(part)
        remainders.append(remainder)
    missing = abs(total.fen) - sum(parts)
    order = sorted(range(len(parts)), key=lambda index: (-remainders[index], names[index]))
    for index in order[:missing]:
        parts[index] += 1
    return [Yuan(sign * part) for part in parts]


def step_of(whole: Yuan, *, before: int, step: int, of: int) -> Yuan:
    """What the next step takes from `whole`, where steps of together `of` take all of it and `before` were taken.

    Each is the rounded part up to its end less the rounded part up to its start: the last step takes the rest, whatever
    the steps before were; no part is below zero, and together they are never above the whole.
    """
    if not 0 <= before <= before + step <= of:
        raise ValueError(f"a step of {step} after {before} does not fit into {of}")
    if not of:
        return Yuan(0)
    start, end = (round_half_up(Fraction(whole.fen * until, of)) for until in (before, before + step))
    return Yuan(end - start)
