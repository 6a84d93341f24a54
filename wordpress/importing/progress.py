"""How far a run is, for whoever watches it."""


class Progress:
    """Says nothing. The command and the admin each have one of their own that does."""

    # Whoever wants the run to end sets it: the run finishes what it is at, and can go on later.
    is_to_stop = False

    def begin(self, step: str, total: int) -> None:
        """The next ``total`` calls of ``advance`` belong to ``step``; 0 where nobody knows yet how many."""

    def advance(self, title: str = "", by: int = 1) -> None:
        """``title`` is what has just been done."""

    def say(self, sentence: str) -> None:
        """Something that whoever watches should read."""
