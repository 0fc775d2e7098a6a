"""The desk: the register in a browser, rendered on the server, every asset its own, no request to anywhere else."""

from onrecord.faces.desk.app import create_app

__all__ = ["create_app"]
