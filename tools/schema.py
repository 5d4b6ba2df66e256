"""Write docs/schema.json from the record (run by hand after a deliberate change of `records.py`)."""

import json
from pathlib import Path

import msgspec

from sayso.records import Coding

schema = json.loads(msgspec.json.encode(msgspec.json.schema(Coding)))
Path("docs/schema.json").write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
