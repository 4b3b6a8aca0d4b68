// The board to plan levels of connecting. What a level asks and why it holds comes from Python; here it is only added up.
import { choices } from "./choices.js";
import { enumerate, h, put } from "./kit.js";

export function totals(B, answers) {
  const levels = B.groups.flatMap(g => g.rows).map(row => row.options.find(o => o.id === (answers[row.id] || [])[0])).filter(Boolean);
  const sum = of => levels.reduce((so, level) => so + of(level), 0), weeks = sum(x => x.weeks), talks = sum(x => x.yes.length);
  const grades = { good: 0, defensible: 0, no: 0, open: B.groups.flatMap(g => g.rows).length - levels.length };
  for (const level of levels) grades[level.grade] += 1;
  return { weeks, talks, openings: sum(x => x.openings), fit: B.fits[`${Number(weeks > B.weeks)}${Number(talks > B.talks)}`], grades };
}

function render(given) {
  return choices(given, "levels", (F, { chosen, all }) => {
    const { B, L, icon } = F;
    const levelOf = row => row.options.find(o => o.id === chosen(row));
    const line = (text, used, room) => h("div.sumline" + (used > room ? ".past" : ""), h("p", h("b", put(text, { n: used, room })), used > room && h("span", put(L.tooMuch, { n: used - room }))),
      h("span.tank", { "aria-hidden": "true" }, h("i", { style: { width: `${Math.min(used / room, 1) * 100}%` } })));
    const facts = o => [o.weeks ? put(o.weeks === 1 ? L.week : L.weeks, { n: o.weeks }) : L.noDelay, L.openings[o.openings], `${L.cost} ${o.cost}`].filter(Boolean).join(" · ");
    const asked = d => h(`span.ask.t-${d.timing}`, icon(d.timing), h("span", `${d.name} (${d.id})${d.owner && `, ${d.owner}`}: `, h("b", d.when), d.timing === "tight" || d.timing === "on_time" ? ` ${put(L.until, { day: d.closes })}` : ""));
    const sayOf = row => { const o = levelOf(row); return o ? `${L.grade[o.grade]}. ${o.say}` : ""; };
    const summary = answers => { const x = totals(B, answers); return `${put(L.sumWeeks, { n: x.weeks, room: B.weeks })}, ${put(L.sumTalks, { n: x.talks, room: B.talks })}.`; };

    return {
      title: row => row.name,
      about: row => h("div.case", h("p.voice", row.says), h("p", row.works), h("p.dim", row.owner)),
      option: (row, o) => [h("b", o.name), h("span.facts", facts(o)), o.yes.length ? h("span.asks", h("span.dim", L.yes), o.yes.map(asked)) : h("span.asks", h("span.dim", L.nobody))],
      meter: answers => { const x = totals(B, answers); return [line(L.sumWeeks, x.weeks, B.weeks), line(L.sumTalks, x.talks, B.talks)]; },
      meterText: summary,
      countText: answers => put(L.progress, { n: all.length - totals(B, answers).grades.open, total: all.length }),
      ready: answers => totals(B, answers).grades.open === all.length ? L.say.chooseFirst : null,
      verdict: row => { const o = levelOf(row); return o && h("div.verdict", h(`p.grade.${o.grade}`, icon(o.grade), h("span", L.grade[o.grade])), h("p.says", o.say),
        h("details.others", h("summary", L.others), row.options.filter(x => x !== o).map(x => h("p", h("b", `${x.name}. `), h("span.dim", `${L.grade[x.grade]}. `), x.say)))); },
      said: row => sayOf(row),
      resultText: answers => { const x = totals(B, answers); return `${L.fit[x.fit]} ${summary(answers)}`; },
      result(answers, first) {
        const x = totals(B, answers), then = totals(B, first || answers);
        const many = grade => h("div", h("dt", h(`span.grade.${grade}`, icon(grade), h("span", L.grade[grade]))), h("dd", h("b", String(x.grades[grade])), then.grades[grade] !== x.grades[grade] && h("small", ` (${put(L.firstRound, { n: then.grades[grade] })})`)));
        const apart = all.filter(row => chosen(row) === "none").map(row => row.name);
        return [
          h("div", h("p.says", h("b", L.fit[x.fit])), h("p", put(L.sums, { weeks: x.weeks, room: B.weeks, talks: x.talks, chairs: B.talks, openings: x.openings }))),
          h("dl.tally", ["good", "defensible", "no", "open"].filter(grade => grade !== "open" || x.grades.open).map(many)),
          h("div", h("h4", L.apart), h("p", apart.length ? put(L.apartSome, { names: enumerate(apart, L.and) }) : L.apartNone)),
        ];
      },
      cells: (row, answers) => { const o = levelOf(row); return [o ? o.weeks : "", o ? o.yes.map(d => d.id).join(" ") : "", given.model.get("checked") ? sayOf(row) : ""]; },
      paper: row => [h("blockquote", row.says), h("p", row.works), h("p", row.owner)],
      paperOption: (row, o) => `${o.name}: ${facts(o)}. ${o.yes.length ? `${L.yes} ${o.yes.map(d => `${d.name} (${d.id}, ${d.when})`).join(", ")}` : L.nobody}`,
    };
  });
}
export default { totals, render };
