"""Which language a text is in."""

from __future__ import annotations

import functools
import re
from typing import Any, Final

_SAMPLE: Final = 4000
_WORDS: Final = re.compile(r"[^\W\d_]{2,}")
_TOO_FEW: Final = 10
"""Letters below which nothing is told: a name alone has no language."""
UNKNOWN: Final = "und"
"""What ISO 639-2 writes where the language cannot be told."""


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # reads its model: only on first use

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def tell_language(text: str) -> str:
    """The language of a text as an ISO 639-1 code, ``und`` where there are too few letters to tell.

    >>> tell_language("The ministry denied that any missile had been sent."), tell_language("12:30")
    ('en', 'und')
    """
    words = _WORDS.findall(text[:_SAMPLE])
    if sum(map(len, words)) < _TOO_FEW:
        return UNKNOWN
    code, _ = _identifier().classify(" ".join(words))
    return str(code)
