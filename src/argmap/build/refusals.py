"""What a draft says of arguments that make no part: which, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from argmap.errors import did_you_mean, suggestion
from argmap.model.part import Part


def in_words(error: ValidationError, kind: type[Part]) -> ValidationError:
    """Return pydantic's error with the words of argmap: the near names of a misspelt argument, what an id is."""
    details: list[InitErrorDetails] = [
        {
            "type": PydanticCustomError(detail["type"], "{said}", {"said": _said(detail, kind)}),
            "loc": detail["loc"],
            "input": detail["input"],
        }
        for detail in error.errors(include_url=False)
    ]
    return ValidationError.from_exception_data(kind.__name__, details)


def _said(detail: Mapping[str, Any], kind: type[Part]) -> str:
    if detail["type"] == "extra_forbidden" and len(detail["loc"]) == 1:
        fields = [field for field in kind.model_fields if field != "kind"]
        near = suggestion(did_you_mean(str(detail["loc"][0]), fields))
        return f"There is no such argument.{near} {kind.__name__} has: {', '.join(fields)}"
    if detail["type"] == "string_pattern_mismatch" and detail["loc"] == ("id",):
        return "An id is letters, digits and _ . : - without blanks, such as 'street_wet'"
    return str(detail["msg"])
