from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class QuarterNotOver(BusinessError):
    code = "quarter_not_over"
    message = gettext_noop("%(quarter)s is not over yet.")


class NothingToDisclose(BusinessError):
    code = "nothing_to_disclose"
    message = gettext_noop("The ledger has neither income nor cost of %(estate)s in %(quarter)s.")


class PreparedAlready(BusinessError):
    code = "prepared_already"
    message = gettext_noop("A disclosure of %(estate)s for %(quarter)s waits to be published already.")


class NothingNew(BusinessError):
    code = "nothing_new"
    message = gettext_noop("%(quarter)s of %(estate)s is published already, and the ledger has nothing new of it.")


class DoesNotTie(BusinessError):
    """docs/product.md rule 18."""

    code = "does_not_tie"
    message = gettext_noop(
        "It does not tie to the ledger: “%(line)s” is %(shown)s here, in the ledger it is %(ledger)s. Prepare it anew."
    )


class ShowsPersonalData(BusinessError):
    """docs/product.md rules 18 and 20."""

    code = "shows_personal_data"
    message = gettext_noop("The words name a person or a home: “%(found)s”. A disclosure has aggregates only.")


class TooFewPayers(BusinessError):
    """docs/product.md rules 18 and 20."""

    code = "too_few_payers"
    message = gettext_noop(
        "“%(line)s” is paid by %(payers)s homes only, and would tell what a single home pays. At least %(least)s must."
    )


class NotPublished(BusinessError):
    code = "not_published"
    message = gettext_noop("Only a published disclosure is posted and photographed.")
