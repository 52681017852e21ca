import { h, link } from './launcher.js';

const item = /^( *)([-*+]|\d{1,9}[.)])\s+(.*)/;
const block = /^\s*(```|#+\s|[-*+]\s|\d{1,9}[.)]\s)/;
const token = /\\([^\w\s])|(`+)([^]*?)\2|(\*\*|__)(?=\S)([^]*?\S)\4|(\*|_)(?=\S)([^]*?[^\s*_])\6(?!\w)|!?\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^\s()]*(?:\([^\s()]*\)[^\s()]*)*)[^)]*\)|(https?:\/\/[^\s<>"]*[^\s<>".,;:!?'*_)\]])|\n/g;

function anchor(href, label = href) {
  try {
    const url = new URL(href, location);
    if (/^(https?|mailto|tel):$/.test(url.protocol)) return link(url.href, null, label);
  } catch {}
  return label;
}

// Markdown becomes nodes, never HTML.
function inline(text, depth = 5) {
  const parts = [];
  let from = 0;
  token.lastIndex = 0;
  for (let match; depth && (match = token.exec(text));) {
    const [all, escaped, , code, , strong, , em, label, href, address] = match;
    // Not within a word; older browsers cannot look behind.
    if (/^_|^h/.test(all) && /\w/.test(text[match.index - 1] ?? '')) {
      token.lastIndex = match.index + 1;
      continue;
    }
    const end = token.lastIndex;
    parts.push(text.slice(from, match.index), escaped
      ?? (code ? h('code', null, code) : strong ? h('strong', null, inline(strong, depth - 1)) : em ? h('em', null, inline(em, depth - 1))
        : href ? anchor(href, label || href) : address ? anchor(address) : all === '\n' ? h('br') : all));
    from = token.lastIndex = end;
  }
  return [...parts, text.slice(from)];
}

function blocks(lines, depth = 4) {
  const parts = [];
  let list;
  for (let i = 0; i < lines.length;) {
    const line = lines[i++];
    const body = [];
    const [, indent = '', mark, first] = depth && line.match(item) || [];
    if (!line.trim()) continue;
    if (mark) {
      const deep = text => text?.search(/\S/) > indent.length + 1;
      while (deep(lines[i]) || lines[i]?.trim() === '' && deep(lines[i + 1])) body.push(lines[i++].slice(indent.length + 2));
      const kind = /\d/.test(mark) ? 'OL' : 'UL';
      if (list?.tagName !== kind) parts.push(list = h(kind, { start: parseInt(mark) || null }));
      list.append(h('li', null, blocks([first, ...body], depth - 1)));
      continue;
    }
    list = null;
    if (/^\s*```/.test(line)) {
      while (i < lines.length && !/^\s*```/.test(lines[i])) body.push(lines[i++]);
      i++;
      parts.push(h('pre', { tabindex: 0 }, body.join('\n')));
    } else if (/^\s*#+\s/.test(line)) {
      parts.push(h('p', null, h('strong', null, line.replace(/[#*]+\s*/g, ''))));
    } else {
      body.push(line);
      while (lines[i]?.trim() && !block.test(lines[i])) body.push(lines[i++]);
      parts.push(h('p', null, inline(body.map(text => text.replace(/^[\s>]+/, '')).join('\n'))));
    }
  }
  return parts;
}

export const markdown = text => blocks(text.replace(/\r/g, '').replace(/\t/g, '    ').split('\n'));

export const plain = text => text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?')\]])/).map((part, index) => index % 2 ? anchor(part) : part);
