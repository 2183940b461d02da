"""Marks a sentence for translation where Django may not be imported."""


def gettext_noop(message: str) -> str:
    """Return `message` unchanged; xgettext collects it, the edge that shows it translates it."""
    return message
