"""``onrecord assistant``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.faces.cli.output import complain
from onrecord.faces.cli.serve import LOOPBACK, check_users, host_of, listen
from onrecord.shelf import open_shelf

if TYPE_CHECKING:
    from mcp.server import MCPServer
    from starlette.types import ASGIApp

    from onrecord.faces.api import Door


@click.command("assistant")
@click.option("--http", is_flag=True, help="Listen for streamable HTTP at /mcp, in the place of standard input.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8751, show_default=True, type=click.IntRange(0, 65535), help="The port to listen on.")
@click.option("--address", metavar="URL", help="Where the desk is found, for links.")
@click.option("--server", metavar="URL", help="Ask the desk at this address in the place of the shelf.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="What holds the token for the server.",
)
@click.pass_context
def command(
    context: click.Context,
    /,
    http: bool,
    host: str,
    port: int,
    address: str | None,
    server: str | None,
    token_file: Path | None,
) -> None:
    """Let an assistant read the register, by the Model Context Protocol.

    It can search the register, read a dossier as of a day, ask who said what, and have a claim explained; it can change
    nothing. Every answer has the exact words, as far as rights allow, with their page and its day. Over HTTP the doors
    are those of the desk: on any address but this machine's own, a token.
    """
    for told in (address, server):
        host_of(told)
    with _door(context.obj, server, token_file) as door:
        made = _server(door, address or server)
        if http:
            _listen(context.obj, made, host, port)
        else:
            made.run("stdio")


@contextmanager
def _door(shelf: str, server: str | None, token_file: Path | None) -> Iterator[Door]:
    """What answers: the shelf of this machine, or a server."""
    from onrecord.faces.api import Answers, Client
    from onrecord.faces.desk.archive import Archive
    from onrecord.faces.desk.sections import read_sections

    if server is None:
        open_shelf(shelf).close()
        yield Answers(Archive(shelf, read_sections(None)))
        return
    token = token_file.read_text(encoding="utf-8").strip() if token_file else None
    with Client(server, token) as client:
        yield client


def _server(door: Door, address: str | None) -> MCPServer:
    try:
        from onrecord.faces.assistant import create_server
    except ModuleNotFoundError as error:
        raise click.ClickException("the assistant's door needs its extra: pip install 'onrecord[assistant]'") from error
    return create_server(door, address)


def _listen(shelf: str, server: MCPServer, host: str, port: int) -> None:
    import uvicorn

    closed = host not in LOOPBACK
    if closed:
        check_users(shelf, host)
    config = uvicorn.Config(guarded(shelf, server, closed=closed), log_level="warning", server_header=False)
    with listen(host, port) as listener:
        named = f"[{host}]" if ":" in host else host
        click.echo(f"The assistant's door is at http://{named}:{listener.getsockname()[1]}/mcp (Ctrl-C ends it)")
        if closed:
            complain("tokens travel in the clear: put a proxy with TLS before it")
        uvicorn.Server(config).run(sockets=[listener])


def guarded(shelf: str, server: MCPServer, *, closed: bool) -> ASGIApp:
    """The door's application with the guard before it, who checks names and tokens in the place of the library."""
    from mcp.server.transport_security import TransportSecuritySettings

    from onrecord.faces.doors import Doors, Guard

    unchecked: Any = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = server.streamable_http_app(stateless_http=True, json_response=True, transport_security=unchecked)
    return Guard(app, Doors(shelf, open=not closed, hosts=("*",) if closed else LOOPBACK))
