from invoices.modules.closing.selectors.checklist import checklist, held_words, unacknowledged
from invoices.modules.closing.selectors.history import asked, history, next_to_close

__all__ = ["asked", "checklist", "held_words", "history", "next_to_close", "unacknowledged"]
