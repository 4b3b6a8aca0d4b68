// The coding board: statements on the desk, themes beside it, no reference. It counts, and asks what to talk about.
import { desk } from "./desk.js";
import { HIDDEN, enumerate, h, put, scrollTo, step } from "./kit.js";

function side(d) {
  const { B, L, S, icon, uid, cards, card, placed, done, todo, checked } = d;
  const theme = Object.fromEntries(B.themes.map(x => [x.id, x])), total = cards.length, rows = {};
  let rove = B.themes[0].id;
  const hint = h("p.hint", { id: uid + "hint" });

  const list = h("ul", B.themes.map(x => {
    const chips = h("span.chips");
    const button = h("button.theme", { "data-d": x.id, "data-target": x.id, "data-f": "d" + x.id, onclick: e => choose(x.id, e) },
      h("span.c1", h("span.name", h("span.code", x.id), " ", x.name), " ", chips, h("span.about", x.about)));
    rows[x.id] = { button, chips, item: h("li.item", button) };
    return rows[x.id].item;
  }));
  const el = h("section.side", { "aria-label": L.side }, d.strip, h("div.sidehead", hint),
    h("div.themes", { role: "group", "aria-label": L.themes, "aria-describedby": uid + "keys" }, list), h("p.keys", { id: uid + "keys" }, L.keys));

  function choose(id, e) {
    const chip = e.target.closest && e.target.closest(".b-chip");
    if (!S.hand && chip) return d.show(cards.findIndex(c => c.id === chip.dataset.c));
    rove = id;
    d.place(id);
  }
  function keydown(e) {
    const row = e.target.closest(".b-theme"), entering = S.hand && ["pick", "strip"].includes(e.target.dataset.f) && e.key === "ArrowDown";
    if (!row && !entering) return;
    const all = [...el.querySelectorAll(".b-theme")], i = all.findIndex(b => b.dataset.d === rove), to = row ? step(e.key, i, all.length) : i;
    if (to === null) return;
    e.preventDefault();
    rove = all[to].dataset.d;
    all.forEach((b, n) => { b.tabIndex = n === to ? 0 : -1; });
    all[to].focus();
  }
  function draw() {
    const c = card(), ok = checked();
    hint.textContent = ok ? put(L.hintChecked, c) : S.hand ? put(S.adding ? L.hintMore : L.hintHeld, c) : todo() ? L.hintRest : L.hintDone;
    for (const x of B.themes) {
      const r = rows[x.id], here = cards.filter(y => placed(y.id).includes(x.id)), mine = placed(c.id).includes(x.id);
      r.item.className = `b-item${mine && (ok || S.hand) ? " b-mine" : ""}${S.landed === x.id ? " b-landed" : ""}`;
      r.chips.replaceChildren(...(here.length ? [h("span.sr", ` (${put(L.here, { list: enumerate(here.map(y => String(y.no)), L.and) })}) `)] : []),
        ...here.map(y => h(`span.chip${y === c ? ".now" : ""}`, { "data-c": y.id, ...HIDDEN }, String(y.no))));
      r.button.tabIndex = x.id === rove ? 0 : -1;
    }
  }

  // The deciding question of every confusing pair that the choice is part of.
  const doubts = c => B.doubts.filter(p => p.themes.includes(placed(c.id)[0]));
  function drawVerdict(c, button) {
    const to = placed(c.id), last = S.at === total - 1;
    return h("div.verdict", { tabindex: -1, "data-f": "verdict", role: "group", "aria-label": put(L.card, { no: c.no, total }) },
      h("h4", L.verdictTitle),
      to.length ? to.map(id => h("p.says", h("b", theme[id].name), ". ", theme[id].about)) : h("p.says", L.notPlaced),
      doubts(c).length > 0 && h("div.part", h("h5", L.pairTitle), doubts(c).map(p => h("p", p.question))),
      to.includes(B.other) && h("p.note", L.other),
      button("onward", ".quiet.wide", "next", last ? L.toResult : L.next, () => {
        if (!last) d.show(S.at + 1, "verdict"); else { scrollTo(d.result); d.focus("result"); }
      }));
  }
  function drawResult() {
    const count = (id, rank) => cards.filter(c => placed(c.id)[rank] === id).length, n = cards.filter(done).length;
    const used = B.themes.filter(x => count(x.id, 0) + count(x.id, 1)).sort((a, b) => count(b.id, 0) - count(a.id, 0));
    const most = Math.max(1, ...used.map(x => count(x.id, 0)));
    const bar = (k, cls) => h("td.share", h("span", h("span.pct", String(k)), h("span.meter", HIDDEN, h("span", k > 0 && h("b" + cls, { style: { width: `${k / most * 100}%` } })))));
    return [h("h3", { id: uid + "result", tabindex: -1, "data-f": "result" }, put(L.resultTitle, { total })),
      h("p.bignum", h("b", String(n)), " ", h("span", put(L.coded, { total }))),
      used.length > 0 && h("table", h("thead", h("tr", L.columns.map(x => h("th", { scope: "col" }, x)))),
        h("tbody", used.map(x => h("tr", h("th", { scope: "row" }, `${x.id} ${x.name}`), bar(count(x.id, 0), ".k"), bar(count(x.id, 1), ""))))),
      h("p.note", L.resultNote)].filter(Boolean);
  }
  const nameOf = id => theme[id].name;
  return {
    el, draw, drawVerdict, drawResult, keydown, nameOf,
    drawPrint: () => [h("h3", B.title), h("table", h("thead", h("tr", [L.print_.card, L.print_.text, L.print_.answer].map(x => h("th", x)))),
      h("tbody", cards.map(c => h("tr", h("td", String(c.no)), h("td", c.text), h("td", placed(c.id).map(id => h("p", `${id} ${nameOf(id)}`)))))))],
    drawSheet: () => [h("h4", L.themes), h("ul.sheetlist", B.themes.map(x => h("li", h("b", `${x.id} ${x.name}`), " ", x.about)))],
    knows: id => id in theme, iconOf: () => "theme", whoOf: id => id,
    mayAdd: to => to.length < B.most, stateOf: c => done(c) ? "done" : "todo",
    hovered() {}, picked() { d.announce(L.say.picked, { no: card().no }); },
    nudge() { hint.classList.remove("b-nudge"); void hint.offsetWidth; hint.classList.add("b-nudge"); },
    rows: () => [L.fileColumns, ...cards.flatMap(c => placed(c.id).length ? placed(c.id).map((id, i) => [c.no, c.id, c.text, i + 1, id, nameOf(id)]) : [[c.no, c.id, c.text, "", "", ""]])],
    checkedSay: () => put(L.say.checked, { n: cards.filter(done).length, total }),
  };
}

function render({ model, el }) {
  return desk({ model, el, makeSide: side });
}
export default { render };
