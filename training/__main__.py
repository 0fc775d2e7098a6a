"""Train the parser: ``python -m training TREEBANKS OUT``, or ``python -m training --tiny OUT`` to see that it runs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from training.augment import write
from training.encoder import find_encoder
from training.measure import measure
from training.pipeline import Workshop, read_training
from training.recipe import STAGES, TINY


def main() -> None:
    """Read the command line, train, ship, measure."""
    options = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    options.add_argument("treebanks", type=Path, nargs="?", help="the folder of the treebanks; none with --tiny")
    options.add_argument("out", type=Path, help="the folder that receives the files")
    options.add_argument("--tiny", action="store_true", help="a tiny model from our own sentences alone")
    options.add_argument("--device", default="cpu", help="cpu or cuda")
    options.add_argument("--workers", type=int, default=0, help="processes that prepare the data ahead")
    given = options.parse_args()
    if not given.tiny and given.treebanks is None:
        options.error("name the folder of the treebanks")
    if given.tiny:
        workshop = Workshop(write(600, seed=7), given.out, None)
    else:
        workshop = Workshop(read_training(given.treebanks), given.out, find_encoder())
    for stage in TINY if given.tiny else STAGES:
        workshop.run(stage, given.device, given.workers, _say)
    workshop.ship()
    held_out = write(200, seed=8) if given.tiny else None
    measure(given.treebanks, given.out, _say, held_out)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
