import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { element, event, page } from './page.js';
import { app, named } from './app.js';
import { store } from '../../src/CxBot.Web/wwwroot/widget/storage.js';
import { Panel } from '../../src/CxBot.Web/wwwroot/widget/panel.js';

let shop;
beforeEach(() => { shop = page(); });

function open({ given = {}, small = false, ...more } = {}) {
  const { chat, language, t } = app();
  Object.assign(chat, more);
  const widget = Object.assign(element('cxbot-widget'), {
    language, t, given, small, sound: true, elsewhere: 'https://chat.example/widget/chat.html', closed: 0, said: [],
    close() { this.closed++; }, setLanguage(code) { this.said.push(code); }
  });
  shop.document.body.append(widget);
  const panel = new Panel(widget, chat);
  widget.append(panel.element);
  panel.show(true);
  const change = to => {
    Object.assign(chat, to);
    chat.dispatchEvent(new Event('change'));
  };
  const head = () => [panel.element.querySelector('h2').textContent, panel.head.querySelector('p').textContent];
  return { panel, chat, widget, change, head };
}

test('the head says who answers, from the conversation and not from hope', () => {
  const { change, head } = open({ settings: { title: 'Kedai Nusa', botName: { id: 'Nusa' }, team: { present: true } } });
  assert.deepEqual(head(), ['Nusa · Kedai Nusa', 'Online']);
  change({ handover: { state: 'waiting', why: 'asked', position: 1 } });
  assert.deepEqual(head(), ['Nusa · Kedai Nusa', 'Menunggu tim kami']);
  change({ handover: { state: 'withAgent', agent: { name: 'Sari' } } });
  assert.deepEqual(head(), ['Sari · Tim Layanan', 'Online']);
  change({ handover: { state: 'resolved', agent: { name: 'Sari' } } });
  assert.deepEqual(head(), ['Nusa · Kedai Nusa', 'Online']);
});

test('it says how soon people reply only where figures say so, and when they are back where nobody is there', () => {
  const { change, head } = open({ settings: { team: { present: true, replyMinutes: 2 } } });
  assert.equal(head()[1], 'Biasanya membalas dalam 2 menit');
  change({ settings: { team: { present: false, opensAt: new Date(Date.now() + 864e5).toISOString(), replyMinutes: 2 } } });
  assert.match(head()[1], /^Tim kami kembali besok pukul/);
});

test('it never says that it is online while it is not', () => {
  const { change, head, panel } = open({ online: false, attempts: 0, away: Date.now() });
  assert.equal(head()[1], 'Menyambung…');
  assert.equal(panel.bar.textContent, '');
  change({ attempts: 2 });
  assert.equal(panel.bar.textContent, 'Menyambung kembali…');
  change({ away: Date.now() - 13000 });
  assert.equal(panel.bar.textContent, 'Belum tersambung. Buka di tab baru');
  assert.equal(panel.bar.querySelector('a').getAttribute('href'), 'https://chat.example/widget/chat.html');
  change({ online: true, wait: 7 });
  assert.equal(panel.bar.textContent, 'Dicoba lagi dalam 7 detik.');
  change({ wait: 0 });
  assert.equal(panel.bar.textContent, '');
});

test('the first page greets, offers the shop’s questions, and says what is kept', () => {
  const { change, chat, panel } = open({
    settings: { greeting: { id: 'Halo dari Nusa!' }, starters: { id: ['Lacak pesanan', 'Refund'] }, privacyUrl: '/privasi.html' }
  });
  const { intro } = panel.thread;
  assert.equal(intro.querySelector('.bubble').textContent, 'Halo dari Nusa!');
  assert.equal(intro.querySelector('a').getAttribute('href'), '/privasi.html');
  named(intro, 'Refund').click();
  assert.deepEqual(chat.told, [['say', 'Refund', []]]);
  change({ messages: [{ key: 'k', role: 'customer', text: 'Refund', at: new Date(), files: [], choices: [] }] });
  assert.equal(named(intro, 'Refund'), undefined);
  assert.equal(intro.querySelector('.privacy'), null);
});

test('before the server has said anything nothing is promised', () => {
  const { panel } = open({ settings: undefined, settled: false });
  assert.equal(panel.thread.intro.querySelector('.bubble').textContent, '…');
});

test('what the tag says about the shop holds until the server says more', () => {
  const { change, head, panel } = open({ given: { title: 'Toko', privacyUrl: '/p' }, settings: undefined, attempts: 1 });
  assert.equal(head()[0], 'Asisten · Toko');
  assert.equal(panel.thread.intro.querySelector('a').getAttribute('href'), '/p');
  change({ settings: { title: 'Kedai Nusa', privacyUrl: '/q' } });
  assert.equal(head()[0], 'Asisten · Kedai Nusa');
  assert.equal(panel.thread.intro.querySelector('a').getAttribute('href'), '/q');
});

test('the menu switches sound and language, and closes before the panel does', () => {
  const { panel, widget } = open();
  panel.more.click();
  assert.ok(!panel.menu.hidden);
  assert.equal(panel.more.getAttribute('aria-expanded'), 'true');
  named(panel.menu, 'Bunyi balasan').click();
  assert.equal(store.get('sound'), 'off');
  named(panel.menu, 'English').click();
  assert.deepEqual([store.get('language'), widget.said], ['en', ['en']]);
  const escape = event('keydown', { key: 'Escape' });
  panel.element.dispatchEvent(escape);
  assert.ok(panel.menu.hidden);
  assert.ok(escape.cancelBubble);
  const again = event('keydown', { key: 'Escape' });
  panel.element.dispatchEvent(again);
  assert.ok(!again.cancelBubble);
});

test('on a phone the page behind cannot be reached while it is open, and can be again', () => {
  const behind = element('main');
  const already = Object.assign(element('aside'), { inert: true });
  shop.document.body.append(behind, already);
  const { panel, widget } = open({ small: true });
  assert.deepEqual([behind.inert, already.inert, !!widget.inert], [true, true, false]);
  panel.show(false);
  assert.deepEqual([behind.inert, already.inert], [false, true]);
});

test('a keyboard that comes up takes its room from the panel', () => {
  const { widget } = open();
  assert.equal(widget.style['--cx-height'], '700px');
  Object.assign(visualViewport, { height: 400, offsetTop: 20 });
  visualViewport.dispatchEvent(new Event('resize'));
  assert.deepEqual([widget.style['--cx-height'], widget.style['--cx-top']], ['400px', '20px']);
});

test('files that are dropped are attached, words that are dropped are not', () => {
  const { panel } = open();
  const drop = types => event('drop', { dataTransfer: { types, files: [{ name: 'foto.png', size: 9 }] } });
  const words = drop(['text/plain']);
  panel.element.dispatchEvent(words);
  assert.ok(!words.defaultPrevented);
  panel.element.dispatchEvent(event('dragover', { dataTransfer: { types: ['Files'] } }));
  assert.ok(panel.element.classList.contains('dragging'));
  panel.element.dispatchEvent(drop(['Files']));
  assert.ok(!panel.element.classList.contains('dragging'));
  assert.deepEqual(panel.composer.files.map(({ name }) => name), ['foto.png']);
});

test('what is written goes to the conversation; another customer’s is thrown away', () => {
  const { chat, panel } = open();
  panel.composer.field.value = 'halo';
  panel.composer.field.dispatchEvent(event('input'));
  panel.composer.button.click();
  assert.deepEqual(chat.told.filter(([act]) => act === 'say'), [['say', 'halo', []]]);
  panel.composer.field.value = 'nomor kartu';
  panel.composer.field.dispatchEvent(event('input'));
  chat.dispatchEvent(new Event('another'));
  assert.equal(panel.composer.field.value, '');
});

test('while it is closed nothing is drawn', () => {
  const { change, head, panel } = open({ settings: { title: 'Kedai Nusa' } });
  panel.show(false);
  change({ settings: { title: 'Lain' } });
  assert.equal(head()[0], 'Asisten · Kedai Nusa');
  panel.show(true);
  assert.equal(head()[0], 'Asisten · Lain');
});
