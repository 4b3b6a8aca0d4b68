// What boards of choices share: rows with one choice each, a line that adds up, a check that keeps the first answers, and paper.
import { frame } from "./frame.js";
import { h, put, reveal } from "./kit.js";

// `own(F)` gives: title(row), about(row), option(row, o), meter(answers) → nodes, meterText(answers), verdict(row, answers) → nodes or null,
// result(answers, first) → nodes, cells(row, answers), ready(answers) → message or null.
export function choices({ model, el }, cls, own) {
  const inside = { rows, drawPrint, drawCards, clear, firstOf: () => first() && filled(first()), nowOf: () => filled(answers()) };
  const B = model.get("board"), F = frame({ model, el, key: `${B.id}:${B.version}`, inside }), { L, kept, announce, root, focus } = F;
  const uid = B.id + "-", all = B.groups.flatMap(g => g.rows);
  let mine = false, my;

  const answers = () => model.get("answers") || {}, first = () => model.get("first");
  // Where a row starts with its first option, no choice is that option.
  const filled = held => B.starts ? Object.fromEntries(all.map(row => [row.id, held[row.id] || [row.options[0].id]])) : held;
  const chosen = row => (answers()[row.id] || (B.starts ? [row.options[0].id] : []))[0];
  function store(next, checked = model.get("checked"), then = first()) {
    mine = true;
    model.set("answers", next);
    model.set("first", then);
    model.set("checked", checked);
    model.save_changes();
    mine = false;
    kept.write({ answers: next, checked, first: then });
  }

  const meter = h("div.adds", { role: "group", "aria-label": L.meter }), list = h("div.choices"), check = h("button.btn", { "data-f": "check", onclick: doCheck }, L.check);
  const result = h("section.result", { hidden: true, "aria-labelledby": uid + "result" }), title = h("h3", { id: uid + "result", tabindex: -1, "data-f": "result" }, L.resultTitle), found = h("div.found");
  result.append(title, found);
  inside.body = [h("div.plan", meter, list, h("p.go", check)), result];
  F.fill();
  root.classList.add("b-choose", "b-" + cls);
  my = own(F, { chosen, all });

  const notes = new Map(), marks = new Map();
  const option = (row, o) => {
    const input = h("input", { type: "radio", name: uid + row.id, value: o.id, checked: chosen(row) === o.id, "data-f": `o-${row.id}-${o.id}`, onchange: () => choose(row, o.id) });
    marks.set(`${row.id} ${o.id}`, input);
    return h("label.option", input, h("span", my.option(row, o)));
  };
  if (B.legend) list.append(h("dl.legend", B.legend.map(([name, about]) => h("div", h("dt", h("b", name)), h("dd", about)))));
  for (const group of B.groups) {
    if (group.name) list.append(h("h4.groupname", group.name), group.about && h("p.groupabout", group.about) || "");
    for (const row of group.rows) {
      const note = h("div.rownote");
      notes.set(row.id, note);
      list.append(h("fieldset.choice", { "data-row": row.id }, h("legend", my.title(row)), my.about(row), h("div.options", row.options.map(o => option(row, o))), note));
    }
  }

  function choose(row, id) {
    store({ ...answers(), [row.id]: [id] });
    draw();
    announce([my.meterText(answers()), model.get("checked") && my.said && my.said(row, answers())].filter(Boolean).join(" "));
  }
  function doCheck() {
    const wrong = my.ready(answers());
    if (wrong) return announce(wrong);
    store(answers(), true, first() || { ...answers() });
    draw();
    announce(my.resultText(answers()));
    focus("result");
    reveal(result);
  }
  function draw() {
    const now = answers(), checked = model.get("checked");
    root.classList.toggle("b-checked", Boolean(checked));
    for (const row of all) for (const o of row.options) marks.get(`${row.id} ${o.id}`).checked = chosen(row) === o.id;
    meter.replaceChildren(...my.meter(now));
    F.count.textContent = my.countText(now);
    check.hidden = Boolean(checked);
    for (const row of all) notes.get(row.id).replaceChildren(...[checked && my.verdict(row, now)].filter(Boolean).flat());
    result.hidden = !checked;
    if (checked) found.replaceChildren(...my.result(now, first()).filter(Boolean));
  }

  const nameOf = (row, held) => (row.options.find(o => o.id === (held?.[row.id] || [])[0]) || {}).name || "";
  function rows() { return [L.fileColumns, ...all.map(row => [row.name, nameOf(row, answers()) || nameOf(row, { [row.id]: [chosen(row)] }), nameOf(row, first()), ...my.cells(row, answers())])]; }
  function drawPrint() {
    return [h("h3", B.title), h("p", my.meterText(answers())), h("table", h("thead", h("tr", L.printColumns.map(x => h("th", x)))),
      h("tbody", all.map(row => h("tr", h("td", row.name), h("td", nameOf(row, { [row.id]: [chosen(row)] })), h("td", my.cells(row, answers()).join(" "))))))];
  }
  function drawCards() {
    return [h("h3", B.title), h("p", L.onPaper), ...B.groups.map(group => h("div.sheetpart", group.name && h("h4", group.name), group.about && h("p", group.about),
      h("div.cutcards", group.rows.map(row => h("article.cutcard", h("p", h("b", row.name)), my.paper(row), h("ul", row.options.map(o => h("li", "□ ", my.paperOption(row, o)))))))))];
  }
  function clear() {
    store({}, false, null);
    kept.clear();
    draw();
    focus(`o-${all[0].id}-${all[0].options[0].id}`);
  }

  // What was kept comes back, as far as these rows and options still exist.
  const old = kept.read();
  if (old && !Object.keys(answers()).length) {
    const known = held => Object.fromEntries(all.filter(row => row.options.some(o => o.id === (held?.[row.id] || [])[0])).map(row => [row.id, held[row.id]]));
    model.set("answers", known(old.answers));
    model.set("first", old.first ? known(old.first) : null);
    model.set("checked", Boolean(old.checked && old.first));
    model.save_changes();
  }
  const changed = () => mine || draw();
  model.on("change:answers change:first change:checked", changed);
  draw();
  root.dataset.ready = "true";
  return () => { F.off(); model.off("change:answers change:first change:checked", changed); };
}
