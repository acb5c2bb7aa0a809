"""The JSON Schema of rule files, by which an editor completes and checks them as they are written.

`python -m guardrail.rulebook.schema` prints it; with `--check` it says whether `rules/schema.json` is that.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ..resources import shipped
from .kinds import KINDS
from .packs import Pack
from .policies import PolicyFile

_REF = "#/$defs/{model}"
_ABOUT = "Rule files of guardrail. A file is a pack of rules; policy.yaml has the tiers and uses."


def schema() -> dict[str, Any]:
    """The schema of every file in a rules folder."""
    models: list[type[BaseModel]] = [*KINDS.values(), Pack, PolicyFile]
    _, found = models_json_schema([(model, "validation") for model in models], ref_template=_REF)
    parts = found["$defs"]
    pack = parts[Pack.__name__]
    pack["properties"]["rules"] = {"type": "array", "minItems": 1, "items": _any_rule()}
    pack["required"].append("rules")
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "guardrail rules",
        "description": _ABOUT,
        "if": {"anyOf": [{"required": ["tiers"]}, {"required": ["uses"]}]},
        "then": {"$ref": _REF.format(model=PolicyFile.__name__)},
        "else": {"$ref": _REF.format(model=Pack.__name__)},
        "$defs": parts,
    }


def _any_rule() -> dict[str, Any]:
    """Chosen by `kind`, so that an editor complains about the keys of that kind and not of all of them."""
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": list(KINDS)}},
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}},
                "then": {"$ref": _REF.format(model=model.__name__)},
            }
            for kind, model in KINDS.items()
        ],
    }


def written() -> str:
    """The schema as it stands in `rules/schema.json`."""
    return json.dumps(schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Print the schema, or with `--check` compare it; 1 if `rules/schema.json` is out of date."""
    if list(arguments) not in ([], ["--check"]):
        sys.stderr.write("usage: python -m guardrail.rulebook.schema [--check]\n")
        return 2
    if not arguments:
        sys.stdout.write(written())
        return 0
    file = shipped("rules") / "schema.json"
    if file.is_file() and file.read_text(encoding="utf-8") == written():
        return 0
    again = "python -m guardrail.rulebook.schema > rules/schema.json"
    sys.stderr.write(f"{file} is out of date; write it again: {again}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
