"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "queue.weights_proposed": gettext_noop("proposed weights of the queue of works"),
    "queue.budget_prepared": gettext_noop("prepared a budget of works"),
    "queue.vote_tied": gettext_noop("tied a vote to a work"),
}
