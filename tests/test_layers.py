"""The house: modules import downward only, heavy libraries load late, nothing names the machine that it was made on."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "builders" / "conflict_events"
ORDER = [
    "counted",
    "layout",
    "terminal",
    "records",
    "great_circle",
    "utf16",
    "whole_file",
    "schemas",
    "versions",
    "cache_folder",
    "scratch",
    "lexical",
    "lexical.legible",
    "lexical.final_letters",
    "lexical.paragraphs",
    "lexical.text",
    "lexical.morphology",
    "lexical.cutting",
    "lexical.trie",
    "lexical.lexicon",
    "language",
    "articles",
    "articles.unpacking",
    "articles.pages",
    "articles.rows",
    "articles.json_lines",
    "articles.csv_rows",
    "articles.page_files",
    "articles.web_archives",
    "articles.parquet_rows",
    "articles.inputs",
    "articles.readers",
    "articles.duplicates",
    "mentions.base",
    "mentions.number_words",
    "mentions.digits",
    "mentions.numbers",
    "mentions.triggers.forms",
    "mentions.triggers.verb_tokens",
    "mentions.triggers.candidates",
    "mentions.triggers.conditions",
    "mentions.triggers.reading",
    "mentions.triggers.light_verbs",
    "mentions.triggers.finder",
    "mentions.triggers",
    "mentions.actors.registry",
    "mentions.actors.forms",
    "mentions.actors.phrase",
    "mentions.actors.spelling",
    "mentions.actors.view",
    "mentions.actors.words",
    "mentions.actors.named_again",
    "mentions.actors.disambiguation",
    "mentions.actors.persons",
    "mentions.actors.purposes",
    "mentions.actors.ties",
    "mentions.actors.noun_gender",
    "mentions.actors.adjectives",
    "mentions.actors.holders",
    "mentions.actors.modifiers",
    "mentions.actors.other_meanings",
    "mentions.actors.nouns",
    "mentions.actors.peoples",
    "mentions.actors.heads",
    "mentions.actors.noun_phrases",
    "mentions.actors.english_words",
    "mentions.actors.countries",
    "mentions.actors.sectors",
    "mentions.actors.english_names",
    "mentions.actors.values",
    "mentions.actors.surnames",
    "mentions.actors.speakers",
    "mentions.actors.private",
    "mentions.actors.finder",
    "mentions.actors",
    "mentions.places.gazetteer",
    "mentions.places.forms",
    "mentions.places.reading",
    "mentions.places.adjectives",
    "mentions.places.values",
    "mentions.places.distances",
    "mentions.places.nearby",
    "mentions.places.disambiguation",
    "mentions.places.name_words",
    "mentions.places.tools",
    "mentions.places.credibility",
    "mentions.places.borders",
    "mentions.places.nameless",
    "mentions.places.sides",
    "mentions.places.pointing",
    "mentions.places.buildings",
    "mentions.places.unknown",
    "mentions.places.named_after",
    "mentions.places.known",
    "mentions.places.fronts",
    "mentions.places.roads",
    "mentions.places.phrases",
    "mentions.places.finder",
    "mentions.places",
    "mentions.calendars",
    "mentions.dates.resolution",
    "mentions.dates.words",
    "mentions.dates.scheduled",
    "mentions.dates.counted_back",
    "mentions.dates.joined",
    "mentions.dates.context",
    "mentions.dates.named_years",
    "mentions.dates.pointing",
    "mentions.dates.parts",
    "mentions.dates.durations",
    "mentions.dates.units",
    "mentions.dates.absolute",
    "mentions.dates.nth",
    "mentions.dates.periods",
    "mentions.dates.weekdays",
    "mentions.dates.running",
    "mentions.dates.feasts",
    "mentions.dates.bare",
    "mentions.dates.distances",
    "mentions.dates.range_ends",
    "mentions.dates.bounds",
    "mentions.dates.days_of_month",
    "mentions.dates.year_ranges",
    "mentions.dates.ranges",
    "mentions.dates.continuation",
    "mentions.dates.grammar",
    "mentions.dates.reading",
    "mentions.dates.dating",
    "mentions.dates.finder",
    "mentions.dates",
    "mentions.amounts.nouns",
    "mentions.amounts.words",
    "mentions.amounts.reading",
    "mentions.amounts.openings",
    "mentions.amounts.money",
    "mentions.amounts.counted",
    "mentions.amounts.bounds",
    "mentions.amounts.neighbours",
    "mentions.amounts.measures",
    "mentions.amounts.quantities",
    "mentions.amounts.heads",
    "mentions.amounts.company",
    "mentions.amounts.implied",
    "mentions.amounts.finder",
    "mentions.amounts",
    "mentions.homes",
    "mentions.sources.attribution",
    "mentions.sources.forms",
    "mentions.sources.view",
    "mentions.sources.words",
    "mentions.sources.extents",
    "mentions.sources.values",
    "mentions.sources.noun_phrases",
    "mentions.sources.speech",
    "mentions.sources.finder",
    "mentions.sources",
    "mentions.overlaps",
    "mentions",
    "linking",
    "linking.gender",
    "linking.grammar",
    "linking.sentence_words",
    "linking.clauses",
    "linking.patterns",
    "linking.drafts",
    "linking.coreference",
    "linking.dual_nouns",
    "linking.attachment",
    "linking.amount_units",
    "linking.adnominal_places",
    "linking.place_roles",
    "linking.place_links",
    "linking.shared_places",
    "linking.scene",
    "linking.actor_kinds",
    "linking.case_endings",
    "linking.verb_readings",
    "linking.adverbials",
    "linking.argument_scope",
    "linking.speaker_subjects",
    "linking.preverbal_subjects",
    "linking.shared_subjects",
    "linking.described",
    "linking.speech_times",
    "linking.date_attachment",
    "linking.date_links",
    "linking.shared_dates",
    "linking.totals",
    "linking.person_kinds",
    "linking.amount_position",
    "linking.amount_roles",
    "linking.amount_attachment",
    "linking.amount_coordination",
    "linking.amount_links",
    "linking.circumstances",
    "linking.status",
    "linking.named_elsewhere",
    "linking.support_verbs",
    "linking.nationality_adjectives",
    "linking.announcements",
    "linking.quotes",
    "linking.prepositions",
    "linking.possessors",
    "linking.genitives",
    "linking.phrase_parties",
    "linking.pronoun_parties",
    "linking.noun_parties",
    "linking.verb_arguments",
    "linking.voice",
    "linking.verb_parties",
    "linking.claims",
    "linking.contents",
    "linking.link",
    "linking.merge",
    "linking.confidence",
    "extraction",
    "extraction.attempts",
    "extraction.rules",
    "extraction.sections",
    "extraction.compiled",
    "extraction.assemble",
    "extraction.combine",
    "extraction.show",
    "annotations",
    "annotations.model",
    "annotations.codes",
    "annotations.colours",
    "annotations.parts",
    "annotations.nesting",
    "annotations.jsonlist",
    "annotations.archive",
    "annotations.labelstudio_interface",
    "annotations.labelstudio",
    "annotations.inception_layers",
    "annotations.inception_files",
    "annotations.inception",
    "annotations.markup",
    "annotations.align",
    "annotations.mapping",
    "annotations.values",
    "annotations.frames",
    "annotations.jsonlines",
    "annotations.quotes",
    "annotations.project_writing",
    "annotations.project",
    "annotations.brat",
    "annotations.doccano",
    "annotations.source",
    "annotations.extractor",
    "annotations.preannotate",
    "crosswalk",
    "quality",
    "publishing",
    "publishing.privacy",
    "publishing.flat",
    "publishing.spreadsheet",
    "publishing.markdown",
    "publishing.columns",
    "publishing.tables",
    "publishing.manifest",
    "publishing.citation",
    "publishing.card",
    "publishing.croissant",
    "publishing.datapackage",
    "publishing.placing",
    "publishing.publish",
    "publishing.check_files",
    "publishing.check_rows",
    "publishing.check_derived",
    "publishing.check_quotes",
    "publishing.check",
    "load",
    "exports",
    "exports.base",
    "exports.plover",
    "exports.cameo",
    "exports.acled",
    "exports.ucdp",
    "exports.geojson",
    "export",
    "report",
    "report.content",
    "report.page",
    "evaluation",
    "evaluation.event_files",
    "evaluation.matching",
    "evaluation.evaluate",
    "evaluation.annotators",
    "evaluation.agreement",
    "evaluation.settling",
    "evaluation.error_page",
    "evaluation.reliability",
    "evaluation.calibration",
    "evaluation.changes",
    "evaluation.difference",
    "trained",
    "trained.words",
    "trained.identities",
    "trained.reading",
    "trained.features",
    "trained.role_features",
    "trained.wording",
    "trained.retelling",
    "trained.fillers",
    "trained.judge",
    "trained.network",
    "trained.model",
    "trained.relations",
    "trained.outlook",
    "trained.revision",
    "trained.decide",
    "trained.extractor",
    "trained.examples",
    "trained.fitting",
    "trained.tuning",
    "trained.second_look",
    "trained.training",
    "encoder",
    "encoder.pieces",
    "encoder.whole",
    "encoder.network",
    "encoder.heads",
    "encoder.windows",
    "encoder.file",
    "encoder.opinion",
    "encoder.extractor",
    "encoder.packing",
    "encoder.base",
    "encoder.questions",
    "encoder.reader",
    "encoder.net",
    "encoder.unpacking",
    "encoder.optimizing",
    "encoder.teaching",
    "encoder.judging",
    "encoder.training",
    "encoder.__main__",
    "codebook",
    "building",
    "building.extractors",
    "building.worker",
    "building.batches",
    "building.ray_engine",
    "building.cache",
    "building.build",
    "building.rebuild",
    "json_pieces",
    "commands",
    "commands.common",
    "commands.build",
    "commands.extract",
    "commands.mentions",
    "commands.preannotate",
    "commands.validate",
    "commands.train",
    "commands.score",
    "commands.agree",
    "commands.calibrate",
    "commands.diff",
    "commands.cache",
    "commands.export",
    "commands.report",
    "cli",
    "__main__",
]
"""Lowest first, a line each."""
HEAVY = {
    "torch",
    "datasets",
    "krippendorff",
    "sklearn",
    "pyarrow",
    "pandas",
    "mlcroissant",
    "frictionless",
    "lxml",
    "jsonschema",
    "warcio",
    "zstandard",
    "scipy",
    "numpy",
    "cassis",
    "ray",
}


def modules() -> dict[str, Path]:
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        if name not in ("__init__", "registry.derive_places"):
            found[name] = file
    return found


def imports(file: Path, *, top_level: bool) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = set()
    for node in tree.body if top_level else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{a.name}" for a in node.names}
    return found


def test_every_module_has_its_place_in_the_order() -> None:
    assert sorted(modules()) == sorted(ORDER)


def test_the_packages_lie_in_one_order_which_the_readme_tells() -> None:
    told = re.findall(
        r"`(\w+)/`",
        (ROOT / "README.md").read_text(encoding="utf-8").partition("## Where things are")[2].partition("## ")[0],
    )
    packages = [name for name in ORDER if (PACKAGE / name).is_dir()]
    assert told == packages
    assert [name for name in ORDER if "." in name] == sorted(
        (name for name in ORDER if "." in name), key=lambda name: packages.index(name.partition(".")[0])
    )


@pytest.mark.parametrize("name", ORDER)
def test_a_module_imports_only_what_lies_below_it(name: str) -> None:
    known = {f"conflict_events.{m}": m for m in ORDER}
    used = {known[i] for i in imports(modules()[name], top_level=False) if i in known}
    assert [u for u in used if ORDER.index(u) >= ORDER.index(name) and not name.startswith(u + ".")] == []


@pytest.mark.parametrize("name", ORDER)
def test_heavy_libraries_are_loaded_where_they_are_used(name: str) -> None:
    # The encoder and the second look are nothing but arithmetic, and are themselves loaded where they are used.
    arithmetic = name.startswith("encoder.") or name in ("trained.network", "trained.relations", "trained.outlook")
    free = {"numpy", "torch"} if arithmetic else set()
    found = imports(modules()[name], top_level=True)
    assert {i.split(".")[0] for i in found} & HEAVY <= free
    assert name.startswith("encoder.") or not [i for i in found if i.startswith(("encoder", "conflict_events.encoder"))]


def test_the_command_line_starts_without_heavy_libraries_and_without_what_a_command_does() -> None:
    script = "import sys; from conflict_events import cli; cli._parser(); print(*sys.modules)"
    loaded = set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    )
    assert loaded & HEAVY == set()
    work = ("annotations", "crosswalk", "evaluation", "exports.base", "language", "publishing")
    assert loaded & {f"conflict_events.{name}" for name in work} == set()
    assert "conflict_events.commands.export" in loaded and "tqdm" not in loaded


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_file_names_the_machine_or_a_package_registry() -> None:
    hosts = re.compile(rb"pypi\.org|pythonhosted|registry\.npmjs|/(?:work|home|root)/(?:main|shared|\.)")
    assert [str(f) for f in tracked() if hosts.search(f.read_bytes()) and f != Path(__file__)] == []


def test_the_top_level_holds_what_it_should() -> None:
    allowed = {"pyproject.toml", "README.md", "schema", "builders", "tests", "output", "Makefile", "requirements.lock",
               "CHANGELOG.md", "CITATION.cff", "LICENSE"}  # fmt: skip
    tops = {f.relative_to(ROOT).parts[0] for f in tracked()}
    assert {t for t in tops if not t.startswith(".")} <= allowed
