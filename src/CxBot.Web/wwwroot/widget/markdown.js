import { h, link } from './dom.js';

// The server escapes what is no mark (CxBot.Words.Dialect). No lookbehind: older Safari refuses the file.
const item = /^( *)([-*]|\d+[.)]) (.*)/;
const token = /\\(.)|(\*\*|_|~~)|(`+) ?([^]*?) ?\3(?!`)|\[((?:\\.|[^\]])*)\]\(([^()\s]*)\)|<(\w+:[^\s<>]*)>|(https?:\/\/[^\s<>"]*[^\s<>".,;:!?'*_)\]])| *\n/g;
const tags = { '**': 'strong', _: 'em', '~~': 'del' };

const anchor = (href, label = href) => /^(https?|mailto|tel):/i.test(href) ? link(href, null, label) : label;

// Nodes, never HTML.
function inline(text) {
  const open = [];
  let parts = [];
  let from = 0;
  for (const match of text.matchAll(token)) {
    const [all, escaped, mark, , code, label, href, auto, address] = match;
    parts.push(text.slice(from, match.index));
    from = match.index + all.length;
    if (!mark) {
      parts.push(escaped ?? (code != null ? h('code', null, code)
        : href ? anchor(href, inline(label)) : auto || address ? anchor(auto ?? address) : h('br')));
    } else if (open[0]?.mark === mark) {
      const { before } = open.shift();
      before.push(h(tags[mark], null, parts));
      parts = before;
    } else {
      open.unshift({ mark, before: parts });
      parts = [];
    }
  }
  parts.push(text.slice(from));
  // What stays open is text.
  for (const { mark, before } of open) parts = [...before, mark, ...parts];
  return parts;
}

function blocks(lines, depth = 9) {
  const parts = [];
  let list;
  for (let i = 0; i < lines.length;) {
    const line = lines[i++];
    const body = [];
    const [, indent, mark, first] = depth && line.match(item) || [];
    const [fence] = line.match(/^```+/) ?? [];
    const quoted = () => /^>( |$)/.test(lines[i]);
    if (!line.trim()) continue;
    if (mark) {
      const deep = text => text?.search(/\S/) > indent.length + 1;
      while (deep(lines[i]) || lines[i]?.trim() === '' && deep(lines[i + 1])) body.push(lines[i++].slice(indent.length + mark.length + 1));
      const sign = mark.slice(-1);
      if (list?.sign !== sign)
        parts.push(list = Object.assign(h(/\d/.test(mark) ? 'OL' : 'UL', { start: parseInt(mark) || null }), { sign }));
      list.append(h('li', null, blocks([first, ...body], depth - 1)));
      continue;
    }
    list = null;
    if (fence) {
      while (i < lines.length && lines[i] !== fence) body.push(lines[i++]);
      i++;
      parts.push(h('pre', { tabindex: 0 }, body.join('\n')));
    } else if (i--, quoted()) {
      while (quoted()) body.push(lines[i++].slice(2));
      parts.push(h('blockquote', null, depth && blocks(body, depth - 1)));
    } else {
      do body.push(lines[i++]);
      while (lines[i]?.trim() && !item.test(lines[i]));
      parts.push(h('p', null, inline(body.join('\n'))));
    }
  }
  return parts;
}

export const markdown = text => blocks(text.split('\n'));

export const plain = text => text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?')\]])/).map((part, index) => index % 2 ? anchor(part) : part);
