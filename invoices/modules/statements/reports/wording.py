"""The standing words of a statement. A statement is an official paper and always Chinese: these are not interface."""

TITLE = "账单"
DUE = "应付金额"
DUE_TOTAL = "应付合计"
IN_CREDIT = "账户结余"
PAY_BY = "请于 {day} 前付清"
NOTHING_TO_PAY = "本期无需付款"
CREDIT_IS_CARRIED = "本期无需付款，结余抵扣以后费用"

PAYER, ESTATE, UNIT, ACCOUNT = "付款人", "小区", "房屋", "户号"
NUMBER, MONTH, ISSUED_ON, DUE_ON = "账单编号", "账期", "出账日期", "付款截止"

ITEM, PERIOD, QUANTITY, UNIT_PRICE, RATIO, AMOUNT = "收费项目", "服务期间", "数量", "单价(元)", "比例", "金额(元)"

BROUGHT_FORWARD, THIS_PERIOD, PAID = "上期结转", "本期费用", "已付款"

WAYS_TO_PAY = "付款方式"
HOW_TO_OBJECT = "有疑问或异议"
SCAN = "扫码看明细与凭证"
NOT_AN_INVOICE = "本账单不是税务发票。"

CONTINUED_OVERLEAF = "接下页"
CONTINUED = "续"
CHECK_CODE = "校验码"
PAGE = "第 {page} 页，共 {pages} 页"
CREATOR = "Property Ops"
