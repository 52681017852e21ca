import assert from 'node:assert/strict';
import { test } from 'node:test';
import './page.js';
import { app, named } from './app.js';
import { Thread } from '../../src/CxBot.Web/wwwroot/widget/thread.js';

const noon = new Date(2026, 6, 1, 12);
let times = 0;

// Each says one thing; a second after the one before where nothing else is told.
const message = (role, text, more) => ({
  role, text, id: `c1|${++times}`, key: `k${times}`, sequence: times, at: new Date(+noon + 1000 * times),
  name: 'Sari', files: [], choices: [], ...more
});

function open(...messages) {
  times = 0;
  const given = app();
  given.chat.messages = messages.map(one => one());
  const thread = new Thread(given);
  thread.draw();
  return { ...given, thread, rows: () => thread.rows.children };
}

const shown = rows => rows.filter(one => one.getAttribute('data-testid') === 'message')
  .map(one => one.querySelector('.bubble')?.textContent ?? one.textContent);

test('messages stand in the order of the conversation, with the day before them', () => {
  const { rows } = open(() => message('customer', 'satu'), () => message('bot', 'dua'), () => message('customer', 'tiga'));
  assert.equal(rows()[0].className, 'day');
  assert.deepEqual(shown(rows()), ['satu', 'dua', 'tiga']);
});

test('one that comes late is put where it belongs, and no other is built anew', () => {
  const { chat, rows, thread } = open(() => message('bot', 'satu'), () => message('bot', 'tiga'));
  const [, first, last] = rows();
  chat.messages.splice(1, 0, message('bot', 'dua'));
  thread.draw();
  assert.deepEqual(shown(rows()), ['satu', 'dua', 'tiga']);
  assert.equal(rows()[1], first);
  assert.equal(rows()[3], last);
});

test('what is gone is taken away', () => {
  const { chat, rows, thread } = open(() => message('bot', 'satu'), () => message('bot', 'dua'));
  chat.messages = [];
  thread.draw();
  assert.deepEqual(rows(), []);
});

test('the part that answers is shown, and the rest of the article can be unfolded below it', () => {
  const text = 'Tiga **hari**.\n\nMinggu tidak dihitung.';
  const { rows } = open(() => message('bot', text, { markdown: true, lead: 14 }), () => message('bot', text, { markdown: true }));
  const [answer, whole] = rows().slice(1).map(one => one.querySelector('.bubble'));
  const fold = answer.querySelector('details');
  assert.equal(answer.firstChild.textContent, 'Tiga hari.');
  assert.equal(fold.querySelector('summary').textContent, 'Selengkapnya');
  assert.equal(fold.textContent, 'SelengkapnyaMinggu tidak dihitung.');
  assert.equal(whole.querySelector('details'), null);
  assert.equal(whole.textContent, 'Tiga hari.Minggu tidak dihitung.');
});

test('a new day has a line of its own', () => {
  const { rows } = open(() => message('bot', 'satu'), () => message('bot', 'dua', { at: new Date(2026, 6, 2, 9) }));
  assert.deepEqual(rows().map(one => one.className.split(' ')[0]), ['day', 'row', 'day', 'row']);
});

test('one speaker within two minutes is one group: one avatar and one time', () => {
  const { rows } = open(
    () => message('bot', 'satu'), () => message('bot', 'dua'),
    () => message('bot', 'tiga', { at: new Date(+noon + 200000) }), () => message('agent', 'empat', { at: new Date(+noon + 201000) }),
    () => message('agent', 'lima', { name: 'Budi', at: new Date(+noon + 202000) }));
  assert.deepEqual(rows().slice(1).map(one => one.className),
    ['row bot first', 'row bot last', 'row bot first last', 'row agent first last', 'row agent first last']);
  assert.deepEqual(rows().slice(1).map(one => !!one.querySelector('.meta').textContent), [false, true, true, true, true]);
});

test('sending, sent and seen stand under the last own message only', () => {
  const { chat, rows, thread } = open(() => message('customer', 'satu'), () => message('customer', 'dua'), () => message('bot', 'tiga'));
  const state = () => rows().slice(1).map(one => one.querySelector('.meta').textContent.replace(/^[\d.]+( · )?/, ''));
  assert.deepEqual(state(), ['', 'Terkirim', '']);
  chat.agentSaw = 2;
  thread.draw();
  assert.deepEqual(state(), ['', 'Dilihat', '']);
  chat.outbox = [{ key: 'k9', activity: { type: 'message', text: 'empat' }, at: +noon + 9000 }];
  thread.draw();
  assert.deepEqual(state(), ['', '', '', 'Mengirim…']);
});

test('what is not sent is red and can be tried again, and its echo takes its place', () => {
  const { chat, rows, thread } = open();
  const item = { key: 'k9', activity: { type: 'message', text: 'halo' }, at: +noon, late: true };
  chat.outbox = [item, { key: 'k10', activity: { type: 'event', name: 'cxbot/context' }, at: +noon }];
  thread.draw();
  const [, row] = rows();
  assert.equal(rows().length, 2);
  assert.ok(row.classList.contains('failed'));
  assert.equal(row.querySelector('.meta').textContent.includes('Mengirim'), false);
  named(row, 'Coba lagi').click();
  assert.deepEqual(chat.told, [['retry', item]]);
  chat.outbox = [];
  chat.messages = [message('customer', 'halo', { key: 'k9' })];
  thread.draw();
  assert.equal(rows()[1], row);
  assert.ok(!row.classList.contains('failed'));
  assert.equal(named(row, 'Coba lagi'), undefined);
  assert.equal(row.dataset.sequence, `${times}`);
});

test('an answer names its source and takes a thumb', () => {
  const { chat, rows, thread } = open(
    () => message('bot', 'Dana kembali.', { source: { title: 'Kapan dana kembali?' } }), () => message('bot', 'Halo'));
  const [, answer, other] = rows();
  assert.match(answer.textContent, /Sumber: Kapan dana kembali\?/);
  assert.equal(named(other, 'Jawaban ini membantu'), undefined);
  named(answer, 'Jawaban ini tidak membantu').click();
  assert.deepEqual(chat.told, [['thumb', 'c1|1', 'DislikeAction']]);
  chat.thumbs['c1|1'] = 'DislikeAction';
  thread.draw();
  assert.equal(named(answer, 'Jawaban ini membantu').getAttribute('aria-pressed'), 'false');
  assert.equal(named(answer, 'Jawaban ini tidak membantu').getAttribute('aria-pressed'), 'true');
});

test('choices are offered while nothing came after them', () => {
  const choices = [{ title: 'Refund', value: 'refund' }, { title: 'Bukan ini semua' }];
  const { chat, rows, said, thread } = open(() => message('bot', 'Yang mana?', { choices }));
  named(rows()[1], 'Refund').click();
  named(rows()[1], 'Bukan ini semua').click();
  assert.deepEqual(said, [['refund'], ['Bukan ini semua']]);
  chat.messages.push(message('customer', 'Refund'));
  thread.draw();
  assert.equal(named(rows()[1], 'Refund'), undefined);
});

test('only what says that it is Markdown is read as such', () => {
  const { rows } = open(() => message('bot', '**a**', { markdown: true }), () => message('customer', '**b**'));
  assert.deepEqual(shown(rows()), ['a', '**b**']);
});

test('a picture is shown, any other file is a name; a picture that does not come is a name too', () => {
  const files = [
    { name: 'foto.png', contentType: 'image/png', contentUrl: '/media/1' },
    { name: 'faktur.pdf', contentType: 'application/pdf', contentUrl: '/media/2' },
    { name: 'gambar.svg', contentType: 'image/svg+xml', contentUrl: '/media/3' }
  ];
  const { rows } = open(() => message('agent', '', { files }));
  const links = () => rows()[1].querySelectorAll('a').map(one => [one.className, one.getAttribute('href')]);
  const all = kind => [[kind, 1], ['file', 2], ['file', 3]].map(([one, number]) => [one, `https://chat.example/media/${number}`]);
  assert.deepEqual(links(), all('picture'));
  rows()[1].querySelector('img').dispatchEvent(new Event('error'));
  assert.deepEqual(links(), all('file'));
});

test('a line of the system has no speaker', () => {
  const { rows } = open(() => message('system', 'Anda terhubung dengan Sari.'));
  assert.equal(rows()[1].className, 'system');
  assert.equal(rows()[1].querySelector('.avatar'), null);
});

test('the question for a contact and for a rating stand under the last message that asks', () => {
  const { rows } = open(
    () => message('bot', 'Kontak?', { contact: true }), () => message('bot', 'Kontak lagi?', { contact: true }),
    () => message('bot', 'Bagaimana?', { rating: { handover: 1 } }));
  assert.deepEqual(rows().slice(1).map(one => one.tagName), ['DIV', 'DIV', 'FORM', 'DIV', 'FORM']);
});

test('who is typing is named, an assistant by its own name, and a draft is shown beside it', () => {
  const { chat, thread } = open();
  chat.typing = { id: 'agent:1', name: 'Sari' };
  thread.draw();
  assert.equal(thread.typing.textContent, 'Sari sedang mengetik');
  Object.assign(chat, { typing: { id: 'bot', name: 'cxbot' }, draft: 'Dana **kem' });
  thread.draw();
  assert.equal(thread.typing.textContent, 'Asisten sedang mengetik');
  assert.equal(thread.draft.textContent, 'Dana **kem');
  Object.assign(chat, { typing: undefined, draft: undefined });
  thread.draw();
  assert.equal(thread.typing.textContent + thread.draft.textContent, '');
});

test('who has scrolled up is told of what is new, and stays where they are', () => {
  const { chat, thread } = open(() => message('bot', 'satu'));
  thread.log.scrollTop = 10;
  thread.stuck = false;
  chat.messages.push(message('bot', 'dua'));
  thread.draw();
  assert.equal(thread.log.scrollTop, 10);
  assert.ok(!thread.pill.hidden);
  assert.equal(thread.pill.textContent, 'Pesan baru');
});
