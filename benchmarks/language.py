"""Words a second on one core: both pipelines beside spaCy's small architecture, in one run.

    OMP_NUM_THREADS=1 python benchmarks/language.py path/to/treebanks

spaCy's side is its published small architecture (hash embeddings of width 96, four convolutions, tagger, morphologizer,
trainable lemmatizer, parser) with the labels of the treebanks. It is trained for a moment only, since its speed depends
on its shape and hardly on what it knows. Each figure is the best of several rounds, taken in turn, by processor time.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from training.treebanks import Paragraph, read_treebank

from onrecord.language import Pipeline, parse
from onrecord.records import Span

ROUNDS: Final = 4
STEPS: Final = 60


def spacy_small(paragraphs: Sequence[Paragraph]) -> Any:
    """spaCy's small English architecture, trained for a few steps."""
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example

    nlp = spacy.blank("en")
    width = {"width": 96, "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"], "rows": [5000, 1000, 2500, 2500]}
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "include_static_vectors": False, **width},
                "encode": {
                    "@architectures": "spacy.MaxoutWindowEncoder.v2",
                    "width": 96,
                    "depth": 4,
                    "window_size": 1,
                    "maxout_pieces": 3,
                },
            }
        },
    )
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}
    for pipe in ("tagger", "morphologizer", "trainable_lemmatizer"):
        nlp.add_pipe(pipe, config={"model": tagger})
    nlp.add_pipe(
        "parser",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "parser",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": listener,
            }
        },
    )
    examples = [Example(Doc(nlp.vocab, words=[d.text for d in doc]), doc) for doc in _docs(nlp, paragraphs)]
    nlp.initialize(lambda: examples)
    chance = random.Random(0)  # noqa: S311 - chance is wanted, secrecy is not
    for _ in range(STEPS):
        nlp.update(chance.sample(examples, 16))
    return nlp


def _docs(nlp: Any, paragraphs: Sequence[Paragraph]) -> list[Any]:
    from spacy.tokens import Doc

    return [
        Doc(
            nlp.vocab,
            words=[w.form for w in sentence],
            spaces=[w.blank for w in sentence],
            tags=[w.xpos for w in sentence],
            pos=[w.upos for w in sentence],
            lemmas=[w.lemma for w in sentence],
            heads=[w.head - 1 if w.head else at for at, w in enumerate(sentence)],
            deps=["ROOT" if not w.head else w.relation for w in sentence],
        )
        for paragraph in paragraphs
        for sentence in paragraph.sentences
    ]


def words_per_second(run: Callable[[list[str]], object], texts: list[str], words: int) -> float:
    """By processor time, over one pass."""
    began = time.process_time()
    run(texts)
    return words / (time.process_time() - began)


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("treebanks", type=Path)
    folder = options.parse_args().treebanks
    genres = ("_news_", "_interview_", "_bio_", "_speech_", "_court_")
    test = [p for p in read_treebank(folder / "gum-open-test.conllu.gz") if any(g in p.document for g in genres)]
    test += read_treebank(folder / "pud-test.conllu.gz")
    texts, words = [p.text for p in test], sum(len(p.words) for p in test)
    nlp = spacy_small(read_treebank(folder / "gum-open-dev.conllu.gz"))

    def ours(pipeline: Pipeline) -> Callable[[list[str]], object]:
        return lambda own: [parse(text, [Span(0, len(text))], pipeline=pipeline) for text in own]

    runs = {
        "spaCy small": lambda own: list(nlp.pipe(own, batch_size=128)),
        "quick": ours(Pipeline.QUICK),
        "careful": ours(Pipeline.CAREFUL),
    }
    best = dict.fromkeys(runs, 0.0)
    for _ in range(ROUNDS):
        for name, run in runs.items():
            best[name] = max(best[name], words_per_second(run, texts, words))
    lines = [f"{words} words, best of {ROUNDS}, one process; words a second of processor time"]
    lines += [f"{name:12} {speed:8,.0f} {speed / best['spaCy small']:6.2f}" for name, speed in best.items()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
