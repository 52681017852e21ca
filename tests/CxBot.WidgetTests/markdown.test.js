import assert from 'node:assert/strict';
import { test } from 'node:test';
import { element } from './page.js';
import { hostile } from './hostile.js';
import { markdown, plain } from '../../src/CxBot.Web/wwwroot/widget/markdown.js';

const shown = nodes => {
  const box = element('div');
  box.append(...nodes);
  return box;
};

// As HTML, to be read by people.
const opening = ({ tagName, attributes: { href } }) => `<${tagName.toLowerCase()}${href ? ` ${href}` : ''}>`;
const written = node => node.childNodes.map(child => child.tagName ? `${opening(child)}${written(child)}</>` : child.textContent).join('');
const read = text => written(shown(markdown(text)));

for (const [text, html] of [
  ['halo', '<p>halo</>'],
  ['**tebal** dan _miring_ dan ~~coret~~', '<p><strong>tebal</> dan <em>miring</> dan <del>coret</></>'],
  ['**tebal _dan miring_**', '<p><strong>tebal <em>dan miring</></></>'],
  ['**tidak ditutup', '<p>**tidak ditutup</>'],
  ['\\*bukan tanda\\* dan \\_ini juga\\_', '<p>*bukan tanda* dan _ini juga_</>'],
  ['`*123#` lalu', '<p><code>*123#</> lalu</>'],
  ['baris satu\nbaris dua', '<p>baris satu<br></>baris dua</>'],
  ['satu\n\ndua', '<p>satu</><p>dua</>'],
  ['- satu\n- dua', '<ul><li><p>satu</></><li><p>dua</></></>'],
  ['1. satu\n2. dua', '<ol><li><p>satu</></><li><p>dua</></></>'],
  ['- satu\n  - dalam', '<ul><li><p>satu</><ul><li><p>dalam</></></></></>'],
  ['> kutipan\n> lagi', '<blockquote><p>kutipan<br></>lagi</></>'],
  ['```\na *b* <c>\n```', '<pre>a *b* <c></>'],
  ['[Toko](https://shop.example/a?b=1)', '<p><a https://shop.example/a?b=1>Toko</></>'],
  ['lihat https://shop.example/a.', '<p>lihat <a https://shop.example/a>https://shop.example/a</>.</>'],
  ['<mailto:a@shop.example>', '<p><a mailto:a@shop.example>mailto:a@shop.example</></>'],
  ['<b>tebal</b>', '<p><b>tebal</b></>'],
  ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</>'],
  ['[x](javascript:alert)', '<p>x</>'],
  ['<javascript:alert>', '<p>javascript:alert</>']
]) {
  test(`${JSON.stringify(text)} is read as ${html}`, () => assert.equal(read(text), html));
}

const tags = ['A', 'BLOCKQUOTE', 'BR', 'CODE', 'DEL', 'EM', 'LI', 'OL', 'P', 'PRE', 'STRONG', 'UL'];

// Only tags we know, no attribute but ours, no address that could run.
function harmless(box, text) {
  for (const { tagName, attributes } of box.walk()) {
    assert.ok(tags.includes(tagName), `${tagName} of ${text}`);
    const { href, target, rel, tabindex, start, ...others } = attributes;
    assert.deepEqual(others, {}, text);
    if (tagName === 'A') assert.match(href, /^(https?|mailto|tel):/i, text);
    if (tagName === 'A') assert.equal(rel, 'noopener noreferrer', text);
  }
}

// Signs may go; no word may.
const words = text => text.match(/[\p{L}]+/gu) ?? [];

test('nothing hostile becomes anything but words', t => {
  const lines = hostile(t, 'strings', 'xss', 'prompt-injection');
  if (!lines) return;
  assert.ok(lines.length > 8000);
  for (const line of lines) {
    const box = shown(markdown(line));
    harmless(box, line);
    const plainly = shown(plain(line));
    harmless(plainly, line);
    assert.equal(plainly.textContent, line);
  }
});

test('nothing hostile is hidden: each word of it is seen, in the text or in an address', t => {
  const lines = hostile(t, 'strings', 'prompt-injection');
  for (const line of lines ?? []) {
    const box = shown(markdown(line));
    const seen = box.textContent + box.querySelectorAll('a').map(({ attributes }) => attributes.href).join(' ');
    // An address that is not to be followed is not shown; all else is.
    if (/\]\(/.test(line)) continue;
    for (const word of words(line)) assert.ok(seen.includes(word), `${word} of ${line}`);
  }
});

for (const sign of ['*', '**', '_', '`', '``a`', '[', '[a](', '<', '> ', '- ', '\\', '~~', 'http://', '1. ', '\n', '\n- ', ' ', '**_']) {
  test(`${JSON.stringify(sign)} over and over takes no time and harms nothing`, () => {
    const text = sign.repeat(8000 / sign.length);
    const began = performance.now();
    harmless(shown(markdown(text)), sign);
    shown(plain(text));
    // A form that is tried again from each place would take minutes.
    assert.ok(performance.now() - began < 5000);
  });
}

test('what is written plainly stays as it is, but for its addresses', () => {
  assert.equal(written(shown(plain('**a** https://shop.example/b, c'))), '**a** <a https://shop.example/b>https://shop.example/b</>, c');
});
