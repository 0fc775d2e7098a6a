"""The doors: who may come in, by sign-in or by token, in which role, and what was done."""

from onrecord.faces.doors.book import Book, open_book
from onrecord.faces.doors.guard import Doors, Guard
from onrecord.faces.doors.tokens import find_token, list_tokens, make_token, revoke_token
from onrecord.faces.doors.users import BadUser, add_user, count_users, list_users, remove_user

__all__ = [
    "BadUser",
    "Book",
    "Doors",
    "Guard",
    "add_user",
    "count_users",
    "find_token",
    "list_tokens",
    "list_users",
    "make_token",
    "open_book",
    "remove_user",
    "revoke_token",
]
