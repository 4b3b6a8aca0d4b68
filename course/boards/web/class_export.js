// What the class picture saves: tables as CSV and as a spreadsheet, pictures as SVG and PNG. All cells are text or numbers, never formulas.
import { saveAs } from "./kit.js";
import { zip } from "./vendor/zip.js";

const xml = text => String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"]/g, c => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n', SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", PACKED = "http://schemas.openxmlformats.org/package/2006";

const column = n => (n >= 26 ? column(Math.floor(n / 26) - 1) : "") + String.fromCharCode(65 + n % 26);
const boxed = (value, x, y) => {
  const at = `${column(x)}${y + 1}`;
  return typeof value === "number" ? (Number.isFinite(value) ? `<c r="${at}"><v>${value}</v></c>` : "") : `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${xml(value)}</t></is></c>`;
};

// `sheets` is [[name, rows], …]; gives the bytes of an xlsx file.
export function workbook(sheets) {
  const bytes = text => new TextEncoder().encode(HEAD + text), many = sheets.map((_, i) => i + 1);
  return zip({
    "[Content_Types].xml": bytes(`<Types xmlns="${PACKED}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${many.map(n => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join("")}</Types>`),
    "_rels/.rels": bytes(`<Relationships xmlns="${PACKED}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    "xl/workbook.xml": bytes(`<workbook xmlns="${SHEET}" xmlns:r="${REL}"><sheets>${sheets.map(([name], i) => `<sheet name="${xml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`),
    "xl/_rels/workbook.xml.rels": bytes(`<Relationships xmlns="${PACKED}/relationships">${many.map(n => `<Relationship Id="rId${n}" Type="${REL}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join("")}</Relationships>`),
    ...Object.fromEntries(sheets.map(([, rows], i) => [`xl/worksheets/sheet${i + 1}.xml`, bytes(`<worksheet xmlns="${SHEET}"><sheetData>${rows.map((row, y) => `<row r="${y + 1}">${row.map((value, x) => boxed(value, x, y)).join("")}</row>`).join("")}</sheetData></worksheet>`)])),
  }, { level: 6 });
}

// ---------- pictures: drawn apart from the page, with colours of their own, to be put in a report
// Fonts of the computer: those of the page do not come along in a picture.
const FONT = "Segoe UI, Noto Sans, Arial, sans-serif", WIDE = 800, PAD = 28;
const measure = (() => { let pen; return (text, size, bold) => { pen = pen || document.createElement("canvas").getContext("2d"); pen.font = `${bold ? "700" : "400"} ${size}px ${FONT}`; return pen.measureText(text).width; }; })();
function wrap(text, size, bold, room) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
    if (measure(longer, size, bold) > room && lines[lines.length - 1]) lines.push(word); else lines[lines.length - 1] = longer;
  }
  return lines;
}
// `rows` is [{label, value, of, note}]; gives the text of an SVG.
export function barPicture(title, lead, rows) {
  const most = Math.max(1, ...rows.map(row => row.value)), left = 330, room = WIDE - PAD - left - 90, parts = [];
  let y = PAD;
  const line = (text, x, size, extra = "") => parts.push(`<text x="${x}" y="${y}" font-size="${size}" ${extra}>${xml(text)}</text>`);
  for (const text of wrap(title, 20, true, WIDE - 2 * PAD)) { y += 24; line(text, PAD, 20, 'font-weight="700"'); }
  for (const text of wrap(lead, 15, false, WIDE - 2 * PAD)) { y += 21; line(text, PAD, 15, 'fill="#515a5d"'); }
  y += 16;
  for (const row of rows) {
    const lines = wrap(row.label, 15, false, left - PAD - 16), tall = Math.max(30, lines.length * 19 + 8), top = y;
    lines.forEach((text, i) => parts.push(`<text x="${PAD}" y="${top + 19 + i * 19}" font-size="15">${xml(text)}</text>`));
    parts.push(`<rect x="${left}" y="${top + 5}" width="${(room * row.value / most).toFixed(1)}" height="20" fill="#0b6072"/>`, `<text x="${(left + room * row.value / most + 8).toFixed(1)}" y="${top + 20}" font-size="15" font-weight="700">${row.value}</text>`);
    if (row.note) parts.push(`<text x="${(left + room * row.value / most + 8 + measure(String(row.value), 15, true) + 8).toFixed(1)}" y="${top + 20}" font-size="13" fill="#515a5d">${xml(row.note)}</text>`);
    y += tall;
  }
  return framed(parts, y + PAD, `${title}. ${rows.map(row => `${row.label}: ${row.value}`).join("; ")}.`);
}
// `rows` is [{label, alpha, low, high, said}] on a scale from below 0 to 1.
export function alphaPicture(title, rows) {
  const least = Math.min(-.2, ...rows.map(row => row.low).filter(Number.isFinite)), left = 330, room = WIDE - PAD - left - 90, x = value => left + room * (value - least) / (1 - least), parts = [];
  let y = PAD;
  for (const text of wrap(title, 20, true, WIDE - 2 * PAD)) { y += 24; parts.push(`<text x="${PAD}" y="${y}" font-size="20" font-weight="700">${xml(text)}</text>`); }
  const top = y + 14;
  y = top + 6;
  for (const row of rows) {
    parts.push(`<text x="${PAD}" y="${y + 19}" font-size="15">${xml(row.label)}</text>`);
    if (Number.isFinite(row.alpha)) parts.push(`<line x1="${x(row.low).toFixed(1)}" x2="${x(row.high).toFixed(1)}" y1="${y + 14}" y2="${y + 14}" stroke="#7d8381" stroke-width="4"/>`, `<circle cx="${x(row.alpha).toFixed(1)}" cy="${y + 14}" r="8" fill="#0b6072"/>`);
    parts.push(`<text x="${left + room + 16}" y="${y + 19}" font-size="15" font-weight="700">${xml(row.said)}</text>`);
    y += 34;
  }
  for (const value of [0, .5, 1]) parts.push(`<line x1="${x(value)}" x2="${x(value)}" y1="${top}" y2="${y}" stroke="#dcd6ca"/>`, `<text x="${x(value)}" y="${y + 20}" font-size="13" text-anchor="middle" fill="#515a5d">${value}</text>`);
  return framed(parts, y + PAD + 16, `${title}. ${rows.map(row => `${row.label}: ${row.said}`).join("; ")}.`);
}
const framed = (parts, tall, said) => `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDE}" height="${Math.round(tall)}" viewBox="0 0 ${WIDE} ${Math.round(tall)}" font-family="${FONT}" fill="#1c2427" role="img" aria-label="${xml(said)}"><rect width="100%" height="100%" fill="#fffefb"/>${parts.join("")}</svg>`;

export async function asPng(svg, scale = 2) {
  const image = new Image(), canvas = document.createElement("canvas");
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise(done => canvas.toBlob(done, "image/png"));
  return new Uint8Array(await blob.arrayBuffer());
}
export const saveZip = (name, files) => saveAs(name, zip(files, { level: 6 }), "application/zip");
