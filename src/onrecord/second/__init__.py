"""The second reader: a language model, asked for the same contract, whose every word is checked against the page.

It is off unless an endpoint, a model and a key are given. The page is data: what it says to the model can change
neither the contract nor the record, for the model's reading is never the record. Where both readers disagree, a person
decides. What asks the network (``reader``, ``asking``, ``endpoint``) is imported where it is wanted.
"""

from onrecord.second.answers import Answers, Remembered
from onrecord.second.hearing import HELD, NoReading, hear
from onrecord.second.permission import forbidden
from onrecord.second.prompt import prompt_digest
from onrecord.second.refusals import Refusal

__all__ = ["HELD", "Answers", "NoReading", "Refusal", "Remembered", "forbidden", "hear", "prompt_digest"]
