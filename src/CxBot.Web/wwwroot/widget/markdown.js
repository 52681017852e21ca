import { h, link } from './dom.js';

const item = /^( *)([-*+]|\d{1,9}[.)])\s+(.*)/;
const block = /^\s*(```|#{1,6}\s|([-*+]|\d{1,9}[.)])\s)/;
const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?'*_)\]]/y;
const named = /!?\[((?:[^[\]]|\[[^\]]*\])*)\]\(\s*<?([^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s+"[^"]*")?\s*\)/y;

function match(pattern, text, index) {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function anchor(href, label = href) {
  try {
    const url = new URL(href, location);
    if (/^(https?|mailto|tel):$/.test(url.protocol)) return link(url.href, null, label);
  } catch {}
  return label;
}

/** Markdown becomes nodes directly; there is no HTML in between through which anything could be smuggled. */
function inline(text, into, depth = 0) {
  let found;
  for (let i = 0, plain = ''; i <= text.length;) {
    const mark = text[i] === text[i + 1] ? text[i] + text[i] : text[i];
    const inWord = /\w/.test(text[i - 1]);
    let node;
    let end = i + 1;
    if (text[i] === '\\' && /[^\w\s]/.test(text[i + 1])) {
      plain += text[i + 1];
      i += 2;
      continue;
    }
    if (text[i] === '\n') node = h('br');
    else if (text[i] === '`') {
      const [run] = match(/`+/y, text, i);
      end = text.indexOf(run, i + run.length) + run.length;
      if (end > i + run.length) node = h('code', null, text.slice(i + run.length, end - run.length).trim());
    } else if ((text[i] === '*' || text[i] === '_' && !inWord) && depth < 5) {
      const size = mark.length;
      let close = i + size;
      do close = text.indexOf(mark, close + 1);
      while (close > 0 && (/\s/.test(text[close - 1]) || size < 2 && text[close + 1] === mark && ++close || mark[0] === '_' && /\w/.test(text[close + size])));
      if (close > 0 && /\S/.test(text[i + size])) {
        node = h(size > 1 ? 'strong' : 'em');
        inline(text.slice(i + size, close), node, depth + 1);
        end = close + size;
      } else if (size > 1) {
        plain += mark;
        i += size;
        continue;
      }
    } else if ((text[i] === '[' || text[i] === '!') && (found = match(named, text, i))) {
      node = anchor(found[2], found[1] || found[2]);
      end = named.lastIndex;
    } else if (text[i] === 'h' && !inWord && (found = match(address, text, i))) {
      node = anchor(found[0]);
      end = address.lastIndex;
    }
    if (node || i === text.length) {
      into.append(plain, node ?? '');
      plain = '';
      i = Math.max(end, i + 1);
    } else {
      plain += text[i++];
    }
  }
}

function blocks(lines, into, depth = 0) {
  let list;
  for (let i = 0; i < lines.length;) {
    const line = lines[i++];
    const entry = depth < 4 && line.match(item);
    const body = [];
    if (!line.trim()) continue;
    if (/^\s*```/.test(line)) {
      while (i < lines.length && !/^\s*```/.test(lines[i])) body.push(lines[i++]);
      i++;
      into.append(h('pre', { tabindex: 0 }, h('code', null, body.join('\n'))));
    } else if (entry) {
      const [, indent, mark, first] = entry;
      const kind = /\d/.test(mark) ? 'OL' : 'UL';
      const deeper = text => text.search(/\S/) > indent.length + 1;
      while (i < lines.length && (deeper(lines[i]) || !lines[i].trim() && deeper(lines[i + 1] ?? ''))) {
        body.push(lines[i++].slice(indent.length + Math.min(mark.length + 1, 4)));
      }
      if (list?.tagName !== kind) into.append(list = h(kind, { start: parseInt(mark) || null }));
      const part = h('li');
      blocks([first, ...body], part, depth + 1);
      list.append(part);
      continue;
    } else if (/^\s*#/.test(line)) {
      into.append(h('p', null, h('strong', null, line.replace(/[#*]+\s*/g, ''))));
    } else {
      body.push(line);
      while (lines[i]?.trim() && !block.test(lines[i])) body.push(lines[i++]);
      const part = h('p');
      inline(body.map(text => text.replace(/^\s*>\s?/, '').trim()).join('\n'), part);
      into.append(part);
    }
    list = null;
  }
}

export function markdown(text) {
  const result = new DocumentFragment();
  blocks(text.replace(/\r/g, '').replace(/\t/g, '    ').split('\n'), result);
  return result;
}

/** What people write is text: only web addresses become links. */
export const plain = text => text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?')\]])/).map((part, index) => index % 2 ? anchor(part) : part);
