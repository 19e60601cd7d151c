// Events over time, by type and by actor.

const UNITS = {
  day: [d3.utcDay, "%-d %b %Y"],
  month: [d3.utcMonth, "%b %Y"],
  year: [d3.utcYear, "%Y"],
};

// The beginning of each event's bin, or NaN where its days lie in several bins; reckoned once for a unit.
const binsOf = (() => {
  const made = {};
  return (unit) => {
    const floors = new Map();
    const floor = (day) => {
      if (!floors.has(day)) floors.set(day, +UNITS[unit][0].floor(dateOf(day)));
      return floors.get(day);
    };
    const bin = (i) => {
      if (column.first[i] === UNKNOWN || column.last[i] === UNKNOWN) return NaN;
      return floor(column.first[i]) === floor(column.last[i]) ? floor(column.first[i]) : NaN;
    };
    return (made[unit] ??= Float64Array.from({ length: total }, (_, i) => bin(i)));
  };
})();

function makeTimeline(svg, caption, unitChooser, onChoose) {
  const known = d3.range(total).filter((i) => column.first[i] !== UNKNOWN && column.last[i] !== UNKNOWN);
  const sorted = Float64Array.from(known, (i) => column.first[i]).sort();
  const enough = sorted.length >= 50 ? 0.05 : 0;
  const [early, late] = [enough, 1 - enough].map((share) => Math.round(d3.quantileSorted(sorted, share)));
  const span = late - early;
  unitChooser.value = span <= 100 ? "day" : span <= 366 * 25 ? "month" : "year";
  const chart = d3.select(svg);
  const height = 150;
  const margin = { top: 8, right: 18, bottom: 24, left: 38 };
  let silent = false;
  // Asked for when it changes: to ask while the page is being changed would lay it out twice.
  const measured = () => Math.max(240, svg.parentElement.clientWidth);
  let width = measured();

  function update() {
    chart.selectAll("*").remove();
    const [interval, format] = UNITS[unitChooser.value];
    chart.attr("viewBox", `0 0 ${width} ${height}`).attr("height", height);
    const binOf = binsOf(unitChooser.value);
    // A few events of other centuries would leave no room for the rest: these are told below.
    const [start, stop] = sorted.length ? [+interval.floor(dateOf(early)), +interval.floor(dateOf(late))] : [NaN, NaN];
    let outside = 0;
    const all = new Map();
    const shown = new Map();
    for (let i = 0; i < total; i++) {
      const bin = binOf[i];
      if (bin >= start && bin <= stop) all.set(bin, (all.get(bin) || 0) + 1);
    }
    let unplaced = 0;
    eachBut("date", (i) => {
      const bin = binOf[i];
      if (Number.isNaN(bin)) unplaced++;
      else if (bin < start || bin > stop) outside++;
      else shown.set(bin, (shown.get(bin) || 0) + 1);
    });
    const notes = [];
    if (unplaced) notes.push(`${howMany(unplaced)} not drawn: no date is known, or only one that is wider than a ${unitChooser.value}.`);
    if (outside) notes.push(`${howMany(outside)} before or after these ${unitChooser.value}s.`);
    caption.textContent = notes.join(" ");
    svg.toggleAttribute("hidden", !all.size);
    if (!all.size) return;
    const x = d3.scaleUtc([start, +interval.offset(new Date(stop), 1)], [margin.left, width - margin.right]);
    const y = d3.scaleLinear([0, d3.max(all.values())], [height - margin.bottom, margin.top]);
    const wide = (bin) => Math.max(1, x(+interval.offset(new Date(bin), 1)) - x(bin) - 1);
    const bars = (counts, name) =>
      chart.append("g").attr("class", name).selectAll("rect").data([...counts]).join("rect")
        .attr("x", ([bin]) => x(bin)).attr("width", ([bin]) => wide(bin))
        .attr("y", ([, n]) => y(n)).attr("height", ([, n]) => y(0) - y(n))
        .append("title").text(([bin, n]) => `${d3.utcFormat(format)(new Date(bin))}: ${howMany(n)}`);
    chart.append("g").attr("class", "axis").attr("transform", `translate(0,${height - margin.bottom})`).call(d3.axisBottom(x).ticks(width / 90).tickSizeOuter(0));
    const ticks = y.ticks(4).filter(Number.isInteger);
    chart.append("g").attr("class", "axis").attr("transform", `translate(${margin.left},0)`).call(d3.axisLeft(y).tickValues(ticks).tickFormat(d3.format("~s")).tickSize(-(width - margin.left - margin.right)));
    bars(all, "all");
    bars(shown, "shown");
    const brush = d3.brushX().extent([[margin.left, margin.top], [width - margin.right, height - margin.bottom]]).on("end", ({ selection, sourceEvent }) => {
      if (silent || !sourceEvent) return;
      if (!selection) return onChoose("", "");
      const iso = d3.utcFormat("%Y-%m-%d");
      const [from, to] = selection.map(x.invert);
      onChoose(iso(interval.floor(from)), iso(d3.utcDay.offset(interval.ceil(to), -1)));
    });
    const handle = chart.append("g").attr("class", "brush").call(brush);
    if (filter.from || filter.to) {
      const clamp = (value) => Math.min(width - margin.right, Math.max(margin.left, value));
      const ends = [filter.from ? clamp(x(dateOf(dayOf(filter.from)))) : margin.left, filter.to ? clamp(x(dateOf(dayOf(filter.to) + 1))) : width - margin.right];
      silent = true;
      handle.call(brush.move, ends[1] > ends[0] ? ends : null);
      silent = false;
    }
  }

  unitChooser.addEventListener("change", update);
  new ResizeObserver(() => {
    if (measured() !== width) {
      width = measured();
      update();
    }
  }).observe(svg.parentElement);
  return { update };
}

// A list of buttons whose bars are as long as their numbers. rows: {key, label, count, more, pressed}.
function drawBars(list, rows, onPress) {
  const most = d3.max(rows, (row) => row.count) || 1;
  list.replaceChildren(
    ...rows.map((row) => {
      const bar = element("span", { class: "bar", "aria-hidden": "true" });
      bar.style.width = `${(100 * row.count) / most}%`;
      const button = element("button", { type: "button", "aria-pressed": String(Boolean(row.pressed)), "data-key": row.key, title: row.more || null, onclick: () => onPress(row.key) },
        element("span", { class: "name" }, row.label), element("span", { class: "count" }, row.count.toLocaleString("en")), bar);
      button.classList.toggle("none", !row.count);
      return element("li", {}, button);
    }),
  );
}

const typesInOrder = d3.sort(d3.rollups(d3.range(total), (v) => v.length, (i) => events.type[i]), ([, n]) => -n).map(([code]) => code);
function typeRows() {
  const counts = new Map();
  eachBut("type", (i) => counts.set(events.type[i], (counts.get(events.type[i]) || 0) + 1));
  return typesInOrder.map((code) => ({ key: code, label: titles.type.get(code), count: counts.get(code) || 0, pressed: filter.type.has(code) }));
}

// The parties that most events name, on either side.
function actorRows(limit) {
  const counts = new Map();
  eachBut("actor", (i) => {
    for (const name of new Set([...events.actor[i], ...events.recipient[i]].map((party) => party[3]))) counts.set(name, (counts.get(name) || 0) + 1);
  });
  counts.delete(NONE);
  const chosen = folded(filter.actor.trim());
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit).map(([name, count]) => ({ key: text(name), label: words(text(name)), count, pressed: chosen !== "" && foldedText(name) === chosen }));
}
