{
    "name": "parking",
    "summary": "Parking spaces, leases and closures",
    "version": "0.1.0",
    "depends": ["estates"],
    "menus": [
        {
            "label": "Parking spaces",
            "section": "Registers",
            "url": "parking_spaces",
            "icon": "parking",
            "permission": "parking.view",
            "order": 320,
        },
        {
            "label": "Parking leases",
            "section": "Registers",
            "url": "parking_leases",
            "icon": "car",
            "permission": "parking.view",
            "order": 330,
        },
    ],
    "slots": {
        "audit_actions": ["property_ops.modules.parking.domain.audit_words:WORDS"],
        "importers": ["property_ops.modules.parking.importers.spaces:SpaceImporter"],
        "unit_finders": ["property_ops.modules.parking.selectors:units_by_plate"],
        "estate_tabs": ["property_ops.modules.parking.views.registers:SpacesTab"],
        "unit_panels": ["property_ops.modules.parking.views.panels:LeasesOfUnit"],
        "dashboard_panels": ["property_ops.modules.parking.views.panels:ParkingOfMonth"],
    },
}
