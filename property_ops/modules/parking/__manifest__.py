{
    "name": "parking",
    "summary": "Parking spaces, leases and closures",
    "version": "0.1.0",
    "depends": ["estates"],
    "slots": {"importers": ["property_ops.modules.parking.importers.spaces:SpaceImporter"]},
}
