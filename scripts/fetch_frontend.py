"""Fetches the front-end packages with npm and copies the few files that are served.

Run by `make setup` with the project's own Python. package.json pins the versions, package-lock.json their hashes.
The packages are unpacked in a temporary folder (some 300 MB); what stays is SERVED, some 25 MB, and FOR_TESTS. Uses
the machine's npm if that works with Node.js 18 or later, else installs Node.js from requirements-node.lock into the
virtual environment.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "property_ops" / "framework" / "static" / "vendor"
OLDEST_NODE = 18

# package → {file of the package: file under static/vendor}
SERVED = {
    "htmx.org": {"dist/htmx.min.js": "htmx/htmx.min.js", "LICENSE": "htmx/LICENSE.txt"},
    "@tabler/core": {
        "dist/css/tabler.min.css": "tabler/tabler.min.css",
        "dist/js/tabler.min.js": "tabler/tabler.min.js",
    },
    "@tabler/icons-webfont": {
        "dist/tabler-icons.min.css": "tabler-icons/tabler-icons.min.css",
        "dist/fonts/tabler-icons.woff2": "tabler-icons/fonts/tabler-icons.woff2",
        "LICENSE": "tabler-icons/LICENSE.txt",
    },
    "echarts": {
        "dist/echarts.min.js": "echarts/echarts.min.js",
        "LICENSE": "echarts/LICENSE.txt",
        "NOTICE": "echarts/NOTICE.txt",
    },
    "@event-calendar/build": {
        "dist/event-calendar.min.css": "event-calendar/event-calendar.min.css",
        "dist/event-calendar.min.js": "event-calendar/event-calendar.min.js",
    },
    "weui": {"dist/style/weui.min.css": "weui/weui.min.css", "LICENSE.txt": "weui/LICENSE.txt"},
    "@expo-google-fonts/noto-sans-sc": {
        "400Regular/NotoSansSC_400Regular.ttf": "fonts/NotoSansSC_400Regular.ttf",
        "700Bold/NotoSansSC_700Bold.ttf": "fonts/NotoSansSC_700Bold.ttf",
        "LICENSE_FONT": "fonts/NotoSansSC_LICENSE.txt",
    },
}

FOR_TESTS = {"axe-core": {"axe.min.js": "axe-core/axe.min.js"}}  # looks at the pages in tests/web, is never served

# Files that a package names and that are not served: a static-file store that checks names would stop at them.
SOURCE_MAP = re.compile(r"(/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)\s*$")
OTHER_FONT_FORMATS = re.compile(r',url\("[^"]+\.(?:woff|ttf)\?[^"]*"\) format\("[^"]+"\)')


def main() -> None:
    npm = npm_of_this_machine() or npm_from_python_package()
    with tempfile.TemporaryDirectory(prefix="property-ops-npm-") as name:
        folder = Path(name)
        for file in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(ROOT / file, folder)
        environment = os.environ | {"npm_config_update_notifier": "false"}
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error"]
        if subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL).returncode:
            sys.exit("npm could not fetch the front-end packages. Its message stands above; is the registry reachable?")
        for packages, place in ((SERVED, VENDOR), (FOR_TESTS, ROOT / "node_modules")):
            for package, files in packages.items():
                for source, target in files.items():
                    copy(folder / "node_modules" / package / source, place / target)


def copy(source: Path, target: Path) -> None:
    """Put the file in place whole, never half-written: the site may be running."""
    target.parent.mkdir(parents=True, exist_ok=True)
    arriving = target.with_name(target.name + ".new")
    if source.suffix in {".css", ".js"}:
        text = source.read_text(encoding="utf-8")
        arriving.write_text(OTHER_FONT_FORMATS.sub("", SOURCE_MAP.sub("", text)), encoding="utf-8")
    else:
        shutil.copyfile(source, arriving)
    arriving.replace(target)


def npm_of_this_machine() -> str | None:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and works(npm) and node_version(node) >= OLDEST_NODE:
        return npm
    return None


def npm_from_python_package() -> str:
    scripts = Path(sys.executable).parent
    npm = scripts / "npm"
    if not npm.exists():
        print("No npm with Node.js 18 or later on this machine: installing Node.js into the virtual environment.")
        lock = str(ROOT / "requirements-node.lock")
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r", lock], check=True
        )
    os.environ["PATH"] = f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"
    return str(npm)


def works(npm: str) -> bool:
    return subprocess.run([npm, "--version"], capture_output=True, stdin=subprocess.DEVNULL).returncode == 0


def node_version(node: str) -> int:
    """The major version; 0 if the program does not answer."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout
    found = re.match(r"v(\d+)\.", answer)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main()
