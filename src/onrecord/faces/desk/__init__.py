"""The desk: the register in a browser, rendered on the server, every asset its own, no request to anywhere else."""

from onrecord.faces.desk.app import create_app
from onrecord.faces.desk.sections import BadSections

__all__ = ["BadSections", "create_app"]
