"""From treebanks to the shipped files: stage after stage, then export, lemma table and digests."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch

from onrecord.language.network import Labels
from onrecord.language.pieces import Embeddings, Vocabulary
from training.augment import write
from training.batches import Encoder, count_labels
from training.encoder import piece_vectors, read_encoder, start_from
from training.export import export_network, quantize_vectors, write_manifest
from training.learning import seed_all, train
from training.lemma_table import write_table
from training.network import ParserNetwork, Shape
from training.recipe import Stage
from training.treebanks import Paragraph, read_treebank

SHIPPED = Path(__file__).parent.parent / "src" / "onrecord" / "language" / "weights"
TRAINING_SETS = ("ewt-train", "gum-open-train")


def read_training(folder: Path) -> list[Paragraph]:
    """The paragraphs that the shipped parser is trained on."""
    return [p for name in TRAINING_SETS for p in read_treebank(folder / f"{name}.conllu.gz")]


class Workshop:
    """What all stages share: the data, the labels, the vectors, the networks made so far."""

    def __init__(self, paragraphs: Sequence[Paragraph], out: Path, encoder: Path | None) -> None:
        """``encoder`` is the folder of the pretrained encoder; without one the networks start from nothing."""
        self.paragraphs, self.out = list(paragraphs), out
        out.mkdir(parents=True, exist_ok=True)
        self.weights = read_encoder(encoder) if encoder else None
        if encoder and self.weights:
            table, scale = quantize_vectors(piece_vectors(self.weights))
            np.savez(out / "pieces.npz", table=table, scale=scale)
            shutil.copyfile(encoder / "vocab.txt", out / "vocabulary.txt")
        else:
            for name in ("pieces.npz", "vocabulary.txt"):
                shutil.copyfile(SHIPPED / name, out / name)
        with np.load(out / "pieces.npz") as arrays:
            embeddings = Embeddings.load(dict(arrays))
        self.vectors = torch.from_numpy(embeddings.vectors(np.arange(len(embeddings.table))))
        self.labels: Labels = count_labels(self.paragraphs)
        self.encoder = Encoder(Vocabulary(out / "vocabulary.txt"), self.labels)
        self.made: dict[str, ParserNetwork] = {}

    def run(self, stage: Stage, device: str, workers: int, report: Callable[[str], None]) -> None:
        """Train one stage and keep its network."""
        seed_all(stage.plan.seed)
        network = self._start(stage)
        teachers = [self.made[name].to(device).eval() for name in stage.teachers]

        def data(epoch: int) -> list[Paragraph]:
            return self.paragraphs + write(stage.own, stage.plan.seed * 1000 + epoch)

        self.made[stage.name] = train(
            network,
            self.vectors,
            data,
            self.encoder,
            stage.plan,
            device=device,
            workers=workers,
            teachers=teachers,
            report=lambda epoch, loss, _: report(
                f"{stage.name}: epoch {epoch} of {stage.plan.epochs}, loss {loss:.3f}"
            ),
        )

    def _start(self, stage: Stage) -> ParserNetwork:
        labels = self.labels
        shape = Shape(len(labels.upos), len(labels.xpos), len(labels.relation), **stage.shape)
        network = ParserNetwork(shape)
        if stage.start:
            network.load_state_dict(self.made[stage.start].state_dict())
        elif self.weights and stage.layers:
            start_from(network, self.weights, stage.layers)
        return network

    def ship(self, names: Sequence[str] = ("careful", "quick")) -> None:
        """Write everything that the parser reads."""
        for name in names:
            export_network(self.made[name], self.out / f"{name}.onnx")
        labels = {"upos": self.labels.upos, "xpos": self.labels.xpos, "relation": self.labels.relation}
        (self.out / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
        write_table(self.paragraphs, self.out / "vocabulary.txt", self.out / "lemmas.json")
        about = {"name": "onrecord parser", "version": "1", "licence": "CC-BY-SA-4.0", "card": "MODEL_CARD.md"}
        write_manifest(self.out, about)
