"""The site on this machine: see `site.serve`."""
