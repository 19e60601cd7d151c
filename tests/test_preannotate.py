"""What the rules find goes to annotation tools and comes back: unchanged it makes the same records."""

from __future__ import annotations

import argparse
import json
import os
import stat
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_events import cli
from conflict_events.annotations import mapping, preannotate, source
from conflict_events.annotations.extractor import AnnotationExtractor
from conflict_events.annotations.frames import frames
from conflict_events.annotations.markup import markup
from conflict_events.annotations.model import SENTENCE, Markup
from conflict_events.articles import readers
from conflict_events.commands import preannotate as command
from conflict_events.extraction import assemble, compiled
from conflict_events.extraction.rules import Extractor, RuleExtractor
from conflict_events.records import Article, Document, Frame, Rejected

HOW = ("extractor", "rule", "other_ids")
"""What of a record says how it was made, not what the article says."""
SENTENCES = [
    "قتل أربعة جنود في هجوم شنه مسلحون على حاجز للجيش قرب مدينة تلعفر، أمس الأحد، وفقا لوزارة الدفاع العراقية.",
    "🛩️ قصفت طائرات حربية مستودعا في بلدة سرمين صباح الثلاثاء وأصيب 12 مدنيا على الأقل.",
    "اعتقلت الشرطة عشرات المتظاهرين في الخرطوم 😀 بعد احتجاجات على رفع أسعار الخبز.",
    "ومن المقرر أن تنسحب القوات من القرية الأسبوع المقبل، لكن الحركة نفت أي اتفاق.",
    "نزح نحو 3 آلاف شخص من ريف حماة إلى إدلب خلال مارس 2023.",
    "تعهدت الحكومة بدفع 5 ملايين دولار لعائلات القتلى.",
    "بدأت المفاوضات بين الحكومة والحركة في السودان حول مستقبل البلاد.",
    "قتل 11 شخصا بينهم 3 أطفال في قصف استهدف سوقا في مدينة تعز.",
]


@cache
def rules() -> RuleExtractor:
    return compiled.load("ar")


@cache
def articles() -> tuple[Article, ...]:
    """The sample's, and some with emoji, line ends of two characters, and ids that are no file names."""
    items = readers.read([str(files("conflict_events") / "sample" / "articles.jsonl")])
    found = [i for i in items if isinstance(i, Article)]
    own = [Article(f"own/{i} é", "\r\n".join(SENTENCES[i:]), published=found[0].published) for i in range(3)]
    return (*found, *own)


@cache
def documents() -> tuple[Document, ...]:
    return tuple(rules().finders.read(article) for article in articles())


@cache
def drawn(*, sentences: bool = False) -> tuple[Markup, ...]:
    return tuple(markup(rules()(document), document, sentences=sentences) for document in documents())


def content(record: Any) -> dict[str, Any]:
    return {k: v for k, v in record.items() if k not in HOW}


def records(extractor: Extractor) -> list[dict[str, Any]]:
    made = []
    for document in documents():
        found = list(extractor(document))
        assert [f for f in found if isinstance(f, Rejected)] == []
        made += assemble.events([f for f in found if isinstance(f, Frame)], document)
    return [content(record) for record in made]


def back(output: Path, form: str) -> list[dict[str, Any]]:
    return records(AnnotationExtractor(rules().finders, output, form))


@pytest.mark.parametrize("form", source.FORMATS)
def test_unchanged_annotations_make_the_records_of_the_rules(tmp_path: Path, form: str) -> None:
    given_out = drawn(sentences=form in preannotate.QUOTING)
    assert preannotate.write(given_out, form, tmp_path / "out", configuration=True) == len(articles())
    made = records(rules())
    assert len(made) > 20
    assert back(tmp_path / "out", form) == made


def test_what_a_person_changed_differs_only_there(tmp_path: Path) -> None:
    preannotate.write(drawn(), "labelstudio", tmp_path / "out")
    file = tmp_path / "out" / "tasks.json"
    tasks = json.loads(file.read_text(encoding="utf-8"))
    for task in tasks:
        # As Label Studio exports what a person submitted.
        task["annotations"] = [{"id": 1, "completed_by": 3, "result": p["result"]} for p in task["predictions"]]
    results = [item for task in tasks for item in task["annotations"][0]["result"]]
    next(i for i in results if i.get("from_name") == "trigger_status")["value"]["choices"] = ["negated"]
    next(i for i in results if i.get("from_name") == "actor_name")["value"]["text"] = ["somebody else"]
    file.write_text(json.dumps(tasks), encoding="utf-8")
    before, after = records(rules()), back(tmp_path / "out", "labelstudio")
    assert after[0]["action"]["status"] == "negated" != before[0]["action"]["status"]
    changed = [(b, a) for b, a in zip(before, after, strict=True) if b != a]
    for old, new in changed:
        old["action"]["status"] = new["action"]["status"]
        for was, now in zip(old["actor"], new["actor"], strict=True):
            if now["name"] == "somebody else":
                was["name"] = now["name"]
    assert changed and all(old == new for old, new in changed)


BREAKS = st.sampled_from([" ", "\n", "\r\n", "\n\n", " 😀 ", "\t"])


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(SENTENCES), BREAKS), min_size=1, max_size=5), st.booleans())
def test_frames_come_back_from_their_markup(told: list[tuple[str, str]], sentences: bool) -> None:
    article = Article("a", "".join(sentence + gap for sentence, gap in told))
    document = rules().finders.read(article)
    made = rules()(document)
    told_back, unknown = mapping.apply(markup(made, document, sentences=sentences), mapping.PRESET)
    found = [f for f in frames(told_back, document, rules().finders, "test") if isinstance(f, Frame)]
    assert unknown == []
    assert [content(e) for e in assemble.events(found, document)] == [
        content(e) for e in assemble.events(made, document)
    ]


def test_events_share_the_spans_of_their_arguments() -> None:
    document = rules().finders.read(Article("a", SENTENCES[0] + "\n" + SENTENCES[1]))
    made = rules()(document)
    plain = markup(made, document)
    assert len(plain.spans) == len({(d.label, d.parts, tuple(d.attributes.items())) for d in plain.spans})
    assert not any(d.label == SENTENCE for d in plain.spans)
    told = markup([*made, *made], document, sentences=True)
    triggers = [d for d in told.spans if "status" in d.attributes]
    assert len(triggers) == 2 * len(made)
    assert sum(d.label == SENTENCE for d in told.spans) == len({f.sentence for f in made})


def test_articles_without_events_are_written_too(tmp_path: Path) -> None:
    document = rules().finders.read(Article("quiet", "لا شيء هنا."))
    preannotate.write([markup(rules()(document), document)], "labelstudio", tmp_path / "out")
    (found,) = source.reader("labelstudio").read(tmp_path / "out")
    assert isinstance(found, Markup)
    assert (found.article_id, found.text, found.spans) == ("quiet", "لا شيء هنا.", ())


# --- the command --------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", source.FORMATS)
def test_a_folder_with_the_tools_configuration_is_the_same_bytes_each_time(tmp_path: Path, form: str) -> None:
    for name in ("one", "two"):
        preannotate.write(drawn(sentences=form in preannotate.QUOTING), form, tmp_path / name, configuration=True)
    one, two = ({f.name: f.read_bytes() for f in (tmp_path / n).rglob("*") if f.is_file()} for n in ("one", "two"))
    assert one == two
    assert set(source.reader(form).configuration()) <= set(one)
    assert sorted(f.name for f in tmp_path.iterdir()) == ["one", "two"]


def test_what_may_be_peoples_work_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    preannotate.write(drawn(), "labelstudio", tmp_path / "out")
    before = (tmp_path / "out" / "tasks.json").read_bytes()
    with pytest.raises(ValueError, match="may hold people's work"):
        preannotate.write(drawn()[:1], "labelstudio", tmp_path / "out")
    assert (tmp_path / "out" / "tasks.json").read_bytes() == before


def test_others_may_look_into_it_only_where_the_user_lets_them(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        preannotate.write(drawn()[:1], "brat", tmp_path / "out")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    def failing() -> Iterator[Markup]:
        yield drawn()[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        preannotate.write(failing(), "labelstudio", tmp_path / "out")
    with pytest.raises(ValueError, match="there is no article"):
        preannotate.write([], "inception", tmp_path / "out")
    with pytest.raises(ValueError, match="no annotation format"):
        preannotate.write(drawn(), "own", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_rejected_articles_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "articles.jsonl"
    rows = [{"article_id": f"n{i}", "text": text, "published": "2024-03-11"} for i, text in enumerate(SENTENCES)]
    lines = [*map(json.dumps, rows), '{"text": "x", "language": "xx"}', "no json"]
    file.write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "out"
    arguments = ["preannotate", str(file), "--format", "labelstudio", "--output", str(out), "--configuration"]
    assert cli.main(arguments) == 3
    told = capsys.readouterr().err
    assert f"{file}:{len(rows) + 1}: no language 'xx'" in told
    assert f"{file}:{len(rows) + 2}: not JSON" in told
    assert f"{out}: {len(rows)} articles, 2 rejected" in told
    assert sorted(f.name for f in out.iterdir()) == ["labelstudio.xml", "tasks.json"]
    file.write_text("no json\n")
    assert cli.main([*arguments[:-2], str(tmp_path / "none")]) == 2
    assert sorted(f.name for f in tmp_path.iterdir()) == ["articles.jsonl", "out"]


@pytest.mark.parametrize("form", source.FORMATS)
def test_an_article_whose_id_no_file_can_be_named_by_stops_no_other(
    tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "articles.jsonl", tmp_path / "out"
    rows = [{"article_id": name, "text": SENTENCES[0]} for name in ("x" * 241, "y")]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    status = cli.main(["preannotate", str(file), "--format", form, "--output", str(out)])
    told = capsys.readouterr().err
    assert (status, f"{file}:1: cannot be written: the name xxx" in told) == (
        (3, True) if form == "brat" else (0, False)
    )
    assert any(out.iterdir())
    if form == "brat":
        assert sorted(f.name for f in (out / "rules").iterdir()) == ["y.ann", "y.txt"]


def test_the_command_offers_the_formats_that_there_are() -> None:
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    offered = next(a.choices for a in parser._actions if a.dest == "format")
    assert sorted(offered or ()) == sorted(source.FORMATS)
    assert set(preannotate.FILES) <= set(source.FORMATS)
