// The data as columns, and which events pass the filters. Everything is computed on typed arrays, once for all facets.

const NONE = -1;
const data = JSON.parse(document.getElementById("data").textContent);
const events = data.events;
const total = data.articles.length ? events.id.length : 0;
const titles = Object.fromEntries(Object.entries(data.codes).map(([list, rows]) => [list, new Map(rows)]));
const text = (number) => (number === NONE ? "" : data.texts[number]);
const countryName = (code) => (data.countries[code] || [code])[0];

const DAY = 86400000;
const UNKNOWN = -2147483648; // a day that is not known
const dayOf = (iso) => (iso ? Math.round(Date.parse(iso + "T00:00:00Z") / DAY) : UNKNOWN);
const dateOf = (day) => new Date(day * DAY);

// What filters compare, one entry an event.
const typeCodes = data.codes.type.map(([code]) => code);
const statusCodes = data.codes.status.map(([code]) => code);
const column = {
  type: Uint8Array.from({ length: total }, (_, i) => typeCodes.indexOf(events.type[i])),
  status: Uint8Array.from({ length: total }, (_, i) => statusCodes.indexOf(events.status[i])),
  confidence: Float64Array.from({ length: total }, (_, i) => events.confidence[i]),
  first: Int32Array.from({ length: total }, (_, i) => (events.date[i] ? dayOf(events.date[i][3]) : UNKNOWN)),
  last: Int32Array.from({ length: total }, (_, i) => (events.date[i] ? dayOf(events.date[i][4]) : UNKNOWN)),
  place: new Int32Array(total).fill(NONE),
};

// A place as one reads a record's item: see content.py.
const PLACE = { name: 3, country: 4, precision: 5, role: 6, latitude: 7, longitude: 8, radius: 9 };
const mainPlace = (i) => events.location[i].find((place) => place[PLACE.role] === "place");

// Places that events happened at: the most specific one of each event. Equal places are drawn once.
const places = [];
{
  const known = new Map();
  for (let i = 0; i < total; i++) {
    const place = mainPlace(i);
    if (!place) continue;
    const whole = place[PLACE.precision] === 6 && place[PLACE.country];
    const key = whole
      ? "country " + place[PLACE.country]
      : [text(place[PLACE.name]), place[PLACE.country], place[PLACE.precision], place[PLACE.latitude], place[PLACE.longitude]].join("|");
    if (!known.has(key)) {
      known.set(key, places.length);
      places.push({
        key,
        name: whole ? countryName(place[PLACE.country]) : text(place[PLACE.name]),
        country: place[PLACE.country],
        precision: place[PLACE.precision],
        at: place[PLACE.latitude] === null ? null : [place[PLACE.longitude], place[PLACE.latitude]],
        radius: place[PLACE.radius],
        kind: whole ? "country" : place[PLACE.radius] > 0 ? "area" : place[PLACE.radius] === 0 ? "dot" : "none",
      });
    }
    column.place[i] = known.get(key);
  }
}
const countryOf = (i) => (column.place[i] === NONE ? "" : places[column.place[i]].country);

// Words of the parties, without case and marks, so that a name is found however it is vowelled.
const folded = (words) => words.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase();
const foldedTexts = [];
const foldedText = (number) => (foldedTexts[number] ??= folded(text(number)));
const partyWords = Array.from({ length: total }, (_, i) =>
  [...events.actor[i], ...events.recipient[i]].map((party) => foldedText(party[0]) + "\n" + foldedText(party[3])).join("\n"),
);

const FACETS = ["type", "status", "country", "actor", "date", "confidence", "place"];
const noFilter = () => ({ type: new Set(), status: new Set(), country: "", actor: "", from: "", to: "", confidence: 0, place: "" });
let filter = noFilter();

// failed[i]: a bit for each facet whose filter event i does not pass.
const failed = new Uint8Array(total);
let passing = [];

function applyFilter() {
  const bit = (facet) => 1 << FACETS.indexOf(facet);
  const types = typeCodes.map((code) => !filter.type.size || filter.type.has(code));
  const statuses = statusCodes.map((code) => !filter.status.size || filter.status.has(code));
  const words = folded(filter.actor.trim());
  const from = filter.from ? dayOf(filter.from) : NaN;
  const to = filter.to ? dayOf(filter.to) : NaN;
  const dated = !Number.isNaN(from) || !Number.isNaN(to);
  const place = filter.place ? places.findIndex((p) => p.key === filter.place) : NONE;
  passing = [];
  for (let i = 0; i < total; i++) {
    let bits = 0;
    if (!types[column.type[i]]) bits |= bit("type");
    if (!statuses[column.status[i]]) bits |= bit("status");
    if (filter.country && (filter.country === "-" ? countryOf(i) !== "" : countryOf(i) !== filter.country)) bits |= bit("country");
    if (words && !partyWords[i].includes(words)) bits |= bit("actor");
    if (column.confidence[i] < filter.confidence) bits |= bit("confidence");
    if (filter.place && column.place[i] !== place) bits |= bit("place");
    if (dated) {
      // An event may have happened on any of its days: it passes where one of them does.
      const known = column.first[i] !== UNKNOWN && column.last[i] !== UNKNOWN;
      if (!known || column.last[i] < from || column.first[i] > to) bits |= bit("date");
    }
    failed[i] = bits;
    if (!bits) passing.push(i);
  }
}

// Calls back with every event that passes all filters but those of a facet.
function eachBut(facet, visit) {
  const others = ~(1 << FACETS.indexOf(facet));
  for (let i = 0; i < total; i++) if (!(failed[i] & others)) visit(i);
}

// Filters as the part of the address behind "#", so that a view can be kept and shared.
function filterToHash() {
  const parts = new URLSearchParams();
  for (const name of ["type", "status"]) if (filter[name].size) parts.set(name, [...filter[name]].join(","));
  for (const name of ["country", "actor", "from", "to", "place"]) if (filter[name]) parts.set(name, filter[name]);
  if (filter.confidence) parts.set("confidence", String(filter.confidence));
  return parts.toString();
}

function filterFromHash(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const found = noFilter();
  const codes = (name, known) => new Set((parts.get(name) || "").split(",").filter((code) => known.includes(code)));
  found.type = codes("type", typeCodes);
  found.status = codes("status", statusCodes);
  for (const name of ["country", "actor"]) found[name] = parts.get(name) || "";
  for (const name of ["from", "to"]) found[name] = /^\d{4}-\d\d-\d\d$/.test(parts.get(name) || "") ? parts.get(name) : "";
  found.confidence = Math.min(1, Math.max(0, Number(parts.get("confidence")) || 0));
  found.place = places.some((place) => place.key === parts.get("place")) ? parts.get("place") : "";
  return found;
}
