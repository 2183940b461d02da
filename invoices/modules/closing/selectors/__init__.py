from invoices.modules.closing.selectors.checklist import checklist, held_words, unacknowledged
from invoices.modules.closing.selectors.history import history, next_to_close

__all__ = ["checklist", "held_words", "history", "next_to_close", "unacknowledged"]
