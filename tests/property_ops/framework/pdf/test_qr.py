import numpy as np
import pytest
import zxingcpp

from property_ops.framework.pdf.qr import qr_modules

LINK = "https://wy.example.cn/s/7Q2M-4KXD-9PRT"


@pytest.mark.parametrize("content", [LINK, "x", LINK + "x" * 300])
def test_a_qr_code_is_read_back(content: str):
    side, rows = qr_modules(content)
    bits = np.unpackbits(np.frombuffer(rows, dtype=np.uint8).reshape(side, -1), axis=1)[:, :side]
    image = np.kron(np.pad(bits, 4, constant_values=1), np.ones((4, 4), dtype=np.uint8)) * np.uint8(255)
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [content]
