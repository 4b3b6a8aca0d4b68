// The steps board: scenes of steps. A paper on the table, a question, an answer, and why. Grades and reasons come from Python.
import { frame } from "./frame.js";
import { HIDDEN, h, put, reveal, step } from "./kit.js";

// The grade of an answer, and the count of them all: looked up, never worked out here.
export const gradeOf = (one, chosen) => (one.options.find(o => o.id === chosen) || { grade: "open" }).grade;
export function tally(B, answers) {
  const count = { good: 0, defensible: 0, no: 0, open: 0 };
  for (const scene of B.scenes) for (const one of scene.steps) count[gradeOf(one, (answers[one.id] || [])[0])] += 1;
  return count;
}

function render({ model, el }) {
  // A step counts once its reason was asked for.
  const inside = { rows, drawPrint, drawCards, clear, firstOf: () => first(), nowOf: () => Object.fromEntries(all.filter(done).map(one => [one.id, answers()[one.id] || []])) };
  const B = model.get("board"), F = frame({ model, el, key: `${B.id}:${B.version}`, inside }), { L, icon, kept, announce, count, root, focus } = F;
  const all = B.scenes.flatMap(s => s.steps), uid = B.id + "-";
  let at = 0, own = false;

  // ---------- state: the answer of a step counts once its reason was asked for; the first one stays on record
  const answers = () => model.get("answers") || {}, first = () => model.get("first") || {};
  const chosen = one => (answers()[one.id] || [])[0];
  const done = one => one.id in first();
  function store(next, firsts = first()) {
    own = true;
    model.set("answers", next);
    model.set("first", firsts);
    model.set("checked", all.every(one => one.id in firsts));
    model.save_changes();
    own = false;
    kept.write({ answers: next, first: firsts });
  }

  const pips = h("div.pips", { role: "group", "aria-label": L.scenes }), stage = h("div.stage"), result = h("section.result", { hidden: true, "aria-labelledby": uid + "result" });
  pips.style.setProperty("--pips", B.scenes.length);
  inside.body = [pips, stage, result];
  F.fill();
  root.classList.add("b-steps");

  const openIn = scene => scene.steps.findIndex(one => !done(one));
  const button = (name, cls, ic, text, act) => h("button.btn" + cls, { "data-f": name, onclick: act }, ic && icon(ic), h("span", text));

  function show(place, key) {
    at = place;
    draw();
    if (key) focus(key);
  }
  function choose(one, id) {
    store({ ...answers(), [one.id]: [id] });
    const check = el.querySelector(`[data-f="check-${one.id}"]`);
    if (check) check.disabled = false;
    if (done(one)) { draw(); focus(`o-${one.id}-${id}`); announce(sayOf(one)); }
  }
  function check(one) {
    if (!chosen(one)) return announce(L.say.chooseFirst);
    store(answers(), { ...first(), [one.id]: [chosen(one)] });
    draw();
    announce(sayOf(one));
    focus(`why-${one.id}`);
    const node = el.querySelector(`[data-f="why-${one.id}"]`);
    if (node) reveal(node);
  }
  const optionOf = one => one.options.find(o => o.id === chosen(one));
  const sayOf = one => { const o = optionOf(one); return `${L.grade[o.grade]}. ${o.say}`; };

  // ---------- one step
  function drawPaper(p) {
    return p && h(`div.paper${p.spoken ? ".spoken" : ""}`, h("p.papertop", [p.kind, p.from, p.date].filter(Boolean).join(" · ")), h("blockquote", { dir: "auto" }, p.text));
  }
  const option = (one, o) => {
    const input = h("input", { type: "radio", name: uid + one.id, value: o.id, checked: chosen(one) === o.id, "data-f": `o-${one.id}-${o.id}`, onchange: () => choose(one, o.id) });
    return h("label.option", input, h("span", h("b", o.name), o.about && h("small", " " + o.about)));
  };
  function drawStep(one, no, scene) {
    const mine = optionOf(one), known = done(one);
    const field = h("fieldset.field", h("legend", one.question), h("div.options", one.options.map(o => option(one, o))));
    const box = h("div.step", { "data-step": one.id }, h("p.eyebrow", put(L.step, { no, total: scene.steps.length }), one.at && ` · ${nameOf(one.at)} (${one.at})`), drawPaper(one.paper), field);
    if (!known) box.append(h("p.go", h("button.btn", { "data-f": `check-${one.id}`, disabled: !mine, onclick: () => check(one) }, L.checkStep)));
    else {
      const others = one.options.filter(o => o !== mine);
      box.append(h("div.verdict", { tabindex: -1, "data-f": `why-${one.id}`, role: "group", "aria-label": L.why },
        h(`p.grade.${mine.grade}`, icon(mine.grade), h("span", L.grade[mine.grade])), h("p.says", mine.say),
        one.after && h("p.part", h("b", L.after + " "), one.after),
        h("details.others", h("summary", L.others), others.map(o => h("p", h("b", `${o.name}. `), h("span.dim", `${L.grade[o.grade]}. `), o.say)))));
    }
    return box;
  }
  const nameOf = code => B.chain.find(x => x.id === code).name;
  const endOf = one => done(one) ? one.ends || (optionOf(one) || {}).ends : null;

  // ---------- the rail: where on the chain is it now, and what happened there
  function drawRail(scene) {
    const stops = B.chain.filter(x => scene.steps.some(one => one.at === x.id));
    if (stops.length < 2) return null;
    const current = scene.steps[Math.max(0, openIn(scene) < 0 ? scene.steps.length - 1 : openIn(scene))].at;
    return h("ol.rail", { "aria-label": L.rail }, stops.map(x => {
      const ends = scene.steps.filter(one => one.at === x.id).map(endOf).filter(Boolean), end = ends[ends.length - 1];
      return h(`li.stop${end ? ".end-" + end : ""}${x.id === current ? ".here" : ""}`, { "aria-current": x.id === current ? "step" : null },
        h("i", HIDDEN), h("b", x.id), h("span", x.name), end && h("small", L.ends[end]));
    }));
  }

  function draw() {
    const key = el.contains(document.activeElement) ? document.activeElement.dataset.f : null;
    const scene = B.scenes[at], open = openIn(scene), upTo = open < 0 ? scene.steps.length : open + 1, n = all.filter(done).length;
    count.textContent = put(L.progress, { n, total: all.length });
    pips.replaceChildren(...B.scenes.map((s, i) => h("button.pip", {
      "data-f": "pip" + i, "aria-current": i === at ? "true" : null, "aria-label": put(L.scene, { no: s.no, title: s.title }) + (openIn(s) < 0 ? `, ${L.sceneDone}` : ""), onclick: () => show(i, "pip" + i),
    }, String(s.no), openIn(s) < 0 && icon("yes"))));
    const last = at === B.scenes.length - 1;
    stage.replaceChildren(...[
      h("h4.scenetitle", { tabindex: -1, "data-f": "scene" }, scene.title), h("p.setting", scene.setting), drawRail(scene),
      ...scene.steps.slice(0, upTo).map((one, i) => drawStep(one, i + 1, scene)),
      open < 0 && button("onward", "", "next", last ? L.toResult : L.nextScene, () => {
        if (!last) { show(at + 1, "scene"); reveal(stage); } else { drawResult(); focus("result"); reveal(result); }
      }),
    ].filter(Boolean));
    drawResult();
    if (key && !el.contains(document.activeElement)) focus(key);
  }

  // ---------- the whole
  function drawResult() {
    const n = all.filter(done).length;
    result.hidden = n < all.length;
    if (result.hidden) return;
    const now = tally(B, answers()), then = tally(B, first());
    const line = grade => h("div", h("dt", h(`span.grade.${grade}`, icon(grade), h("span", L.grade[grade]))), h("dd", h("b", String(now[grade])), then[grade] !== now[grade] && h("small", ` (${put(L.firstRound, { n: then[grade] })})`)));
    const ends = B.scenes.map(s => ({ s, end: s.steps.map(endOf).filter(Boolean).pop() })).filter(x => x.end);
    result.replaceChildren(
      h("h3", { id: uid + "result", tabindex: -1, "data-f": "result" }, L.resultTitle), h("p.lead", L.resultLead),
      h("dl.tally", ["good", "defensible", "no"].map(line)),
      ends.length ? h("div", h("h4", L.endsTitle), h("ul", ends.map(x => h("li", h("b", `${x.s.no}. ${x.s.title}: `), L.ends[x.end])))) : "");
  }

  // ---------- paper and file
  function rows() {
    return [L.fileColumns, ...B.scenes.flatMap(s => s.steps.map((one, i) => [s.no, i + 1, one.question, (optionOf(one) || {}).name || "", first()[one.id] ? one.options.find(o => o.id === first()[one.id][0])?.name : "", done(one) ? L.grade[optionOf(one).grade] : ""]))];
  }
  function drawPrint() {
    return [h("h3", B.title), h("table", h("thead", h("tr", L.printColumns.map(x => h("th", x)))), h("tbody", B.scenes.flatMap(s => s.steps.map((one, i) =>
      h("tr", h("td", `${s.no}.${i + 1}`), h("td", one.question), h("td", (optionOf(one) || {}).name || ""), h("td", done(one) ? sayOf(one) : ""))))))];
  }
  function drawCards() {
    return [h("h3", B.title), ...B.scenes.map(s => h("div.sheetpart", h("h4", `${s.no}. ${s.title}`), h("p", s.setting),
      h("div.cutcards", s.steps.map((one, i) => h("article.cutcard", h("p.cardno", `${s.no}.${i + 1}`, one.paper && ` · ${[one.paper.kind, one.paper.from, one.paper.date].filter(Boolean).join(" · ")}`),
        one.paper && h("blockquote", { dir: "auto" }, one.paper.text), h("p", h("b", one.question)), h("ul", one.options.map(o => h("li", `□ ${o.name}`))))))))];
  }
  function clear() {
    store({}, {});
    kept.clear();
    at = 0;
    draw();
    focus("pip0");
  }

  root.addEventListener("keydown", e => {
    const pip = e.target.closest(".b-pip"), to = pip && step(e.key, at, B.scenes.length);
    if (pip && to !== null) { e.preventDefault(); show(to, "pip" + to); }
  });

  // What was kept comes back, as far as these steps and options still exist.
  const old = kept.read();
  if (old && !Object.keys(answers()).length) {
    const known = held => Object.fromEntries(all.filter(one => one.options.some(o => o.id === (held?.[one.id] || [])[0])).map(one => [one.id, held[one.id]]));
    const back = known(old.answers), firsts = known(old.first);
    model.set("answers", back);
    model.set("first", Object.fromEntries(Object.entries(firsts).filter(([id]) => id in back)));
    model.save_changes();
    const open = B.scenes.findIndex(s => openIn(s) >= 0);
    if (open > 0) at = open;
  }
  const changed = () => own || draw();
  model.on("change:answers change:first", changed);
  draw();
  root.dataset.ready = "true";
  return () => { F.off(); model.off("change:answers change:first", changed); };
}
export default { tally, render };
