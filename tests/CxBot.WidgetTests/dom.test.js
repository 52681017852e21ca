import assert from 'node:assert/strict';
import { test } from 'node:test';
import './page.js';
import { avatar, button, fill, h, icon, link, sign } from '../../src/CxBot.Web/wwwroot/widget/dom.js';

test('an element has the properties it is given, and none that is null, undefined or false', () => {
  const { attributes } = h('input', { type: 'file', multiple: true, hidden: false, id: null, alt: undefined, rows: 0, test: 'picker' });
  assert.deepEqual(attributes, { type: 'file', multiple: '', rows: '0', 'data-testid': 'picker' });
});

test('children may be nested, and what is empty is left out', () => {
  const list = h('p', null, 'a', [['b', null], false, [h('b', null, 'c')]], undefined, '');
  assert.equal(list.textContent, 'abc');
  assert.equal(list.childNodes.length, 3);
});

test('words are never read as HTML', () => {
  const words = '<img src=x onerror=alert(1)>';
  const paragraph = h('p', { title: words }, words);
  assert.equal(paragraph.textContent, words);
  assert.deepEqual(paragraph.children, []);
});

test('what is filled anew has only the new children', () => {
  const box = h('div', null, 'old');
  fill(box, 'new', [false, h('i')]);
  assert.equal(box.textContent, 'new');
  assert.equal(box.childNodes.length, 2);
  fill(box);
  assert.equal(box.childNodes.length, 0);
});

test('a button does not send a form, and does what it is for', () => {
  let pressed = 0;
  const one = button(() => pressed++, { class: 'link' }, 'Coba lagi');
  one.click();
  assert.equal(pressed, 1);
  assert.deepEqual(one.attributes, { type: 'button', class: 'link' });
});

test('a sign has a name for who cannot see it', () => {
  const one = sign('close', 'Tutup', () => {}, { class: 'send' });
  assert.equal(one.getAttribute('aria-label'), 'Tutup');
  assert.equal(one.querySelector('svg').getAttribute('aria-hidden'), 'true');
});

test('a link leads to a page that knows nothing of this one', () => {
  const one = link('https://shop.example', null, 'Toko');
  assert.deepEqual(one.attributes, { href: 'https://shop.example', target: '_blank', rel: 'noopener noreferrer' });
});

test('an icon is drawn from names, or from a path itself', () => {
  const [first, second] = icon('close', 'M0 0').querySelectorAll('path');
  assert.match(first.getAttribute('d'), /^m6 6/);
  assert.equal(second.getAttribute('d'), 'M0 0');
});

test('a person is a letter, whole even where it takes two units, and a photo that does not come is taken away', () => {
  const one = avatar(true, '𝒮ari', 'https://chat.example/photo');
  assert.equal(one.textContent, '𝒮');
  assert.ok(one.classList.contains('agent'));
  one.querySelector('img').dispatchEvent(new Event('error'));
  assert.equal(one.querySelector('img'), null);
  assert.ok(avatar(false).querySelector('svg'));
});
