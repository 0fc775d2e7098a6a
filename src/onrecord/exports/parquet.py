"""The tables as Parquet, a file each, typed: days are days, codes are lists, an unknown value is null."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from onrecord.exports.edition import Edition
from onrecord.exports.files import File, MissingExtra
from onrecord.exports.tables import DOSSIERS, TABLES, Column, Kind, Table

if TYPE_CHECKING:
    import pyarrow

MEDIA_TYPE: Final = "application/vnd.apache.parquet"


def write(edition: Edition) -> Iterator[File]:
    """A file a table; raises ``MissingExtra`` where pyarrow is not installed."""
    try:
        import pyarrow.parquet
    except ModuleNotFoundError as missing:
        raise MissingExtra("parquet needs pyarrow: pip install 'onrecord[parquet]'") from missing
    for table in (DOSSIERS, *TABLES):
        out = io.BytesIO()
        pyarrow.parquet.write_table(_arrow(pyarrow, table, edition), out, compression="zstd")
        yield File(f"{table.name}.parquet", MEDIA_TYPE, out.getvalue())


def _arrow(arrow: Any, table: Table, edition: Edition) -> pyarrow.Table:
    """A table with what it holds and the imprint in its schema."""
    kinds = {
        Kind.STRING: arrow.string(),
        Kind.INTEGER: arrow.int64(),
        Kind.NUMBER: arrow.float64(),
        Kind.BOOLEAN: arrow.bool_(),
        Kind.DATE: arrow.date32(),
        Kind.LIST: arrow.list_(arrow.string()),
    }
    fields = [arrow.field(one.name, kinds[one.kind], metadata={"description": one.told}) for one in table.columns]
    schema = arrow.schema(fields, {"description": table.told, "imprint": edition.imprint.line})
    rows = list(table.rows(edition))
    columns = [[_value(row[place], one) for row in rows] for place, one in enumerate(table.columns)]
    return arrow.table(columns, schema=schema)


def _value(value: object, column: Column) -> object:
    """A value as Arrow takes it; half a surrogate pair, which no Parquet file holds, as its escape."""
    if isinstance(value, str):
        return str(value).encode("utf-8", "backslashreplace").decode()
    return list(value) if isinstance(value, tuple) and column.kind is Kind.LIST else value
