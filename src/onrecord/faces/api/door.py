"""What can be asked of a register and brought to it, whoever answers: this machine's shelf, or a server over HTTP."""

from __future__ import annotations

from typing import Protocol

from onrecord.faces.api import shapes
from onrecord.faces.api.asks import AsOfAsk, ChangesAsk, ClaimsAsk, DossiersAsk, ListAsk

TODAY = AsOfAsk()


class Missing(LookupError):  # noqa: N818 - named for what it says
    """There is no such thing; the message says what there is none of."""


class Gone(Missing):
    """A list cannot go on where it was: what it had come to is no more."""


class Faster(RuntimeError):  # noqa: N818
    """Somebody decided in the meantime; the message says who and what."""


class Door(Protocol):
    """The questions, each answered as of a day where one is told."""

    def dossiers(self, ask: DossiersAsk) -> shapes.Paged[shapes.DossierLine]:
        """Lines of the register, the newest first."""

    def dossier(self, identity: str, ask: AsOfAsk = TODAY) -> shapes.DossierSheet:
        """One alleged transfer; raises ``Missing``."""

    def claims_on(self, identity: str, ask: ListAsk) -> shapes.Paged[shapes.ClaimLine]:
        """The claims on one alleged transfer, the newest first, copies left out; raises ``Missing``."""

    def claims(self, ask: ClaimsAsk) -> shapes.Paged[shapes.ClaimLine]:
        """Claims of all pages, in the order of their ids."""

    def claim(self, identity: str, ask: AsOfAsk = TODAY) -> shapes.ClaimExplained:
        """One claim with the rules that made it; raises ``Missing``."""

    def pages(self, ask: ListAsk) -> shapes.Paged[shapes.PageLine]:
        """The pages that have a reading, the newest first."""

    def page(self, identity: str, ask: AsOfAsk = TODAY) -> shapes.PageMeta:
        """What one page is; raises ``Missing``."""

    def claims_of(self, identity: str, ask: ListAsk) -> shapes.Paged[shapes.ClaimLine]:
        """The claims of one page, in the text's order; raises ``Missing``."""

    def actors(self, ask: ListAsk) -> shapes.Paged[shapes.ActorLine]:
        """Every party and every country that speaks, by code."""

    def actor(self, code: str, ask: AsOfAsk = TODAY) -> shapes.ActorRecord:
        """What is on record of a party; raises ``Missing``."""

    def goods(self, ask: ListAsk) -> shapes.Paged[shapes.GoodsLine]:
        """Every class of goods that is on record, and every family of them, by code."""

    def goods_class(self, code: str, ask: AsOfAsk = TODAY) -> shapes.GoodsRecord:
        """What is on record of a class of goods; raises ``Missing``."""

    def changes(self, ask: ChangesAsk) -> shapes.Paged[shapes.ChangeOut]:
        """What changed in the register, the earliest first; raises ``Gone``."""

    def judgements(self, ask: ListAsk) -> shapes.Paged[shapes.JudgementOut]:
        """What people decided, the earliest first."""
