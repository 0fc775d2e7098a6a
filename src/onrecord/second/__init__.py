"""The second reader: a language model, asked for the same contract, whose every word is checked against the page.

It is off unless an endpoint, a model and a key are given. The page is data: what it says to the model can change
neither the contract nor the record, for the model's reading is never the record. Where both readers disagree, a person
decides.
"""

from onrecord.second.asking import Asker
from onrecord.second.budget import Budget
from onrecord.second.endpoint import BadEndpoint, Endpoint
from onrecord.second.hearing import NoReading, hear
from onrecord.second.permission import forbidden
from onrecord.second.prompt import prompt_digest
from onrecord.second.reader import Answers, Remembered, SecondReader
from onrecord.second.refusals import Refusal

__all__ = [
    "Answers",
    "Asker",
    "BadEndpoint",
    "Budget",
    "Endpoint",
    "NoReading",
    "Refusal",
    "Remembered",
    "SecondReader",
    "forbidden",
    "hear",
    "prompt_digest",
]
