"""What can be asked of the API: each question an object with its parts, the same for server, client and assistant."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema

from onrecord.faces.desk.catalogue.asked import read_moment, told_moment
from onrecord.records import Position, Sector, Stage, Status
from onrecord.register import Clock

MOST: Final = 200
"""The most items of a page of a list."""


def _strictly_a_day(value: Any) -> Any:
    """Only ``2024-09-09`` is a day; a number of seconds, which pydantic would take for one, is not."""
    if isinstance(value, date) or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII)):
        return value
    raise ValueError("a day is written as year, month and day, like 2024-09-08")


Day = Annotated[date, BeforeValidator(_strictly_a_day), WithJsonSchema({"type": "string", "format": "date"})]
MaybeDay = Day | SkipJsonSchema[None]


def _a_moment(value: Any) -> Any:
    """``2024-09-08``, meaning its end, or ``2024-09-08T10:00Z``; in UTC where no zone is told."""
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    if not isinstance(value, str):
        raise ValueError("a moment is written as a day, or a day and a time")
    try:
        return read_moment(value.replace(" ", "+"))
    except ValueError:
        raise ValueError("a moment is written like 2024-09-08 or 2024-09-08T10:00Z") from None


Moment = Annotated[
    datetime,
    BeforeValidator(_a_moment),
    PlainSerializer(told_moment, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$"}),
]
MaybeMoment = Moment | SkipJsonSchema[None]
Party = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9-]{1,19}(/[A-Z]{3})?$")]
Goods = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9.-]{0,39}$")]
Cursor = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,500}$")]


class AsOfAsk(BaseModel):
    """The register as it was told by a day and known by a moment; ``None`` for all that is told, and known."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    as_of: MaybeDay = Field(default=None, description="The register as it was told by this day.")
    known: MaybeMoment = Field(
        default=None, description="The register as we knew it at this moment: what had come and was decided by then."
    )

    def as_query(self) -> dict[str, str]:
        """The parameters of an address that asks this; what is as by default is left out."""
        told = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return {name: str(value) for name, value in told.items()}


class ListAsk(AsOfAsk):
    """A page of a list: how many, and after which."""

    limit: int = Field(default=50, ge=1, le=MOST)
    cursor: Cursor | SkipJsonSchema[None] = Field(default=None, description="`next` of the page before.")


class DossiersAsk(ListAsk):
    """Lines of the register."""

    q: Annotated[str, StringConstraints(min_length=1, max_length=200)] | SkipJsonSchema[None] = Field(
        default=None, description="Words of evidence that may be shown, or of headlines."
    )
    status: Status | SkipJsonSchema[None] = None
    supplier: Party | SkipJsonSchema[None] = None
    recipient: Party | SkipJsonSchema[None] = None
    goods: Goods | SkipJsonSchema[None] = Field(default=None, description="A class of goods, or a family of them.")
    stage: Stage | SkipJsonSchema[None] = None
    told_from: MaybeDay = Field(
        default=None,
        validation_alias="from",
        serialization_alias="from",
        description="Something was told on this day or later.",
    )
    told_to: MaybeDay = Field(
        default=None, validation_alias="to", serialization_alias="to", description="Something was told by this day."
    )

    @model_validator(mode="after")
    def _in_order(self) -> DossiersAsk:
        if self.told_from and self.told_to and self.told_from > self.told_to:
            raise ValueError("the first day comes after the last")
        return self


class ClaimsAsk(ListAsk):
    """Claims of all pages, in the order of their ids."""

    holder: Party | SkipJsonSchema[None] = Field(default=None, description="A country or an organisation.")
    sector: Sector | SkipJsonSchema[None] = None
    position: Position | SkipJsonSchema[None] = None


class ChangesAsk(ListAsk):
    """Changes of the register, the earliest first; ``as_of`` leaves out what changed later."""

    since: MaybeDay = Field(default=None, description="Only what changed on this day or later.")
    by: Clock = Field(default=Clock.KNOWN, description="When we came to know it, or when it was published.")
