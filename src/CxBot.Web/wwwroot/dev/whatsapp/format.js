// WhatsApp's own formatting, made into nodes: what a message says is never read as HTML.
const mark = /```([\s\S]+?)```|`([^`\n]+)`|(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*?[^\s*])\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*?[^\s_])_(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}~])~(?=\S)([^~\n]*?[^\s~])~(?![\p{L}\p{N}~])|(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/u;

export function format(text) {
  const all = document.createDocumentFragment();
  for (const [i, part] of text.split(/^((?:> .*(?:\n|$))+)/m).entries()) {
    if (i % 2 === 0) all.append(inline(part));
    else all.append(element('blockquote', inline(part.replace(/^> /gm, '').trimEnd())));
  }
  return all;
}

function inline(text) {
  const nodes = document.createDocumentFragment();
  for (let found; (found = mark.exec(text)); text = text.slice(found.index + found[0].length)) {
    nodes.append(text.slice(0, found.index));
    const [, block, code, bold, italic, strike, link] = found;
    if (block) nodes.append(element('pre', block));
    else if (code) nodes.append(element('code', code));
    else if (bold) nodes.append(element('strong', inline(bold)));
    else if (italic) nodes.append(element('em', inline(italic)));
    else if (strike) nodes.append(element('s', inline(strike)));
    else nodes.append(Object.assign(element('a', link), { href: link, target: '_blank', rel: 'noopener noreferrer' }));
  }
  nodes.append(text);
  return nodes;
}

export function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}
