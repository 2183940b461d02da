class Refusal(Exception):
    """The server says no: HTTP status, exc_type, and what it tells the reader."""

    def __init__(self, status: int, kind: str, text: str) -> None:
        self.status, self.kind, self.text = status, kind, text
        super().__init__(text)
