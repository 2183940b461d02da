{
    "name": "works",
    "summary": "Work orders and their acceptance",
    "version": "0.1.0",
    "depends": ["estates"],
    "slots": {"importers": ["property_ops.modules.works.importers.works:WorkImporter"]},
}
