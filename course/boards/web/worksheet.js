// A worksheet: questions with one choice or some words of one's own, kept in this browser.
import { codebox } from "./codebox.js";
import { announcer, confirmButton, h, icons, put, shelf } from "./kit.js";

function render({ model, el }) {
  const B = model.get("board"), L = B.labels, icon = icons(B.icons), kept = shelf(B.id), [line, announce] = announcer();
  const answers = () => model.get("answers") || {};
  let code = null;
  function store(id, value) {
    const next = { ...answers(), [id]: value };
    if (!value) delete next[id];
    model.set("answers", next);
    model.save_changes();
    kept.write({ answers: next });
    if (code) code.draw();
    dispatchEvent(new CustomEvent("course-worksheet", { detail: B.id }));
  }
  const old = kept.read();
  if (old && !Object.keys(answers()).length) { model.set("answers", old.answers || {}); model.save_changes(); }

  const nameOf = (field, value) => { const found = field.options.find(o => o[0] === value); return found ? found[1] : ""; };
  const words = text => (text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) || []).length;

  function choice(field, n) {
    const name = `${B.id}-${field.id}`;
    return h("fieldset.field", h("legend", field.question), field.hint && h("p.note", field.hint), h("div.options", field.options.map(([value, text]) =>
      h("label.option", h("input", { type: "radio", name, value, checked: answers()[field.id] === value, onchange: () => store(field.id, value) }), h("span", text)))));
  }
  function text(field) {
    const id = `${B.id}-${field.id}`, count = h("p.note", { id: id + "n" });
    const area = h("textarea", { id, rows: field.rows || 3, dir: "auto", "aria-describedby": id + "n" });
    let said = 0;
    const tell = () => {
      const n = words(area.value), over = field.most ? n - field.most : 0;
      count.textContent = !field.most ? put(L.wordsFree, { n }) : put(over > 0 ? L.wordsOver : L.words, { n, most: field.most, over });
      count.classList.toggle("b-over", over > 0);
      if (over > 0 && said <= 0) announce(count.textContent);
      said = over;
    };
    area.value = answers()[field.id] || "";
    area.addEventListener("input", () => { tell(); store(field.id, area.value); });
    tell();
    return h("div.field", h("label", { for: id }, field.question), field.hint && h("p.note", field.hint), area, count);
  }
  // What was chosen on an earlier sheet, shown beside the same question now.
  function recall(field) {
    const out = h("p.recall");
    const tell = () => {
      const then = (shelf(field.sheet).read() || {}).answers || {};
      const parts = field.fields.map(f => nameOf(f, then[f.id])).filter(Boolean);
      out.textContent = parts.length ? put(L.earlier, { name: parts.join(" · ") }) : L.earlierNone;
    };
    addEventListener("course-worksheet", e => e.detail === field.sheet && tell());
    tell();
    return out;
  }

  function asText() {
    return [B.title, ...B.fields.filter(f => f.kind !== "recall").flatMap(f => {
      const value = answers()[f.id];
      return ["", f.question, value ? (f.kind === "choice" ? nameOf(f, value) : value) : `(${L.empty})`];
    }), ...(B.mark ? ["", B.mark] : [])].join("\n");
  }
  async function copy(button) {
    try { await navigator.clipboard.writeText(asText()); button.lastChild.textContent = L.copied; announce(L.copied); } catch {
      const byHand = h("div.byhand", h("p.note", L.copyFailed), h("textarea", { readonly: true, rows: 6, "aria-label": L.copy })), area = byHand.lastChild;
      area.value = asText();
      el.querySelector(".b-byhand")?.remove();
      button.parentNode.after(byHand);
      area.focus(); area.select();
      announce(L.copyFailed);
      return;
    }
    setTimeout(() => { button.lastChild.textContent = L.copy; }, 2000);
  }

  const make = { choice, text, recall };
  function draw() {
    const fields = h("div.fields", B.fields.map((f, n) => make[f.kind](f, n)));
    const copyBtn = h("button.btn.soft", { onclick: () => copy(copyBtn) }, icon("copy"), h("span", L.copy));
    const clearBtn = confirmButton(h("button.btn.soft", { "data-f": "clear" }, icon("clear"), h("span", L.clear)), { rest: L.clear, sure: L.clearSure }, () => {
      model.set("answers", {});
      model.save_changes();
      kept.clear();
      dispatchEvent(new CustomEvent("course-worksheet", { detail: B.id }));
      draw();
      el.querySelector("[data-f=clear]").focus();
      announce(L.cleared);
    });
    if (code) code.off();
    code = B.sheet ? codebox({ B, L, icon, role: () => "", given: () => Object.fromEntries(B.sheet.items.filter(id => answers()[id]).map(id => [id, [answers()[id]]])), changed: () => false }) : null;
    const sheet = h("section.board.sheet", { "aria-label": B.title }, h("div.sheethead", h("h3.title", B.title), B.intro && h("p.intro", B.intro)), fields,
      h("footer.foot", code ? code.button : "", copyBtn, clearBtn, h("p.note", kept.works ? L.kept : L.notKept)), code ? code.box : "", line);
    sheet.dataset.ready = "true";
    el.replaceChildren(sheet);
  }
  draw();
}
export default { render };
