// The placing board: contributions on the desk, decisions on a calendar grouped by owner, or a reason for no decision.
// Grades, timings and sentences stand in `board`, made by Python; this module looks them up and counts.
import { desk } from "./desk.js";
import { HIDDEN, enumerate, h, put, reveal, scrollTo, step } from "./kit.js";

// Grade and reason of an answer: looked up, never worked out here.
export function judge(B, id, to) {
  if (!to.length) return ["open", "open"];
  const reason = B.reasonTable[id][to[0]];
  return reason ? [reason.grade, reason.why] : B.combinations[to.map(x => B.pairs[id][x].letters).join(" ")];
}

function side(d) {
  const { B, L, S, icon, uid, cards, card, placed, done, todo, checked } = d;
  const byId = list => Object.fromEntries(list.map(x => [x.id, x]));
  const decision = byId(B.decisions), owner = byId(B.owners), reason = byId(B.reasons);
  const isReason = id => id in reason, total = cards.length;
  const pct = x => `${x}%`, at = x => ({ style: { left: pct(x) } });
  let tab = "decisions", rove = B.decisions[0].id, more = null, folded = new Set(), wasOn = false;

  // ---------- what the tables say
  const pairOf = (c, id) => B.pairs[c.id][id];
  const reasonOf = (c, id) => B.reasonTable[c.id][id];
  function verdict(c) {
    const to = placed(c.id), [grade, why] = judge(B, c.id, to);
    const parts = to.map(id => ({ id, ...(isReason(id) ? reasonOf(c, id) : pairOf(c, id)) }));
    return { grade, say: !to.length ? L.notPlaced : parts.length > 1 ? L.several[why] : parts[0].say, parts };
  }
  const grades = () => cards.map(c => ({ c, grade: verdict(c).grade }));
  const kept = x => B.accounted.includes(x.grade);
  const sampleOf = c => B.sample[c.id];

  // ---------- calendar: built once, then only its states change
  const hint = h("p.hint", { id: uid + "hint" }), flag = h("span.flag"), line = h("span.line", flag), rows = {}, blocks = {};
  const axis = h("div.grid.axis", HIDDEN, h("div.c2", B.axis.map(t => h("span.tick" + (t.year ? ".year" : ""), at(t.x), h("b", t.year || ""), t.label))));
  const overlay = h("div.grid.overlay", HIDDEN, h("div.c2", B.axis.map(t => h("span.rule" + (t.year ? ".year" : ""), at(t.x))), line));

  function buildRow(x) {
    const status = h("span.status"), chips = h("span.chips");
    const bars = x.windows.map(w => h("span.bar", { style: { left: pct(w.x0), right: pct(100 - w.x1) } }, h("i", at((w.xu - w.x0) / (w.x1 - w.x0) * 100))));
    const spoken = h("span.sr");
    const button = h("button.dec.grid", { "data-d": x.id, "data-target": x.id, "data-f": "d" + x.id, onclick: e => choose(x.id, e) },
      h("span.c1", h("span.name", x.name), " ", chips, h("span.about", x.about)),
      h("span.c2", HIDDEN, h("span.track", bars)), spoken, status);
    const extra = h("div.more", { hidden: true, id: uid + "more" + x.id }, h("p", x.what), h("p", put(L.more, x)));
    rows[x.id] = { x, button, status, chips, bars, extra, spoken, item: h("li", button, extra) };
    return rows[x.id].item;
  }
  const groups = B.owners.map(o => {
    const mine = B.decisions.filter(x => x.owner === o.id), sum = h("span.ownersum");
    const list = h("ul", { id: uid + "own" + o.id }, mine.map(buildRow));
    const name = [icon(o.icon), h("span", o.name)];
    const toggle = B.folds && h("button.owner", { "aria-controls": uid + "own" + o.id, onclick: () => { folded.has(o.id) ? folded.delete(o.id) : folded.add(o.id); draw(); } }, name, sum, icon("fold"));
    blocks[o.id] = { o, mine, sum, list, toggle, node: h("div.group", h("h4.ownerhead", toggle || h("span.owner", name, sum)), list) };
    blocks[o.id].node.style.setProperty("--rows", mine.length);
    return blocks[o.id].node;
  });
  const legend = h("ul.legend", { "aria-label": L.legend }, ["on_time", "tight", "early", "late"].map(k => h("li", h("span.bar." + k, HIDDEN), L.timing[k])),
    h("li", h("span.bar", HIDDEN, h("i", at(50))), L.tail));
  const calendar = h("div.panel", { role: "tabpanel", id: uid + "panel0", "aria-labelledby": uid + "tab0" }, h("div.legendrow", legend),
    h("div.rows", { role: "group", "aria-label": L.calendar, "aria-describedby": uid + "keys" }, axis, overlay, groups), h("p.keys", { id: uid + "keys" }, L.keys));

  // ---------- reasons, by kind
  const reasonButtons = {};
  const reasons = h("div.panel.reasons", { role: "tabpanel", id: uid + "panel1", "aria-labelledby": uid + "tab1" },
    h("p.lead", L.reasonsLead),
    h("div.kinds", B.reasonKinds.map(k => h("div.kind", h("h4", k.name), h("ul", B.reasons.filter(r => r.kind === k.id).map(r => {
      reasonButtons[r.id] = h("button.reason", { "data-target": r.id, "data-f": "r" + r.id, onclick: () => d.place(r.id, true) }, h("b", r.name), " ", h("small", r.ask));
      return h("li", reasonButtons[r.id]);
    }))))));

  // ---------- two kinds of answer, side by side
  const tabs = [["decisions", L.tabDecisions], ["reasons", L.tabReasons]].map(([id, name], i) =>
    h("button.tab", { role: "tab", id: uid + "tab" + i, "aria-controls": uid + "panel" + i, "data-f": "tab" + i, "data-target": "tab", "data-tab": id, onclick: () => { tab = id; d.draw(); } },
      icon(i ? "none" : "calendar"), h("span", name)));
  const el = h("section.side", { "aria-label": L.side }, d.strip,
    h("div.sidehead", hint, h("div.tabs", { role: "tablist", "aria-label": L.tabs }, tabs)), calendar, reasons);

  function choose(id, e) {
    const chip = e.target.closest && e.target.closest(".b-chip");
    if (S.hand) { rove = id; return d.place(id); }
    if (chip) return d.show(cards.findIndex(c => c.id === chip.dataset.c));
    more = more === id ? null : id;
    draw();
  }
  const shownRows = () => [...el.querySelectorAll(".b-dec")].filter(b => b.offsetParent);

  function keydown(e) {
    const now = e.target, tabAt = tabs.indexOf(now);
    if (tabAt >= 0 && ["ArrowLeft", "ArrowRight", "Home", "End"].includes(e.key)) {
      e.preventDefault();
      const to = tabs[step(e.key, tabAt, tabs.length)];
      to.click(); to.focus();
      return;
    }
    const row = now.closest(".b-dec"), entering = S.hand && ["pick", "tab0", "strip"].includes(now.dataset.f) && e.key === "ArrowDown" && tab === "decisions";
    if (!row && !entering) return;
    const all = shownRows(), i = row ? all.indexOf(row) : all.findIndex(b => b.dataset.d === rove), to = row ? step(e.key, i, all.length) : Math.max(i, 0);
    if (to === null) return;
    e.preventDefault();
    rove = all[to].dataset.d;
    all.forEach((b, n) => { b.tabIndex = n === to ? 0 : -1; });
    all[to].focus();
  }

  function picked() {
    const n = { on_time: 0, tight: 0, early: 0, late: 0 };
    B.decisions.forEach(x => n[pairOf(card(), x.id).timing]++);
    d.announce(L.say.picked, { no: card().no, date: card().received, ...n });
    // Owners with nothing left to change step back; opening them again stays possible.
    if (B.folds) folded = new Set(B.owners.filter(o => blocks[o.id].mine.every(x => pairOf(card(), x.id).timing === "late")).map(o => o.id));
    more = null;
    tab = "decisions";
  }

  function draw() {
    const c = card(), ok = checked(), on = S.hand || ok, asked = ok && S.asked.has(c.id), sample = asked ? sampleOf(c) : [];
    if (ok && isReason(placed(c.id)[0]) && S.shown !== c.id) tab = "reasons";
    else if (ok && S.shown !== c.id) tab = "decisions";
    S.shown = ok ? c.id : null;
    if (wasOn && !on) folded.clear();
    wasOn = on;
    tabs.forEach((t, i) => { const is = t.dataset.tab === tab; t.setAttribute("aria-selected", String(is)); t.tabIndex = is ? 0 : -1; [calendar, reasons][i].hidden = !is; });
    el.classList.toggle("b-on", on);
    el.style.setProperty("--day", pct(c.x));
    line.style.left = pct(c.x);
    flag.textContent = c.received;
    hint.textContent = ok ? put(L.hintChecked, c) : S.hand ? put(S.adding ? L.hintMore : L.hintHeld, c) : todo() ? L.hintRest : L.hintDone;
    for (const x of B.decisions) {
      const r = rows[x.id], p = pairOf(c, x.id), now = on ? p.timing : "rest", w = x.windows[p.window];
      const here = cards.filter(y => placed(y.id).includes(x.id)), mine = placed(c.id).includes(x.id), isSample = sample.includes(x.id);
      r.item.className = `b-item b-${now}${mine && on ? " b-mine" : ""}${isSample ? " b-sample" : ""}${S.landed === x.id ? " b-landed" : ""}`;
      r.bars.forEach((bar, i) => { bar.className = "b-bar " + (on && i === p.window ? "b-" + p.timing : on ? "b-other" : "b-rest"); });
      r.status.replaceChildren(...(on ? [icon(p.timing), h("span", put(L.status[p.timing], w))] : [h("span", put(L.status.rest, x.windows[x.windows.length - 1]))]), isSample ? h("em", L.sample) : "");
      r.spoken.textContent = `, ${put(L.window, w)}, `;
      r.chips.replaceChildren(...(here.length ? [h("span.sr", ` (${put(L.here, { list: enumerate(here.map(y => String(y.no)), L.and) })}) `)] : []),
        ...here.map(y => h(`span.chip${ok ? "." + verdict(y).grade : ""}${y === c ? ".now" : ""}`, { "data-c": y.id, ...HIDDEN }, String(y.no))));
      r.extra.hidden = more !== x.id || S.hand;
      if (S.hand) { r.button.removeAttribute("aria-expanded"); r.button.removeAttribute("aria-controls"); }
      else { r.button.setAttribute("aria-expanded", String(more === x.id)); r.button.setAttribute("aria-controls", uid + "more" + x.id); }
    }
    for (const b of Object.values(blocks)) {
      const n = k => b.mine.filter(x => pairOf(c, x.id).timing === k).length, shut = folded.has(b.o.id) && !b.mine.some(x => placed(c.id).includes(x.id) || sample.includes(x.id));
      b.sum.textContent = !on ? "" : n("on_time") + n("tight") ? put(L.ownerOpen, { n: n("on_time") + n("tight") }) : n("early") ? L.ownerEarly : L.ownerShut;
      b.list.hidden = shut;
      b.node.classList.toggle("b-shut", shut);
      b.node.classList.toggle("b-rel", b.mine.some(x => placed(c.id).includes(x.id) || sample.includes(x.id)));
      if (b.toggle) b.toggle.setAttribute("aria-expanded", String(!shut));
    }
    // One tab stop among the rows, and never on a hidden one. Told from state: asking the page would make it lay out.
    const open = B.decisions.filter(x => !blocks[x.owner].list.hidden), marked = x => placed(c.id).includes(x.id) || sample.includes(x.id);
    const now = open.find(x => x.id === rove), stop = (ok && !(now && marked(now)) && open.find(marked)) || now || open[0];
    for (const x of B.decisions) rows[x.id].button.tabIndex = x === stop ? 0 : -1;
    for (const r of B.reasons) {
      const b = reasonButtons[r.id];
      b.setAttribute("aria-pressed", String(placed(c.id).includes(r.id)));
      b.classList.toggle("b-sample", sample.includes(r.id));
      S.hand && S.adding ? b.setAttribute("aria-disabled", "true") : b.removeAttribute("aria-disabled");
    }
  }

  // ---------- after checking
  const tag = (grade, cls = "") => h(`span.grade.${grade}${cls}`, icon(grade), L.grade[grade]);
  const nameOf = id => (decision[id] || reason[id]).name;
  const placeName = id => isReason(id) ? `${L.noneSlot}: ${reason[id].name}` : decision[id].name;
  const marks = { yes: "yes", partly: "partly", no: "cross" };

  function drawVerdict(c, button) {
    const v = verdict(c), sample = sampleOf(c), asked = S.asked.has(c.id), last = S.at === total - 1;
    return h("div.verdict", { tabindex: -1, "data-f": "verdict", role: "group", "aria-label": `${put(L.card, { no: c.no, total })}: ${L.grade[v.grade]}` },
      tag(v.grade, ".big"), h("p.says", v.say),
      v.parts.map((part, n) => h("div.part", v.parts.length > 1 && h("h5", `${n + 1}. ${nameOf(part.id)}`),
        h("dl.points", part.points.map(([question, mark, word, text]) => h("div." + mark, h("dt", L.question[question]), h("dd", icon(marks[mark]), h("b", word, "."), " ", text)))))),
      asked ? h("div.ref", { tabindex: -1, "data-f": "ref" }, h("p", h("b", L.sampleTitle + " "), enumerate(sample.map(placeName), L.and_then) + "."),
        sample.map(id => h("p", isReason(id) ? reasonOf(c, id).say : pairOf(c, id).points[0][3])), h("p.note", L.sampleNote))
        : button("ask", ".soft.wide", "ask", L.sampleAsk, () => { S.asked.add(c.id); d.announce(L.say.sample, { list: enumerate(sample.map(placeName), L.and_then) }); d.draw(); d.focus("ref"); }),
      button("onward", ".quiet.wide", "next", last ? L.toResult : L.next, () => {
        if (!last) { d.show(S.at + 1, "verdict"); reveal(d.root.querySelector(".b-desk")); }
        else { scrollTo(d.result); d.focus("result"); }
      }));
  }

  function drawResult() {
    const all = grades(), n = all.filter(kept).length, open = all.filter(x => x.grade === "open");
    const token = x => h(`span.token.${kept(x) ? "kept" : x.grade === "open" ? "none" : "lost"}`,
      h("span.sr", `${put(L.cardShort, x.c)} ${kept(x) ? L.tokenKept : x.grade === "open" ? L.grade.open : L.tokenLost} `), h("span", HIDDEN, String(x.c.no)));
    const of = g => all.filter(x => x.c.groups.includes(g.id)), unknown = all.filter(x => !x.c.groups.length);
    const silent = B.groups.filter(g => !of(g).length), lost = all.filter(x => x.grade === "no");
    const strut = (cls, w) => w > 0 && h("b" + cls, { style: { width: pct(w) } });
    const scale = Math.max(...B.groups.map(g => Math.max(g.share, of(g).length / total * 100)));
    const row = g => {
      const xs = of(g), k = xs.filter(kept).length, gone = xs.filter(x => x.grade === "no").length;
      const state = !xs.length ? "open" : gone ? "no" : k === xs.length ? "yes" : "open";
      return h(`tr${g.first ? ".block" : ""}${xs.length ? "" : ".silent"}`, h("th", { scope: "row" }, g.name),
        h("td.share", h("span", h("span.pct", `${g.share}%`), h("span.meter", HIDDEN, h("span", strut("", g.share / scale * 100)),
          h("span", strut(".k", k / total / scale * 1e4), strut(".l", (xs.length - k) / total / scale * 1e4))))),
        h("td.tokens", xs.length ? xs.map(token) : h("span.dash", "–")),
        h("td.gap", h("span.gapin", icon(state), !xs.length ? L.unheard : gone ? put(L.lost, { n: gone }) : k === xs.length ? L.heard : put(L.waiting, { n: xs.length - k }))));
    };
    const first = d.first();
    const before = first && cards.filter(c => kept({ grade: judge(B, c.id, first[c.id] || [])[0] })).length;
    return [
      h("h3", { id: uid + "result", tabindex: -1, "data-f": "result" }, put(L.resultTitle, { total })),
      h("div.sum", h("div.sumleft",
        h("p.bignum", h("b", String(n)), " ", h("span", put(L.accounted, { total }))),
        h("dl.tally", ["good", "defensible", "no", "open"].filter(g => g !== "open" || open.length).map(g => h("div", h("dt", tag(g)),
          h("dd", all.filter(x => x.grade === g).map(token), !all.some(x => x.grade === g) && h("span.dash", "–"))))),
        h("p.note", L.accountedNote),
        B.attainable < total && h("p.note", put(L.attainable, { n: B.attainable, total })),
        before !== null && before !== n && h("p.note", put(L.firstRound, { n: before, now: n }))),
      h("div.sumright", h("h4", L.tableTitle),
        h("p.lead", [silent.length && put(L.unheardSay, { list: enumerate(silent.map(g => g.plural), L.and) }), lost.length ? put(L.lostSay, { list: enumerate(lost.map(x => `${x.c.who || L.someone} (${x.c.no})`), L.and) }) : L.noLostSay].filter(Boolean).join(" ")),
        h("div.key", HIDDEN, h("span", h("i.k1"), L.keyLives), h("span", h("i.k2"), L.keyKept), h("span", h("i.k3"), L.keyLost)),
        h("table", h("thead", h("tr", L.columns.map(x => h("th", { scope: "col" }, x)))), h("tbody", B.groups.map(row),
          unknown.length ? h("tr.block", h("th", { scope: "row" }, L.unknown), h("td.share", "–"), h("td.tokens", unknown.map(token)), h("td.gap", L.unknownGap)) : "")),
        h("p.note", L.groupNote))),
    ];
  }
  const answerRows = () => cards.flatMap(c => {
    const to = placed(c.id), base = [c.no, c.id, c.text];
    const grade = checked() ? L.grade[verdict(c).grade] : "";
    return to.length ? to.map((id, i) => [...base, i + 1, id, nameOf(id), isReason(id) ? L.noneSlot : owner[decision[id].owner].name, grade]) : [[...base, "", "", "", "", grade]];
  });
  function drawPrint() {
    return [h("h3", B.title), h("table", h("thead", h("tr", [L.print_.card, L.print_.text, L.print_.answer, L.print_.why].map(x => h("th", x)))),
      h("tbody", cards.map(c => { const v = verdict(c); return h("tr", h("td", String(c.no)), h("td", c.text), h("td", placed(c.id).map(id => h("p", placeName(id)))), h("td", checked() ? [h("b", L.grade[v.grade] + ". "), v.say] : "")); })))];
  }

  const drawSheet = () => [
    ...B.owners.map(o => h("div.sheetpart", h("h4", o.name), h("ul.sheetlist", B.decisions.filter(x => x.owner === o.id).map(x => h("li", h("b", x.name), `: ${x.about} (${x.windows.map(w => `${w.opens} – ${w.closes}`).join("; ")}; ${put(L.sheetLead, x)})`))))),
    h("div.sheetpart", h("h4", L.tabReasons), h("ul.sheetlist", B.reasons.map(r => h("li", h("b", r.name), ". ", r.ask))))];

  return {
    el, draw, drawVerdict, drawResult, drawPrint, drawSheet, keydown, picked, nameOf,
    knows: id => id in decision || id in reason,
    iconOf: id => isReason(id) ? "none" : owner[decision[id].owner].icon,
    whoOf: id => isReason(id) ? L.noneSlot : owner[decision[id].owner].name,
    mayAdd: to => to.length < B.most && !isReason(to[0]),
    stateOf: c => checked() ? verdict(c).grade : done(c) ? "done" : "todo",
    hovered: node => { if (node.dataset.target === "tab" && node.dataset.tab !== tab) { tab = node.dataset.tab; draw(); } },
    nudge: () => { hint.classList.remove("b-nudge"); void hint.offsetWidth; hint.classList.add("b-nudge"); },
    rows: () => [L.fileColumns, ...answerRows()],
    checkedSay: () => { const n = { good: 0, defensible: 0, no: 0, open: 0 }; grades().forEach(x => n[x.grade]++); return put(L.say.checked, n); },
  };
}

function render({ model, el }) {
  return desk({ model, el, makeSide: side });
}
export default { render, judge };
