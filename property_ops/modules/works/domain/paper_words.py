"""How papers tell of an acceptance. They are in Chinese, whoever prints them."""

from collections.abc import Iterable

from property_ops.kernel.acceptance import MANNERS_ON_PAPER
from property_ops.modules.works.domain.acceptance import Party, PartyWord

PARTIES = {Party.COMMITTEE: "业委会", Party.BRANCH: "党支部", Party.COMPANY: "物业"}


def manner_on_paper(word: PartyWord) -> str:
    """`亲验（链接）`, `代录（纸质签字，复核：李娟）`, `视同验收`"""
    more = ""
    if word.by_link:
        more = "（链接）"
    elif word.checked_by:
        more = f"（纸质签字，复核：{word.checked_by}）"
    return f"{MANNERS_ON_PAPER[word.manner]}{more}"


def acceptance_on_paper(words: Iterable[PartyWord]) -> str:
    """`业委会 亲验（链接）2022-05-12；党支部 代录（纸质签字，复核：李娟）2022-05-13；物业 亲验 2022-05-12`"""
    return "；".join(_of(word) for word in words)


def _of(word: PartyWord) -> str:
    told = manner_on_paper(word)
    gap = "" if told.endswith("）") else " "
    who = PARTIES[word.party] if word.party else (word.person or "—")
    return f"{who} {told}{gap}{word.on}"
