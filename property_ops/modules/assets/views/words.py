"""Rights that the pages of equipment share."""

VIEW, LOOK = "assets.view", "assets.look"
