"""``onrecord tokens``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import click

from onrecord.faces.api.visitors import Role
from onrecord.faces.cli.users import book_of
from onrecord.faces.doors import list_tokens, make_token, revoke_token
from onrecord.faces.terminal.plain import printable


@click.group("tokens")
def command() -> None:
    """Tokens by which programs use the API: make one, list them, revoke one.

    A token is printed once, when it is made, and kept as a hash. It is sent as `Authorization: Bearer TOKEN`.
    """


@command.command("add")
@click.argument("person")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.READER.value,
    show_default=True,
    help="What it lets do.",
)
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 3650), help="How long it lasts.")
@click.option("--note", default="", metavar="WORDS", help="What it is for.")
@click.pass_context
def add(context: click.Context, person: str, role: str, days: int, note: str) -> None:
    """Make a token of a PERSON, in whose name its bearer decides, and print it."""
    if not person.strip() or not person.isprintable() or len(person) > 100 or len(note) > 200:
        raise click.ClickException("a name has 1 to 100 signs, all of them printable")
    _, told = make_token(book_of(context), person.strip(), Role(role), note, last=timedelta(days=days))
    click.echo(told)


@command.command("list")
@click.pass_context
def list_command(context: click.Context) -> None:
    """Print every token that was made, but not what it reads."""
    now = datetime.now(UTC)
    for token in list_tokens(book_of(context)):
        state = "revoked" if token.revoked else f"until {token.expires:%Y-%m-%d}" if token.is_good(now) else "ended"
        click.echo(printable(f"{token.id}  {token.role:<13}  {state:<16}  {token.person}  {token.note}".rstrip()))


@command.command("revoke")
@click.argument("identity", metavar="ID")
@click.pass_context
def revoke(context: click.Context, identity: str) -> None:
    """End a token at once."""
    if not revoke_token(book_of(context), identity):
        raise click.ClickException(f"no token {printable(identity)} lets anybody in")
