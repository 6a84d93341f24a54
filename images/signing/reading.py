"""Bytes of a file, read with care: whatever does not fit is one error."""


class MalformedPicture(ValueError):
    """The file is cut off, lies about itself, or is of a kind that nothing is known about."""


class Reader:
    """Goes forward through ``content``; asking for more than there is raises MalformedPicture."""

    def __init__(self, content: bytes, position: int = 0) -> None:
        self.content = content
        self.position = position

    @property
    def left(self) -> int:
        return len(self.content) - self.position

    def take(self, length: int) -> bytes:
        if not 0 <= length <= self.left:
            raise MalformedPicture("The file ends too early.")
        self.position += length
        return self.content[self.position - length : self.position]

    def number(self, length: int, order: str = "big") -> int:
        taken = self.take(length)
        return int.from_bytes(taken, "little" if order == "little" else "big")

    def rest(self) -> bytes:
        return self.take(self.left)

    def expect(self, wanted: bytes) -> None:
        if self.take(len(wanted)) != wanted:
            raise MalformedPicture("The file is not what it begins like.")
