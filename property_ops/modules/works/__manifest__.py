{
    "name": "works",
    "summary": "Work orders and their acceptance",
    "version": "0.1.0",
    "depends": ["estates", "news"],
    "demo": ["demo/member.toml", "demo/party.toml"],
    "menus": [
        {
            "label": "Works",
            "section": "Works and service",
            "url": "works",
            "icon": "tools",
            "permission": "works.view",
            "order": 340,
        },
        {
            "label": "Materials",
            "section": "Works and service",
            "url": "works_materials",
            "icon": "building-warehouse",
            "permission": "store.view",
            "order": 345,
        },
    ],
    "offers": {
        "work_kinds": {
            "takes": "a `works.public.WorkKind`, or a tuple of them",
            "object": "property_ops.modules.works.domain.kinds:WorkKind",
        },
        "work_panels": {
            "takes": "`tabs.Panel` classes",
            "subject": "the work",
            "class": "property_ops.framework.web.tabs:Panel",
        },
        "work_estimates": {
            "takes": "`(work) -> works.public.WorkEstimate | None`: fills the form of the estimate",
            "subject": "the work",
            "call": "(work)",
        },
        "work_papers": {
            "takes": "`(work) -> str`: where the words of the work are frozen already; empty if nowhere",
            "subject": "the work",
            "call": "(work)",
        },
        "work_released": {
            "takes": "`(work, *, by, on)`: called in the transaction in which another person released the estimate",
            "subject": "the work",
            "call": "(work, *, by, on)",
        },
        "work_withdrawn": {
            "takes": "`(work, *, by, on)`: called in the transaction in which a work is given up or given back for "
            "revision, before its row is locked",
            "subject": "the work",
            "call": "(work, *, by, on)",
        },
        "work_reported": {
            "takes": "`(work, *, by, on)`: called in the transaction in which a work is reported as done, before its "
            "row is locked",
            "subject": "the work",
            "call": "(work, *, by, on)",
        },
        "work_endings": {
            "takes": "`(work, move, on) -> sentences`: what is asked about before a work is reported as done, given up "
            "or given back for revision",
            "subject": "the work",
            "call": "(work, move, on)",
        },
        "work_cautions": {
            "takes": "`(work, on) -> sentences`: what is asked about before somebody is to pay for the work",
            "subject": "the work",
            "call": "(work, on)",
        },
        "closed_days": {
            "takes": "`(on) -> bool`: whether the books of that day are closed; the store takes nothing of it any more",
            "call": "(on)",
        },
        "party_secrets": {
            "takes": "`(work, user) -> parties`: those whose secret this person made and could use alone",
            "call": "(work, user)",
        },
        "work_doers": {
            "takes": "`(user, work) -> bool`: lets somebody record on a work of an estate they don't see",
            "call": "(user, work)",
        },
    },
    "slots": {
        "estate_affairs": ["property_ops.modules.works.views.affairs:works_of_estate"],
        "event_kinds": ["property_ops.modules.works.services.telling:WORK_ACCEPTED"],
        "api_routers": ["property_ops.modules.works.api:ROUTER"],
        "demo_deliveries": ["property_ops.modules.works.services.demonstrating:tell_july"],
        "finders": ["property_ops.modules.works.views.finding:WORKS"],
        "importers": ["property_ops.modules.works.importers.works:WorkImporter"],
        "estate_tabs": ["property_ops.modules.works.views.register:WorksOfEstate"],
        "dashboard_panels": ["property_ops.modules.works.views.panels:WorksOfMonth"],
        "things_to_do": [
            "property_ops.modules.works.views.todo:TO_ACCEPT",
            "property_ops.modules.works.views.todo:SENT_BACK",
            "property_ops.modules.works.views.todo:NEAR_CEILING",
        ],
        "work_panels": [
            "property_ops.modules.works.views.timeline:AcceptancePanel",
            "property_ops.modules.works.views.timeline:CostsPanel",
            "property_ops.modules.works.views.timeline:TimelinePanel",
            "property_ops.modules.works.views.photos:PhotosPanel",
            "property_ops.modules.works.views.kind_panel:KindPanel",
        ],
        "approvals": [
            "property_ops.modules.works.approvals:ESTIMATES",
            "property_ops.modules.works.approvals:TRANSCRIPTIONS",
            "property_ops.modules.works.approvals:TERMS_CHANGES",
            "property_ops.modules.works.approvals:CALL_OUTS",
            "property_ops.modules.works.approvals:STOCK_COUNTS",
            "property_ops.modules.works.approvals:STOCK_TAKINGS",
        ],
        "staff_fields": ["property_ops.modules.works.views.staff_fields:PartyOfUser"],
        "audit_actions": ["property_ops.modules.works.domain.audit_words:WORDS"],
        "verifiers": [
            "property_ops.framework.pictures.proof:verify",
            "property_ops.modules.works.verifiers:verify",
        ],
        "latest_months": ["property_ops.modules.works.selectors:latest_month"],
    },
}
