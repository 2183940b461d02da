"""Errors are named facts; screens translate the sentence first and fill in the data afterwards."""

from property_ops.kernel.errors import BusinessError


class TooLate(BusinessError):
    code = "too_late"
    message = "%(thing)s is too late by %(days)s days."


def test_an_error_is_an_english_sentence_with_its_data():
    assert str(TooLate(thing="the bill", days=3)) == "the bill is too late by 3 days."


def test_the_sentence_is_translated_before_the_data_is_filled_in():
    translations = {"%(thing)s is too late by %(days)s days.": "%(thing)s晚了%(days)s天。", "the bill": "账单"}
    error = TooLate(thing="the bill", days=3)
    assert error.sentence(lambda text: translations.get(text, text)) == "账单晚了3天。"
