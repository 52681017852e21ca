import assert from 'node:assert/strict';
import { test } from 'node:test';
import { begin, leave, pass } from './clock.js';
import { event } from './page.js';
import { browser, server, Socket } from './network.js';
import { named } from './app.js';

// The loader, as far as the launcher knows it.
let mount;
browser();
globalThis.CxBot = { begin: given => { mount = given; } };
await import('../../src/CxBot.Web/wwwroot/widget/launcher.js');

async function shop(t, { given = {}, kept, small = false, before = () => {} } = {}) {
  begin(t);
  const made = browser(kept);
  made.document.readyState = 'complete';
  globalThis.matchMedia = () => ({ matches: small });
  before(made);
  const widget = await mount('https://chat.example/widget/', given);
  await pass(2);
  return { ...made, widget, label: () => widget.button.getAttribute('aria-label'), badge: () => widget.badge.textContent };
}

const visitor = async t => {
  const made = await shop(t);
  await made.widget.open();
  await pass(2);
  return made;
};

const answer = (sequence, text, more) => ({
  id: `c1|${sequence}`, type: 'message', from: { id: 'bot', role: 'bot', name: 'cxbot' }, text, timestamp: '2026-07-01T03:00:00Z', ...more
});

test('who has never written meets one button, and nothing is asked of the server', async t => {
  const { document, label, widget } = await shop(t);
  assert.deepEqual(document.body.children, [widget]);
  assert.equal(label(), 'Buka percakapan');
  assert.ok(!widget.box.hidden);
  assert.deepEqual(server.calls.map(({ path }) => path), ['widget/widget.css']);
});

test('where the styles may not be fetched they are linked, and the button waits for them', async t => {
  let link;
  const { widget } = await shop(t, {
    before: ({ document }) => {
      server.away = true;
      const create = document.createElement;
      document.createElement = tag => {
        const made = create(tag);
        if (tag === 'link') setTimeout(() => (link = made).dispatchEvent(new Event('load')), 1000);
        return made;
      };
      setImmediate(() => pass(1));
    }
  });
  assert.equal(link.getAttribute('href'), 'https://chat.example/widget/widget.css');
  assert.ok(!widget.box.hidden);
});

test('the language is the customer’s, else the tag’s, else the page’s', async t => {
  assert.equal((await shop(t, { given: { language: 'en-GB' } })).label(), 'Open the conversation');
  assert.equal((await shop(t, { before: ({ document }) => { document.documentElement.lang = 'en'; } })).label(), 'Open the conversation');
  const chosen = await shop(t, { given: { language: 'en' }, before: ({ localStorage }) => localStorage.setItem('cxbot:language', 'id') });
  assert.equal(chosen.label(), 'Buka percakapan');
});

test('it opens with a conversation, and closes with Escape', async t => {
  const { label, widget } = await visitor(t);
  assert.equal(label(), 'Tutup percakapan');
  assert.equal(widget.panel.element.hidden, false);
  assert.deepEqual(server.to('session').map(({ body }) => body.context), [{ title: 'Toko', address: 'https://toko.example/wajan' }]);
  widget.box.dispatchEvent(event('keydown', { key: 'Escape' }));
  assert.equal(widget.panel.element.hidden, true);
  assert.equal(label(), 'Buka percakapan');
});

test('the page’s address is told without its query, and with what the shop says', async t => {
  const { widget } = await shop(t, { given: { product: 'wajan-28' } });
  Object.assign(location, { search: '?token=secret' });
  widget.setContext({ title: 'Wajan 28' });
  assert.deepEqual(widget.where(), { title: 'Wajan 28', address: 'https://toko.example/wajan', product: 'wajan-28' });
});

test('an answer that is missed is counted, named, and shown in one line without its marks', async t => {
  const { badge, label, widget } = await visitor(t);
  widget.close();
  Socket.last.push([answer(1, '**Dana** kembali'), answer(2, 'Ada `lagi`?')]);
  await pass(1);
  assert.equal(badge(), '2');
  assert.equal(label(), 'Buka percakapan, Pesan baru: 2');
  assert.equal(widget.preview.textContent, 'Asisten Ada lagi?');
  named(widget.preview, 'Sembunyikan').click();
  assert.equal(widget.preview.textContent, '');
  assert.equal(badge(), '2');
  Socket.last.push([answer(3, 'Halo', { from: { id: 'agent:1', name: 'Sari' }, channelData: { cxbot: { role: 'agent' } } })]);
  await pass(1);
  assert.equal(widget.preview.textContent, 'Sari Halo');
  await widget.open();
  await pass(1);
  assert.deepEqual([badge(), widget.preview.textContent], ['', '']);
});

test('who has written before is connected without opening anything', async t => {
  const { widget } = await shop(t, { before: ({ localStorage }) => localStorage.setItem('cxbot:talked', 1) });
  assert.equal(server.to('session').length, 1);
  assert.ok(!widget.isOpen);
});

for (const [what, more, opens] of [
  ['opens again on the next page', {}, true], ['stays closed on a phone, where it would hide the page', { small: true }, false],
  ['stays closed after half an hour', { ago: 31 }, false]
]) {
  test(`what was left open ${what}`, async t => {
    const { widget } = await shop(t, {
      ...more,
      before: ({ localStorage }) => {
        localStorage.setItem('cxbot:talked', 1);
        localStorage.setItem('cxbot:open', Date.now() - 60000 * (more.ago ?? 1));
      }
    });
    assert.equal(!!widget.isOpen, opens);
  });
}

test('other tabs open, close and speak with it', async t => {
  const { around, label, widget } = await shop(t);
  const tell = (key, newValue) => around.dispatchEvent(event('storage', { key: `cxbot:${key}`, newValue }));
  tell('open', '1');
  await pass(1);
  assert.ok(widget.isOpen);
  tell('language', 'en');
  assert.equal(label(), 'Close the conversation');
  tell('open', null);
  await pass(1);
  assert.ok(!widget.isOpen);
});

test('a customer who changes is asked for anew', async t => {
  const { widget } = await visitor(t);
  await pass(6);
  widget.setCustomer('budi');
  await pass(3);
  assert.deepEqual(server.to('session').map(({ body }) => body.customer), [undefined, 'budi']);
});

test('when a router replaces the body the widget comes back, and a copy of it goes', async t => {
  const { document, widget } = await shop(t);
  widget.remove();
  widget.disconnectedCallback();
  await pass(1);
  assert.deepEqual(document.body.children, [widget]);
  const copy = document.createElement('cxbot-widget');
  document.body.append(copy);
  copy.connectedCallback();
  assert.deepEqual(document.body.children, [widget]);
});

test('what a policy forbids is said once, and sockets are then done without', async t => {
  const { document, widget } = await shop(t);
  const warned = t.mock.method(console, 'warn', () => {}).mock;
  const violation = (blockedURI, disposition = 'enforce') =>
    document.dispatchEvent(event('securitypolicyviolation', { blockedURI, disposition }));
  violation('wss://other.example/x');
  violation('https://chat.example/x', 'report');
  assert.equal(warned.callCount(), 0);
  violation('wss://chat.example/v3/directline');
  violation('https://chat.example/media/1');
  assert.equal(warned.callCount(), 1);
  assert.match(warned.calls[0].arguments[0], /img-src https:\/\/chat\.example; connect-src https:\/\/chat\.example wss:\/\/chat\.example$/);
  assert.ok(widget.noSockets);
  leave();
});
