"""What crews and parties of acceptance do outside the office, and the papers of a work."""
