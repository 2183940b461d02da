"""Rights that the pages of meetings share."""

VIEW, CHANGE, LIST = "meetings.view", "meetings.change", "meetings"
