{
    "name": "works",
    "summary": "Work orders and their acceptance",
    "version": "0.1.0",
    "depends": ["estates"],
    "menus": [
        {
            "label": "Works",
            "section": "Registers",
            "url": "works",
            "icon": "tools",
            "permission": "works.view",
            "order": 340,
        },
        {
            "label": "Materials",
            "section": "Registers",
            "url": "works_materials",
            "icon": "building-warehouse",
            "permission": "store.view",
            "order": 345,
        },
    ],
    "slots": {
        "demo_steps": ["property_ops.modules.works.services.demonstrating:tell_july"],
        "importers": ["property_ops.modules.works.importers.works:WorkImporter"],
        "estate_tabs": ["property_ops.modules.works.views.register:WorksOfEstate"],
        "dashboard_panels": ["property_ops.modules.works.views.panels:WorksOfMonth"],
        "work_panels": [
            "property_ops.modules.works.views.course:AcceptancePanel",
            "property_ops.modules.works.views.course:CostsPanel",
            "property_ops.modules.works.views.course:TimelinePanel",
            "property_ops.modules.works.views.photos:PhotosPanel",
        ],
        "approvals": ["property_ops.modules.works.approvals:ESTIMATES"],
        "audit_actions": ["property_ops.modules.works.domain.audit_words:WORDS"],
        "verifiers": [
            "property_ops.framework.pictures.proof:verify",
            "property_ops.modules.works.verifiers:verify",
        ],
        "latest_months": ["property_ops.modules.works.selectors:latest_month"],
    },
}
