"""Whether papers can be kept where PROPERTY_OPS_PAPERS says. Of slot `health_notes`."""

from property_ops.framework.health import OFF, OK, HealthNote, thorough
from property_ops.framework.paper_stores import papers
from property_ops.framework.paper_stores.errors import StoreFault
from property_ops.framework.paper_stores.folder import FolderStore
from property_ops.kernel.text import gettext_noop


@thorough
def note() -> HealthNote:
    store = papers()
    if isinstance(store, FolderStore):
        return HealthNote("papers", OFF)
    try:
        store.check()
    except StoreFault as fault:
        mend = gettext_noop("Until then print files and archives cannot be made or opened; bills and payments go on.")
        return HealthNote("papers", fault.code, fault.data, wrong=fault.message, mend=mend)
    return HealthNote("papers", OK, {"place": store.place})
