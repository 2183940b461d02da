"""The one lock of all money: what a service has checked of the books stays true until it has written."""

from contextlib import AbstractContextManager

from property_ops.framework.locking import locked_transaction


def books() -> AbstractContextManager[None]:
    """A transaction in which nobody else posts, settles, matches or closes (ADR 0033).

    Every service that looks at money and then moves it takes it before it looks. Within it come single rows and number
    series; before it, never within, the locks `import`, `charge/…` and `billing/…`.
    """
    return locked_transaction("ledger")
