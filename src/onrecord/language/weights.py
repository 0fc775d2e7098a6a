"""The shipped files: where they are, and that they are whole."""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import numpy as np

from onrecord.language.lemmas import Lemmatizer
from onrecord.language.network import Labels, Network
from onrecord.language.pieces import Embeddings, Vocabulary

FOLDER: Final = Path(__file__).parent / "weights"


class Pipeline(StrEnum):
    """The two parsers behind the one face."""

    QUICK = "quick"
    CAREFUL = "careful"


class WeightsError(RuntimeError):
    """A file of the trained parser is missing or damaged; the message names it."""


@dataclass(frozen=True, slots=True)
class Model:
    """All that one pipeline parses with."""

    network: Network
    vocabulary: Vocabulary
    embeddings: Embeddings
    lemmatizer: Lemmatizer


def checked(name: str, folder: Path = FOLDER) -> Path:
    """The path of a shipped file whose digest agrees with the list of files; raises ``WeightsError``."""
    path = folder / name
    expected = _digests(folder).get(name)
    if expected is None:
        raise WeightsError(f"{folder / 'manifest.json'}: does not list {name}")
    if not path.is_file():
        raise WeightsError(f"{path}: this file of the parser is missing; reinstall the package or train it anew")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise WeightsError(f"{path}: this file of the parser is damaged (SHA-256 {found[:12]}…, not {expected[:12]}…)")
    return path


def _digests(folder: Path) -> dict[str, str]:
    path = folder / "manifest.json"
    try:
        digests: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["sha256"]
    except FileNotFoundError:
        raise WeightsError(f"{path}: the list of the parser's files is missing") from None
    except (ValueError, KeyError, TypeError) as error:
        raise WeightsError(f"{path}: the list of the parser's files is damaged ({error})") from None
    return digests


@functools.cache
def load_model(pipeline: Pipeline, folder: Path = FOLDER) -> Model:
    """Read a pipeline's files, once a process; raises ``WeightsError``."""
    vocabulary = checked("vocabulary.txt", folder)
    return Model(
        network=Network(checked(f"{pipeline}.onnx", folder), _labels(folder)),
        vocabulary=Vocabulary(vocabulary),
        embeddings=Embeddings.load(_arrays("pieces.npz", folder)),
        lemmatizer=Lemmatizer.load(checked("lemmas.json", folder), vocabulary),
    )


def _arrays(name: str, folder: Path) -> dict[str, Any]:
    with np.load(checked(name, folder), allow_pickle=False) as arrays:
        return dict(arrays)


def _labels(folder: Path) -> Labels:
    tables = json.loads(checked("labels.json", folder).read_text(encoding="utf-8"))
    return Labels(tuple(tables["upos"]), tuple(tables["xpos"]), tuple(tables["relation"]))
