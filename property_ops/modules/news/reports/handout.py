"""住户一页说明: one sheet for each household, to be printed and handed out with the statement."""

from collections.abc import Sequence

from property_ops.framework.pdf.papers import Document, DocumentPart, Heading, Paragraph, QrCode, render

STEPS: Sequence[tuple[str, str]] = (
    ("一、打开", "微信扫账单上的二维码，点“进入我家的页面”。核对码、登记手机号后四位、缴费人的姓，填对任意两项。"),
    ("二、看", "每一笔钱对着哪项服务、哪项工程、谁验收的、施工前后的照片。字太小，点右上角“大字”。"),
    ("三、缴", "点“去缴费”，勾选项目，微信或支付宝付款。没显示到账请等几分钟，不要重复付。"),
    (
        "四、说",
        "不认可哪一项，点该项下面的异议：答复之前不催缴。工程没做好，点“已验收的工程”投诉，公开计数，每条都有答复。",
    ),
    ("五、报修", "点“报修与诉求”，写清楚、拍照片，随时看办到哪一步，办完由您评价。楼道门口的点位牌扫一扫也能报。"),
    ("六、办事", "扫下面的码：通知、小区事务、办事流程、常用电话，不用登录。"),
)
SAFE = "我们的消息里没有金额，也不会叫您转账。手机丢了，请物业让它退出。不会用手机？请家人代办，或到服务站，一样办理。"


def draw_handout(*, estate: str, address: str, issuer: str, phone: str) -> bytes:
    """The PDF, one sheet. Raises GlyphMissing."""
    parts: list[DocumentPart] = []
    for heading, words in STEPS:
        parts += [Heading(heading), Paragraph(words, large=True)]
    told = f"{estate}\n社区动态 · 小区事务 · 办事流程\n{issuer}　{phone}".strip()
    parts += [QrCode(address, told), Paragraph(SAFE, large=True)]
    return render(
        Document(
            title="手机上看账单、缴费、报修",
            issuer=issuer,
            subtitle=f"{estate}　住户一页说明",
            foot=f"住户说明 {estate}",
            parts=parts,
        )
    )
