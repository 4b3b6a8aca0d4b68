// The desk that placing and coding share: contributions come in one by one, are picked up, and lie at one to three
// targets. What a target is, and what is said after checking, the board itself brings along (`side`).
import { frame } from "./frame.js";
import { HIDDEN, h, put, reveal, scrollTo, step } from "./kit.js";

export function desk({ model, el, makeSide }) {
  const inside = { rows: () => side.rows(), drawPrint: () => side.drawPrint(), drawCards: () => drawCards(), clear: () => clear() };
  const B = model.get("board"), cards = B.contributions, total = cards.length, uid = B.id + "-";
  const F = frame({ model, el, key: `${B.id}:${B.version}`, inside }), { L, icon, kept, announce, count, root, focus } = F;
  const S = { at: 0, hand: false, adding: false, asked: new Set() };
  let before = null;

  // ---------- answers: {card id: [target id, …]}, most important first
  const answers = () => model.get("answers") || {};
  const checked = () => model.get("checked");
  const card = () => cards[S.at];
  const placed = id => answers()[id] || [];
  const done = c => placed(c.id).length > 0;
  const todo = () => cards.filter(c => !done(c)).length;
  let own = false;
  function store(next, isChecked = checked()) {
    own = true;
    model.set("answers", next);
    model.set("checked", isChecked);
    model.save_changes();
    own = false;
    kept.write({ answers: next, checked: isChecked, first: model.get("first") || null });
  }

  // ---------- frame
  const mainBtn = h("button", { "data-f": "main", onclick: () => checked() ? edit() : check() });
  const deskEl = h("section.desk", { "aria-label": L.desk }), strip = h("div.strip", { hidden: true });
  const result = h("section.result", { "aria-labelledby": uid + "result", hidden: true });
  const side = makeSide({ B, L, S, icon, uid, cards, card, placed, done, todo, checked, announce, place, show, root, strip, result, focus, draw, first: () => model.get("first") });
  F.go.append(mainBtn);
  inside.body = [h("div.table", deskEl, side.el), result];
  F.fill();

  // ---------- what the student does
  function pick(adding = false) {
    before = answers();
    S.hand = true; S.adding = adding;
    if (checked()) store(answers(), false);
    if (!adding && done(card())) { const next = { ...answers() }; delete next[card().id]; store(next); }
    side.picked();
    draw();
    focus("pick");
    if (strip.offsetParent) scrollTo(side.el);
  }
  function putBack() {
    if (!S.hand) return;
    S.hand = S.adding = false;
    store(before);
    draw();
    announce(L.say.back, { no: card().no });
    focus(done(card()) ? "add" : "pick");
  }
  function place(id, alone = false) {
    const c = card();
    if (!S.hand) { announce(L.say.pickFirst, { no: c.no }); side.nudge(); return; }
    if (S.adding && alone) return announce(L.say.alone);
    if (placed(c.id).includes(id)) return announce(L.say.same);
    const next = S.adding ? [...placed(c.id), id] : [id];
    S.hand = S.adding = false;
    store({ ...answers(), [c.id]: next });
    S.landed = id;
    announce(L.say.placed, { no: c.no, name: side.nameOf(id), left: todo() ? put(L.say.left, { n: todo() }) : L.say.leftNone });
    draw();
    focus(todo() ? "next" : "main");
    reveal(todo() ? deskEl : root);
  }
  function take(id) {
    const left = placed(card().id).filter(x => x !== id), next = { ...answers(), [card().id]: left };
    if (!left.length) delete next[card().id];
    store(next);
    draw();
    announce(L.say.taken, { no: card().no, name: side.nameOf(id) });
    focus(left.length ? "add" : "pick");
  }
  function front(id) {
    store({ ...answers(), [card().id]: [id, ...placed(card().id).filter(x => x !== id)] });
    draw();
    announce(L.say.front, { name: side.nameOf(id) });
    focus("slot0");
  }
  function show(i, key) {
    if (S.hand) putBack();
    S.at = i;
    draw();
    if (key) focus(key);
  }
  function following() {
    const after = cards.findIndex((c, i) => i > S.at && !done(c)), any = cards.findIndex(c => !done(c));
    return after >= 0 ? after : any >= 0 ? any : (S.at + 1) % total;
  }
  function check() {
    if (S.hand) putBack();
    // The first check closes the first round; what is changed after it is a second one.
    if (!model.get("first")) model.set("first", { ...answers() });
    S.at = 0;
    store(answers(), true);
    draw();
    announce(side.checkedSay());
    focus("verdict");
    reveal(deskEl);
  }
  function edit() { store(answers(), false); draw(); announce(L.say.edit); focus("main"); }
  function clear() {
    S.at = 0; S.hand = S.adding = false; S.asked.clear();
    model.set("first", null);
    store({}, false);
    kept.clear();
    draw();
    focus("pick");
    reveal(root);
  }

  // ---------- drawing
  const button = (key, cls, ic, text, onclick, extra) =>
    h("button.btn" + cls, { "data-f": key, onclick, ...extra }, ic && icon(ic), h("span", text));

  function drawPips() {
    // Rows of equal length, at most nine numbers in a row.
    const perRow = Math.ceil(total / Math.ceil(total / 9));
    const bar = h("div.pips", { role: "toolbar", "aria-label": L.cards }, cards.map((c, i) => {
      const state = side.stateOf(c);
      return h(`button.pip.${state}`, {
        "data-f": "pip" + i, tabindex: i === S.at ? 0 : -1, "aria-current": i === S.at ? "step" : null,
        onclick: () => show(i, "pip" + i), "aria-label": put(L.cardShort, c) + (L.grade[state] ? ", " + L.grade[state] : "") },
      h("span", String(c.no)), state !== "todo" && icon(state === "done" ? "yes" : state));
    }));
    bar.style.setProperty("--pips", perRow);
    return bar;
  }

  function drawSlot(id, i, all) {
    const free = !checked() && !S.hand, name = side.nameOf(id);
    return h("li.slot.full", icon(side.iconOf(id)),
      h("span.where", h("b", name), h("small", side.whoOf(id))),
      all.length > 1 && h("span.rank", h("span.sr", L.rank + " "), String(i + 1)),
      free && h("span.slotacts",
        i > 0 && h("button.mini", { "data-f": "front" + i, onclick: () => front(id), "aria-label": put(L.frontOf, { name }), title: L.front }, icon("up")),
        h("button.mini", { "data-f": "slot" + i, onclick: () => take(id), "aria-label": put(L.takeOf, { name }), title: L.take }, icon("cross"))));
  }

  function drawActs() {
    const c = card(), p = placed(c.id);
    if (S.hand) return [button("pick", ".quiet.wide", "back", L.putBack, putBack)];
    if (!p.length) return [button("pick", ".wide", "hand", L.pick, () => pick(), { "aria-describedby": uid + "hint" })];
    return [
      todo() && button("next", ".wide", "next", L.next, () => { show(following(), "pick"); reveal(deskEl); }),
      side.mayAdd(p) && button("add", ".quiet.wide", "plus", L.add, () => pick(true)),
      button("repick", ".soft.wide", "hand", L.repick, () => pick()),
    ];
  }

  function drawDesk() {
    const c = card(), p = placed(c.id), ok = checked();
    const paper = h(`article.card${S.hand ? ".held" : todo() > 1 && !ok ? ".deep" : ""}`, { "aria-labelledby": uid + "cardno", onpointerdown: dragStart },
      h("div.cardtop", h("h4.cardno", { id: uid + "cardno" }, put(L.card, { no: c.no, total })),
        c.received && h("span.date", h("span.sr", L.received + " "), c.received)),
      h(`blockquote.quote${c.text.length > 220 ? ".long" : ""}`, { dir: "auto" }, c.text),
      h("dl.meta", c.who && h("div", h("dt", L.who), h("dd", c.who)), c.channel && h("div", h("dt", L.via), h("dd", c.channel))),
      h("ul.slots", { "aria-label": L.slots }, p.length ? p.map(drawSlot) : h("li.slot", L.slot), S.adding && h("li.slot", L.slotMore)),
      !ok && h("div.acts", drawActs()));
    deskEl.replaceChildren(drawPips(), h(`div.stack${S.hand ? ".away" : ""}`, paper), ...(ok ? [side.drawVerdict(c, button)] : []));
  }

  function drawStrip() {
    strip.hidden = !S.hand;
    if (!S.hand) return strip.replaceChildren();
    strip.replaceChildren(h("p", h("b", put(card().received ? L.inHand : L.inHandPlain, { no: card().no, date: card().received })), h("span", { dir: "auto" }, card().text)),
      h("button.btn.soft", { "data-f": "strip", onclick: putBack }, L.putBack));
  }

  function draw() {
    const key = el.contains(document.activeElement) ? document.activeElement.dataset.f : null;
    const ok = checked();
    for (const [name, on] of Object.entries({ checked: ok, holding: S.hand })) root.classList.toggle("b-" + name, !!on);
    drawDesk();
    drawStrip();
    side.draw();
    result.hidden = !ok;
    result.replaceChildren(...(ok ? side.drawResult(button) : []));
    count.textContent = put(L.progress, { n: total - todo(), total });
    mainBtn.textContent = ok ? L.edit : L.check;
    mainBtn.className = "b-btn" + (ok || todo() ? " b-quiet" : "");
    S.landed = null;
    if (key && !el.contains(document.activeElement)) focus(key);
  }

  // ---------- keyboard
  root.addEventListener("keydown", e => {
    if (e.key === "Escape" && S.hand) { e.preventDefault(); return putBack(); }
    const pip = e.target.closest(".b-pip"), to = pip && step(e.key, S.at, total);
    if (pip && to !== null) { e.preventDefault(); return show(to, "pip" + to); }
    side.keydown(e);
  });

  // ---------- mouse and pen drag; a finger taps, so that the page keeps scrolling
  function dragStart(e) {
    if (e.pointerType === "touch" || e.button || checked() || e.target.closest("button")) return;
    const x0 = e.clientX, y0 = e.clientY;
    let ghost = null, over = null;
    const target = ev => { const under = document.elementFromPoint(ev.clientX, ev.clientY); return under && root.contains(under) ? under.closest("[data-target]") : null; };
    const go = ev => {
      if (!ghost && Math.hypot(ev.clientX - x0, ev.clientY - y0) < 6) return;
      if (!ghost) {
        ghost = h("div.ghost", HIDDEN, h("b", String(card().no)), " ", card().text);
        root.append(ghost);
        if (!S.hand) pick(side.mayAdd(placed(card().id)) && done(card()));
        getSelection().removeAllRanges();
      }
      ghost.style.transform = `translate(${ev.clientX + 10}px, ${ev.clientY + 10}px)`;
      const now = target(ev);
      if (now !== over) {
        if (over) over.classList.remove("b-over");
        if (now) { now.classList.add("b-over"); side.hovered(now); }
        over = now;
      }
    };
    const stop = ev => {
      off.abort();
      if (over) over.classList.remove("b-over");
      if (!ghost) return !S.hand && !done(card()) ? pick() : null;
      ghost.remove();
      const at = ev.type === "pointerup" && target(ev);
      if (at && at.dataset.target !== "tab") at.click(); else putBack();
    };
    const off = new AbortController(), opt = { signal: off.signal };
    addEventListener("pointermove", go, opt);
    addEventListener("pointerup", stop, opt);
    addEventListener("pointercancel", stop, opt);
  }
  // A finger on the paper itself also picks it up.
  deskEl.addEventListener("click", e => {
    if (e.target.closest(".b-card") && !e.target.closest("button") && !S.hand && !checked() && !done(card()) && !String(getSelection())) pick();
  });

  // ---------- paper: one card for every contribution, to cut out; what they are laid on, the board brings along
  const drawCards = () => [h("h3", B.title), h("div.cutcards", cards.map(c => h("article.cutcard",
    h("p.cardno", put(L.cardShort, c), c.received && ` · ${c.received}`), h("blockquote", { dir: "auto" }, c.text), h("p", [c.who, c.channel].filter(Boolean).join(" · "))))), ...side.drawSheet()];

  // What was kept from an earlier visit comes back, as far as these cards and targets still exist.
  const old = kept.read();
  if (old && !Object.keys(answers()).length) {
    const known = obj => Object.fromEntries(cards.map(c => [c.id, (obj?.[c.id] || []).filter(side.knows)]).filter(([, to]) => to.length));
    model.set("answers", known(old.answers));
    model.set("first", old.first ? known(old.first) : null);
    model.set("checked", !!old.checked);
    model.save_changes();
    const open = cards.findIndex(c => !done(c));
    if (!old.checked && open > 0) S.at = open;
  }
  // Python may change the answers too (in a notebook); our own changes are drawn where they are made.
  const changed = () => own || draw();
  model.on("change:answers change:checked", changed);
  draw();
  root.dataset.ready = "true";
  return () => { F.off(); model.off("change:answers change:checked", changed); };
}
