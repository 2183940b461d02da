"""Four eyes in one place (docs/product.md rule 10): prepared by one person, decided by another, whatever the thing is.

`domain` has the states and words, `models` the columns and what the database promises, `services` the three acts,
`kinds` what a module says of a thing that waits, `verifiers` looks at all of them, `views` are their buttons and lists.
"""
