"""The codebook: fresh, and complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflict_events import codebook, quality, schemas


def test_the_codebook_is_fresh() -> None:
    file = Path(__file__).parents[1] / "schema" / "CODEBOOK.md"
    assert file.read_text(encoding="utf-8").rstrip() == codebook.codebook().rstrip(), "run `make codebook`"


@pytest.mark.parametrize("name", codebook.TABLES)
def test_every_field_is_described_and_numbers_name_their_unit(name: str) -> None:
    def walk(fields: tuple[schemas.Field, ...]) -> list[schemas.Field]:
        return [f for field in fields for f in (field, *walk(field.children))]

    text = codebook.codebook()
    for field in walk(schemas.fields(name)):
        assert field.description, field.name
        assert f"{field.name}`" in text
        if field.kind in ("integer", "number") and not field.codes:
            assert field.unit or field.name in ("events", "year", "date_prec", "where_prec", "gwno"), field.name


def test_measured_reliability_has_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "## Reliability" in codebook.codebook()
    row = {"field": "type", "measure": "Krippendorff's alpha", "value": 0.8125, "units": 40}
    monkeypatch.setattr(quality, "load", lambda: {"reliability": [row]})
    assert "| type | Krippendorff's alpha | 0.81 | 40 |" in codebook.codebook()
