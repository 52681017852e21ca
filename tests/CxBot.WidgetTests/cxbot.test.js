import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { begin, pass } from './clock.js';
import { element, page } from './page.js';

const code = readFileSync(new URL('../../src/CxBot.Web/wwwroot/widget/cxbot.js', import.meta.url), 'utf8');
const run = new Function(code);

// A shop's page with the tag on it, in a browser that knows modules or one that does not.
function shop(t, { modern = true, given = {}, src = 'https://chat.example/widget/cxbot.js?v=1' } = {}) {
  begin(t);
  const { document } = page();
  const tag = Object.assign(element('script'), { src, nonce: 'n0nce' });
  Object.assign(tag, { dataset: given });
  document.currentScript = tag;
  const create = document.createElement;
  const knows = modern ? { noModule: false } : {};
  document.createElement = name => Object.assign(create(name), name === 'script' && knows);
  delete globalThis.CxBot;
  const warned = [];
  t.mock.method(console, 'warn', words => warned.push(words));
  run();
  const parts = document.head.children;
  return { document, parts, script: parts.find(({ tagName }) => tagName === 'SCRIPT'), links: () => document.body.querySelectorAll('a'), warned };
}

test('the launcher is fetched from where the tag is, and what it needs is asked for with it', t => {
  const { parts, script } = shop(t);
  assert.deepEqual([script.type, script.src, script.nonce], ['module', 'https://chat.example/widget/launcher.js', 'n0nce']);
  const hints = parts.filter(({ tagName }) => tagName === 'LINK');
  assert.deepEqual(hints.map(({ rel, href, nonce }) => [rel, href, nonce]),
    ['dom', 'storage', 'strings'].map(part => ['modulepreload', `https://chat.example/widget/${part}.js`, 'n0nce']));
});

test('a second run of the tag changes nothing', t => {
  const { parts } = shop(t);
  const { length } = parts;
  run();
  assert.equal(document.head.children.length, length);
});

test('what is asked of it before it is there is done when it is', async t => {
  const { links } = shop(t);
  const asked = [];
  const opened = CxBot.open();
  const language = CxBot.setLanguage('en');
  CxBot.begin(async (base, given) => {
    asked.push([base, given]);
    return { open: () => asked.push('open'), setLanguage: code => { asked.push(code); return 'done'; } };
  });
  await opened;
  assert.equal(await language, 'done');
  assert.deepEqual(asked, [['https://chat.example/widget/', {}], 'open', 'en']);
  await pass(30);
  assert.deepEqual(links(), []);
});

for (const [what, fails] of [
  ['does not come', ({ script }) => script.onerror()],
  ['comes and cannot be read', ({ script }) => script.onload()],
  ['does not come within 20 seconds', () => pass(20)],
  ['comes and cannot begin', async () => { CxBot.begin(() => Promise.reject(new Error('no'))); await pass(0); }]
]) {
  test(`where the launcher ${what} there is a plain button`, async t => {
    const made = shop(t, { given: { language: 'en-GB', position: 'left' } });
    await fails(made);
    const [link, ...others] = made.links();
    assert.deepEqual([link.textContent, link.href, link.target, others],
      ['Chat with us', 'https://chat.example/widget/chat.html', '_blank', []]);
    assert.match(link.style.cssText, /;left:24px;/);
    assert.match(made.warned[0], /AllowedOrigins/);
  });
}

test('a widget that comes late takes the place of the plain button', async t => {
  const { links } = shop(t);
  await pass(20);
  CxBot.begin(async () => ({}));
  await pass(0);
  assert.deepEqual(links(), []);
});

test('a browser without modules has the plain button at once, to where the shop says', t => {
  const { links, parts } = shop(t, { modern: false, given: { contactUrl: '/kontak' } });
  assert.deepEqual(links().map(({ textContent, href }) => [textContent, href]), [['Hubungi kami', '/kontak']]);
  assert.deepEqual(parts, []);
  let clicked = 0;
  links()[0].click = () => clicked++;
  assert.equal(CxBot.open(), false);
  assert.equal(clicked, 1);
});
