"""``onrecord serve``."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import click

from onrecord.faces.cli.output import complain
from onrecord.faces.cli.watches import outside_of, post_options
from onrecord.shelf import open_shelf

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8750, show_default=True, type=click.IntRange(0, 65535), help="The port to listen on.")
@click.option(
    "--sections",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A table of sections for the front page, in the place of the bundled one.",
)
@click.option("--sign-in", is_flag=True, help="Ask for a sign-in on this machine too, as behind a proxy.")
@click.option("--address", metavar="URL", help="Where others find the desk, for the links of feeds and letters.")
@post_options
@click.pass_context
def command(
    context: click.Context,
    /,
    host: str,
    port: int,
    sections: Path | None,
    sign_in: bool,
    address: str | None,
    **post: Any,
) -> None:
    """Serve the register to browsers and programs: the desk, the API, feeds and watches.

    On this machine alone one person reads and decides without a sign-in; only what programs bring takes a token. On any
    other address, and with --sign-in, only the users come in: `onrecord users add` makes the first.
    """
    import uvicorn

    from onrecord.faces.desk import BadSections
    from onrecord.faces.desk.heap import look_for_loops_seldom, use_few_heaps
    from onrecord.faces.house import open_house
    from onrecord.faces.watches import Rounds

    use_few_heaps()
    look_for_loops_seldom()
    open_shelf(context.obj).close()
    outside, named = outside_of(**post), host_of(address)
    closed = sign_in or host not in LOOPBACK or named not in (None, *LOOPBACK)
    if closed:
        check_users(context.obj, host)
    try:
        hosts = ((named, *LOOPBACK) if named else ("*",)) if closed else LOOPBACK
        mail = outside.mail is not None
        app = open_house(context.obj, sign_in=closed, hosts=hosts, sections=sections, address=address, mail=mail)
    except BadSections as refusal:
        raise click.ClickException(str(refusal)) from refusal
    config = uvicorn.Config(app, log_level="warning", server_header=False)
    with listen(host, port) as listener:
        named = f"[{host}]" if ":" in host else host
        click.echo(f"The register is at http://{named}:{listener.getsockname()[1]}/ (Ctrl-C ends it)")
        if host not in LOOPBACK and not (address or "").startswith("https:"):
            complain(
                "passwords and tokens travel in the clear: put a proxy with TLS before it, and give --address https://…"
            )
        with Rounds(app.state.doors, app.state.answers, outside, address):
            uvicorn.Server(config).run(sockets=[listener])


def check_users(shelf: str, host: str) -> None:
    """Refuse to let anybody in where there are no users."""
    from onrecord.faces.doors import count_users, open_book

    book = open_book(shelf, create=False)
    if book is None or count_users(book) == 0:
        raise click.ClickException(
            f"not served on {host}: there are no users, so anybody who reaches it could read the shelf. "
            "`onrecord users add NAME --role administrator` makes the first"
        )


def host_of(address: str | None) -> str | None:
    """The name by which others find the desk, if one is told; behind a sign-in it is then its only one."""
    if address is None:
        return None
    try:
        named = urlsplit(address).hostname
    except ValueError:
        named = None
    if not named or not address.startswith(("http://", "https://")):
        raise click.BadParameter(f"{address} is no address of http or https", param_hint="--address")
    return named


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; raises ``ClickException`` where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]
        raise click.ClickException(f"cannot listen on {host}, port {port}: {reason}") from error
