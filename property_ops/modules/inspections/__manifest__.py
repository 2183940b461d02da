{
    "name": "inspections",
    "summary": "Inspections by checklist: hazards with photo, put right by a work, re-checked by another person",
    "version": "0.1.0",
    "depends": ["estates", "portal", "rounds", "works"],
    "data": ["data/checklists.toml"],
    "menus": [
        {
            "label": "Hazards",
            "section": "Works and service",
            "url": "hazards",
            "icon": "alert-triangle",
            "permission": "inspections.view",
            "order": 354,
        },
    ],
    "slots": {
        "approvals": ["property_ops.modules.inspections.approvals:RECTIFICATIONS"],
        "audit_actions": ["property_ops.modules.inspections.domain.audit_words:WORDS"],
        "dashboard_panels": ["property_ops.modules.inspections.views.panels:OpenHazards"],
        "demo_steps": ["property_ops.modules.inspections.services.demonstrating:look_around"],
        "phone_entries": [
            "property_ops.modules.inspections.views.phone:HAZARD",
            "property_ops.modules.inspections.views.phone:INSPECTION",
            "property_ops.modules.inspections.views.phone:RECTIFIED",
        ],
        "phone_sections": ["property_ops.modules.inspections.views.phone:section_for"],
        "plate_links": ["property_ops.modules.inspections.views.phone:link_of_plate"],
        "things_to_do": ["property_ops.modules.inspections.views.todo:TO_PUT_RIGHT"],
        "verifiers": ["property_ops.modules.inspections.verifiers:verify"],
        "work_panels": ["property_ops.modules.inspections.views.panels:HazardsOfWork"],
    },
}
