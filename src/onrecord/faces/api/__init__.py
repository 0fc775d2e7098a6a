"""The API: the register for programs, over HTTP under ``/api`` and as typed questions and answers in Python."""

from onrecord.faces.api.answers import Answers
from onrecord.faces.api.app import create_api, describe, mount_api
from onrecord.faces.api.asks import AsOfAsk, ChangesAsk, ClaimsAsk, DossiersAsk, ListAsk
from onrecord.faces.api.client import Client, Refused
from onrecord.faces.api.door import Door, Faster, Gone, Missing

__all__ = [
    "Answers",
    "AsOfAsk",
    "ChangesAsk",
    "ClaimsAsk",
    "Client",
    "Door",
    "DossiersAsk",
    "Faster",
    "Gone",
    "ListAsk",
    "Missing",
    "Refused",
    "create_api",
    "describe",
    "mount_api",
]
