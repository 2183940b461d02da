from invoices.modules.counter.models.day_close import DayClose

__all__ = ["DayClose"]
