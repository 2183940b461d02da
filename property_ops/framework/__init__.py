"""What every module stands on: loading, settings, permissions, audit, numbering, importing, pages, PDF."""
