"""重算车位摇号结果: python3 redraw.py 摇号记录.txt

Needs nothing but Python. Reads the published record, draws again, and says whether the order is the same.
"""

import hashlib
import pathlib
import sys


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def main(path: str) -> int:
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    facts = dict(line.split("：", 1) for line in lines if "：" in line and "\t" not in line)
    published = [line.split("\t")[1] for line in lines if "\t" in line]
    mark = digest("\n".join(sorted(published)))
    order = sorted(published, key=lambda unit: (digest(f"{mark}\n{facts['种子']}\n{unit}"), unit))
    same = order == published and mark == facts["名单指纹"]
    sys.stdout.write("一致：名单指纹和顺序与公布的相同\n" if same else "不一致：请向物业核对\n")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
