"""Sharing an amount so that the parts add up to it exactly."""

from collections.abc import Sequence

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import Yuan
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
