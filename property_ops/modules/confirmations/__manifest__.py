{
    "name": "confirmations",
    "summary": "Service agreements and their monthly confirmation",
    "version": "0.1.0",
    "depends": ["estates"],
    "slots": {"importers": ["property_ops.modules.confirmations.importers.confirmations:ConfirmationImporter"]},
}
