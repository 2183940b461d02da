"""The web kit: pages, lists, details, forms and menus that every module's screens are made of.

Start with `pages.Page`, `lists.ListPage`, `details.DetailPage`; docs/how-to/module-author.md shows one of each.
"""
