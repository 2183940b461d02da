{
    "name": "wall_painting",
    "summary": "Wall painting: walls, paint, scaffold and ropes, days between coats",
    "version": "0.1.0",
    "depends": ["works", "estates"],
    "data": ["data/paints.toml"],
    "slots": {
        "audit_actions": ["property_ops.modules.wall_painting.domain.audit_words:WORDS"],
        "work_kinds": ["property_ops.modules.wall_painting.kinds:KINDS"],
        "work_panels": ["property_ops.modules.wall_painting.views.panels:WallsPanel"],
    },
}
