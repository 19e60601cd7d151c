// The map: a canvas under d3's zoom. The base map and the areas are projected once into paths; a frame only draws them.
// A place is drawn as exactly as it is known: a dot, a circle of the size of a province or region, or a whole country.

const WORLD = 1024; // width of the projected world at zoom 1, in pixels
const projection = d3.geoMercator().scale(WORLD / (2 * Math.PI)).translate([WORLD / 2, WORLD / 2]).precision(0);
const KILOMETRES_PER_DEGREE = 111.195; // of a great circle on a sphere of 6371 km

function geoPath(shape) {
  const path = new Path2D();
  d3.geoPath(projection, path)(shape);
  return path;
}

function makeMap(canvas, tip, onChoose) {
  const topology = JSON.parse(document.getElementById("world").textContent);
  const ANTARCTICA = "010";
  const shapes = topojson.feature(topology, topology.objects.countries).features.filter((f) => f.id !== ANTARCTICA);
  const land = new Path2D();
  for (const shape of shapes) land.addPath(geoPath(shape));
  const borders = geoPath(topojson.mesh(topology, topology.objects.countries, (a, b) => a !== b));
  const shapeOf = new Map(shapes.filter((f) => f.id).map((f) => [f.id, f]));
  shapeOf.set("XKX", shapes.find((f) => f.properties.name === "Kosovo"));
  const labels = shapes.map((shape) => {
    // The largest part of a country carries its name.
    const parts = shape.geometry.type === "Polygon" ? [shape.geometry.coordinates] : shape.geometry.coordinates;
    const sized = parts.map((c) => ({ type: "Polygon", coordinates: c })).map((p) => [d3.geoPath(projection).area(p), p]);
    const [area, largest] = sized.reduce((a, b) => (b[0] > a[0] ? b : a));
    return { name: shape.properties.name, at: d3.geoPath(projection).centroid(largest), area };
  });
  const drawn = places.map((place) => {
    const shape = place.kind === "country" && shapeOf.get((data.countries[place.country] || [])[1] || place.country);
    const circle = place.kind === "area" && d3.geoCircle().center(place.at).radius(place.radius / KILOMETRES_PER_DEGREE).precision(3)();
    return {
      place,
      count: 0,
      path: shape ? geoPath(shape) : circle ? geoPath(circle) : null,
      point: place.at && place.kind !== "country" ? projection(place.at) : null,
      bounds: shape || circle ? d3.geoPath(projection).bounds(shape || circle) : null,
    };
  });

  const context = canvas.getContext("2d");
  let transform = d3.zoomIdentity;
  let hovered = NONE;
  let size = [1, 1];
  let most = 1;
  let waiting = false;
  const selected = () => places.findIndex((p) => p.key === filter.place);
  // Smaller where the map is small, so that dots of neighbouring towns stay apart.
  const dotRadius = (count) => (4 + 16 * Math.sqrt(count / Math.max(most, 30))) * Math.min(1, Math.max(0.5, Math.sqrt(transform.k / 10)));
  const areaRadius = (item) => ((item.bounds[1][0] - item.bounds[0][0]) / 2) * transform.k;
  const colour = (name) => getComputedStyle(canvas).getPropertyValue(name).trim();

  function redraw() {
    if (!waiting) requestAnimationFrame(draw);
    waiting = true;
  }

  function draw() {
    waiting = false;
    const ratio = devicePixelRatio || 1;
    const { k, x, y } = transform;
    const [width, height] = size;
    const ink = { sea: colour("--sea"), land: colour("--land"), border: colour("--border"), dot: colour("--accent"), label: colour("--muted"), chosen: colour("--text"), surface: colour("--surface") };
    const toMap = () => context.setTransform(ratio * k, 0, 0, ratio * k, ratio * x, ratio * y);
    const toScreen = () => context.setTransform(ratio, 0, 0, ratio, 0, 0);
    toScreen();
    context.fillStyle = ink.sea;
    context.fillRect(0, 0, width, height);
    toMap();
    context.fillStyle = ink.land;
    context.fill(land);
    const chosen = selected();
    drawn.forEach((item, n) => {
      if (item.place.kind !== "country" || !item.path || !item.count) return;
      context.fillStyle = ink.dot;
      context.globalAlpha = n === hovered ? 0.4 : 0.1 + 0.2 * Math.sqrt(item.count / most);
      context.fill(item.path);
      context.globalAlpha = 1;
    });
    context.lineWidth = 0.8 / k;
    context.strokeStyle = ink.border;
    context.stroke(borders);
    context.stroke(land);
    if (chosen !== NONE && drawn[chosen].path) {
      context.lineWidth = 2 / k;
      context.strokeStyle = ink.chosen;
      context.stroke(drawn[chosen].path);
    }
    toScreen();
    context.font = "11px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = ink.label;
    for (const label of labels) {
      const [lx, ly] = transform.apply(label.at);
      const fits = label.area * k * k > 55 * label.name.length * label.name.length;
      if (fits && lx > 0 && lx < width && ly > 0 && ly < height) context.fillText(label.name, lx, ly);
    }
    // Many circles over one another would hide the map.
    const thin = Math.min(1, Math.sqrt(20 / (1 + drawn.filter((item) => item.place.kind === "area" && item.count).length)));
    for (const [n, item] of drawn.entries()) {
      if (item.place.kind !== "area" || !item.count) continue;
      const wide = areaRadius(item);
      context.strokeStyle = ink.dot;
      context.fillStyle = ink.dot;
      context.setLineDash(item.place.precision === 4 ? [] : item.place.precision === 7 ? [1, 4] : [6, 4]);
      if (wide < 7) {
        // Too small to be seen as what it is at this zoom: a hollow ring, so that nobody takes it for a dot.
        context.lineWidth = 1.2;
        context.beginPath();
        context.arc(...transform.apply(item.point), 7, 0, 2 * Math.PI);
        context.stroke();
      } else {
        toMap();
        context.globalAlpha = n === hovered || n === chosen ? 0.28 : (0.08 + 0.12 * Math.sqrt(item.count / most)) * thin;
        context.fill(item.path);
        context.globalAlpha = n === chosen ? 1 : 0.3 + 0.4 * thin;
        context.lineWidth = (n === chosen ? 2.5 : 1.2) / k;
        context.setLineDash(context.getLineDash().map((part) => part / k));
        context.stroke(item.path);
        toScreen();
        context.globalAlpha = 1;
      }
      context.setLineDash([]);
    }
    // Small dots last, so that a large one does not hide them.
    for (const n of order) {
      const item = drawn[n];
      if (item.place.kind !== "dot" || !item.count) continue;
      const [px, py] = transform.apply(item.point);
      const radius = dotRadius(item.count);
      if (px < -radius || py < -radius || px > width + radius || py > height + radius) continue;
      context.beginPath();
      context.arc(px, py, radius, 0, 2 * Math.PI);
      context.fillStyle = ink.dot;
      context.globalAlpha = n === hovered ? 0.95 : 0.7;
      context.fill();
      context.globalAlpha = 1;
      context.lineWidth = n === chosen ? 3 : 1;
      context.strokeStyle = n === chosen ? ink.chosen : ink.surface;
      context.stroke();
      if (radius > 11) {
        context.fillStyle = ink.surface;
        context.fillText(String(item.count), px, py);
      }
    }
  }

  let order = [];

  function update() {
    for (const item of drawn) item.count = 0;
    eachBut("place", (i) => {
      if (column.place[i] !== NONE) drawn[column.place[i]].count++;
    });
    most = d3.max(drawn, (item) => item.count) || 1;
    order = d3.range(drawn.length).sort((a, b) => drawn[b].count - drawn[a].count || a - b);
    redraw();
    return order.filter((n) => drawn[n].count).map((n) => ({ place: places[n], count: drawn[n].count, onMap: Boolean(drawn[n].path || drawn[n].point) }));
  }

  // The place under a point of the screen: dots first, the smallest on top, then the smallest area, then countries.
  function hit(px, py) {
    const there = order.filter((n) => drawn[n].count);
    const near = (n, radius) => {
      const [x, y] = transform.apply(drawn[n].point);
      return Math.hypot(px - x, py - y) <= radius;
    };
    const dots = there.filter((n) => places[n].kind === "dot" && near(n, dotRadius(drawn[n].count) + 2));
    if (dots.length) return dots[dots.length - 1];
    const areas = there.filter((n) => places[n].kind === "area" && near(n, Math.max(7, areaRadius(drawn[n]))));
    if (areas.length) return areas.reduce((a, b) => (areaRadius(drawn[b]) < areaRadius(drawn[a]) ? b : a));
    context.setTransform(1, 0, 0, 1, 0, 0);
    const [mx, my] = transform.invert([px, py]);
    return there.find((n) => places[n].kind === "country" && drawn[n].path && context.isPointInPath(drawn[n].path, mx, my)) ?? NONE;
  }

  const zoom = d3.zoom().scaleExtent([0.6, 120]).translateExtent([[0, 0], [WORLD, WORLD]]).on("zoom", (event) => {
    transform = event.transform;
    tip.hidden = true;
    redraw();
  });
  // The wheel scrolls the page unless a key says that it is meant for the map.
  zoom.filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey || document.activeElement === canvas : !event.button));
  const view = d3.select(canvas).call(zoom).on("dblclick.zoom", null);

  function fit() {
    // Most events, so that one far away does not make the rest small.
    const shown = drawn.filter((item) => item.count && (item.point || item.bounds));
    if (!shown.length) return;
    const boxes = shown.map((item) => [item.bounds && item.place.kind !== "country" ? item.bounds : item.point ? [item.point, item.point] : item.bounds, item.count]);
    const spread = (axis, end, share) => {
      const sorted = boxes.map(([box, count]) => [box[end][axis], count]).sort((a, b) => a[0] - b[0]);
      let left = share * d3.sum(sorted, (s) => s[1]);
      return sorted.find((s) => (left -= s[1]) <= 0)?.[0] ?? sorted[sorted.length - 1][0];
    };
    const [x0, y0, x1, y1] = [spread(0, 0, 0.1), spread(1, 0, 0.1), spread(0, 1, 0.9), spread(1, 1, 0.9)];
    const k = Math.min(24, 0.86 * Math.min(size[0] / Math.max(x1 - x0, 20), size[1] / Math.max(y1 - y0, 20)));
    view.call(zoom.transform, d3.zoomIdentity.translate(size[0] / 2, size[1] / 2).scale(k).translate(-(x0 + x1) / 2, -(y0 + y1) / 2));
  }

  function resize() {
    const box = canvas.parentElement.getBoundingClientRect();
    const ratio = devicePixelRatio || 1;
    size = [box.width, box.height];
    canvas.width = Math.round(box.width * ratio);
    canvas.height = Math.round(box.height * ratio);
    zoom.extent([[0, 0], size]);
    redraw();
  }

  canvas.addEventListener("pointermove", (event) => {
    const n = event.buttons ? NONE : hit(event.offsetX, event.offsetY);
    canvas.classList.toggle("over", n !== NONE);
    if (n !== hovered) redraw();
    hovered = n;
    tip.hidden = n === NONE;
    if (n === NONE) return;
    tip.replaceChildren(words(places[n].name), element("span", {}, `${howMany(drawn[n].count)}, ${knownTo(places[n])}`));
    tip.style.left = Math.min(event.offsetX + 14, size[0] - 190) + "px";
    tip.style.top = Math.min(event.offsetY + 14, size[1] - 60) + "px";
  });
  canvas.addEventListener("pointerleave", () => {
    tip.hidden = true;
    hovered = NONE;
    redraw();
  });
  canvas.addEventListener("click", (event) => {
    const n = hit(event.offsetX, event.offsetY);
    onChoose(n === NONE || places[n].key === filter.place ? "" : places[n].key);
  });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (step) view.call(zoom.translateBy, step[0] / transform.k, step[1] / transform.k);
    else if (event.key === "+" || event.key === "=") view.call(zoom.scaleBy, 1.5);
    else if (event.key === "-") view.call(zoom.scaleBy, 1 / 1.5);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  });
  new ResizeObserver(resize).observe(canvas.parentElement);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  resize();
  return { update, fit, redraw, zoomBy: (factor) => view.call(zoom.scaleBy, factor) };
}

const howMany = (count) => (count === 1 ? "1 event" : `${count.toLocaleString("en")} events`);

// How exactly a place is known, in words.
function knownTo(place) {
  const title = (titles.precision.get(place.precision) || "").toLowerCase();
  if (place.kind === "area") return `${title}: somewhere within about ${place.radius} km`;
  if (place.kind === "country") return "somewhere in the country";
  return place.kind === "none" ? `${title}: no position known` : title;
}
