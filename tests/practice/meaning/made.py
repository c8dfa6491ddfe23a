"""A model folder for the stand-in runtime, whose model knows what the tests say."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

STUB = Path(__file__).parents[2] / "support" / "nlp_stub"
GROUPS = (
    "late parcel package arrived come tuesday",
    "charged twice card billed two times",
    "afraid losing job worries might fired",
    "nobody called back return call anyone",
    "party celebrates",
)
FILLERS = "the is has not yet she was her he of his that be there no from it did on and . , ? !"
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *FILLERS.split(), *" ".join(GROUPS).split()]
MODEL = {"groups": [[VOCABULARY.index(word) for word in row.split()] for row in GROUPS]}


def write_folder(path: Path, *, vocabulary=VOCABULARY, sums=False, **model) -> Path:
    """Write a folder that can be used; `model` changes what its model says."""
    path.mkdir(exist_ok=True)
    (path / "model.onnx").write_text(json.dumps({**MODEL, **model}))
    (path / "vocab.txt").write_text("\n".join(vocabulary) + "\n")
    if sums:
        names = ("model.onnx", "vocab.txt")
        digests = {name: hashlib.sha256((path / name).read_bytes()).hexdigest() for name in names}
        lines = [f"{digest}  {name}\n" for name, digest in digests.items()]
        (path / "SHA256SUMS").write_text("".join(lines))
    return path
