"""How plates and numbers are looked for."""

from property_ops.kernel.writing import squeezed


def plain(text: str) -> str:
    """As plates and numbers are stored: without spaces and the dot of 辽A·12345."""
    return squeezed(text).replace("·", "").upper()
