"""World → Page: files, folders and dumps; the only room that touches what lies outside."""

from onrecord.intake.files import MOST_BYTES, count_pages, find_pages, page_of_bytes

__all__ = ["MOST_BYTES", "count_pages", "find_pages", "page_of_bytes"]
