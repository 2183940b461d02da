"""The one lock of all money: what a service has checked of the books stays true until it has written."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from property_ops.framework.locking import locked_transaction

BOOKS, END_OF_CHAIN = "ledger", "ledger-chain"
_open: ContextVar[str] = ContextVar("the estate whose books alone are open", default="")


@contextmanager
def books(estate: str = "") -> Iterator[None]:
    """A transaction in which nobody else posts, settles, matches or closes (ADR 0033); of one estate, by its code,
    where nothing else is looked at or moved: those of other estates may go on meanwhile (ADR 0083).

    Every service that looks at money and then moves it takes it before it looks. Within it come single rows and number
    series; before it, never within, the locks `import`, `charge/…` and `billing/…`. What runs within an estate's books
    finds those open, and nobody widens them.
    """
    if opened := _open.get():
        if estate not in ("", opened):
            raise RuntimeError(f"the books of {opened} are open, and not those of {estate}")
        with transaction.atomic(savepoint=False):
            yield
    elif estate:
        with locked_transaction(BOOKS, shared=True), locked_transaction(f"{BOOKS}/{estate}"):
            token = _open.set(estate)
            try:
                yield
            finally:
                _open.reset(token)
    else:
        with locked_transaction(BOOKS):
            yield


def opened_alone() -> str:
    """The code of the estate whose books alone are open; empty where nobody else has any open."""
    return _open.get()


def end_of_chain() -> None:
    """From here until the transaction is over nobody else appends to the ledger: the last lock that is taken."""
    with locked_transaction(END_OF_CHAIN):
        pass
