"""The list of ways in goes on: by the assistant's door, through which a language model asks on somebody's behalf."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from onrecord.faces.api import Answers
from onrecord.faces.desk.archive import Archive
from onrecord.faces.desk.sections import read_sections
from tests.assistant.test_assistant import ask, over_http
from tests.desk.conftest import expected_pages

ARGUMENTS: Final = (
    ("search_register", "words"),
    ("search_register", "supplier"),
    ("search_register", "goods"),
    ("search_register", "status"),
    ("search_register", "as_of"),
    ("search_register", "known"),
    ("read_dossier", "dossier"),
    ("who_said_what", "dossier"),
    ("who_said_what", "holder"),
    ("who_said_what", "position"),
    ("who_said_what", "cursor"),
    ("explain_claim", "claim"),
)
"""Every argument by which words of a stranger come in."""

HOSTILE: Final = {
    "SQL": "' OR 1=1 UNION SELECT content FROM pages --",
    "a path": "../../../etc/passwd",
    "a sign that ends strings": "p1\x00.c1",
    "a quotation mark of the search": '"* NEAR(a b) AND',
    "a template": "{{ 7 * 7 }} ${7 * 7}",
    "a megabyte": "a" * 2**20,
    "another script": "\u202eIRN\u2066",
}

TELLING: Final = ("Traceback", "sqlite", "SELECT content", "site-packages", 'File "', "root:")
"""What no answer may tell."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return expected_pages(tmp_path_factory.mktemp("inside") / "expected.sqlite")


@pytest.fixture(scope="module")
def answers(shelf: Path) -> Answers:
    return Answers(Archive(str(shelf), read_sections(None)))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_48_words_of_ones_own_in_every_argument_of_a_tool(answers: Answers, shelf: Path, hostile: str) -> None:
    for tool, name in ARGUMENTS:
        told = str(ask(answers, tool, **{name: HOSTILE[hostile]}))
        echoed = told.replace(HOSTILE[hostile], "").replace(repr(HOSTILE[hostile])[1:-1], "")
        assert not any(word in echoed for word in (*TELLING, str(shelf.parent))), (tool, name, told[:300])
        assert "49" not in echoed or hostile != "a template"


@pytest.mark.parametrize("tool", ["judge", "add_page", "write", "search_register.__init__", "__class__", ""])
def test_49_a_tool_that_there_is_not(answers: Answers, tool: str) -> None:
    before = answers.archive.judgements()
    told: Any = ask(answers, tool, claim="p1", verdict="reject", person="Ida")
    assert isinstance(told, str) and "Traceback" not in told
    assert answers.archive.judgements() == before


def test_50_the_assistants_door_by_another_sites_name_or_from_its_pages(shelf: Path, answers: Answers) -> None:
    assert over_http(shelf, answers, closed=False, host="evil.example:8751").status_code == 421
    assert over_http(shelf, answers, closed=True, cookie="onrecord-session=made-up").status_code == 401
    assert (
        "access-control-allow-origin"
        not in over_http(shelf, answers, closed=False, origin="https://evil.example").headers
    )
