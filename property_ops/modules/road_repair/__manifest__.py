{
    "name": "road_repair",
    "summary": "Road repair: defects, mixes, closed parking spaces",
    "version": "0.1.0",
    "depends": ["works", "parking", "estates"],
    "data": ["data/mixes.toml"],
    "slots": {
        "audit_actions": ["property_ops.modules.road_repair.domain.audit_words:WORDS"],
        "work_kinds": ["property_ops.modules.road_repair.kinds:ROAD_REPAIR"],
        "work_withdrawn": ["property_ops.modules.road_repair.services:spaces_are_free"],
        "work_endings": ["property_ops.modules.road_repair.selectors:spaces_and_their_end"],
        "work_panels": [
            "property_ops.modules.road_repair.views.panels:DefectsPanel",
            "property_ops.modules.road_repair.views.panels:ClosuresPanel",
        ],
    },
}
