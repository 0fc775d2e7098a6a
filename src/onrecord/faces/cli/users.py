"""``onrecord users``."""

from __future__ import annotations

import sys

import click

from onrecord.faces.api.visitors import Role
from onrecord.faces.doors import BadUser, Book, add_user, list_users, open_book, remove_user
from onrecord.faces.doors.audit import entries
from onrecord.faces.doors.guard import account
from onrecord.faces.terminal.plain import printable


@click.group("users")
def command() -> None:
    """Who may sign in to the desk: add a person, list them, remove one, and what was done.

    Users are kept beside the shelf, of their passwords only an Argon2 hash. A reader reads, a reviewer also brings
    pages and judgements, an administrator may do everything.
    """


@command.command("add")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.READER.value,
    show_default=True,
    help="What they may do.",
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input, in one line.")
@click.pass_context
def add(context: click.Context, name: str, role: str, password_stdin: bool) -> None:
    """Let a person sign in; the password is asked for."""
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        user = add_user(book_of(context), name, password, Role(role), by=account())
    except BadUser as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{user.name} may sign in as {user.role}")


@command.command("list")
@click.pass_context
def list_command(context: click.Context) -> None:
    """Print every user with their role."""
    for user in list_users(book_of(context)):
        click.echo(printable(f"{user.role:<13}  {user.name}"))


@command.command("remove")
@click.argument("name")
@click.pass_context
def remove(context: click.Context, name: str) -> None:
    """Let a person in no more; their sign-ins and tokens end at once."""
    if not remove_user(book_of(context), name, by=account()):
        raise click.ClickException(f"there is no user {printable(name)}")


@command.command("log")
@click.option("--last", default=50, show_default=True, type=click.IntRange(1, 100_000), help="How many lines.")
@click.pass_context
def log(context: click.Context, last: int) -> None:
    """Print what was done at the doors and behind them, the latest last."""
    for entry in entries(book_of(context), last):
        told = (entry.person or "-", entry.what, entry.on, f"from {entry.address}" if entry.address else "")
        click.echo(printable(f"{entry.moment:%Y-%m-%d %H:%M:%S}  {'  '.join(part for part in told if part)}"))


def book_of(context: click.Context) -> Book:
    """The book of the doors of the shelf that the command line names."""
    book = open_book(context.obj)
    assert book is not None  # noqa: S101 - it is made where there is none
    return book
