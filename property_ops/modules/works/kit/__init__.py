"""Pages and panels that modules of kinds of work build on; what they may do with a work is in `public`."""
