{
    "name": "estates",
    "summary": "Estates, buildings, units, owners and tenants",
    "version": "0.1.0",
    "depends": [],
    "demo": ["demo/company.toml", "demo/office-pack", "demo/memberships.toml"],
    "slots": {
        "importers": [
            "property_ops.modules.estates.importers.estates:EstateImporter",
            "property_ops.modules.estates.importers.units:UnitImporter",
        ],
    },
}
