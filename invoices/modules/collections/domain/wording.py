"""The words of the letters. Official papers are always Chinese: these are no interface.

They state facts, a reasonable time, how to pay and how to object; they threaten nothing (rule 14, 民法典 944).
"""

from datetime import date

from invoices.modules.collections.domain.states import Stage
from property_ops.kernel.chinese_days import chinese_day

TITLES = {
    Stage.FRIENDLY: "缴费温馨提示",
    Stage.REMINDER: "催缴函",
    Stage.BEFORE_LAWYER: "律师函前告知",
}

_OPENINGS = {
    Stage.FRIENDLY: (
        "感谢您一直以来对小区工作的支持。截至{as_of}，下列费用已过付款截止日，也许是您事务繁忙一时忘记了，特此提醒。"
        "如您已经付款，请不必理会本提示，或告知我们核对。"
    ),
    Stage.REMINDER: (
        "截至{as_of}，您名下房屋的下列费用已过付款截止日，尚未收到付款。各项费用均为已经提供并确认的服务，明细见对应账单。"
        "如您已经付款，请与我们核对，以便及时更正记录。"
    ),
    Stage.BEFORE_LAWYER: (
        "截至{as_of}，您名下房屋的下列费用经此前提醒仍未收到付款。我们更希望与您当面沟通：对费用有疑问，我们逐项说明；"
        "一时有困难，可以商定分期缴纳。"
    ),
}

_CLOSINGS = {
    Stage.FRIENDLY: "请您在方便时于{pay_by}前缴纳，谢谢。",
    Stage.REMINDER: "请您于{pay_by}前缴纳。如有困难，请在此之前与物业服务站联系，可以商定分期缴纳。",
    Stage.BEFORE_LAWYER: (
        "请您于{pay_by}前缴纳，或在此之前与物业服务站联系。逾期未付、也未提出异议或联系我们的，"
        "我公司将请律师与您沟通，并可依法申请调解、仲裁或者提起诉讼。"
    ),
}

WAYS_TO_PAY, HOW_TO_OBJECT = "付款方式", "如有异议"
_OBJECTION = (
    "对任何一项有疑问或者异议，请在{pay_by}前向物业服务站或者业主委员会提出，口头、书面均可。"
    "有异议的项目核实期间不催缴、不计违约金，其余项目照常缴纳。"
)
NOT_LISTED = "正在核实的异议项目未列入本函。"
NOBODY = "业主"


def salutation(payer: str) -> str:
    return f"尊敬的{payer or NOBODY}："


def opening(stage: Stage, *, as_of: date) -> str:
    return _OPENINGS[stage].format(as_of=chinese_day(as_of))


def closing(stage: Stage, *, pay_by: date) -> str:
    return _CLOSINGS[stage].format(pay_by=chinese_day(pay_by))


def objection(*, pay_by: date) -> str:
    return _OBJECTION.format(pay_by=chinese_day(pay_by))


def ways_in_a_letter(ways_to_pay: str) -> str:
    """The ways to pay as bills name them; the code that they point to is on the bill."""
    return ways_to_pay.replace("本页二维码", "账单上的二维码")
