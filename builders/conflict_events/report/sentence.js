// Elements, and an event's sentence with its parts marked in place. Text reaches the page as text only.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

// Words of an article or of a name: <bdi> keeps their direction, and whatever they do to it, to themselves.
const words = (string, direction = "auto") => element("bdi", { dir: direction }, string);

const ROLES = [
  ["trigger", "event"],
  ["actor", "actor"],
  ["recipient", "recipient"],
  ["location", "place"],
  ["amount", "amount"],
  ["date", "date"],
  ["source", "source"],
];

// [start, end, role, label] of every part that stands in the sentence, outer before inner.
function spansOf(i) {
  const spans = [];
  for (const [role, label] of ROLES) {
    const value = events[role][i];
    const items = role === "trigger" || !Array.isArray(value?.[0]) ? (value?.length ? [value] : []) : value;
    for (const [, start, end] of items) if (start !== NONE) spans.push([start, end, role, label]);
  }
  return spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

// The sentence as nodes. Parts that lie in one another are nested; one that crosses another's end is cut there.
function markedSentence(i) {
  const sentence = text(events.sentence[i]);
  const spans = spansOf(i);
  const fill = (parent, start, end, inside) => {
    let at = start;
    let rest = inside;
    while (rest.length) {
      const [from, to, role, label] = rest[0];
      const stop = Math.min(to, end);
      const nested = [];
      const later = [];
      for (const span of rest.slice(1)) {
        if (span[0] >= stop) later.push(span);
        else {
          nested.push(span[1] > stop ? [span[0], stop, span[2], span[3]] : span);
          if (span[1] > stop) later.push([stop, span[1], span[2], span[3]]);
        }
      }
      if (from > at) parent.append(sentence.slice(at, from));
      const mark = element("mark", { class: role, "data-label": label });
      fill(mark, from, stop, nested);
      parent.append(mark);
      at = stop;
      rest = later.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    }
    if (at < end) parent.append(sentence.slice(at, end));
  };
  const [, language] = data.articles[events.article[i]];
  const quote = element("blockquote", { lang: language, dir: data.directions[language] });
  fill(quote, 0, sentence.length, spans);
  return quote;
}
