// The class picture worked out, as course/classroom/tally.py and course/agreement.py do; a test holds the two equal.
// An exercise E comes from Python: {number, mark, seed, most, items, lists, of, values, variables, level}.

export const ROUNDS = [1, 2], RESAMPLES = 2000;
const BY_ROLE = ["participation", "back_office"];

// Of codes with the same key only the last counts; a code without a name is nobody's double.
export function gather(found, doubles = "name") {
  const key = one => !one.answers || doubles === "all" || (doubles === "name" && !one.name) ? null
    : JSON.stringify([one.answers.sheet.number, one.answers.sheet.mark, one.answers.sheet.seed, one.answers.round, doubles === "name" ? one.name : one.line]);
  const last = new Map(), keys = found.map(key), counted = [], left = [];
  keys.forEach((k, place) => { if (k !== null) last.set(k, place); });
  found.forEach((one, place) => {
    if (!one.answers) return;
    if (keys[place] !== null && last.get(keys[place]) !== place) left.push([one, found[last.get(keys[place])].line]);
    else counted.push(one);
  });
  return { counted, doubles: left, broken: found.filter(one => one.fault) };
}

export function classes(handed) {
  const groups = new Map();
  for (const { answers } of handed.counted) {
    const k = [answers.sheet.number, answers.sheet.mark, answers.sheet.seed].join();
    if (!groups.has(k)) groups.set(k, { sheet: answers.sheet, answers: [] });
    groups.get(k).answers.push(answers);
  }
  return [...groups.values()].sort((a, b) => b.answers.length - a.answers.length);
}

export const roundsOf = group => ROUNDS.filter(round => group.answers.some(one => one.round === round));
export const students = (group, round, role) => group.answers.filter(one => one.round === round && (!role || one.role === role));

const bySize = numbers => [...numbers].filter(([, many]) => many).sort((a, b) => b[1] - a[1]);
export function spreads(group, round) {
  const coders = students(group, round), { sheet } = group;
  return sheet.items.map((item, i) => {
    const options = sheet.lists[sheet.of[i]], first = new Map(options.map(o => [o, 0])), also = new Map(first);
    let open = 0;
    for (const { answers } of coders) {
      const chosen = answers[item] || [];
      if (!chosen.length) open += 1;
      chosen.forEach((one, rank) => { const to = rank ? also : first; to.set(one, to.get(one) + 1); });
    }
    const total = coders.length - open, same = [...first.values()].reduce((so, n) => so + n * (n - 1), 0);
    return { item, first: bySize(first), also: bySize(also), open, disagreement: total > 1 ? 1 - same / (total * (total - 1)) : NaN };
  });
}
export function disputed(group, round, many = 2) {
  return spreads(group, round).filter(one => one.disagreement > 0).sort((a, b) => b.disagreement - a.disagreement || a.open - b.open).slice(0, many);
}

// ---------- agreement: from how often each question of a set got each value
export function counts(sheet, variable, values, coders) {
  const place = new Map(variable.values.map((value, at) => [value, at]));
  return variable.items.map(item => {
    const i = sheet.items.indexOf(item), options = sheet.lists[sheet.of[i]], to = new Map(options.map((o, n) => [o, place.get(values[i][n])])), row = new Float64Array(variable.values.length);
    for (const { answers } of coders) if (answers[item] && answers[item].length) row[to.get(answers[item][0])] += 1;
    return row;
  });
}
const sum = row => { let so = 0; for (let i = 0; i < row.length; i++) so += row[i]; return so; };
// The distance between two values: 0 or 1, or for an ordinal scale the codes from the one up to the other, squared.
function distances(totals, level) {
  if (level === "nominal") return null;
  let before = 0;
  const scale = Array.from(totals, n => { const at = before + n / 2; before += n; return at; });
  return scale.map(a => scale.map(b => (a - b) ** 2));
}
function apart(one, other, far) {
  let so = 0;
  if (!far) { const here = sum(one), there = sum(other); for (let i = 0; i < one.length; i++) so += one[i] * other[i]; return here * there - so; }
  for (let i = 0; i < one.length; i++) if (one[i]) for (let j = 0; j < other.length; j++) so += one[i] * other[j] * far[i][j];
  return so;
}
const weighed = (table, times) => { const totals = new Float64Array(table.length ? table[0].length : 0); table.forEach((row, i) => { if (times[i]) for (let j = 0; j < totals.length; j++) totals[j] += row[j] * times[i]; }); return totals; };

export function alpha(table, level, times = table.map(() => 1)) {
  const held = table.map(row => sum(row) > 1), kept = times.map((n, i) => held[i] ? n : 0), totals = weighed(table, kept), codes = sum(totals);
  if (!codes) return NaN;
  const far = distances(totals, level);
  let seen = 0;
  table.forEach((row, i) => { if (kept[i]) seen += kept[i] * apart(row, row, far) / (sum(row) - 1); });
  const chance = apart(totals, totals, far);
  return chance ? 1 - seen * (codes - 1) / chance : NaN;
}
export function across(one, other, level, times = one.map(() => 1)) {
  const kept = times.map((n, i) => sum(one[i]) && sum(other[i]) ? n : 0), pooled = one.map((row, i) => row.map((n, j) => n + other[i][j]));
  const totals = weighed(pooled, kept), codes = sum(totals);
  if (codes < 2) return NaN;
  const far = distances(totals, level);
  let seen = 0;
  one.forEach((row, i) => { if (kept[i]) seen += kept[i] * sum(pooled[i]) * apart(row, other[i], far) / (sum(row) * sum(other[i])); });
  const chance = apart(totals, totals, far);
  return chance ? 1 - seen * (codes - 1) / chance : NaN;
}

// Numbers that look like chance and are the same every time (mulberry32).
function chances(seed) {
  let state = seed >>> 0;
  return () => {
    state = state + 0x6d2b79f5 | 0;
    let x = Math.imul(state ^ state >>> 15, 1 | state);
    x = x + Math.imul(x ^ x >>> 7, 61 | x) ^ x;
    return ((x ^ x >>> 14) >>> 0) / 4294967296;
  };
}
export function interval(items, alphaOf) {
  const next = chances(20270401), found = [];
  for (let n = 0; n < RESAMPLES; n++) {
    const times = new Array(items).fill(0);
    for (let i = 0; i < items; i++) times[Math.floor(next() * items)] += 1;
    const one = alphaOf(times);
    if (!Number.isNaN(one)) found.push(one);
  }
  found.sort((a, b) => a - b);
  const quantile = share => { const at = share * (found.length - 1), low = Math.floor(at); return found[low] + (found[Math.min(low + 1, found.length - 1)] - found[low]) * (at - low); };
  return found.length ? [quantile(.025), quantile(.975)] : [NaN, NaN];
}

// For each set of questions and round: everyone, and if both roles were played, within each and across them.
export function agreements(group, E) {
  return E.variables.flatMap(variable => roundsOf(group).flatMap(round => {
    const row = (who, coders, alphaOf) => { const found = alphaOf(), [low, high] = Number.isNaN(found) ? [NaN, NaN] : interval(variable.items.length, alphaOf); return { variable, round, who, alpha: found, low, high, coders }; };
    const of = coders => counts(group.sheet, variable, E.values, coders), everyone = students(group, round), all = of(everyone);
    const rows = [row("everyone", everyone.length, times => alpha(all, E.level, times))], [these, those] = BY_ROLE.map(role => students(group, round, role));
    if (these.length > 1 && those.length > 1) {
      const one = of(these), other = of(those);
      rows.push(row("participation", these.length, times => alpha(one, E.level, times)), row("back_office", those.length, times => alpha(other, E.level, times)),
        row("across", these.length + those.length, times => across(one, other, E.level, times)));
    }
    return rows;
  }));
}
