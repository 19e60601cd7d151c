"""The report: one file without network, text that stays text, equal bytes, and what a browser makes of it."""

from __future__ import annotations

import base64
import datetime
import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conflict_events import cli, layout
from conflict_events.building.build import build
from conflict_events.exports import base
from conflict_events.publishing.privacy import Privacy
from conflict_events.publishing.publish import Publisher
from conflict_events.report import content, page
from conflict_events.terminal import FAILED, OK

PACKAGE = Path(page.__file__).parent
SENTENCE = "قتل خمسة جنود في هجوم شنه مسلحون على حاجز قرب مدينة تعز أمس الثلاثاء."
PARTS = {"trigger": "قتل", "amount": "خمسة جنود", "actor": "مسلحون", "location": "مدينة تعز", "date": "أمس الثلاثاء"}
"""In the order in which they stand in the sentence."""
TYPES = {"ASSAULT": "material conflict", "CONSULT": "verbal cooperation", "PROTEST": "material conflict"}
HOSTILE = (
    "قتل </script><script>document.title='broken in'</script><!-- <img src=x onerror=\"document.title='broken in'\"> "
    "&lt;b&gt; ${document.title='broken in'} \u202e\u2067abc\u2028\u2029 😀 خمسة جنود"
)


def quote(text: str, sentence: str) -> dict[str, Any]:
    start = sentence.index(text)
    return {"text": text, "start": start, "end": start + len(text)}


def record(number: int, sentence: str = SENTENCE, **changed: Any) -> dict[str, Any]:
    """A valid event record; ``changed`` replaces its fields."""
    kind = list(TYPES)[number % len(TYPES)]
    parts = {role: quote(text, sentence) for role, text in PARTS.items() if text in sentence}
    party = {"name": "gunmen", "entity_id": None, "sector": "UAF", "country": ""}
    place = {"name": "Taiz", "place_id": "gn:70225", "country": "YEM", "admin1": None, "latitude": 13.58,
             "longitude": 44.02, "precision": 1, "role": "place"}  # fmt: skip
    day = datetime.date(2020, 1, 1) + datetime.timedelta(days=number)
    made = {
        "event_id": f"ev-{number:020x}",
        "article_id": f"article-{number:05}",
        "language": "ar",
        "published": day,
        "action": {"type": kind, "modes": [], "quad": TYPES[kind], "status": "actual", **parts["trigger"]},
        "actor": [{**party, **parts["actor"]}] if "actor" in parts else [],
        "recipient": [],
        "location": [{**place, **parts["location"]}] if "location" in parts else [],
        "amount": [{**parts["amount"], "kind": "killed", "unit": "person", "low": 5.0, "high": 5.0, "part": False}]
        if "amount" in parts
        else [],
        "date": {**parts["date"], "earliest": day, "latest": day, "precision": "day", "basis": "relative"}
        if "date" in parts
        else None,
        "source": None,
        "evidence": {"text": sentence, "start": 0, "end": len(sentence)},
        "confidence": 0.5,
        "extractor": "rules",
        "rule": "ar.killing",
        "other_ids": [],
    }
    return {**made, **changed}


def publish(folder: Path, records: list[dict[str, Any]], title: str = "عنوان", url: str | None = None) -> Path:
    """A published folder of records, an article each."""
    with Publisher(folder) as publisher:
        for event in records:
            publisher.add_event(event)  # type: ignore[arg-type]
            row = {"article_id": event["article_id"], "language": event["language"], "publisher": "Invented",
                   "published": event["published"], "url": url, "title": title, "sha256": "0" * 64,
                   "characters": len(SENTENCE), "events": 1, "state": "ok", "reason": None}  # fmt: skip
            publisher.add_article(row)
    return folder


def report(folder: Path) -> str:
    """The page of a folder."""
    file = folder.with_name("report.html")
    page.write(folder, file)
    return file.read_text(encoding="utf-8")


def data(text: str) -> dict[str, Any]:
    """The data that a page holds."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


@pytest.fixture(scope="module")
def hundreds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred events: a hundred of each type, of every precision, with some in each status."""
    records = [record(n) for n in range(300)]
    for n, event in enumerate(records):
        event["action"]["status"] = ("actual", "future", "hypothetical", "negated")[n % 4]
        place = event["location"][0]
        place["precision"] = n % 7 + 1
        place["latitude"] = None if n % 7 == 5 else 12.0 + n % 11
        place["longitude"] = None if n % 7 == 5 else 40.0 + n % 13
    return publish(tmp_path_factory.mktemp("hundreds") / "events", records)


def test_the_command_writes_a_page(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.html"
    assert cli.main(["report", str(sample), "--output", str(file)]) == OK
    told = list(base.told(sample))
    assert f"{len(told)} events" in capsys.readouterr().err
    found = data(file.read_text(encoding="utf-8"))
    assert found["events"]["id"] == [event["event_id"] for event, _ in told]
    assert {event["evidence"]["text"] for event, _ in told} <= set(found["texts"])


def test_a_folder_that_is_no_data_set_fails_and_leaves_what_stood(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page.html"
    file.write_text("before")
    assert cli.main(["report", str(tmp_path / "none"), "--output", str(file)]) == FAILED
    told = f"{tmp_path / 'none'} is no data set: manifest.json cannot be read: No such file or directory"
    assert capsys.readouterr().err == f"conflict-events: {told}\n"
    assert file.read_text() == "before" and sorted(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    "text", ["{}", "[]", "null", "1", '{"content": {}, "counts": []}', '{"content": {"a": 1}}', "[" * 99999]
)
def test_a_manifest_that_is_none_is_told(
    sample: Path, tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(sample, tmp_path / "events")
    (folder / layout.MANIFEST).write_text(text)
    assert cli.main(["report", str(folder), "--output", str(tmp_path / "page.html")]) == FAILED
    told = capsys.readouterr().err
    assert told.startswith(f"conflict-events: {folder}") and layout.MANIFEST in told and len(told.splitlines()) == 1
    with pytest.raises(ValueError, match="data set"):
        content.read_manifest(folder)


def test_the_size_of_a_page_is_told_where_it_has_one(sample: Path, tmp_path: Path) -> None:
    program = [sys.executable, "-m", "conflict_events.cli", "report", str(sample), "--output"]
    piped = subprocess.run([*program, "/dev/stdout"], capture_output=True, check=True)
    assert piped.stdout.endswith(b"</html>\n") and b" MB" not in piped.stderr and b" events; opens" in piped.stderr
    written = subprocess.run([*program, tmp_path / "page.html"], capture_output=True, check=True)
    assert f", {len(piped.stdout) / 1e6:.1f} MB; opens" in written.stderr.decode()


def test_an_empty_data_set_has_a_page(tmp_path: Path) -> None:
    assert data(report(publish(tmp_path / "events", [])))["articles"] == []


def test_the_same_data_set_gives_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    shutil.copytree(sample, tmp_path / "copy")
    assert report(sample) == report(tmp_path / "copy")


def test_the_policy_lets_in_what_the_page_holds_and_nothing_else(sample: Path) -> None:
    text = report(sample)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for tag in ("script", "style"):
        held = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        digests = [base64.b64encode(hashlib.sha256(h.encode()).digest()).decode() for h in held]
        assert held and rules[f"{tag}-src"].split() == [f"'sha256-{d}'" for d in digests]


def test_the_page_asks_for_nothing_outside_it(sample: Path) -> None:
    text = report(sample)
    assert not re.search(r"<(?:link|iframe|img|object|embed)\b|<script[^>]+src=|@import|@font-face|url\(", text)


def test_our_scripts_never_read_text_as_markup() -> None:
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.html\(|\beval\b|new Function|fetch\(|XMLHttp"
    assert [n for n in page.SCRIPTS if re.search(forbidden, (PACKAGE / n).read_text(encoding="utf-8"))] == []


def test_every_script_and_library_is_in_the_page() -> None:
    assert sorted(f.name for f in PACKAGE.glob("*.js")) == sorted(page.SCRIPTS)
    assert sorted(f.name for f in (PACKAGE / "vendor").glob("*.js")) == sorted(page.LIBRARIES)


def test_the_vendored_files_are_those_that_the_list_names() -> None:
    listed = re.findall(
        r"^\| `([^`]+)` \| .* \| `([0-9a-f]{64})` \|$", (PACKAGE / "vendor/README.md").read_text(), re.M
    )
    there = {f.name: f for f in (PACKAGE / "vendor").iterdir() if f.name != "README.md"}
    assert sorted(name for name, _ in listed) == sorted(there)
    assert {n: hashlib.sha256(f.read_bytes()).hexdigest() for n, f in there.items()} == dict(listed)


def test_the_licences_go_with_the_page(sample: Path) -> None:
    text = html.unescape(report(sample))
    assert [n for n in page.LICENCES if (PACKAGE / f"vendor/{n}.LICENSE").read_text() not in text] == []


def test_hostile_text_is_escaped_and_comes_back_whole(tmp_path: Path) -> None:
    text = report(publish(tmp_path / "events", [record(0, HOSTILE)], title=HOSTILE))
    told = data(text)
    assert told["texts"][told["events"]["sentence"][0]] == HOSTILE == told["articles"][0][4]
    held = re.search(r'id="data">(.*?)</script>', text, re.S)
    assert held and not set("<>&\u2028\u2029") & set(held[1])


def test_offsets_count_as_javascript_does(tmp_path: Path) -> None:
    told = data(report(publish(tmp_path / "events", [record(0, HOSTILE)])))
    number, start, end = told["events"]["amount"][0][0][:3]
    units = HOSTILE.encode("utf-16-le")
    assert units[2 * start : 2 * end].decode("utf-16-le") == told["texts"][number] == PARTS["amount"]
    assert start == HOSTILE.index(PARTS["amount"]) + 1  # the emoji counts twice


def test_the_page_holds_every_field_of_an_event(tmp_path: Path) -> None:
    event = record(0, confidence=0.12346, source={"name": "Ministry", **quote("حاجز", SENTENCE)})
    event["recipient"] = [
        {**event["actor"][0], **quote("جنود", SENTENCE), "name": "soldiers", "sector": "MIL", "country": "YEM"}
    ]
    event["date"]["latest"] += datetime.timedelta(days=2)
    event["amount"][0] |= {"low": 4.0, "part": True}
    told = data(report(publish(tmp_path / "events", [event], url="https://news.example/1")))
    row = {name: values[0] for name, values in told["events"].items()}

    def quoted(role: str, words: str = "") -> list[Any]:
        """The words of a part, and where they stand; the rest of its values is left."""
        (item,) = row[role] if role in ("actor", "recipient", "location", "amount") else (row[role],)
        number, start, end, *rest = item
        assert told["texts"][number] == SENTENCE[start:end] == (words or PARTS[role])
        return [told["texts"][x] if i == named.get(role) else x for i, x in enumerate(rest)]

    named = {"actor": 0, "recipient": 0, "location": 0, "source": 0, "amount": 1}
    assert quoted("trigger") == []
    assert quoted("actor") == ["gunmen", "UAF", ""]
    assert quoted("recipient", "جنود") == ["soldiers", "MIL", "YEM"]
    assert quoted("location") == ["Taiz", "YEM", 1, "place", 13.58, 44.02, 0]
    assert quoted("amount") == ["killed", "person", 4.0, 5.0, True]
    assert quoted("date") == ["2020-01-01", "2020-01-03", "day", "relative"]
    assert quoted("source", "حاجز") == ["Ministry"]
    assert (row["id"], row["type"], row["modes"], row["quad"], row["status"], row["confidence"]) == (
        event["event_id"], "ASSAULT", [], "material conflict", "actual", 0.1235,
    )  # fmt: skip
    assert (told["texts"][row["sentence"]], told["texts"][row["rule"]]) == (SENTENCE, "rules, ar.killing")
    assert told["articles"] == [["article-00000", "ar", "2020-01-01", "Invented", "عنوان", "https://news.example/1"]]
    assert told["countries"] == {"YEM": ["Yemen", "887"]} and row["article"] == 0


def test_a_part_outside_the_sentence_has_no_offsets(tmp_path: Path) -> None:
    event = record(0)
    event["date"] |= {"start": 500, "end": 512}
    told = data(report(publish(tmp_path / "events", [event])))
    assert told["events"]["date"][0][1:3] == [content.NONE, content.NONE]


@pytest.mark.parametrize(
    ("changed", "radius"),
    [
        ({"precision": 1}, 0),
        ({"precision": 3}, 0),
        ({"precision": 4}, content.RADIUS[4]),
        ({"precision": 5}, content.RADIUS[5]),
        ({"precision": 5, "place_id": "macro:near-east"}, content.MACRO_RADIUS),
        ({"precision": 7}, content.RADIUS[7]),
        ({"precision": 6}, content.NONE),
        ({"precision": 1, "latitude": None, "longitude": None}, content.NONE),
    ],
)
def test_a_place_is_drawn_as_wide_as_it_is_known(changed: dict[str, Any], radius: int) -> None:
    assert content.radius({**record(0)["location"][0], **changed}) == radius


# --- In a browser ------------------------------------------------------------------------------------


def browser() -> str:
    """The program; a test that has none is skipped."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return program or pytest.skip("no chromium is installed")


class Browsed:
    """A page as headless Chromium leaves it: the document, what ``probe`` returned, and the console's lines."""

    def __init__(self, text: str, folder: Path, address: str = "", probe: str = "return null") -> None:
        program = browser()
        # Let the probe in beside the page's own scripts.
        script = (
            "window.addEventListener('load', () => { const made = document.createElement('pre'); made.id = 'probe'; "
            f"made.textContent = JSON.stringify((() => {{ {probe} }})()); document.body.append(made); }});"
        )
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        text = text.replace("script-src ", f"script-src 'sha256-{digest}' ", 1)
        file = folder / "probed.html"
        file.write_text(text.replace("</body>", f"<script>{script}</script>\n</body>"), encoding="utf-8")
        flags = (
            "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
            "--disable-component-update --disable-sync --enable-logging=stderr --window-size=1300,1000 --dump-dom"
        )
        command = [program, *flags.split(), f"--user-data-dir={folder / 'profile'}", f"{file.as_uri()}{address}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
        self.document = done.stdout
        self.console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
        found = re.search(r'<pre id="probe">(.*?)</pre>', done.stdout, re.S)
        assert found, (self.console, done.stderr[-2000:])
        self.returned = json.loads(html.unescape(found[1]))


COUNT = """
const shown = [...document.querySelectorAll('#events h3')].map((h) => h.firstChild.textContent);
return [document.getElementById('count').textContent, shown.length, [...new Set(shown)]];
"""


def test_a_browser_shows_the_events_without_an_error(hundreds: Path, tmp_path: Path) -> None:
    browsed = Browsed(report(hundreds), tmp_path, probe=COUNT)
    assert browsed.console == []
    assert browsed.returned == ["300 events", 20, ["Protest", "Consult", "Assault"]]


@pytest.mark.parametrize(
    ("address", "count", "shown"),
    [
        ("#type=ASSAULT", "100 events of 300", 20),
        ("#type=ASSAULT&status=future", "25 events of 300", 20),
        ("#from=2020-01-04&to=2020-01-06", "3 events of 300", 3),
        ("#actor=GUNMEN&country=YEM&confidence=0.5", "300 events", 20),
        ("#actor=nobody", "0 events of 300", 0),
        ("#confidence=0.55", "0 events of 300", 0),
        ("#place=country%20YEM", "43 events of 300", 20),
    ],
)
def test_the_list_follows_the_filters(hundreds: Path, tmp_path: Path, address: str, count: str, shown: int) -> None:
    browsed = Browsed(report(hundreds), tmp_path, address, COUNT)
    assert browsed.returned[:2] == [count, shown]


def test_filters_answer_to_their_controls(hundreds: Path, tmp_path: Path) -> None:
    steps = """
    const counts = [];
    const count = () => counts.push(document.getElementById('count').textContent);
    const press = (selector) => { document.querySelector(selector).click(); count(); };
    press('#types [data-key=PROTEST]'); press('#status [data-key=actual]'); press('#types [data-key=PROTEST]');
    press('#reset'); press('#places [data-key="country YEM"]'); press('#reset');
    const from = document.getElementById('from');
    from.value = '2020-10-01'; from.dispatchEvent(new Event('change')); count();
    return [counts, location.hash];
    """
    browsed = Browsed(report(hundreds), tmp_path, probe=steps)
    assert browsed.console == []
    counts, address = browsed.returned
    assert [c.split()[0] for c in counts] == ["100", "25", "75", "300", "43", "300", "26"]
    assert address == "#from=2020-10-01"


@pytest.fixture(scope="module")
def thousands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten thousand events, each at a place, of an actor and with a sentence of its own."""
    browser()  # Before they are made for nobody.
    records = []
    for n in range(10_000):
        event = record(n, SENTENCE.replace("تعز", f"تعز{n}"))
        event["location"][0] |= {
            "name": f"Place {n % 2000}",
            "latitude": 12 + n % 97 / 10,
            "longitude": 40 + n % 89 / 10,
        }
        event["actor"][0]["name"] = f"Group {n % 700}"
        day = datetime.date(2010, 1, 1) + datetime.timedelta(days=n % 4000)
        event["date"] |= {"earliest": day, "latest": day}
        records.append(event)
    return publish(tmp_path_factory.mktemp("thousands") / "events", records)


def test_what_the_browser_holds_does_not_grow_with_the_events(hundreds: Path, thousands: Path, tmp_path: Path) -> None:
    """Ten thousand events stay fluent because only what is looked at is made: lists, bars and dots have their limits."""
    probe = """
    const size = () => document.querySelectorAll('body *').length;
    const counts = [document.getElementById('count').textContent, size()];
    document.querySelector('#types [data-key=PROTEST]').click();
    return [...counts, document.getElementById('count').textContent, size(), document.querySelectorAll('#events h3').length];
    """
    few = Browsed(report(hundreds), tmp_path, probe=probe).returned
    browsed = Browsed(report(thousands), tmp_path, probe=probe)
    assert browsed.console == []
    told, size, filtered, after, shown = browsed.returned
    assert (told, filtered, shown) == ("10,000 events", "3,333 events of 10,000", 20)
    # At most a hundred places of a bar each, eighteen actors, twenty events, and a bar for every month shown.
    assert max(size, after) < few[1] + 4000


def test_events_that_are_not_drawn_over_time_are_counted(tmp_path: Path) -> None:
    records = [record(n) for n in range(60)]
    records[3]["date"] = None
    records[4]["date"] |= {"earliest": datetime.date(2020, 1, 1), "latest": datetime.date(2020, 3, 1)}
    records[5]["date"] |= {"earliest": datetime.date(1700, 1, 1), "latest": datetime.date(1700, 1, 1)}
    probe = """
    const unit = document.getElementById('unit');
    const first = unit.value;
    unit.value = 'month';
    unit.dispatchEvent(new Event('change'));
    const bars = [...document.querySelectorAll('#time .shown title')].map((t) => t.textContent);
    return [first, bars, document.getElementById('undated').textContent];
    """
    unit, bars, note = Browsed(report(publish(tmp_path / "events", records)), tmp_path, probe=probe).returned
    assert (unit, bars) == ("day", ["Jan 2020: 28 events", "Feb 2020: 29 events"])
    assert "2 events not drawn" in note and "1 event before or after" in note


def test_the_parts_lie_from_right_to_left(hundreds: Path, tmp_path: Path) -> None:
    probe = """
    const quote = document.querySelector('#events blockquote');
    quote.style.width = '90rem';
    const marks = [...quote.querySelectorAll('mark')].map((m) => [m.className, m.textContent, m.getBoundingClientRect().right]);
    return [quote.dir, quote.textContent, marks];
    """
    direction, text, marks = Browsed(report(hundreds), tmp_path, probe=probe).returned
    assert (direction, text) == ("rtl", SENTENCE)
    assert {role: words for role, words, _ in marks} == PARTS
    ends = [right for _, _, right in sorted(marks, key=lambda m: SENTENCE.index(m[1]))]
    assert ends == sorted(ends, reverse=True) and len(set(ends)) == len(PARTS)


def test_parts_that_cross_are_marked_without_losing_a_letter(tmp_path: Path) -> None:
    event = record(0)
    event["actor"] = [
        {**event["actor"][0], **quote(words, SENTENCE)} for words in ("خمسة جنود في", "جنود في هجوم", "خمسة")
    ]
    probe = "return document.querySelector('#events blockquote').textContent"
    assert Browsed(report(publish(tmp_path / "events", [event])), tmp_path, probe=probe).returned == SENTENCE


def test_hostile_text_shows_as_text(tmp_path: Path) -> None:
    event = record(0, HOSTILE)
    event["actor"] = [{"text": HOSTILE, "name": HOSTILE, "entity_id": None, "sector": "UNK", "country": "", "start": 0,
                       "end": len(HOSTILE)}]  # fmt: skip
    folder = publish(tmp_path / "events", [event], title=HOSTILE, url="javascript:document.title='broken in'")
    probe = """
    const within = document.getElementById('events');
    return [document.title, within.querySelector('blockquote').textContent, within.querySelectorAll('script, img, a, b').length,
            document.querySelector('#actors bdi').textContent];
    """
    browsed = Browsed(report(folder), tmp_path, probe=probe)
    assert browsed.console == []
    assert browsed.returned == ["Conflict events", HOSTILE, 0, HOSTILE]


def test_a_data_set_without_sentences_says_so(tmp_path: Path) -> None:
    build([], tmp_path / "events", privacy=Privacy(evidence="offsets"))
    text = report(tmp_path / "events")
    assert set(data(text)["events"]["sentence"]) == {content.NONE}
    probe = (
        "return [document.getElementById('notes').textContent, document.querySelectorAll('blockquote, mark').length]"
    )
    browsed = Browsed(text, tmp_path, probe=probe)
    assert browsed.console == []
    note, sentences = browsed.returned
    assert "the sentences of the articles are left out" in note and sentences == 0


def test_an_empty_data_set_opens_without_an_error(tmp_path: Path) -> None:
    browsed = Browsed(report(publish(tmp_path / "events", [])), tmp_path, probe=COUNT)
    assert browsed.console == []
    assert browsed.returned == ["0 events", 0, []]


def test_the_sample_opens_without_an_error(sample: Path, tmp_path: Path) -> None:
    browsed = Browsed(report(sample), tmp_path, probe=COUNT)
    assert browsed.console == []
    assert browsed.returned[0] == f"{len(list(base.told(sample)))} events"


def test_the_rows_are_those_of_the_tables(hundreds: Path) -> None:
    told = data(report(hundreds))
    assert len(told["events"]["id"]) == 300 and len({len(column) for column in told["events"].values()}) == 1
    assert told["about"]["articles"] == 300 and set(told["directions"].items()) == {("ar", "rtl")}
    assert len(told["texts"]) == len(set(told["texts"]))
