"""A folder that cannot be used is refused with one sentence: what is wrong, how to mend it."""

from __future__ import annotations

import sys

import pytest

from practice.feedback.embedding.folder import MOST_BYTES, ModelProblem, read_folder
from practice.feedback.embedding.meaning import cosine
from practice.feedback.embedding.onnx import PAIRS, load
from tests.practice.meaning.made import VOCABULARY, write_folder


def refusal(path) -> str:
    with pytest.raises(ModelProblem) as refused:
        load(path)
    text = str(refused.value)
    assert ": " in text
    assert text.endswith(".")
    assert text.count(". ") == 0
    return text


def test_a_whole_folder_gives_an_encoder(folder, runtime):
    encoder = load(folder)
    for first, second in PAIRS:
        assert cosine(*encoder.encode([first, second])) > 0.9
    assert encoder.encode([]) == []


def test_a_folder_that_is_not_there(tmp_path):
    assert "is no folder" in refusal(tmp_path / "nowhere")
    assert "is no folder" in refusal(write_folder(tmp_path / "model") / "vocab.txt")


@pytest.mark.parametrize("name", ["model.onnx", "vocab.txt"])
def test_a_file_that_is_not_there(folder, name):
    (folder / name).unlink()
    assert refusal(folder).startswith(f"{name} cannot be read")


def test_a_file_that_is_too_large(folder):
    with (folder / "model.onnx").open("wb") as file:
        file.truncate(MOST_BYTES["model.onnx"] + 1)
    assert "larger than" in refusal(folder)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"one\ntwo\n"])
def test_a_vocabulary_that_is_none(folder, content):
    (folder / "vocab.txt").write_bytes(content)
    assert "not a WordPiece vocabulary" in refusal(folder)


@pytest.mark.parametrize("name", ["model.onnx", "vocab.txt"])
def test_a_file_that_was_changed_after_its_checksum(tmp_path, name):
    folder = write_folder(tmp_path / "model", sums=True)
    assert read_folder(folder).vocabulary == tuple(VOCABULARY)
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    assert refusal(folder).startswith(f"{name} is not the file")


def test_control_without_checksums_a_change_goes_unseen(folder, runtime):
    content = (folder / "model.onnx").read_bytes()
    (folder / "model.onnx").write_bytes(content + b" ")
    assert load(folder)


@pytest.mark.parametrize(
    "content", ["", "x", "0" * 64 + "  vocab.txt\n", "0" * 63 + "  model.onnx\n", "\xff"]
)
def test_checksums_that_are_none(folder, content):
    (folder / "SHA256SUMS").write_text(content, encoding="latin-1")
    assert "not a list of checksums" in refusal(folder)


def test_a_runtime_that_is_not_installed(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "numpy", None)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert "pip install -r requirements-nlp.in" in refusal(folder)


def test_a_model_that_is_none(folder, runtime):
    (folder / "model.onnx").write_bytes(b"not a model")
    assert "not a model that can be run (InvalidProtobuf)" in refusal(folder)


def test_a_model_that_asks_for_something_else(tmp_path, runtime):
    folder = write_folder(tmp_path / "model", inputs=["pixel_values"])
    assert "asks for pixel_values" in refusal(folder)


def test_a_vocabulary_that_is_longer_than_the_models(tmp_path, runtime):
    folder = write_folder(tmp_path / "model", tokens=len(VOCABULARY) - 1)
    assert "does not run with this vocab.txt (InvalidArgument)" in refusal(folder)


def test_a_vocabulary_of_another_model(tmp_path, runtime):
    turned = [*VOCABULARY[:4], *reversed(VOCABULARY[4:])]
    assert "do not belong together" in refusal(write_folder(tmp_path / "m", vocabulary=turned))


@pytest.mark.parametrize("inputs", [["input_ids"], ["attention_mask", "input_ids"]])
def test_models_with_fewer_inputs_are_served(tmp_path, runtime, inputs):
    assert load(write_folder(tmp_path / "model", inputs=inputs))


def test_a_model_that_pools_by_itself_is_taken_as_it_is(tmp_path, runtime):
    encoder = load(write_folder(tmp_path / "model", pooled=True))
    assert encoder.encode(["The parcel is late."]) == [[2.0, 0.0, 0.0, 0.0, 0.0]]


def test_otherwise_a_vector_is_the_mean_of_its_tokens(folder, runtime):
    # [CLS] the parcel is late . [SEP]
    assert load(folder).encode(["The parcel is late."]) == [[2 / 7, 0.0, 0.0, 0.0, 0.0]]
