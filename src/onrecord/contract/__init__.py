"""The reading contract: what ``read --json`` and ``register --json`` print, and the way back from it.

The JSON keeps the contract's names, order and meanings and adds ``path``, the ids of claims, ``past``, and beside each
``evidence`` the ``spans`` of its words in the printed ``body`` or ``title``. A reading without these (a gold story, or
another program's) is read as well: its evidence is then looked up in the body, or in the title.
"""

from onrecord.contract.changes import ChangeJson, change_as_json
from onrecord.contract.dossiers import dossier_as_json, dossier_from_json, register_as_json
from onrecord.contract.frozen import Frozen, freeze, thaw
from onrecord.contract.judgements import JudgementJson, gold_as_json, judgement_as_json, judgement_from_json
from onrecord.contract.readings import reading_as_json, reading_from_json
from onrecord.contract.shapes import (
    ActJson,
    ActorJson,
    ClaimJson,
    DossierJson,
    EventJson,
    ItemJson,
    NotTheContract,
    PositionJson,
    ReadingJson,
    SpanJson,
)
from onrecord.contract.words import printed_span

__all__ = [
    "ActJson",
    "ActorJson",
    "ChangeJson",
    "ClaimJson",
    "DossierJson",
    "EventJson",
    "Frozen",
    "ItemJson",
    "JudgementJson",
    "NotTheContract",
    "PositionJson",
    "ReadingJson",
    "SpanJson",
    "change_as_json",
    "dossier_as_json",
    "dossier_from_json",
    "freeze",
    "gold_as_json",
    "judgement_as_json",
    "judgement_from_json",
    "printed_span",
    "reading_as_json",
    "reading_from_json",
    "register_as_json",
    "thaw",
]
