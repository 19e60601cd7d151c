"""The regeneration workflow: its own shell steps, run as the runner runs them, against a repository on this disk. Only
``gh`` and the actions of others are played.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
JOBS: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/regenerate.yml").read_text(encoding="utf-8"))["jobs"]
GH = """#!/bin/sh
printf '%s\\n' "$*" >> "$GH_LOG"
case "$1 $2" in "pr list") cat "$GH_OPEN" ;; esac
"""


class Runner:
    """A clone of a bare repository whose ``output`` is the built sample, and the shell steps of a job in it."""

    def __init__(self, place: Path, data_set: Path) -> None:
        self.place, self.clone, self.origin = place, place / "clone", place / "origin.git"
        self.summary, self.outputs, self.log = place / "summary.md", place / "outputs", place / "gh.log"
        self.open = place / "open"
        for file in (self.summary, self.outputs, self.log, self.open):
            file.touch()
        tools = place / "tools"
        tools.mkdir()
        (tools / "gh").write_text(GH)
        (tools / "gh").chmod(0o755)
        self.environment = {
            **os.environ,
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self.outputs),
            "GH_LOG": str(self.log),
            "GH_OPEN": str(self.open),
            "BASE": "main",
            "HOME": str(place),
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.origin), at=place)
        self.git("clone", "--quiet", str(self.origin), str(self.clone), at=place)
        shutil.copytree(data_set, self.clone / "output")
        shutil.copy(ROOT / ".gitignore", self.clone)
        self.git("add", "--all")
        self.git("-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "--quiet", "-m", "first")
        self.git("push", "--quiet", "origin", "HEAD:main")
        program = self.clone / ".venv/bin/conflict-events"
        program.parent.mkdir(parents=True)
        program.write_text(
            f"#!/bin/sh\nexec '{sys.executable}' -c 'from conflict_events.cli import main; raise SystemExit(main())' \"$@\"\n"
        )
        program.chmod(0o755)

    def git(self, *words: str, at: Path | None = None) -> str:
        command = ["git", *words]
        return subprocess.run(
            command, cwd=at or self.clone, env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    def job(self, name: str) -> list[tuple[str, int]]:
        """The named shell steps of a job, until one fails, with their exit statuses."""
        done = []
        for step in JOBS[name]["steps"]:
            if "run" not in step or "name" not in step:
                continue
            # As the runner does: https://docs.github.com/actions/reference/workflow-syntax#jobsjob_idstepsshell
            status = subprocess.run(
                ["bash", "-e", "-c", step["run"]], cwd=self.clone, env=self.environment, capture_output=True
            ).returncode
            done.append((step["name"], status))
            if status:
                break
        return done

    def proposed(self, file: str) -> str:
        """A file as the pushed branch has it."""
        return self.git("show", f"regenerated-main:{file}", at=self.origin)


@pytest.fixture
def runner(sample: Path, tmp_path: Path) -> Runner:
    if shutil.which("git") is None or shutil.which("bash") is None:
        pytest.skip("git or bash is not installed")
    return Runner(tmp_path, sample)


STEPS = ["What would change", "The data set anew"]


def test_nothing_is_proposed_where_nothing_changed(runner: Runner) -> None:
    assert runner.job("regenerate") == [(name, 0) for name in STEPS]
    assert runner.outputs.read_text() == "changed=0\n"
    assert json.loads((runner.clone / "changes.json").read_text(encoding="utf-8"))["changed"] is False
    assert "is what the input makes" in runner.summary.read_text(encoding="utf-8")
    assert "0 added, 0 gone, 0 changed" in (runner.clone / "changes.txt").read_text(encoding="utf-8")
    assert JOBS["propose"]["needs"] == "regenerate"
    assert "needs.regenerate.outputs.changed == '1'" in JOBS["propose"]["if"]


def changed(runner: Runner) -> None:
    """The committed data set is another than the code makes: its card, and the events of another build."""
    (runner.clone / "output/README.md").write_text("old")
    (runner.clone / "output/notes.txt").write_text("a file that no build makes")
    runner.git("add", "--all")
    runner.git("-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "--quiet", "-m", "old")


def test_a_change_is_pushed_and_opened_once_and_then_kept_up_to_date(runner: Runner, sample: Path) -> None:
    changed(runner)
    assert runner.job("regenerate") == [(name, 0) for name in STEPS]
    assert runner.outputs.read_text() == "changed=1\n"
    assert "| `README.md` |" in runner.summary.read_text(encoding="utf-8")
    kept = shutil.copytree(runner.clone / "regenerated", runner.place / "kept")
    assert runner.job("propose") == [("The change, for review", 0)]
    assert runner.proposed("output/README.md") == (sample / "README.md").read_text(encoding="utf-8")
    files = runner.git("ls-tree", "-r", "--name-only", "regenerated-main", at=runner.origin).splitlines()
    assert "output/notes.txt" not in files and not [
        f for f in files if f.startswith(("regenerated", "changes", "body"))
    ]
    listed, opened = runner.log.read_text().splitlines()
    assert opened.startswith("pr create --head regenerated-main --base main")
    body = (runner.clone / "body.md").read_text(encoding="utf-8")
    assert "0 added, 0 gone, 0 changed" in body
    assert body.startswith("~~~~~~~~\n") and body.endswith("\n~~~~~~~~\n")
    # A week later, not merged yet.
    runner.git("switch", "--quiet", "main")
    shutil.copytree(kept, runner.clone / "regenerated")
    runner.open.write_text("7\n")
    assert runner.job("propose") == [("The change, for review", 0)]
    assert runner.log.read_text().splitlines()[-1] == "pr edit regenerated-main --body-file body.md"
    assert listed.startswith("pr list")


def test_a_build_that_fails_ends_the_job_and_says_why(runner: Runner) -> None:
    shutil.rmtree(runner.clone / "output/data/events")
    assert runner.job("regenerate") == [(STEPS[0], 1)]
    assert runner.outputs.read_text() == ""
    assert "cannot be told what would change" in runner.summary.read_text(encoding="utf-8")
    assert json.loads((runner.clone / "changes.json").read_text(encoding="utf-8"))["changed"] is None
    assert not (runner.clone / "regenerated").exists()


def test_only_the_job_that_proposes_may_write() -> None:
    assert "permissions" not in JOBS["regenerate"]
    assert JOBS["propose"]["permissions"] == {"contents": "write", "pull-requests": "write"}
