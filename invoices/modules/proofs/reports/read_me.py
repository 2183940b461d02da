"""The read-me of an auditor's folder: how a stranger checks it in five minutes, in Chinese."""

from collections.abc import Sequence
from dataclasses import dataclass

from property_ops.kernel.money import Yuan


@dataclass(frozen=True, slots=True)
class PosterInPack:
    """A disclosure of the pack, and what its poster shows."""

    disclosure: str
    estate: str
    seal: int
    seal_head: str
    bills: int
    total: Yuan
    households_head: str
    file: str


@dataclass(frozen=True, slots=True)
class FileInPack:
    name: str
    sha256: str


_HEAD = """{period} 账簿核验包
================================================================

这个文件夹让您在自己的电脑上核对：账簿没有改动，公示海报上的总额出自账簿，每一户都计入且只计一次。
不需要安装本系统，不需要联网，不需要相信提供这个文件夹的人。

一、五分钟核对（浏览器）
  1. 断开网络也可以。用新版 Edge、Chrome 或 Firefox 打开 verify.html。
  2. 把本文件夹里的全部 .jsonl 文件（{jsonl} 个）一起拖进页面。
  3. 把海报上印的封签摘要、户账摘要（64 位）和您另外得到的验签公钥填进第二栏，按“核验”。
     海报请看小区公告栏上贴着的那一张，不要只看本文件夹里的 PDF：两者应当相同。
  4. 显示“完好”，即全部相符；显示“有改动”，会写明代号和第一处改动。
  两个核验程序也在这个文件夹里。要连程序也不必相信，请改用您另外得到的（以前的核验包里的，或从公开源代码取得的）verify.html。

二、用另一个程序再核对一遍（Python 3.9 以上，任何系统）
  python3 verify_ledger.py ledger.jsonl --seals seals.jsonl --key 验签公钥 --head 海报上的封签摘要 \\
      --households {households}
  退出码 0 为完好，1 为有改动。两个程序用两种语言各自写成，代号相同，结论应当一致。

三、住户自己核对
  住户扫自己账单上的二维码，点“已计入收支公示：核对”，得到一段入账证明；
  把证明和海报上的户账摘要填进 verify.html，即可证明自己的账单计入了公示总额。看不到邻居的金额。

四、验签公钥
  {key}
  请与您另外得到的（物业公司书面交付的、以前的核验包里的）比对。只出现在这里的公钥不算数。
"""
_FINDS = """
六、能查出什么，查不出什么
  能查出：任何一张凭证的任何一个字被改动、删去、插入、调换；旧的账簿被换回；最后几张凭证被抹去；整本账重新计算过；
  封签被改动、缺少、重做；公示总额中一户漏计、重计、金额不同或为负。
  查不出：记账当时就没有入账的事；最后一枚封签之后、还没有封存的凭证被改动；账单之外的实际收款。
"""


def read_me(*, period: str, key: str, posters: Sequence[PosterInPack], files: Sequence[FileInPack]) -> str:
    households = " ".join(one.file for one in posters) or "households-….jsonl"
    lines = [_HEAD.format(period=period, key=key, households=households, jsonl=2 + len(posters)), "五、海报上应当印着"]
    for one in posters:
        lines += [
            f"  {one.disclosure}　小区 {one.estate}",
            f"    第 {one.seal} 号封签摘要　{one.seal_head}",
            f"    逐户账单 {one.bills:,} 张，合计 {one.total.grouped()} 元",
            f"    户账摘要　{one.households_head}",
        ]
    lines += [_FINDS, "七、文件和它们的 SHA-256"]
    lines += [f"  {one.sha256}  {one.name}" for one in files]
    return "\n".join(lines) + "\n"
