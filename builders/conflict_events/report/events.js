// The list of events, a page at a time: each with its sentence, parts marked in place, and its fields beside it.

const PER_PAGE = 20;
const counted = (unit, low, high) => (unit === "person" && !(low === 1 && high === 1) ? "people" : unit);

const ORDERS = {
  newest: (a, b) => (column.first[b] - column.first[a] || a - b),
  oldest: (a, b) => ((column.first[a] === UNKNOWN) - (column.first[b] === UNKNOWN) || column.first[a] - column.first[b] || a - b),
  confidence: (a, b) => (column.confidence[b] - column.confidence[a] || a - b),
  article: (a, b) => a - b,
};

function rangeWords(low, high, show = (value) => value.toLocaleString("en")) {
  if (low === null && high === null) return "number not told";
  if (low === high) return show(low);
  if (high === null) return `${show(low)} or more`;
  return low === null ? `up to ${show(high)}` : `${show(low)} to ${show(high)}`;
}

// A field: what the record says, then the words that say so where these are others.
function reading(name, said, details) {
  const parts = [];
  if (name !== "") parts.push(words(name));
  const shown = details.filter(Boolean).join(", ");
  if (shown) parts.push(element("span", { class: "details" }, shown));
  if (said !== "" && said !== name) parts.push(element("span", { class: "said" }, "“", words(said), "”"));
  return element("dd", {}, ...parts.flatMap((part, n) => (n ? [" ", part] : [part])));
}

function fieldsOf(i) {
  const rows = [];
  const add = (role, label, readings) => {
    if (readings.length) rows.push(element("div", { class: role }, element("dt", {}, label), ...readings));
  };
  const party = ([said, , , name, sector, country]) => reading(text(name), text(said), [titles.sector.get(sector), country && countryName(country)]);
  add("actor", "Actor", events.actor[i].map(party));
  add("recipient", "Recipient", events.recipient[i].map(party));
  add("location", "Place", events.location[i].map((place) => {
    const role = place[PLACE.role] === "place" ? "" : place[PLACE.role];
    const country = countryName(place[PLACE.country]);
    return reading(text(place[PLACE.name]), text(place[0]), [role, country !== text(place[PLACE.name]) && country, (titles.precision.get(place[PLACE.precision]) || "").toLowerCase()]);
  }));
  add("amount", "Amount", events.amount[i].map(([said, , , kind, unit, low, high, part]) =>
    reading("", text(said), [`${titles.kind.get(kind).toLowerCase()}: ${rangeWords(low, high)} ${counted(text(unit), low, high)}`.trim(), part && "part of another"])));
  const date = events.date[i];
  if (date) {
    const [said, , , first, last, precision, basis] = date;
    const days = first === null && last === null ? "days not known" : rangeWords(first, last, (day) => day);
    add("date", "Date", [reading("", text(said), [days, titles.date_precision.get(precision).toLowerCase(), titles.basis.get(basis).toLowerCase()])]);
  }
  if (events.source[i]) add("source", "Told by", [reading(text(events.source[i][3]), text(events.source[i][0]), [])]);
  return element("dl", {}, ...rows);
}

function articleLine(i) {
  const [id, , published, publisher, title, address] = data.articles[events.article[i]];
  const parts = [];
  if (publisher) parts.push(words(publisher));
  if (published) parts.push(element("time", { datetime: published }, published));
  const name = words(title || id);
  // Only addresses of the web: nothing that an article brings along may run.
  parts.push(/^https?:\/\//i.test(address || "") ? element("a", { href: address, rel: "noopener noreferrer nofollow", target: "_blank" }, name) : name);
  return element("p", { class: "article" }, ...parts.flatMap((part, n) => (n ? [" · ", part] : [part])));
}

function eventCard(i) {
  const status = events.status[i];
  const modes = events.modes[i].map((mode) => titles.mode.get(mode) || mode).join(", ");
  const sentence = events.sentence[i];
  const trigger = text(events.trigger[i][0]);
  return element("li", {},
    element("article", { class: "event", "aria-labelledby": events.id[i] },
      element("header", {},
        element("h3", { id: events.id[i] }, titles.type.get(events.type[i]), modes && element("span", { class: "modes" }, ` ${modes}`)),
        element("span", { class: `status ${status}` }, titles.status.get(status)),
        element("span", { class: "quad" }, events.quad[i]),
        element("span", { class: "confidence", title: "confidence: an estimate" }, `confidence ${events.confidence[i].toFixed(2)}`)),
      element("div", { class: "body" },
        element("div", {},
          sentence === NONE
            ? element("p", { class: "without" }, "Published without the sentence", trigger && ". Event word: ", trigger && words(trigger))
            : markedSentence(i),
          articleLine(i),
          element("p", { class: "id" }, `${events.id[i]} · `, words(text(events.rule[i]), "ltr"))),
        fieldsOf(i))));
}

function makeList(list, pager, order, status) {
  let at = 0;
  let sorted = [];

  function show(focus) {
    const pages = Math.max(1, Math.ceil(sorted.length / PER_PAGE));
    at = Math.min(at, pages - 1);
    list.start = at * PER_PAGE + 1;
    list.replaceChildren(...sorted.slice(at * PER_PAGE, (at + 1) * PER_PAGE).map(eventCard));
    const move = (label, to, enabled) => element("button", { type: "button", disabled: !enabled, onclick: () => ((at = to), show(true)) }, label);
    pager.replaceChildren(
      move("First", 0, at > 0), move("Previous", at - 1, at > 0),
      element("span", {}, `Page ${(at + 1).toLocaleString("en")} of ${pages.toLocaleString("en")}`),
      move("Next", at + 1, at < pages - 1), move("Last", pages - 1, at < pages - 1));
    pager.hidden = pages < 2;
    if (focus) {
      status.focus({ preventScroll: true });
      status.scrollIntoView();
    }
  }

  function update() {
    sorted = Array.from(passing).sort(ORDERS[order.value]);
    at = 0;
    show(false);
  }

  order.addEventListener("change", update);
  return { update };
}
