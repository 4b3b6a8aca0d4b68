// Finds exit slips in what a class handed in, as course/classroom/exit_slips.py does; a test holds the two equal. Draws them too: answers per question, and points for the second.
import { download, h, put } from "./kit.js";

const GAP = "[ \\t\\r\\n\\u00a0>|]", SLIP_MARK = new RegExp(`\\[${GAP}*lesson${GAP}*([0-9]{1,3})${GAP}*\\.${GAP}*exit${GAP}*\\]`, "giu");
const WRAPPED = /[ \t\u00a0]*\r?\n[ \t>|\u00a0]*/g, ENDS = /^[ \t\r\n\u00a0>|]+|[ \t\r\n\u00a0>|]+$/g;

const patternOf = question => question.split(/\s+/).map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("…", "(?:…|\\.\\.\\.)").replaceAll("’", "['’]")).join(`${GAP}+`);

export function findSlips(text, { forms, empty }) {
  const found = [], firsts = new Set(forms.flatMap(form => Object.values(form.questions).map(questions => questions[0])));
  const events = [...text.matchAll(SLIP_MARK)].map(one => [one.index, Number(one[1])]);
  for (const one of text.matchAll(new RegExp([...firsts].map(patternOf).join("|"), "giu"))) events.push([one.index, null]);
  events.sort((a, b) => a[0] - b[0]);
  let counted = 0, number = 1;
  const lineOf = place => { for (let i = text.indexOf("\n", counted); i >= 0 && i < place; i = text.indexOf("\n", i + 1)) { number++; counted = i + 1; } return number; };
  const answersIn = (told, lesson) => {
    const form = forms.find(one => one.lesson === lesson);
    for (const questions of form ? Object.values(form.questions) : []) {
      const whole = new RegExp("^" + questions.map(patternOf).join("(.*)") + "(.*)", "isu").exec(told);
      if (whole) return whole.slice(1).map(answer => answer.replace(WRAPPED, " ").replace(ENDS, "")).map(answer => empty.includes(answer) ? "" : answer);
    }
    return null;
  };
  let begun = null;
  for (const [place, lesson] of events) {
    if (lesson === null) {
      if (begun !== null) found.push({ fault: "end", line: begun.line });
      begun = { place, line: lineOf(place) };
      continue;
    }
    const answers = begun && answersIn(text.slice(begun.place, place), lesson), line = lineOf(place);
    found.push(answers ? { lesson, answers, line } : { fault: "start", line });
    begun = null;
  }
  if (begun) found.push({ fault: "end", line: begun.line });
  return found;
}

// Those that count, those that cannot be read, and how many say exactly the same as an earlier one.
export function countOnce(found) {
  const slips = new Map(), faults = [];
  let same = 0;
  for (const one of found) {
    const key = one.fault || (one.answers.some(Boolean) ? JSON.stringify([one.lesson, one.answers]) : String(one.line));
    if (one.fault) faults.push(one);
    else if (slips.has(key)) same++;
    else slips.set(key, one);
  }
  return { slips: [...slips.values()], faults, same };
}

// What they say, as text and without names; points are given here and stay on this page.
export function slipBox({ B, L, button, announce }) {
  const W = L.slips, box = h("section.slips", { hidden: true, "aria-labelledby": "cp-slips" }), points = new Map();
  let seen = [];
  const many = (words, n) => put(n === 1 ? words.one : words.many, { n }), keyOf = slip => JSON.stringify([slip.lesson, slip.answers, slip.line]);
  const said = (slips, i) => slips.filter(slip => slip.answers[i]);

  function scored(lesson, slips, i) {
    const counts = () => W.scores.map((_, n) => said(slips, i).filter(slip => points.get(keyOf(slip)) === n).length), totals = h("p.scoretotals");
    const tell = () => { const n = counts(); totals.textContent = [...W.scores.map((text, score) => `${score} (${text}): ${n[score]}`), `${W.unscored}: ${said(slips, i).length - n.reduce((so, x) => so + x, 0)}`].join(" · "); };
    const row = (slip, no) => h("li", h("p", { dir: "auto" }, slip.answers[i]), h("fieldset.score", h("legend.sr", put(W.points, { n: no + 1 })), W.scores.map((text, score) => h("label", { title: text },
      h("input", { type: "radio", name: `cp-slip-${lesson}-${no}`, value: score, checked: points.get(keyOf(slip)) === score, "data-f": `score-${lesson}-${no}-${score}`, onchange: () => { points.set(keyOf(slip), score); tell(); announce(totals.textContent); } }), h("span", String(score), h("span.sr", `, ${text}`))))));
    tell();
    return [h("p.dim", W.scoreHint), totals, h("ol.sliplist", said(slips, i).map(row))];
  }
  function save(lesson, questions, slips) {
    download(`${W.fileName}-${lesson}.csv`, [[...questions, W.column], ...slips.map(slip => [...slip.answers, points.get(keyOf(slip)) ?? ""])]);
    announce(L.saved);
  }
  function draw() {
    const lessons = [...new Set(seen.map(slip => slip.lesson))].sort((a, b) => a - b);
    box.replaceChildren(h("h3", { id: "cp-slips" }, W.title), h("p.lead", W.lead), ...lessons.map(lesson => {
      const slips = seen.filter(slip => slip.lesson === lesson), questions = B.slips.forms.find(form => form.lesson === lesson).questions[B.slips.lang];
      return h("article.slip", h("h4", put(W.lesson, { lesson, many: many(W.count, slips.length) })), questions.map((question, i) => h("details", { "data-f": `slips-${lesson}-${i}` }, h("summary", `${question} (${said(slips, i).length})`),
        i === 1 ? scored(lesson, slips, i) : h("ul.sliplist", said(slips, i).map(slip => h("li", { dir: "auto" }, slip.answers[i]))))), h("p.go", button(`slips-save-${lesson}`, ".soft", "save", W.save, () => save(lesson, questions, slips))));
    }));
    box.hidden = !seen.length;
  }
  return {
    box,
    take(found) { seen = found.slips; draw(); },
    said: found => [found.slips.length && many(W.count, found.slips.length), found.same && many(W.same, found.same), found.faults.length && `${many(W.faults, found.faults.length)} (${found.faults.slice(0, 5).map(one => `${put(L.line, { n: one.line })}: ${W.why[one.fault]}`).join("; ")}${found.faults.length > 5 ? "; …" : ""})`].filter(Boolean).join(", "),
  };
}
