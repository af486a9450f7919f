"""The JSON Schema of native files, made from the kinds that are registered."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic.errors import PydanticInvalidForJsonSchema
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema

from argmap.errors import KindError
from argmap.formats.native import SECTIONS, VERSION
from argmap.model.part import ID_LENGTH, ID_PATTERN, Value, kinds
from argmap.model.source import Source

DIALECT = "https://json-schema.org/draft/2020-12/schema"

PORTABLE_ID_PATTERN = r"^[^\s\x00-/:-@\[-^`{-\x7f][^\s\x00-,/;-@\[-^`{-\x7f]*$"
r"""The pattern of ids as every dialect of regular expressions reads it.

What ``\w`` means differs: to ECMAScript, which JSON Schema refers to, ``é`` is no letter. This pattern is exact
for ASCII and takes everything beyond, so that a schema may admit an id that argmap refuses, and never the
other way round.
"""

_ID = {"$ref": "#/$defs/part-id"}  # no class has a hyphen in its name


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, without the titles of fields, which say their names again."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of native files, for all kinds that are registered now.

    Raises:
        KindError: a kind has a field that JSON cannot say.
    """
    classes: list[type[Value]] = [Source, *kinds("node").values(), *kinds("relation").values()]
    asked: list[tuple[type[Value], Literal["validation"]]] = [(cls, "validation") for cls in classes]
    try:
        references, definitions = models_json_schema(asked, schema_generator=_Generator)
    except PydanticInvalidForJsonSchema as error:
        raise KindError("", f"a kind has a field that JSON cannot say: {error}") from None
    shapes: dict[str, JsonSchemaValue] = definitions.get("$defs", {})
    entries: dict[str, list[JsonSchemaValue]] = {section: [] for section in SECTIONS}
    for cls in classes:
        reference = references[cls, "validation"]
        _key_by_id(shapes[reference["$ref"].rpartition("/")[2]], cls)
        entries[_section(cls)].append(reference)
    sections = {
        section: {
            "type": "object",
            "description": f"Each {SECTIONS[section]} by its id, in authored order.",
            "propertyNames": _ID,
            "additionalProperties": of[0] if len(of) == 1 else {"oneOf": of},
        }
        for section, of in entries.items()
    }
    return {
        "$schema": DIALECT,
        "$id": f"urn:argmap:map:{VERSION}",
        "title": "An argument map in argmap's native format",
        "type": "object",
        "properties": {
            "argmap": {"const": VERSION, "description": "The version of the format."},
            "title": {"type": "string", "default": ""},
            "thesis": {
                "anyOf": [_ID, {"type": "null"}],
                "default": None,
                "description": "The id of the node that the text argues for.",
            },
            "note": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None},
            "ignore": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Codes, or beginnings of codes, of rules that are switched off for this map.",
            },
            **sections,
            "foreign": {
                "type": "object",
                "description": "What a file of another format said beside a map, by the name of the format.",
            },
        },
        "required": ["argmap"],
        "additionalProperties": False,
        "$defs": {
            "part-id": {"type": "string", "pattern": PORTABLE_ID_PATTERN, "maxLength": ID_LENGTH},
            **{name: _tidy(shape) for name, shape in shapes.items()},
        },
    }


def _section(cls: type[Value]) -> str:
    base = getattr(cls, "base", "source")
    return next(section for section, what in SECTIONS.items() if what == base)


def _key_by_id(shape: JsonSchemaValue, cls: type[Value]) -> None:
    """Make the schema of a class that of an entry: its id is the key, and a part always says its kind."""
    del shape["properties"]["id"]
    required = [name for name in shape.get("required", ()) if name != "id"]
    kind = shape["properties"].get("kind")
    if kind is not None:
        del kind["default"]
        required.insert(0, "kind")
    shape["required"] = required
    if not required:
        del shape["required"]


def _tidy(schema: Any) -> Any:
    """Return a schema with ids in the portable form, and with descriptions cut to their summary."""
    if isinstance(schema, list):
        return [_tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema == {"type": "string", "pattern": ID_PATTERN, "maxLength": ID_LENGTH}:
        return _ID
    tidy = {key: _tidy(value) for key, value in schema.items()}
    if isinstance(tidy.get("description"), str):
        # The rest of a docstring is about Python: its examples and attributes.
        tidy["description"] = re.sub(r"\s+", " ", tidy["description"].split("\n\n")[0])
    return tidy
