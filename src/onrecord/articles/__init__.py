"""Page → Article: what was published, without the furniture; the last room that may alter text."""

from onrecord.articles.read import NoArticle, read_article

__all__ = ["NoArticle", "read_article"]
