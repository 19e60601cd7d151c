"""The wheel holds everything that the program needs, and runs from where it is unpacked."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="the build back end is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (file,) = folder.glob("*.whl")
    return file


def test_the_wheel_holds_the_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "schema/event.schema.json",
        "sample/articles.jsonl",
        "registry/actors.tsv",
        "registry/english.toml",
        "registry/places.tsv",
        "languages/ar/language.toml",
        "languages/ar/triggers/assault.toml",
        "languages/ar/actors/names.tsv",
        "crosswalks/cameo.tsv",
        "quality.json",
        "report/page.js",
        "report/page.css",
        "report/template.html",
        "report/vendor/d3.min.js",
        "report/vendor/d3.LICENSE",
        "report/vendor/countries-50m.json",
        "py.typed",
    ):
        assert f"conflict_events/{name}" in names


def test_the_source_package_holds_what_its_tests_need(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="the build back end is not installed")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    (file,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(file) as package:
        names = {name.partition("/")[2] for name in package.getnames()}
    needed = {"Makefile", ".ci/run", ".github/workflows/regenerate.yml", "output/manifest.json", "tests/conftest.py"}
    assert needed - names == set()


def test_the_unpacked_wheel_builds_the_sample(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import conflict_events; from conflict_events.cli import main\n"
        "assert conflict_events.__file__.startswith(sys.argv[1]), conflict_events.__file__\n"
        "sys.exit(main(['build', '--output', sys.argv[2]]) or main(['validate', sys.argv[2]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "site"), str(tmp_path / "out")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
