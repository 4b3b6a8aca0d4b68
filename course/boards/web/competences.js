// The self-assessment: competences in four levels, before the lessons and after. It shows growth and gives no judgement.
import { frame } from "./frame.js";
import { h, put } from "./kit.js";

const BEFORE = 1, AFTER = 2;

function render({ model, el }) {
  const inside = { rows, drawPrint, drawCards, clear, firstOf: () => before(), nowOf: () => Object.keys(after()).length ? after() : before() };
  const B = model.get("board"), F = frame({ model, el, key: `${B.id}:${B.version}`, inside }), { L, kept, announce, root, focus } = F;
  const all = B.sides.flatMap(side => side.competences), uid = B.id;
  const before = () => model.get("first") || {}, after = () => model.get("answers") || {};
  const held = moment => moment === BEFORE ? before() : after(), levelOf = (moment, code) => Number((held(moment)[code] || [])[0] || 0);
  let moment = BEFORE, side = B.sides[0].id, mine = false;

  function store(first, answers) {
    mine = true;
    model.set("first", first);
    model.set("answers", answers);
    model.save_changes();
    mine = false;
    keep();
  }
  const keep = () => kept.write({ first: before(), answers: after(), moment, side });
  function choose(code, level) {
    const next = { ...held(moment), [code]: [String(level)] };
    if (moment === BEFORE) store(next, after()); else store(before(), next);
    drawProfile();
    drawCount();
    announce(put(L.say.chosen, { name: all.find(one => one.id === code).name, n: level }));
  }

  const pick = (name, legend, options, value, then) => h("fieldset.field", h("legend", legend), h("div.options", options.map(([id, text, about]) =>
    h("label.option", h("input", { type: "radio", name: `${uid}-${name}`, value: id, checked: id === value, "data-f": `${name}-${id}`, onchange: () => { then(id); keep(); drawList(); drawCount(); } }), h("span", text, about && h("small", about))))));
  const choices = h("div.fields"), list = h("div.fields.levels"), profile = h("section.result", { "aria-labelledby": `${uid}-result` });
  const drawChoices = () => choices.replaceChildren(pick("moment", L.moment, [BEFORE, AFTER].map(one => [one, L.moments[one]]), moment, id => { moment = id; }), pick("side", L.side, B.sides.map(one => [one.id, one.name, one.about]), side, id => { side = id; }));

  function drawList() {
    const now = B.sides.find(one => one.id === side);
    list.replaceChildren(...now.competences.map(one => h("fieldset.field", h("legend", one.name, h("small", ` ${one.id}`)), h("div.options", one.levels.map((text, i) => {
      const then = moment === AFTER && levelOf(BEFORE, one.id) === i + 1;
      return h("label.option", h("input", { type: "radio", name: `${uid}-${one.id}`, value: i + 1, checked: levelOf(moment, one.id) === i + 1, "data-f": `${one.id}-${i + 1}`, onchange: () => choose(one.id, i + 1) }), h("b.level", String(i + 1)), h("span", text, then && h("small.then", L.then)));
    })))));
  }
  function drawCount() {
    const now = B.sides.find(one => one.id === side).competences;
    F.count.textContent = put(L.progress, { n: now.filter(one => levelOf(moment, one.id)).length, total: now.length });
  }

  const said = code => {
    const [a, b] = [levelOf(BEFORE, code), levelOf(AFTER, code)];
    return a && b ? put(a === b ? L.same : L.grown, { a, b }) : a ? put(L.only[BEFORE], { n: a }) : put(L.only[AFTER], { n: b });
  };
  const scale = code => h("span.levelscale", { "aria-hidden": "true" }, [1, 2, 3, 4].map(n => h("i" + (levelOf(BEFORE, code) === n ? ".was" : "") + (levelOf(AFTER, code) === n ? ".is" : ""))));
  function drawProfile() {
    const shown = all.filter(one => levelOf(BEFORE, one.id) || levelOf(AFTER, one.id));
    profile.hidden = !shown.length;
    profile.replaceChildren(h("h3", { id: `${uid}-result` }, L.resultTitle), h("p.note", L.legend), h("ul.profile", shown.map(one => h("li", h("span", one.name), scale(one.id), h("b", said(one.id))))), h("p", L.use));
  }

  function rows() { return [L.fileColumns, ...all.map(one => [one.id, one.name, levelOf(BEFORE, one.id) || "", levelOf(AFTER, one.id) || ""])]; }
  const table = mark => B.sides.map(one => h("div.sheetpart", h("h4", one.name), h("table", h("thead", h("tr", h("th", L.competence), [1, 2, 3, 4].map(n => h("th", String(n))))), h("tbody", one.competences.map(x => h("tr", h("th", x.name), x.levels.map((text, i) => h("td", mark(x.id, i + 1), " ", text))))))));
  function drawPrint() { return [h("h3", B.title), h("p", L.paperLegend), ...table((code, n) => (levelOf(BEFORE, code) === n ? "○" : "") + (levelOf(AFTER, code) === n ? "●" : ""))]; }
  function drawCards() { return [h("h3", B.title), h("p", L.onPaper), ...table(() => "□ □")]; }
  function clear() {
    store({}, {});
    kept.clear();
    draw();
    focus(`${B.sides.find(one => one.id === side).competences[0].id}-1`);
  }
  function draw() { drawChoices(); drawList(); drawProfile(); drawCount(); }

  // What was kept comes back, as far as these competences and levels still exist.
  const old = kept.read();
  if (old && !Object.keys(after()).length && !Object.keys(before()).length) {
    const known = told => Object.fromEntries(all.filter(one => one.levels[Number((told?.[one.id] || [])[0]) - 1]).map(one => [one.id, told[one.id]]));
    model.set("first", known(old.first));
    model.set("answers", known(old.answers));
    model.save_changes();
    moment = old.moment === AFTER ? AFTER : BEFORE;
    side = B.sides.some(one => one.id === old.side) ? old.side : side;
  }
  inside.body = [choices, list, profile];
  F.fill();
  root.classList.add("b-competences");
  const changed = () => mine || draw();
  model.on("change:answers change:first", changed);
  draw();
  root.dataset.ready = "true";
  return () => { F.off(); model.off("change:answers change:first", changed); };
}
export default { render };
