"""The journal of facts (docs/adr/0044): what the tables say is what the database itself wrote down when it changed.

`tables` says which tables are watched, `guarding` has the triggers and puts them in place, `comparing` holds the rows
against the journal, `gathering` puts the journal and the audit log into chains that are sealed, `verifiers` asks.
"""
