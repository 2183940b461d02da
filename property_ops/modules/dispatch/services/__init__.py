"""What changes crews, visits and the board."""
