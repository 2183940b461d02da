"""Reading crews, visits and the board."""
