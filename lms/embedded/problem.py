"""What a person is told when a service cannot start."""


class ServiceProblem(Exception):
    """One clear sentence and the mend for it."""

    def __init__(self, sentence: str, mend: str = "") -> None:
        super().__init__(f"{sentence}\n{mend}".strip())
        self.sentence = sentence
        self.mend = mend
