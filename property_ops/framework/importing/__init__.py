"""The importer kit: from the office's workbooks to the registers, all or nothing per file."""

from property_ops.framework.importing.problems import ImportProblem, Level
from property_ops.framework.importing.reports import FileReport, ImportReport, SheetReport
from property_ops.framework.importing.runs import import_files

__all__ = ["FileReport", "ImportProblem", "ImportReport", "Level", "SheetReport", "import_files"]
