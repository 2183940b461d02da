"""Planning a parking lot: from what is drawn to layouts of spaces. All measures are whole millimetres."""
