"""Text → parsed sentences."""

from onrecord.language.identify import tell_language
from onrecord.language.parser import parse
from onrecord.language.sentences import split_sentences
from onrecord.language.weights import Pipeline, WeightsError

__all__ = ["Pipeline", "WeightsError", "parse", "split_sentences", "tell_language"]
