"""What a confirmation keeps of what was counted when it was confirmed."""

from property_ops.kernel.delivery import DeliveredCount


def counted_values(counted: DeliveredCount | None) -> dict[str, int | None]:
    """The columns of a confirmation; empty where nothing was promised in rounds."""
    if counted is None or not counted.promised:
        return {"counted_done": None, "counted_promised": None}
    return {"counted_done": counted.done, "counted_promised": counted.promised}
