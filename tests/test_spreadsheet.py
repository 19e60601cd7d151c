"""CSV: no cell is a formula, and no text reaches outside its cell."""

from __future__ import annotations

import csv
import datetime
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conflict_events.publishing import spreadsheet

OPENERS, POP, POP_ISOLATE = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c", "\u2069"
STEERING = OPENERS + POP + POP_ISOLATE


def balanced(text: str) -> bool:
    depth: list[str] = []
    for character in text:
        if character in OPENERS:
            depth.append(POP_ISOLATE if character in "\u2066\u2067\u2068" else POP)
        elif character in (POP, POP_ISOLATE):
            if not depth or depth.pop() != character:
                return False
    return not depth


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u200f=1", "＝1", "－1", "\u202e=1"]
)
def test_a_formula_becomes_text(text: str) -> None:
    assert spreadsheet.harmless(text).startswith("'")


@pytest.mark.parametrize("text", ["", "الجيش السوري", "Free Syrian Army", "a=b", "'quoted'", "5-3"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert spreadsheet.harmless(text) == text


@example("\x1b=")
@example(';"=')
@given(st.text(alphabet=st.one_of(st.sampled_from(STEERING + "=+-@\t\r\n\",;'"), st.characters(codec="utf-8"))))
def test_any_text_is_harmless_and_comes_back_from_a_csv_reader(text: str) -> None:
    safe = spreadsheet.harmless(text)
    assert not safe.lstrip("\u061c\u200b\u200e\u200f\ufeff ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert balanced(safe)
    assert not set(safe) & set("\u202d\u202e\r\n\t\0")
    (row,) = csv.reader([f"{spreadsheet.cell(text)},1"])
    assert row == [safe, "1"]
    assert spreadsheet.harmless(safe) == safe
    # A program that takes the semicolon for the separator.
    for cell in next(csv.reader([f"1,{spreadsheet.cell(text)},1"], delimiter=";")):
        assert not cell.lstrip("\u061c\u200b\u200e\u200f\ufeff ").startswith(("=", "+", "-", "@"))


def test_a_formula_behind_a_semicolon_becomes_text() -> None:
    assert spreadsheet.harmless('a;=1+1; -2;"@b; c') == "a;'=1+1;' -2;'\"@b; c"


def test_right_to_left_marks_stay_and_what_is_opened_is_closed() -> None:
    assert spreadsheet.harmless("ا\u200fب") == "ا\u200fب"
    assert spreadsheet.harmless("ا\u202eب") == "ا\u202bب\u202c"
    assert spreadsheet.harmless("\u2067ا\u202aب") == "\u2067ا\u202aب\u202c\u2069"
    assert spreadsheet.harmless("ا\u202cب\u2069") == "اب"


def test_numbers_and_days_are_no_text(tmp_path: Path) -> None:
    row = {"a": -58.5, "b": 5.0, "c": None, "d": datetime.date(2020, 5, 6), "e": 'say "a", b'}
    spreadsheet.write(tmp_path / "t.csv", list(row), [row])
    assert (tmp_path / "t.csv").read_bytes() == (
        b'\xef\xbb\xbf"a","b","c","d","e"\r\n-58.5,5,,2020-05-06,"say ""a"", b"\r\n'
    )


FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://a.example")',
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "\t=1+1",
    "\x1b=1+1",
    " =1+1",
    "＝1+1",
    "\u200f=1+1",
)


def opened(file: Path) -> Path:
    """The file as a spreadsheet program saves it again, as XLSX."""
    program = shutil.which("ssconvert")
    if program is None:
        pytest.skip("no spreadsheet program (ssconvert) is installed")
    made = file.with_suffix(".xlsx")
    how = ("--import-type=Gnumeric_stf:stf_csvtab", "--import-encoding=UTF-8")
    subprocess.run([program, *how, str(file), str(made)], check=True, capture_output=True)
    return made


def test_a_spreadsheet_program_makes_no_formula_of_any_cell(tmp_path: Path) -> None:
    spreadsheet.write(tmp_path / "t.csv", ["text", "n"], [{"text": text, "n": 5.5} for text in FORMULAS])
    with zipfile.ZipFile(opened(tmp_path / "t.csv")) as held:
        sheet = held.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<c ") == 2 * (len(FORMULAS) + 1)
    assert not re.search(r"<f[ >]", sheet)


def test_a_spreadsheet_program_would_make_formulas_of_them_otherwise(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("text\n=1+1\n", encoding="utf-8")
    with zipfile.ZipFile(opened(tmp_path / "t.csv")) as held:
        assert re.search(r"<f[ >]", held.read("xl/worksheets/sheet1.xml").decode())


def test_a_spreadsheet_program_shows_arabic_and_numbers_as_numbers(tmp_path: Path) -> None:
    day = datetime.date(2020, 5, 6)
    row = {"a": "قصف «الجيش»، مدينة\nتعز", "b": "نص", "c": "x", "n": -58.5, "d": day}
    # Of a single line the program may take another character for the separator.
    spreadsheet.write(tmp_path / "t.csv", list(row), [row] * 20)
    with zipfile.ZipFile(opened(tmp_path / "t.csv")) as held:
        sheet = "".join(held.read(n).decode() for n in held.namelist() if re.search(r"sheet1|Strings", n))
    assert "قصف «الجيش»، مدينة تعز" in sheet and "<v>-58.5</v>" in sheet
    # A day is a number with a format, which can be sorted.
    assert f"<v>{(day - datetime.date(1899, 12, 30)).days}</v>" in sheet
