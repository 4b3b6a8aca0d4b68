// The lesson planner. Minutes per part and places of breaks come from Python; here they are looked up and added to a clock time.
import { announcer, h, icons, put, saveAs } from "./kit.js";
import { zip } from "./vendor/zip.js";

// The rows of a meeting: [{start, end, lesson, part, title, you, they, watch, hints}], minutes from its beginning; null if it does not fit.
export function agenda(B, numbers, minutes, modes) {
  const split = B.splits[minutes][numbers.length - 1], rows = [];
  if (!split) return null;
  let now = 0;
  const pause = () => { rows.push({ start: now, end: now + B.pause, lesson: 0, part: -1, title: B.labels.break, you: "", they: "", watch: "", hints: [] }); now += B.pause; };
  numbers.forEach((number, place) => {
    const lesson = B.lessons.find(one => one.number === number), sizes = lesson.sizes[split.share];
    lesson.parts.forEach((part, n) => {
      if (sizes[n]) { rows.push({ start: now, end: now + sizes[n], lesson: number, part: n, title: part.title, you: part.you, they: part.they, watch: part.watch, hints: modes.map(mode => B.hints[part.phase][mode]).filter(Boolean) }); now += sizes[n]; }
      if (split.inside && n === lesson.breakAfter[split.share]) pause();
    });
    if (split.breakAfter === place + 1) pause();
  });
  return rows;
}
export function clock(begins, minute) {
  const [hours, rest] = begins.split(":").map(Number), at = (hours * 60 + rest + minute) % 1440;
  return `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
}

function render({ model, el }) {
  const B = model.get("board"), L = B.labels, P = L.page, icon = icons(B.icons), [line, announce] = announcer();
  const inBook = Boolean(document.documentElement.dataset.glossary), online = /^https?:$/.test(location.protocol);
  const asked = new URLSearchParams(location.search), S = {
    lessons: (asked.get("lesson") || "4").split(",").map(Number).filter(n => B.lessons.some(one => one.number === n)), minutes: Number(asked.get("minutes")) || 90, begins: "13:30", modes: [],
  };
  if (!B.lengths.includes(S.minutes)) S.minutes = 90;
  const lessonOf = number => B.lessons.find(one => one.number === number), chosen = () => B.lessons.map(one => one.number).filter(n => S.lessons.includes(n));
  const button = (name, cls, ic, text, act) => h("button.btn" + cls, { "data-f": name, onclick: act }, icon(ic), h("span", text));
  const out = h("div.planned"), fault = h("p.fault", { role: "alert" });
  const option = (type, name, value, text, on, then) => h("label.option", h("input", { type, name: `planner-${name}`, value, checked: on, "data-f": `${name}-${value}`, onchange: event => { then(event.target.checked); draw(); } }), h("span", text));
  const toggle = (list, value, on) => on ? [...list, value] : list.filter(x => x !== value);

  const form = h("div.form",
    h("fieldset.field", h("legend", L.lessons), h("div.options", B.lessons.map(one => option("checkbox", "lesson", one.number, [h("b", `${one.number}. ${one.title}`), " ", h("small", one.summary)], S.lessons.includes(one.number), on => { S.lessons = toggle(S.lessons, one.number, on); })))),
    h("div.row", h("fieldset.field", h("legend", L.minutes), h("div.options.inline", B.lengths.map(n => option("radio", "minutes", n, put(L.minutesOf, { n }), n === S.minutes, () => { S.minutes = n; })))),
      h("div.field", h("label", { for: "planner-begins" }, L.begins), h("input", { type: "time", id: "planner-begins", "data-f": "begins", value: S.begins, onchange: event => { S.begins = event.target.value || S.begins; draw(); } })),
      h("fieldset.field", h("legend", L.modes), h("div.options.inline", B.modes.map(mode => option("checkbox", "mode", mode, L.mode[mode], false, on => { S.modes = B.modes.filter(x => toggle(S.modes, mode, on).includes(x)); }))))));

  // ---------- what is planned: the same nodes on the page and in the file
  const file = (number, kind) => `lesson-${number}-${kind}.html`;
  const wanted = () => [...B.need.always, ...(S.modes.includes("cards") ? B.need.cards : B.need.laptops), ...S.modes.filter(mode => mode !== "cards").flatMap(mode => B.need[mode])];
  const link = () => online && inBook ? new URL(`${lessonOf(chosen()[0]).stem}.html`, location.href).href.split("?")[0] : "";
  const plain = (tag, ...kids) => { const node = document.createElement(tag); node.append(...kids.flat(3).filter(k => k != null && k !== false && k !== "")); return node; };
  function table(rows) {
    const several = chosen().length > 1;
    let before = 0;
    const body = rows.flatMap(row => {
      const opens = row.lesson && row.lesson !== before && several, you = plain("td", row.you, row.hints.map(hint => { const p = plain("p", hint); p.className = "hint"; return p; })), head = plain("th", `${clock(S.begins, row.start)}–${clock(S.begins, row.end)}`);
      head.scope = "row";
      before = row.lesson || before;
      const made = [plain("tr", head, plain("td", row.title), you, plain("td", row.they), plain("td", row.watch))];
      if (opens) {
        const title = plain("th", `${put(P.lesson, { number: row.lesson })}: ${lessonOf(row.lesson).title}`), tr = plain("tr", title);
        title.colSpan = 5;
        title.scope = "colgroup";
        tr.className = "lesson";
        made.unshift(tr);
      }
      return made;
    });
    return plain("table", plain("thead", plain("tr", ["clock", "what", "you", "they", "watch"].map(name => { const th = plain("th", P[name]); th.scope = "col"; return th; }))), plain("tbody", body));
  }
  const leftOut = rows => chosen().map(number => lessonOf(number)).map(lesson => lesson.parts.filter((_, n) => !rows.some(row => row.lesson === lesson.number && row.part === n)).map(part => part.title)).filter(titles => titles.length).map(titles => plain("p", put(P.home, { titles: titles.join("; ") })));
  function plan(rows, level) {
    const H = (text) => plain(`h${level}`, text), quote = text => plain("blockquote", text), box = h("div.tablebox", { tabindex: 0, role: "group", "aria-label": P.table }, table(rows));
    return [H(P.need), plain("ul", wanted().map(text => plain("li", text))), ...chosen().flatMap(number => [H(P.first + (chosen().length > 1 ? ` (${lessonOf(number).title})` : "")), quote(lessonOf(number).first)]), H(P.table), box, ...leftOut(rows)];
  }
  const kinds = () => [["slides", L.slides], ["key", L.key], ["cards", L.cardsFile]];
  function materials(rows) {
    const kept = number => rows.filter(row => row.lesson === number).map(row => row.part).join(",");
    return h("section.materials", h("h3", L.materials), h("ul", chosen().flatMap(number => [...kinds().map(([kind, name]) => [`plan/${file(number, kind)}${kind === "slides" ? `?parts=${kept(number)}` : ""}`, name]), [`lecturer-${number}.html`, L.lecturer]].map(([to, name]) =>
      h("li", h("a", { href: to, target: to.startsWith("plan/") ? "_blank" : null }, put(L.open, { what: name, number })))))));
  }
  function linkBox() {
    if (!link()) return h("p.note", L.offline);
    const field = h("input", { type: "text", readonly: true, value: link(), id: "planner-link", "data-f": "link" });
    const copy = button("copylink", ".soft", "copy", L.copy, async () => { try { await navigator.clipboard.writeText(link()); copy.lastChild.textContent = L.copied; announce(L.copied); } catch { field.select(); announce(L.copyFailed); } });
    return h("div.linkbox", h("label", { for: "planner-link" }, L.link), h("div.go", field, copy));
  }

  function draw() {
    const numbers = chosen(), rows = numbers.length ? agenda(B, numbers, S.minutes, S.modes) : null;
    fault.textContent = rows ? "" : numbers.length ? put(L.tooMany, { minutes: S.minutes, lessons: numbers.length, most: B.splits[S.minutes].length }) : L.noLessons;
    out.hidden = !rows;
    if (!rows) return out.replaceChildren();
    const ends = clock(S.begins, rows[rows.length - 1].end);
    out.replaceChildren(h("h3.plantitle", { "data-f": "title" }, put(P.heading, { titles: numbers.map(n => lessonOf(n).title).join(", ") })), h("p", put(P.lead, { minutes: rows[rows.length - 1].end, begins: S.begins, ends })),
      h("p.go", button("zip", "", "save", L.save, () => pack(rows)), button("print", ".soft", "print", L.print, () => print())), inBook ? materials(rows) : "", inBook ? linkBox() : "", h("div.agenda", plan(rows, 4)));
    announce(put(L.said, { minutes: S.minutes, rows: rows.length, ends }));
  }

  // ---------- the zip
  const loaded = name => new Promise((done, failed) => {
    if ((self.coursePlans || {})[name]) return done(self.coursePlans[name]);
    const script = h("script", { src: `plan/${name}.js` });
    script.onload = () => done(self.coursePlans[name]);
    script.onerror = () => failed(new Error(`plan/${name}.js`));
    document.head.append(script);
  });
  const escaped = text => { const p = document.createElement("p"); p.textContent = text; return p.innerHTML; };
  async function pack(rows) {
    const bytes = text => new TextEncoder().encode(text), files = {};
    try {
      const template = await loaded("agenda"), titles = chosen().map(n => lessonOf(n).title).join(", ");
      for (const number of chosen()) {
        const parts = rows.filter(row => row.lesson === number).map(row => row.part).join(",");
        for (const [name, page] of Object.entries(await loaded(`lesson-${number}`))) files[name] = bytes(page.replace('data-parts=""', `data-parts="${parts}"`));
      }
      const listed = plain("ul", chosen().flatMap(number => kinds().map(([kind]) => { const a = plain("a", put(P[kind], { title: lessonOf(number).title })); a.href = file(number, kind); a.setAttribute("href", file(number, kind)); return plain("li", a); })));
      const body = [...plan(rows, 2), plain("h2", P.files), listed, plain("p", link() ? put(P.link, { link: link() }) : P.noLink)].map(node => node.outerHTML).join("\n");
      const filled = { title: escaped(put(P.heading, { titles })), lead: escaped(put(P.lead, { minutes: rows[rows.length - 1].end, begins: S.begins, ends: clock(S.begins, rows[rows.length - 1].end) })), body };
      files["index.html"] = bytes(template.replace(/\{(title|lead|body)\}/g, (_, key) => filled[key]));
      saveAs(`${L.fileName}-${chosen().join("-")}-${S.minutes}.zip`, zip(files, { level: 6 }), "application/zip");
      announce(L.saved);
    } catch (problem) { fault.textContent = put(L.saveFailed, { why: problem.message }); }
  }

  const root = h("section.board.planner", { "aria-label": L.title }, h("header.head", h("div", h("h2.title", L.title), h("p.intro", L.intro))), form, fault, out, line);
  el.replaceChildren(root);
  draw();
  root.dataset.ready = "true";
}
export default { agenda, clock, render };
