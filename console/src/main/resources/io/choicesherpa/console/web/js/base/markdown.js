import {html} from 'lit';

// A small part of Markdown, for runbooks: headings, paragraphs, lists, code, tables, links, strong
// and emphasis. Everything ends up in text bindings: markup in the text stays text.

const BLOCK = /^(?:#{1,6} |```|\s*[-*] |\s*\d+\. |\||> )/;

export function markdown(text) {
  const lines = text.replace(/\r/g, '').split('\n');
  const blocks = [];
  for (let i = 0; i < lines.length; ) i = block(lines, i, blocks);
  return html`<div class="prose">${blocks}</div>`;
}

/** Takes one block from line `i` on; answers where the next begins. */
function block(lines, i, out) {
  const line = lines[i];
  if (!line.trim()) return i + 1;
  const heading = /^(#{1,6}) (.*)$/.exec(line);
  if (heading) {
    out.push(heading[1].length <= 1 ? html`<h3>${inline(heading[2])}</h3>` : html`<h4>${inline(heading[2])}</h4>`);
    return i + 1;
  }
  if (line.startsWith('```')) return code(lines, i, out);
  if (/^\|/.test(line)) return table(lines, i, out);
  if (/^\s*([-*]|\d+\.) /.test(line)) return list(lines, i, out);
  const quote = line.startsWith('> ');
  const end = endOf(lines, i, (l) => l.trim() && (quote ? l.startsWith('>') : !BLOCK.test(l)));
  const words = lines.slice(i, Math.max(end, i + 1)).map((l) => l.replace(/^> ?/, '')).join(' ');
  out.push(quote ? html`<blockquote>${inline(words)}</blockquote>` : html`<p>${inline(words)}</p>`);
  return Math.max(end, i + 1);
}

function endOf(lines, from, belongs) {
  let i = from;
  while (i < lines.length && belongs(lines[i])) i++;
  return i;
}

function code(lines, i, out) {
  const end = endOf(lines, i + 1, (l) => !l.startsWith('```'));
  out.push(html`<pre tabindex="0">${lines.slice(i + 1, end).join('\n')}</pre>`);
  return end + 1;
}

function list(lines, i, out) {
  const numbered = /^\s*(\d+)\./.exec(lines[i]);
  const end = endOf(lines, i, (l) => l.trim() && (/^\s*([-*]|\d+\.) /.test(l) || /^\s+\S/.test(l)));
  const items = [];
  for (const line of lines.slice(i, end)) {
    const item = /^\s*(?:[-*]|\d+\.) (.*)$/.exec(line);
    if (item) items.push(item[1]);
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  const drawn = items.map((item) => html`<li>${inline(item)}</li>`);
  out.push(numbered ? html`<ol start=${numbered[1]}>${drawn}</ol>` : html`<ul>${drawn}</ul>`);
  return end;
}

function table(lines, i, out) {
  const end = endOf(lines, i, (l) => /^\|/.test(l));
  const rows = lines.slice(i, end).filter((l) => !/^\|[\s:|-]+\|?$/.test(l)).map((l) => l.replace(/^\||\|\s*$/g, '').split(/(?<!\\)\|/).map((c) => c.trim()));
  const [head, ...body] = rows;
  out.push(html`<table class="list"><thead><tr>${head.map((c) => html`<th scope="col">${inline(c)}</th>`)}</tr></thead>
    <tbody>${body.map((r) => html`<tr>${r.map((c) => html`<td>${inline(c)}</td>`)}</tr>`)}</tbody></table>`);
  return end;
}

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)|<(https?:[^>\s]+)>/g;

function inline(text) {
  const parts = [];
  let at = 0;
  for (const m of text.matchAll(INLINE)) {
    parts.push(text.slice(at, m.index));
    if (m[1] !== undefined) parts.push(html`<code>${m[1]}</code>`);
    else if (m[2] !== undefined) parts.push(html`<strong>${m[2]}</strong>`);
    else if (m[3] !== undefined) parts.push(html`<em>${m[3]}</em>`);
    else parts.push(link(m[4] ?? m[6], m[5] ?? m[6]));
    at = m.index + m[0].length;
  }
  parts.push(text.slice(at));
  return parts;
}

/** Only to the web and within the page; what else it may be stays text. */
function link(text, to) {
  if (to.startsWith('#/')) return html`<a href=${to}>${text}</a>`;
  return /^https?:\/\//.test(to) ? html`<a href=${to} target="_blank" rel="noopener noreferrer">${text}</a>` : text;
}
