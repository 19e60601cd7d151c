// Puts the parts together: a filter changes, everything that shows events follows.

const byId = (id) => document.getElementById(id);

function describe() {
  const about = data.about;
  byId("summary").textContent = `${howMany(total)} told by ${about.articles === 1 ? "1 article" : `${about.articles.toLocaleString("en")} articles`}`;
  const notes = [];
  if (about.evidence === "offsets") notes.push("This data set is published without quotes: the sentences of the articles are left out, only their offsets are known.");
  if (about.persons === "redacted") notes.push("Names of persons who hold no office are covered.");
  byId("notes").replaceChildren(...notes.map((note) => element("p", {}, note)));
  byId("version").textContent = `Data set ${about.version}${about.license ? `, licence ${about.license}` : ""}.`;
}

function fillChoices() {
  const counts = d3.rollup(d3.range(total), (v) => v.length, countryOf);
  const known = [...counts].filter(([code]) => code).sort((a, b) => (countryName(a[0]) < countryName(b[0]) ? -1 : 1));
  byId("country").append(
    element("option", { value: "" }, "All countries"),
    ...known.map(([code, n]) => element("option", { value: code }, `${countryName(code)} (${n})`)),
    counts.get("") ? element("option", { value: "-" }, `No country told (${counts.get("")})`) : "",
  );
}

function start() {
  describe();
  fillChoices();
  const change = (changes) => {
    Object.assign(filter, changes);
    const hash = filterToHash();
    try {
      history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
    } catch {
      // Some browsers keep addresses of local files as they are; the view works without.
    }
    refresh();
  };
  const toggle = (name, code) => {
    const codes = new Set(filter[name]);
    if (!codes.delete(code)) codes.add(code);
    change({ [name]: codes });
  };
  const map = makeMap(byId("map"), byId("tip"), (place) => change({ place }));
  const timeline = makeTimeline(byId("time"), byId("undated"), byId("unit"), (from, to) => change({ from, to }));
  const list = makeList(byId("events"), byId("pager"), byId("order"), byId("count"));

  function refresh() {
    const focused = document.activeElement?.closest("[data-key]");
    const [group, key] = [focused?.closest("ul")?.id, focused?.dataset.key];
    applyFilter();
    for (const name of ["country", "actor", "from", "to"]) if (byId(name).value !== filter[name]) byId(name).value = filter[name];
    byId("confidence").value = filter.confidence;
    byId("confidence-value").textContent = filter.confidence.toFixed(2);
    byId("count").textContent = passing.length === total ? howMany(total) : `${howMany(passing.length)} of ${total.toLocaleString("en")}`;
    byId("reset").hidden = !filterToHash();
    const statuses = d3.rollup(statusCodes, () => 0, (code) => code);
    eachBut("status", (i) => statuses.set(events.status[i], statuses.get(events.status[i]) + 1));
    byId("status").replaceChildren(...statusCodes.map((code) =>
      element("li", {}, element("button", { type: "button", "data-key": code, "aria-pressed": String(filter.status.has(code)), onclick: () => toggle("status", code) },
        `${titles.status.get(code)} `, element("span", { class: "count" }, statuses.get(code).toLocaleString("en"))))));
    drawBars(byId("types"), typeRows(), (code) => toggle("type", code));
    drawBars(byId("actors"), actorRows(18), (name) => change({ actor: folded(filter.actor) === folded(name) ? "" : name }));
    const there = map.update();
    const sign = { dot: "●", area: "◯", country: "▧", none: "–" };
    const LONGEST = 100;
    drawBars(byId("places"), there.slice(0, LONGEST).map(({ place, count }) => ({
      key: place.key, count, pressed: place.key === filter.place, more: knownTo(place),
      label: element("span", {}, element("span", { class: "sign", "aria-hidden": "true" }, sign[place.kind] + " "), words(place.name)),
    })), (place) => change({ place: place === filter.place ? "" : place }));
    let without = 0;
    eachBut("place", (i) => { if (column.place[i] === NONE) without++; });
    const hidden = there.filter((item) => !item.onMap);
    const notes = [];
    if (there.length > LONGEST) notes.push(`${there.length - LONGEST} more places are on the map only.`);
    if (without) notes.push(`${howMany(without)} without a place, or with an origin or destination only.`);
    if (hidden.length) notes.push(`${howMany(d3.sum(hidden, (item) => item.count))} at places whose position is not known.`);
    byId("unplaced").textContent = notes.join(" ");
    timeline.update();
    list.update();
    if (group && key !== undefined) [...byId(group).querySelectorAll("[data-key]")].find((b) => b.dataset.key === key)?.focus();
  }

  byId("country").addEventListener("change", (event) => change({ country: event.target.value }));
  for (const name of ["from", "to"]) byId(name).addEventListener("change", (event) => change({ [name]: event.target.value }));
  let waiting = 0;
  const soon = (delay) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => change({ actor: byId("actor").value, confidence: Number(byId("confidence").value) }), delay);
  };
  byId("actor").addEventListener("input", () => soon(200));
  byId("confidence").addEventListener("input", ({ target }) => {
    byId("confidence-value").textContent = Number(target.value).toFixed(2);
    soon(60);
  });
  byId("reset").addEventListener("click", () => change(noFilter()));
  byId("closer").addEventListener("click", () => map.zoomBy(1.6));
  byId("farther").addEventListener("click", () => map.zoomBy(1 / 1.6));
  byId("fit").addEventListener("click", () => map.fit());
  addEventListener("hashchange", () => {
    if (location.hash && !location.hash.includes("=")) return; // a place on the page, not a filter
    filter = filterFromHash(location.hash);
    refresh();
  });
  filter = filterFromHash(location.hash);
  refresh();
  map.fit();
}

start();
