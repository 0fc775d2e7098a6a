"""``onrecord serve``."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Final

import click

from onrecord.faces.cli.output import complain
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
@click.pass_context
def command(context: click.Context, host: str, port: int, sections: Path | None) -> None:
    """Serve the register to a browser on this machine.

    The desk asks nobody who they are: whoever reaches the address reads the shelf. On this machine alone it also takes
    judgements; on any other address it only reads.
    """
    import uvicorn

    from onrecord.faces.desk import BadSections, create_app

    open_shelf(context.obj).close()
    if host not in LOOPBACK:
        complain(f"listening on {host}: whoever reaches this address can read the shelf")
    try:
        app = create_app(context.obj, sections=sections, review=host in LOOPBACK)
    except BadSections as refusal:
        raise click.ClickException(str(refusal)) from refusal
    config = uvicorn.Config(app, log_level="warning")
    with _listen(host, port) as listener:
        named = f"[{host}]" if ":" in host else host
        click.echo(f"The register is at http://{named}:{listener.getsockname()[1]}/ (Ctrl-C ends it)")
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]
        raise click.ClickException(f"cannot listen on {host}, port {port}: {reason}") from error
