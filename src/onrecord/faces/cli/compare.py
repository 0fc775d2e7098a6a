"""``onrecord compare``."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TextIO

import click
from rich.table import Table

from onrecord.faces.cli.output import complain, emit, show
from onrecord.faces.cli.shelved import as_of_options, from_readings, load_register
from onrecord.faces.terminal.plain import counted, printable
from onrecord.intake.trade_register import Deal, NoRegister, read_trade_register
from onrecord.lexicon.codes import goods_name, party_name
from onrecord.records import AsOf, Dossier, Passed
from onrecord.register.deals import Likeness, Pairing, pair_up


@click.command("compare")
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One object a deal or a dossier.")
@as_of_options
@from_readings
@click.pass_context
def command(
    context: click.Context,
    table: Path,
    as_json: bool,
    file: TextIO | None,
    told: date | None,
    known: datetime | None,
) -> None:
    """Lay the register beside a trade register in the manner of SIPRI.

    TABLE is the trade register saved as CSV. Printed are its deals with the dossiers that may tell of the same
    transfer, then the dossiers like none of its deals. A deal is what an institute holds to be so, a dossier what is
    alleged: that one is missing proves nothing.
    """
    try:
        outcomes = list(read_trade_register(table))
    except NoRegister as error:
        raise click.UsageError(str(error)) from error
    for outcome in outcomes:
        if isinstance(outcome, Passed):
            complain(outcome.reason)
    deals = {deal.dossier.id: deal for deal in outcomes if isinstance(deal, Deal)}
    register = load_register(context.obj, file, AsOf(told, known)).register
    pairings = pair_up(register.dossiers, [deal.dossier for deal in deals.values()])
    if as_json:
        for pairing in pairings:
            emit(_as_json(pairing, deals))
    else:
        _print(pairings, deals)
    context.exit(int(len(deals) != len(outcomes)))


def _as_json(pairing: Pairing, deals: dict[str, Deal]) -> dict[str, object]:
    deal = deals[pairing.deal.id] if pairing.deal else None
    return {
        "deal": deal.dossier.id if deal else None,
        "line": deal.line if deal else None,
        "supplier": deal.supplier if deal else None,
        "recipient": deal.recipient if deal else None,
        "weapon": deal.weapon if deal else None,
        "ordered": deal.ordered if deal else None,
        "number": deal.number if deal else None,
        "delivered": deal.delivered if deal else None,
        "years": deal.years if deal else None,
        "dossiers": [
            {"id": one.id, "likeness": like.value if deal else None, "status": _status(one)}
            for one, like in pairing.dossiers
        ],
    }


def _print(pairings: tuple[Pairing, ...], deals: dict[str, Deal]) -> None:
    view = Table("deal", "dossier", "likeness", "status", box=None, pad_edge=False)
    for pairing in pairings:
        told = _told(deals[pairing.deal.id]) if pairing.deal else "no deal"
        for dossier, like in pairing.dossiers or ((None, Likeness.MAYBE),):
            ours = _named(dossier) if dossier else "no dossier"
            status = _status(dossier) or "" if dossier else ""
            view.add_row(printable(told), printable(ours), like.value if pairing.deal and dossier else "", status)
            told = ""
    show(view)
    met = sum(pairing.deal is not None and bool(pairing.dossiers) for pairing in pairings)
    click.echo(f"{counted(len(deals), 'deal')}, {met} with a dossier")


def _told(deal: Deal) -> str:
    number = f"{deal.number} " if deal.number else ""
    return f"{deal.dossier.id}  {deal.supplier} → {deal.recipient}: {number}{deal.weapon}, {deal.ordered or 'no year'}"


def _named(dossier: Dossier) -> str:
    sides = (" ".join(map(party_name, side)) or "nobody named" for side in (dossier.supplier, dossier.recipient))
    return f"{dossier.id}  {' → '.join(sides)}: {dossier.designation or goods_name(dossier.goods_class)}"


def _status(dossier: Dossier) -> str | None:
    return dossier.status[-1].status.value if dossier.status else None
