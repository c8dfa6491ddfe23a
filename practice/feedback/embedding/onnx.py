"""An encoder of a model folder, by ONNX Runtime.

The runtime is imported when a folder is loaded and never before: it needs 265 MB (measured in a
prototype), which is for one worker process and for no web process.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from practice.feedback.embedding.folder import ModelProblem, read_folder
from practice.feedback.embedding.meaning import Encoder, Vector, cosine
from practice.feedback.embedding.wordpiece import WordPiece

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
# Each pair says one thing twice: with the vocabulary of another model the pairs fall apart.
PAIRS = (
    ("The parcel is late.", "The package has not arrived yet."),
    ("She was charged twice.", "Her card was billed two times."),
    ("He is afraid of losing his job.", "He worries that he might be fired."),
    ("Nobody called back.", "There was no return call from anyone."),
)


def load(path: Path) -> Encoder:
    """Return the encoder of a model folder. Raises ModelProblem with one sentence and its mend."""
    folder = read_folder(path)
    numpy, runtime = _modules()
    encoder = OnnxEncoder(_session(runtime, folder.model), WordPiece(folder.vocabulary), numpy)
    try:
        encoder.run([len(folder.vocabulary) - 1])
        fits = _tells_apart(encoder)
    except Exception as error:  # the runtime raises kinds of its own for a model that does not fit
        raise ModelProblem(
            f"model.onnx does not run with this vocab.txt ({type(error).__name__}): take both "
            "files from the same model."
        ) from error
    if not fits:
        raise ModelProblem(
            "model.onnx and vocab.txt do not belong together, or this is no model of English "
            "sentences: take both files from the same model."
        )
    return encoder


class OnnxEncoder:
    """Vectors of texts: the mean of the model's token vectors.

    Text by text: int8 models scale by what stands in a batch, so the company of other texts would
    change a vector.
    """

    def __init__(self, session: Any, tokenizer: WordPiece, numpy: Any) -> None:
        self._session, self._tokenizer, self._numpy = session, tokenizer, numpy
        self._names = [found.name for found in session.get_inputs()]
        if "input_ids" not in self._names or set(self._names) - set(INPUTS):
            raise ModelProblem(
                f"model.onnx asks for {', '.join(self._names)}: take a BERT-like model of "
                "sentences, which asks for input_ids and attention_mask."
            )

    def encode(self, texts: Sequence[str]) -> list[Vector]:
        """Return a vector for each text, in order."""
        return [self.run(self._tokenizer.ids(text)) for text in texts]

    def run(self, ids: Sequence[int]) -> Vector:
        """Return the vector of a text that was turned into numbers."""
        values = {"input_ids": ids, "attention_mask": [1] * len(ids)}
        feeds = {
            name: self._numpy.array([values.get(name, [0] * len(ids))], dtype=self._numpy.int64)
            for name in self._names
        }
        first = self._session.run(None, feeds)[0].tolist()[0]
        return _mean(first) if isinstance(first[0], list) else first  # pooled inside the model


def _tells_apart(encoder: Encoder) -> bool:
    said = [encoder.encode(pair) for pair in PAIRS]
    return all(
        cosine(*pair)
        > max(cosine(pair[0], one) for other in said if other is not pair for one in other)
        for pair in said
    )


def _mean(rows: Sequence[Vector]) -> Vector:
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]


def _modules() -> tuple[Any, Any]:
    try:
        import numpy
        import onnxruntime
    except ImportError as error:
        raise ModelProblem(
            f"The package {error.name} is not installed here: run "
            "`pip install -r requirements-nlp.in`, or leave PRACTICE_EMBEDDING_MODEL empty."
        ) from error
    return numpy, onnxruntime


def _session(runtime: Any, model: bytes) -> Any:
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4  # a broken file is told in our words
    try:
        return runtime.InferenceSession(
            model, sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # the runtime raises kinds of its own
        raise ModelProblem(
            f"model.onnx is not a model that can be run ({type(error).__name__}): fetch it again, "
            "as one file in ONNX format."
        ) from error
