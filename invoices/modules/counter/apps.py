from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "invoices.modules.counter"
    label = "po_counter"
    verbose_name = "Counter: money taken over the counter, and the till counted at the end of the day"
