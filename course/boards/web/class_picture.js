// The class picture: paste what a class handed in, see what it chose and where it differs. Nothing pasted is kept or sent, or shown as anything but text.
import { decode, encode } from "./answer_code.js";
import { alphaPicture, asPng, barPicture, saveZip, workbook } from "./class_export.js";
import { agreements, classes, disputed, gather, roundsOf, spreads, students } from "./class_tally.js";
import { countOnce, findSlips, slipBox } from "./exit_slips.js";
import { findCodes } from "./find_codes.js";
import { announcer, confirmButton, download, h, icons, put, saveAs } from "./kit.js";

const BIG = 200000, MOST_BYTES = 200e6, MOST_LISTED = 20, MOST_BARS = 6;

// Gives a code the sheet it is about: that of the course, or for cards of its own one with numbers for names.
export function finder(exercises) {
  const made = new Map();
  return (number, mark, seed, many) => {
    const own = exercises.find(one => one.number === number);
    if (!own) return null;
    if (!own.open || (mark === own.mark && seed === own.seed) || (own.items.length && !seed)) return own;
    const key = [number, mark, seed, many].join();
    if (!made.has(key)) made.set(key, { ...own, mark, seed, foreign: true, items: Array.from({ length: many }, (_, i) => String(i + 1)), of: Array(many).fill(0), named: Array(many).fill(0), lists: [own.lists[0]],
      names: [own.names[0]], about: null, grades: [], reference: [], values: Array(many).fill(own.lists[0]), variables: [{ items: Array.from({ length: many }, (_, i) => String(i + 1)), values: own.lists[0] }] });
    return made.get(key);
  };
}

// An invented class, to try the page with: most choose what holds, the two roles lean apart on some cards.
function invented(E) {
  let state = 7;
  const next = n => { state = state * 1103515245 + 12345 & 0x7fffffff; return (state >> 8) % n; };
  const names = ["Noor", "Sem", "Lotte", "Daan", "Yasmin", "Bram", "Eva", "Milan", "Sofia", "Finn", "Amira", "Jesse", "Roos", "Tygo", "Ines", "Ravi", "Fleur", "Omar", "Julia", "Koen", "Zeynep", "Luuk", "Anouk", "Stijn"];
  const lines = [];
  for (const round of [1, 2]) names.forEach((name, student) => {
    const role = student % 2 ? "back_office" : "participation", answers = {};
    E.items.forEach((item, i) => {
      const of = grade => E.lists[E.of[i]].filter((_, n) => E.grades[i][n] === grade), good = of("g"), fair = of("d"), no = of("n").slice(0, 6), lean = i % 4 === 1 && student % 2;
      const agree = round === 2 ? 8 : 6, pick = lean && fair.length ? fair : next(10) < agree && good.length ? good.slice(0, 1) : next(3) && fair.length ? fair.slice(0, 2) : no;
      if (pick.length && next(25)) answers[item] = [pick[next(pick.length)]];
    });
    lines.push(`10:${String(round * 20 + (student >> 1)).padStart(2, "0")}:${String(student * 2 % 60).padStart(2, "0")} From ${name} to Everyone: ${encode(E, answers, { role, round })}`);
  });
  return lines.join("\n");
}

function render({ model, el }) {
  const B = model.get("board"), L = B.labels, icon = icons(B.icons), [line, announce] = announcer(), find = finder(B.exercises);
  const S = { big: [], doubles: "name", key: null, round: null, reference: false, handed: null };
  const many = (words, n) => put(n === 1 ? words.one : words.many, { n });
  const button = (name, cls, ic, text, act) => h("button.btn" + cls, { "data-f": name, onclick: act }, ic && icon(ic), h("span", text));

  const slips = slipBox({ B, L, button, announce });

  // ---------- what comes in
  const area = h("textarea", { id: "cp-text", rows: 5, spellcheck: "false", autocomplete: "off", "aria-describedby": "cp-hint", dir: "auto" });
  const file = h("input", { type: "file", hidden: true, multiple: true, accept: ".txt,.csv,.tsv,.eml,.html,.htm,.json,.md,text/*" });
  const large = h("p.note", { hidden: true }), read = h("div.read", { role: "group" }), picture = h("div.picture");
  let waiting;
  const all = () => [...S.big, area.value].join("\n");
  function take(text) {
    if (text.length > BIG) S.big.push(text);
    else area.value += (area.value && !area.value.endsWith("\n") ? "\n" : "") + text;
    work();
  }
  area.addEventListener("paste", event => {
    const text = (event.clipboardData || window.clipboardData).getData("text/plain");
    if (text.length <= BIG) return;
    event.preventDefault();
    take(text);
  });
  area.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(work, 250); });
  const isText = bytes => !bytes.slice(0, 4000).includes(0) || (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  async function open(files) {
    for (const one of files) {
      if (one.size > MOST_BYTES) { announce(L.fileTooBig); large.hidden = false; large.textContent = L.fileTooBig; continue; }
      const bytes = new Uint8Array(await one.arrayBuffer());
      if (!isText(bytes)) { announce(L.fileNotText); large.hidden = false; large.textContent = L.fileNotText; continue; }
      const name = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
      take(new TextDecoder(name).decode(bytes));
    }
  }
  file.addEventListener("change", () => { open([...file.files]); file.value = ""; });
  const drop = h("div.drop", h("label", { for: "cp-text" }, L.paste), h("p.note", { id: "cp-hint" }, L.pasteHint), area, large,
    h("p.go", button("file", ".quiet", "save", L.file, () => file.click()), button("example", ".soft", "code", L.example, () => { S.big = []; area.value = invented(B.exercises.find(one => one.name === "placing")); work(); }),
      confirmButton(button("clear", ".soft", "clear", L.clear), { rest: L.clear, sure: L.clearSure }, () => { S.big = []; S.key = S.round = null; S.reference = false; area.value = ""; work(); announce(L.cleared); area.focus(); })), file);
  drop.addEventListener("dragover", event => event.preventDefault());
  drop.addEventListener("drop", event => { if (!event.dataTransfer.files.length) return; event.preventDefault(); open([...event.dataTransfer.files]); });

  async function work() {
    const text = all();
    large.hidden = !S.big.length;
    if (S.big.length) { large.textContent = L.reading; await new Promise(done => setTimeout(done, 20)); large.textContent = put(L.big, { n: S.big.reduce((so, one) => so + one.split("\n").length, 0) }); }
    S.found = findCodes(text, find);
    S.slips = countOnce(findSlips(text, B.slips));
    slips.take(S.slips);
    sort();
  }
  function sort() {
    S.handed = gather(S.found || [], S.doubles);
    S.groups = classes(S.handed);
    if (!S.groups.some(group => keyOf(group) === S.key)) { S.key = S.groups.length ? keyOf(S.groups[0]) : null; S.round = null; }
    drawRead();
    drawPicture();
  }
  const keyOf = group => [group.sheet.number, group.sheet.mark, group.sheet.seed].join();

  function drawRead() {
    const { counted, doubles, broken } = S.handed, some = all().trim();
    if (!some) return read.replaceChildren();
    const said = counted.length + broken.length ? put(L.read, { counted: many(L.counted, counted.length), doubles: many(L.doubles, doubles.length), broken: many(L.broken, broken.length) }) : L.none;
    const listed = (rows, draw) => h("ul", rows.slice(0, MOST_LISTED).map(draw), rows.length > MOST_LISTED && h("li", put(L.more, { n: rows.length - MOST_LISTED })));
    const title = one => (B.exercises.find(E => String(E.number) === one.fault.given) || { title: "" }).title;
    const fold = (name, title_, rows, draw) => rows.length > 0 && h("details", { "data-f": name }, h("summary", `${title_} (${rows.length})`), listed(rows, draw));
    const also = S.slips ? slips.said(S.slips) : "";
    read.replaceChildren(h("p.count", h("b", said)), also && h("p", `${L.slips.found}: ${also}.`) || "",
      h("div.folds", fold("broken", L.brokenTitle, broken, one => h("li", h("b", put(L.line, { n: one.line })), one.name && ` ${one.name}`, ": ", put(L.faults[one.fault.fault], { given: one.fault.given, expected: one.fault.expected, title: title(one) }), ". ", h("code", one.text.slice(0, 80)))) || "",
        fold("doubles", L.doublesTitle, doubles, ([one, by]) => h("li", h("b", put(L.line, { n: one.line })), ` ${one.name || L.nobody}: `, put(L.laterLine, { n: by }))) || ""),
      counted.length + doubles.length ? h("p.keep", h("label", { for: "cp-keep" }, L.keep), " ", h("select", { id: "cp-keep", "data-f": "keep", onchange: event => { S.doubles = event.target.value; sort(); read.querySelector("select").focus(); } },
        Object.entries(L.keeps).map(([value, text]) => h("option", { value, selected: value === S.doubles }, text)))) : "");
    announce(said);
  }

  // ---------- the picture
  const group = () => S.groups.find(one => keyOf(one) === S.key);
  const titleOf = E => E.title + (E.seed ? ` (${E.seed})` : "");
  const roundName = (E, round) => (E.personal ? L.roundsPersonal : L.rounds)[round];
  const about = (E, i) => E.about ? E.about[i] : [put(L.question, { no: i + 1 }), ""];
  const nameOf = (E, i, option) => E.names[E.named[i]][E.lists[E.of[i]].indexOf(option)];
  const gradeOf = (E, i, option) => ({ g: "good", d: "defensible", n: "no" })[(E.grades[i] || "")[E.lists[E.of[i]].indexOf(option)]];

  function drawPicture() {
    picture.hidden = !S.groups.length;
    if (!S.groups.length) return picture.replaceChildren();
    const G = group(), E = G.sheet, rounds = roundsOf(G);
    S.round = rounds.includes(S.round) ? S.round : rounds[0];
    const here = students(G, S.round), roles = ["participation", "back_office"].map(role => [role, here.filter(one => one.role === role).length]).filter(([, n]) => n);
    const choose = (id, text, options, value, then) => h("p.pick", h("label", { for: id }, text), h("select", { id, "data-f": id, onchange: event => { then(event.target.value); picture.querySelector(`#${id}`).focus(); } }, options.map(([v, name]) => h("option", { value: v, selected: String(v) === String(value) }, name))));
    picture.replaceChildren(
      h("div.top", h("h3", { tabindex: -1, "data-f": "title" }, titleOf(E)), h("p.people", h("b", many(L.students, here.length)), roles.length > 0 && `: ${roles.map(([role, n]) => put(L.withRole, { n, role: L.roles[role] })).join(", ")}`),
        h("div.picks", S.groups.length > 1 && choose("cp-exercise", L.exercise, S.groups.map(one => [keyOf(one), put(L.exerciseMany, { title: titleOf(one.sheet), n: one.answers.length })]), S.key, value => { S.key = value; S.round = null; S.reference = false; drawPicture(); }),
          rounds.length > 1 && choose("cp-round", L.roundsAsk, rounds.map(round => [round, roundName(E, round)]), S.round, value => { S.round = Number(value); drawPicture(); })),
        h("p.go", button("project", ".quiet", "next", root.classList.contains("b-project") ? L.projectOff : L.project, project))),
      ...(E.personal ? [drawSpreads(G, E, rounds)] : [drawDisputed(G, E), drawSpreads(G, E, rounds), drawAgreement(G, E), drawReference(E)]), drawExports(G, E));
  }
  function project() {
    const on = root.classList.toggle("b-project");
    drawPicture();
    picture.querySelector("[data-f=project]").focus();
    if (on) root.scrollTop = 0;
  }

  const bars = (E, i, spread, before) => {
    const seen = spread.first.slice(0, MOST_BARS), most = Math.max(1, ...spread.first.map(([, n]) => n), ...(before ? before.first.map(([, n]) => n) : []));
    const wide = n => ({ style: { width: `${n / most * 100}%` } }), then = option => before ? (before.first.find(([one]) => one === option) || [0, 0])[1] : null, also = option => (spread.also.find(([one]) => one === option) || [0, 0])[1];
    if (!seen.length) return h("p.dim", L.nobodyChose);
    return h("ul.bars", seen.map(([option, n]) => h("li", h("span.label", S.reference && gradeOf(E, i, option) && h("span.grade." + gradeOf(E, i, option), icon(gradeOf(E, i, option)), h("span.sr", L.grade[gradeOf(E, i, option)] + ": ")), h("span", nameOf(E, i, option), [before && put(L.before, { n: then(option) }), also(option) > 0 && put(L.also, { n: also(option) })].filter(Boolean).map(text => h("small", ` · ${text}`)))),
      h("span.bar", { "aria-hidden": "true" }, h("b", wide(n)), before && h("i", wide(then(option)))), h("b.n", String(n)))),
    spread.first.length > seen.length && h("li.rest", put(L.more, { n: spread.first.slice(MOST_BARS).reduce((so, [, n]) => so + n, 0) })));
  };
  // Where students tell of themselves, answers stand in their own order, those nobody chose as well.
  const shownSpreads = (G, E, round) => spreads(G, round).map((one, i) => E.personal ? { ...one, first: E.lists[E.of[i]].map(option => one.first.find(([x]) => x === option) || [option, 0]) } : one);
  const openSaid = spread => spread.open > 0 && h("p.dim", many(L.open, spread.open));

  // Which kind of difference it may be, from what was chosen; the class decides. The reason is told at once where it is in the
  // answers alone; where it lies in the sample answers, only once those are open.
  function guess(G, E, i, spread) {
    const [one, two] = spread.first, grades = [one, two].map(x => x && gradeOf(E, i, x[0])), total = spread.first.reduce((so, [, n]) => so + n, 0);
    const split = ["participation", "back_office"].map(role => { const those = students(G, S.round, role).filter(x => (x.answers[spread.item] || []).length); return { n: those.length, of: option => those.filter(x => x.answers[spread.item][0] === option).length / Math.max(1, those.length) }; });
    if (split.every(x => x.n >= 3) && spread.first.reduce((so, [option]) => so + Math.abs(split[0].of(option) - split[1].of(option)), 0) / 2 >= .5) return { id: "DT3", tell: true };
    if (total >= 5 && spread.first.length === 2 && two[1] === 1) return { id: "DT6", tell: true };
    if (!grades[0] || !grades[1]) return { id: "DT1", tell: false };
    const holds = grades.filter(grade => grade !== "no").length;
    return { id: holds === 2 ? "DT2" : holds === 1 ? "DT4" : "DT1", tell: S.reference };
  }
  function drawDisputed(G, E) {
    const worst = disputed(G, S.round), here = students(G, S.round);
    const card = spread => {
      const i = E.items.indexOf(spread.item), [name, text] = about(E, i), { id, tell } = guess(G, E, i, spread), type = B.types.find(x => x.id === id);
      return h("article.dispute", h("h5", name), text && h("blockquote", { dir: "auto" }, text), bars(E, i, spread), openSaid(spread), h("p.dim", put(L.differ, { p: Math.round(spread.disagreement * 100) })),
        h("div.askbox", h("p", h("b", `${L.maybe}: ${type.name} (${id})`), tell ? `, ${L.maybeWhy[id]}.` : "."), h("p.asks", h("b", `${L.ask} `), type.ask)));
    };
    return h("section.disputed", h("h4", L.disputedTitle), worst.length ? [h("p.lead", L.disputedLead), h("div.pair", worst.map(card)),
      h("details", h("summary", L.types), h("dl.types", B.types.map(x => h("div", h("dt", h("b", `${x.name} (${x.id})`)), h("dd", x.about, " ", h("i", x.ask))))))] : h("p", here.length > 1 ? L.disputedNone : L.disputedFew));
  }
  function drawSpreads(G, E, rounds) {
    const now = shownSpreads(G, E, S.round), before = rounds.length > 1 && S.round === 2 ? shownSpreads(G, E, 1) : null;
    return h("section", h("h4", L.spreadTitle), h("p.lead", L.spreadLead), h("ol.spreads", now.map((spread, i) => h("li", h("h5", about(E, i)[0]), about(E, i)[1] && h("p.dim.said", { dir: "auto" }, about(E, i)[1]), bars(E, i, spread, before && before[i]), openSaid(spread)))));
  }
  const number = value => value.toFixed(2).replace(".", L.decimal), span = row => `${number(row.low)} … ${number(row.high)}`;
  function drawAgreement(G, E) {
    const rows = agreements(G, E);
    if (!E.variables.length) return h("section", h("h4", L.alphaTitle), h("p", L.ownAnswers));
    const least = Math.min(-.2, ...rows.map(row => row.low).filter(Number.isFinite)), at = value => `${(value - least) / (1 - least) * 100}%`;
    const draw = row => h("tr", h("th", { scope: "row" }, L.who[row.who]), h("td", String(row.round)), Number.isNaN(row.alpha) ? h("td", { colspan: 2 }, L.cannot) : [h("td.alpha", number(row.alpha)),
      h("td.range", h("span.scale", { "aria-hidden": "true" }, h("i.zero", { style: { left: at(0) } }), h("i.span", { style: { left: at(row.low), width: `calc(${at(row.high)} - ${at(row.low)})` } }), h("b", { style: { left: at(row.alpha) } })), h("small", span(row)))], h("td", String(row.coders)));
    return h("section.agree", h("h4", L.alphaTitle), h("p.lead", L.alphaLead), E.variables.map(variable => {
      const own = rows.filter(row => row.variable === variable);
      return [E.variables.length > 1 && h("p.dim", `${put(L.over, { n: variable.items.length })}: ${variable.items.map(item => about(E, E.items.indexOf(item))[0]).join("; ")}`),
        h("div.tablebox", { tabindex: 0, role: "group", "aria-label": L.alphaTitle }, h("table", h("thead", h("tr", L.alphaColumns.map(x => h("th", { scope: "col" }, x)))), h("tbody", own.map(draw)))), remarks(G, own).map(text => h("p", text)), own.some(row => Number.isNaN(row.alpha)) && h("p.dim", L.cannotWhy)];
    }));
  }
  function remarks(G, rows) {
    const of = (who, round) => (rows.find(row => row.who === who && row.round === round) || { alpha: NaN }).alpha, last = Math.max(...rows.map(row => row.round)), said = [];
    if (Math.min(of("participation", last), of("back_office", last)) - of("across", last) > .15) said.push(L.alphaSays.roles);
    const same = spreads(G, last).filter(one => !Number.isNaN(one.disagreement)), agree = 1 - same.reduce((so, one) => so + one.disagreement, 0) / Math.max(1, same.length);
    if (same.length && agree >= .8 && of("everyone", last) < .4) said.push(L.alphaSays.trap);
    if (of("everyone", 2) - of("everyone", 1) > .05) said.push(L.alphaSays.up);
    if (of("everyone", 2) - of("everyone", 1) < -.05) said.push(L.alphaSays.down);
    return said;
  }
  function drawReference(E) {
    if (!E.reference.length) return h("section", h("h4", L.reference), h("p", E.foreign && E.number === 6 ? L.referenceElsewhere : L.referenceNone));
    const toggle = button("reference", ".quiet", "yes", S.reference ? L.hideReference : L.showReference, () => { S.reference = !S.reference; drawPicture(); picture.querySelector("[data-f=reference]").focus(); });
    toggle.setAttribute("aria-expanded", String(S.reference));
    return h("section", h("h4", L.reference), h("p.lead", L.referenceLead), h("p.go", toggle), S.reference && h("div.refs", E.reference.map(item => h("article", h("h5", item.name), item.text && h("blockquote", { dir: "auto" }, item.text),
      h("dl", item.answers.map(one => h("div", h("dt", h("span.grade." + one.grade, icon(one.grade), h("span", L.grade[one.grade])), " ", h("b", one.name)), h("dd", one.why)))), item.discuss && h("p", h("b", `${L.discuss} `), item.discuss)))));
  }

  // ---------- to keep
  function tables(G, E) {
    const answers = [[...L.answerColumns, ...E.items.map((_, i) => about(E, i)[0])], ...G.answers.map((one, n) => [n + 1, one.round, one.role ? L.roles[one.role] : L.noRole, ...E.items.map((item, i) => (one.answers[item] || []).map(option => nameOf(E, i, option)).join(" | "))])];
    const spread = [L.spreadColumns, ...roundsOf(G).flatMap(round => spreads(G, round).flatMap((one, i) => [...new Set([...one.first, ...one.also].map(([option]) => option))].map(option => [about(E, i)[0], round, nameOf(E, i, option), option, (one.first.find(x => x[0] === option) || [0, 0])[1], (one.also.find(x => x[0] === option) || [0, 0])[1]])))];
    const agree = [[L.alphaColumns[0], L.alphaColumns[1], L.alphaColumns[2], "2.5 %", "97.5 %", L.alphaColumns[4]], ...agreements(G, E).map(row => [L.who[row.who], row.round, Number.isNaN(row.alpha) ? L.cannot : row.alpha, row.low, row.high, row.coders])];
    return [answers, spread, agree];
  }
  function pictures(G, E) {
    const rounds = roundsOf(G), found = {};
    for (const round of rounds) spreads(G, round).forEach((one, i) => { found[`${String(i + 1).padStart(2, "0")}-${round}`] = barPicture(about(E, i)[0], about(E, i)[1], one.first.map(([option, n]) => ({ label: nameOf(E, i, option), value: n }))); });
    const rows = agreements(G, E);
    if (rows.length) found.alpha = alphaPicture(L.alphaTitle, rows.map(row => ({ label: `${L.who[row.who]}, ${L.rounds[row.round].split(",")[0]}`, alpha: row.alpha, low: row.low, high: row.high, said: Number.isNaN(row.alpha) ? L.cannot : number(row.alpha) })));
    return found;
  }
  function drawExports(G, E) {
    const name = `${L.fileName}-${E.name}`, done = () => announce(L.saved), bytes = text => new TextEncoder().encode(text);
    return h("section.exports", h("h4", L.exports), h("p.go",
      button("csv", ".soft", "save", L.csv, () => { download(`${name}.csv`, tables(G, E)[0]); done(); }),
      button("xlsx", ".soft", "save", L.xlsx, () => { saveAs(`${name}.xlsx`, workbook(tables(G, E).map((rows, i) => [L.sheetNames[i], rows])), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"); done(); }),
      button("svg", ".soft", "save", L.svg, () => { saveZip(`${name}-svg.zip`, Object.fromEntries(Object.entries(pictures(G, E)).map(([key, svg]) => [`${key}.svg`, bytes(svg)]))); done(); }),
      button("png", ".soft", "save", L.png, async () => { const made = {}; for (const [key, svg] of Object.entries(pictures(G, E))) made[`${key}.png`] = await asPng(svg); saveZip(`${name}-png.zip`, made); done(); }),
      button("report", ".soft", "print", L.report, () => print())));
  }
  // On paper: one page, without names, with the two disputed questions and the agreement.
  const printed = h("div.printed", { "aria-hidden": "true" });
  const onPrint = () => {
    const G = group();
    printed.replaceChildren();
    if (!G) return;
    const E = G.sheet, rows = agreements(G, E), worst = E.personal ? [] : disputed(G, S.round);
    printed.append(h("h3", put(L.reportTitle, { title: titleOf(E) })), h("p", `${many(L.students, students(G, S.round).length)}. ${roundName(E, S.round)}. ${L.reportNote}`),
      ...(E.personal ? [] : [h("h4", L.disputedTitle)]), ...worst.map(spread => { const i = E.items.indexOf(spread.item); return h("div.dispute", h("h5", about(E, i)[0]), about(E, i)[1] && h("p", about(E, i)[1]), bars(E, i, spread)); }),
      h("h4", L.spreadTitle), h("table", h("tbody", spreads(G, S.round).map((spread, i) => h("tr", h("th", about(E, i)[0]), h("td", spread.first.slice(0, 3).map(([option, n]) => `${nameOf(E, i, option)} ${n}`).join("; ")))))),
      rows.length ? h("h4", L.alphaTitle) : "", rows.length ? h("table", h("tbody", rows.map(row => h("tr", h("th", `${L.who[row.who]}, ${L.rounds[row.round]}`), h("td", Number.isNaN(row.alpha) ? L.cannot : `${number(row.alpha)} (${span(row)})`))))) : "");
  };
  addEventListener("beforeprint", onPrint);

  const root = h("section.board.classpicture", { "aria-label": L.title, onkeydown: event => event.key === "Escape" && root.classList.contains("b-project") && project() }, h("header.head", h("div", h("h2.title", L.title), h("p.intro", L.intro))), drop, read, picture, slips.box, printed, line);
  el.replaceChildren(root);
  picture.hidden = true;
  root.dataset.ready = "true";
  return () => removeEventListener("beforeprint", onPrint);
}
export default { agreements, classes, countOnce, decode, encode, disputed, findCodes, findSlips, finder, gather, render, spreads };
