{
    "name": "tariffs",
    "summary": "Fee items and tariffs with effective dates",
    "version": "0.1.0",
    "depends": ["estates"],
    "data": ["data/fee_items.toml"],
    "slots": {"importers": ["invoices.modules.tariffs.importers.tariffs:TariffImporter"]},
}
