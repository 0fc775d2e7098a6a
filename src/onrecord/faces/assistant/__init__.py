"""The assistant's door: the register for assistants, by the Model Context Protocol (extra ``assistant``)."""

from onrecord.faces.assistant.server import Tools, create_server

__all__ = ["Tools", "create_server"]
