// Make my code: the answers as a short text to hand in, with role and round, and nothing that says who.
import { ROLES, encode } from "./answer_code.js";
import { announcer, h, put, shelf } from "./kit.js";
import { qr } from "./vendor/qr.js";

const SVG = "http://www.w3.org/2000/svg", QUIET = 4;

// A picture of a code: dark on light whatever the colours of the page, for that is what cameras read.
export function drawQr(text, name) {
  const { data, size } = qr(text, { ecc: "M", border: QUIET }), svg = document.createElementNS(SVG, "svg"), path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("class", "b-qr");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", name);
  svg.setAttribute("shape-rendering", "crispEdges");
  path.setAttribute("d", data.flatMap((row, y) => row.map((dark, x) => dark ? `M${x} ${y}h1v1h-1z` : "")).join(""));
  svg.append(path);
  return svg;
}

// The lot decides who plays which role; it stays with this board until everything is cleared.
export function lot({ B, L, icon, announce }) {
  const kept = shelf(`role:${B.id}`), box = h("p.lot");
  let role = (kept.read() || {}).role || "";
  const told = () => dispatchEvent(new CustomEvent("course-role", { detail: B.id }));
  const button = h("button.btn.soft", { "data-f": "lot", onclick: () => {
    role = ROLES[1 + crypto.getRandomValues(new Uint8Array(1))[0] % 2];
    kept.write({ role });
    draw();
    announce(L.code.roleIs[role]);
    told();
  } }, icon("lot"), h("span", L.code.draw));
  function draw() { box.replaceChildren(...(role ? [icon("lot"), h("span", { tabindex: -1, "data-f": "role" }, h("b", L.code.roles[role]), " ", L.code.roleIs[role])] : [button, h("span.dim", L.code.why)])); }
  draw();
  return { box, role: () => role, clear() { role = ""; kept.clear(); draw(); told(); } };
}

// `given` tells for round 1 and round 2 what was answered: {item: [option, …]}. Round 1 is what stood there at the first check.
export function codebox({ B, L, icon, given, changed, role }) {
  const C = L.code, uid = `${B.id}-code`, [line, announce] = announcer();
  let round = 0, open = false;
  const box = h("div.codebox", { hidden: true, id: uid });
  const button = h("button.btn.quiet", { "data-f": "code", "aria-expanded": "false", "aria-controls": uid, onclick: () => { open = !open; draw(); if (open) box.querySelector("output").focus({ preventScroll: true }); } }, icon("code"), h("span", C.make));

  function copyOf(text) {
    const copy = h("button.btn", { "data-f": "copycode", onclick: async () => {
      try { await navigator.clipboard.writeText(text); } catch { return byHand(text); }
      copy.lastChild.textContent = C.copied;
      announce(C.copied);
      setTimeout(() => { copy.lastChild.textContent = C.copy; }, 2500);
    } }, icon("copy"), h("span", C.copy));
    return copy;
  }
  // Some browsers refuse the clipboard, for a page from a file or in a frame: then the code is selected, to copy by hand.
  function byHand(text) {
    let area = box.querySelector("textarea");
    if (!area) {
      area = h("textarea", { readonly: true, rows: 2, "aria-label": C.title });
      box.append(h("p.note", C.copyFailed), area);
    }
    area.value = text;
    area.focus();
    area.select();
    announce(C.copyFailed);
  }
  function draw() {
    button.setAttribute("aria-expanded", String(open));
    box.hidden = !open;
    if (!open) return;
    const key = box.contains(document.activeElement) ? document.activeElement.dataset.f : null;
    const now = B.round || round || (changed() ? 2 : 1), answers = given(now), mine = role(), code = encode(B.sheet, answers, { role: mine, round: now });
    const many = B.sheet.items.filter(item => (answers[item] || []).length).length, total = B.sheet.items.length;
    const pick = n => h("label.option", h("input", { type: "radio", name: `${uid}-round`, value: n, checked: n === now, "data-f": `round${n}`, onchange: () => { round = n; draw(); announce(`${C.rounds[n]}. ${box.querySelector("output").textContent}`); } }), h("span", C.rounds[n]));
    box.replaceChildren(
      h("h4", { id: `${uid}-title` }, C.title),
      B.round ? "" : h("fieldset.field.rounds", h("legend", C.round), h("div.options", pick(1), pick(2))),
      h("div.codeshown", h("div", h("output.code", { tabindex: -1, "data-f": "codetext", "aria-labelledby": `${uid}-title` }, code),
        h("p", put(many === total ? C.whole : C.part, { n: many, total }), " ", mine ? put(C.asRole, { role: C.roles[mine] }) : ""), h("p.note", C.noName), h("p.go", copyOf(code))),
      drawQr(code, C.picture)), line);
    if (key) { const node = box.querySelector(`[data-f="${key}"]`); if (node) node.focus({ preventScroll: true }); }
  }
  const redraw = event => event.detail === B.id && draw();
  addEventListener("course-role", redraw);
  return { button, box, draw, clear() { round = 0; open = false; draw(); }, off() { removeEventListener("course-role", redraw); } };
}
