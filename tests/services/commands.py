"""Several commands of `property-ops`, one after the other, in one process: the product is loaded once for all.

Reads a list of argument lists as JSON, each with the personal token that it is given, and answers with a list of
`[exit code, standard output, standard error]`.
Each command goes through the console script's own `main`, so what it prints and how it fails is what a person gets.
"""

import json
import os
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

from property_ops.framework.cli import main


def run(arguments: list[str], token: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    os.environ["PROPERTY_OPS_TOKEN"] = token
    sys.argv = ["property-ops", *arguments]
    with redirect_stdout(out), redirect_stderr(err):
        code = _exit_code(err)
    return code, out.getvalue(), err.getvalue()


def _exit_code(err: StringIO) -> int:
    """As a process of its own would end."""
    try:
        main()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        err.write(f"{end.code}\n")
        return 1
    except Exception:  # noqa: BLE001 (as the interpreter does at the end of a process)
        traceback.print_exc(file=err)
        return 1
    return 0


if __name__ == "__main__":
    answers = [run(arguments, token) for arguments, token in json.load(sys.stdin)]
    json.dump(answers, sys.stdout)
