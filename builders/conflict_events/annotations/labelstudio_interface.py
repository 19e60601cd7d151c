"""Label Studio's labeling interface for our labels: the configuration that a project is set up with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from conflict_events.annotations import codes, colours, parts
from conflict_events.annotations.model import ATTRIBUTES, ROLES

LABELS, TEXT = "label", "text"
"""Names of the tag that labels regions and of the tag that shows the article."""
CONFIGURATION = "labelstudio.xml"


def control(kind: str, attribute: str) -> str:
    """Name of the tag that sets an attribute of a region, by key of ``ATTRIBUTES``."""
    return f"{kind.lower()}_{attribute}"


def configuration() -> dict[str, str]:
    """The labeling interface: labels, roles, and for a chosen region the fields of its label; text from right to left."""
    kinds = {kind: codes.event_types() if kind == "trigger" else (kind,) for kind in ATTRIBUTES}
    labels = [(label, colours.LABELS.get(kind, colours.EVENT)) for kind, names in kinds.items() for label in names]
    lines = [
        "<View>",
        "  <Style>.htx-richtext { direction: rtl; text-align: right; white-space: pre-wrap; }</Style>",
        "  <Relations>",
        *(f"    <Relation value={quoteattr(role)}/>" for role in (*ROLES, parts.PART)),
        "  </Relations>",
        f'  <Labels name="{LABELS}" toName="{TEXT}">',
        *(f'    <Label value={quoteattr(label)} background="{colour}"/>' for label, colour in labels),
        "  </Labels>",
        f'  <Text name="{TEXT}" value="${TEXT}" granularity="symbol"/>',
        *(line for kind, names in ATTRIBUTES.items() if names for line in _fields(kind, names, kinds[kind])),
        "</View>",
        "",
    ]
    return {CONFIGURATION: "\n".join(lines)}


def _fields(kind: str, names: Iterable[str], labels: Iterable[str]) -> Iterator[str]:
    free = codes.choices()
    when = f'visibleWhen="region-selected" whenTagName="{LABELS}" whenLabelValue={quoteattr(",".join(labels))}'
    yield f"  <View {when}>"
    for name in names:
        tag = f'name="{control(kind, name)}" toName="{TEXT}" perRegion="true"'
        yield f'    <Header value="{kind}: {name}" size="6"/>'
        if (kind, name) in free:
            choice = "multiple" if name == "mode" else "single"
            yield f'    <Choices {tag} choice="{choice}" showInline="true">'
            yield from (f"      <Choice value={quoteattr(c)}/>" for c in (*free[kind, name], codes.NONE))
            yield "    </Choices>"
        else:
            yield f'    <TextArea {tag} maxSubmissions="1" editable="true" placeholder="{codes.NONE}: none"/>'
    yield "  </View>"
