"""The operator's model folder: what must be in it, and one sentence on what is wrong with it.

    model.onnx    the model
    vocab.txt     its WordPiece vocabulary, a token a line
    SHA256SUMS    optional: `sha256sum model.onnx vocab.txt > SHA256SUMS`; then both must agree

The bytes that were checked are the bytes that are used: the model is read once.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from common.errors import EnvironmentFault
from practice.feedback.embedding.wordpiece import SPECIAL

MODEL, VOCABULARY, SUMS = "model.onnx", "vocab.txt", "SHA256SUMS"
MOST_BYTES = {MODEL: 500_000_000, VOCABULARY: 5_000_000, SUMS: 10_000}
_SUM = re.compile(r"([0-9a-fA-F]{64}) [ *](\S+)")


class ModelProblem(EnvironmentFault):
    """The model cannot be used; the message says in one sentence why, and how to mend it."""


@dataclass(frozen=True, kw_only=True)
class ModelFolder:
    """A folder that was read and found whole."""

    model: bytes
    vocabulary: tuple[str, ...]


def read_folder(path: Path) -> ModelFolder:
    """Return what a model folder holds. Raises ModelProblem."""
    if not path.is_dir():
        raise ModelProblem(
            f"PRACTICE_EMBEDDING_MODEL names {path}, which is no folder: correct the path, or "
            "leave it empty to compare by words alone."
        )
    held = {name: _read(path, name) for name in (MODEL, VOCABULARY)}
    if (path / SUMS).exists():
        _compare(_read(path, SUMS), held)
    return ModelFolder(model=held[MODEL], vocabulary=_vocabulary(held[VOCABULARY]))


def _read(path: Path, name: str) -> bytes:
    file = path / name
    try:
        if file.stat().st_size > MOST_BYTES[name]:
            raise ModelProblem(
                f"{name} is larger than {MOST_BYTES[name] // 1000:,} kB: choose a smaller model, "
                "such as one of 20 to 90 MB."
            )
        return file.read_bytes()
    except OSError as error:
        raise ModelProblem(
            f"{name} cannot be read in the model folder ({error.strerror}): put it there, "
            "readable for the worker."
        ) from error


def _compare(sums: bytes, held: dict[str, bytes]) -> None:
    lines = sums.decode(errors="replace").splitlines()
    listed = [_SUM.fullmatch(line.strip()) for line in lines if line.strip()]
    expected = {found[2]: found[1].lower() for found in listed if found}
    if None in listed or MODEL not in expected:
        raise ModelProblem(
            f"{SUMS} is not a list of checksums with {MODEL} in it: write it with "
            f"`sha256sum {MODEL} {VOCABULARY} > {SUMS}`, or delete it."
        )
    for name, content in held.items():
        if name in expected and hashlib.sha256(content).hexdigest() != expected[name]:
            raise ModelProblem(
                f"{name} is not the file that {SUMS} was written for: fetch it again from where "
                "you trust it."
            )


def _vocabulary(content: bytes) -> tuple[str, ...]:
    try:
        tokens = tuple(line.rstrip("\r") for line in content.decode().rstrip("\n").split("\n"))
    except UnicodeDecodeError:
        tokens = ()
    lacking = [token for token in SPECIAL if token not in tokens]
    if lacking:
        raise ModelProblem(
            f"{VOCABULARY} is not a WordPiece vocabulary (no {lacking[0]} in it): take the file "
            "that came with the model, a token a line."
        )
    return tokens
