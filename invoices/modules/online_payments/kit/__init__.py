"""What the pages of other modules are built on, on which somebody pays by phone."""
