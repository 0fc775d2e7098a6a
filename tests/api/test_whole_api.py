"""Every operation that the API describes, asked by a generator: no server error, no answer but those described."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from onrecord.faces.api import Answers, create_api, describe
from onrecord.faces.api.visitors import Role
from onrecord.faces.desk.archive import Archive
from onrecord.faces.desk.sections import read_sections
from tests.desk.conftest import expected_pages

from .conftest import api_on

SLOW = list(HealthCheck)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    negative_data_rejection,
    unsupported_method,
]

OPERATIONS = [
    f"{method.upper()} {path}"
    for path, told in describe(create_api(Answers(Archive("none", read_sections(None)))))["paths"].items()
    for method in told
]


@pytest.fixture(scope="session")
def described(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The operations of the API as it describes itself, on a shelf of its own that may be written to."""
    path: Path = expected_pages(tmp_path_factory.mktemp("whole") / "own.sqlite")
    schema = schemathesis.openapi.from_asgi("/openapi.json", api_on(path, Role.REVIEWER))
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    return {operation.label: operation for operation in operations}


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: str(mode.value))
@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_the_api_describes_is_what_it_does(described: dict[str, Any], operation: str, mode: Any) -> None:
    @hypothesis.settings(max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=SLOW)
    @hypothesis.given(described[operation].as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()
