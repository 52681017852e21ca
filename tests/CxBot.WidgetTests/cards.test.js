import assert from 'node:assert/strict';
import { test } from 'node:test';
import { event } from './page.js';
import { app, named } from './app.js';
import { store } from '../../src/CxBot.Web/wwwroot/widget/storage.js';
import { contactForm, contactFrom, queueCard, ratingForm, toWhatsApp } from '../../src/CxBot.Web/wwwroot/widget/cards.js';

const waiting = more => ({ state: 'waiting', why: 'asked', position: 2, waitMinutes: [3, 6], canReturn: true, ...more });
const paragraphs = node => node.querySelectorAll('p').map(one => one.textContent);

function queue(handover, language) {
  const given = app({}, language);
  given.chat.handover = handover;
  const { node, update, shrink } = queueCard(given);
  const tell = state => {
    given.chat.handover = state;
    update();
  };
  return { ...given, node, update, shrink, tell };
}

test('who waits reads why, their place, how long it takes, and what they may do', () => {
  const { node } = queue(waiting());
  assert.deepEqual(paragraphs(node), [
    'Anda meminta berbicara dengan tim kami.', 'Anda nomor 2 dalam antrean, kira-kira 3–6 menit',
    'Silakan menunggu atau kembali nanti; percakapan ini tersimpan.'
  ]);
  assert.deepEqual(node.querySelectorAll('button').map(one => one.textContent), ['Tetap di sini', 'Kembali ke asisten']);
});

for (const [why, words] of [
  ['asked', 'You asked to speak with our team.'], ['unsure', 'To get this right, our team will help.'],
  ['direct', 'This is best handled by our team in person.']
]) {
  test(`"${why}" is said in words`, () => assert.equal(paragraphs(queue(waiting({ why }), 'en').node)[0], words));
}

test('a range of one number is that number, and what is not known is not said', () => {
  assert.equal(paragraphs(queue(waiting({ waitMinutes: [3, 3] })).node)[1], 'Anda nomor 2 dalam antrean, kira-kira 3 menit');
  assert.equal(paragraphs(queue(waiting({ waitMinutes: null })).node)[1], 'Anda nomor 2 dalam antrean');
  assert.equal(paragraphs(queue(waiting({ position: null, waitMinutes: null })).node)[1], 'Tim kami membalas di sini');
});

test('out of hours it says when the team is back, and promises no minutes', () => {
  const opensAt = new Date(Date.now() + 864e5).toISOString();
  assert.match(paragraphs(queue(waiting({ nobodyPresent: true, opensAt })).node)[1], /^Tim kami kembali besok pukul \d\d\.\d\d [^,]*$/);
});

test('it is there only while somebody waits', () => {
  const { node, tell } = queue(undefined);
  assert.ok(node.hidden);
  tell(waiting());
  assert.ok(!node.hidden);
  tell({ state: 'withAgent' });
  assert.ok(node.hidden);
});

test('it changes in place, and only where something has changed', () => {
  const { node, tell, update } = queue(waiting());
  const [before] = node.children;
  update();
  tell(waiting());
  assert.equal(node.children[0], before);
  tell(waiting({ position: 1 }));
  assert.equal(paragraphs(node)[1], 'Anda nomor 1 dalam antrean, kira-kira 3–6 menit');
});

test('who stays has a slim line, which opens again', () => {
  const { node, update, shrink } = queue(waiting());
  named(node, 'Tetap di sini').click();
  update();
  assert.equal(node.className, 'queue slim');
  assert.deepEqual(paragraphs(node), ['Anda nomor 2 dalam antrean, kira-kira 3–6 menit']);
  node.querySelector('button').click();
  update();
  assert.equal(node.className, 'queue');
  shrink(true);
  update();
  assert.equal(node.className, 'queue slim');
});

test('who goes back to the assistant asks once', () => {
  const { chat, node, tell } = queue(waiting());
  named(node, 'Kembali ke asisten').click();
  tell(waiting({ position: 1 }));
  named(node, 'Kembali ke asisten').click();
  assert.deepEqual(chat.told, [['event', 'cxbot/return-to-bot']]);
});

test('where the assistant would not do, nobody is sent back to it', () => {
  assert.equal(named(queue(waiting({ canReturn: false })).node, 'Kembali ke asisten'), undefined);
});

test('who asked to go back and waits anew may ask again', () => {
  const { node, tell } = queue(waiting());
  named(node, 'Kembali ke asisten').click();
  tell(waiting({ position: 3 }));
  assert.ok(named(node, 'Kembali ke asisten').disabled);
  tell({ state: 'withBot' });
  tell(waiting());
  assert.ok(!named(node, 'Kembali ke asisten').disabled);
});

test('the other channel is offered where the session names an address of the web', () => {
  const given = app();
  assert.equal(toWhatsApp(given), false);
  given.chat.settings.whatsAppUrl = 'javascript:alert(1)';
  assert.equal(toWhatsApp(given), false);
  given.chat.settings.whatsAppUrl = 'https://wa.me/1';
  toWhatsApp(given).click();
  assert.deepEqual(given.chat.told, [['toWhatsApp']]);
});

for (const [words, given] of [
  ['budi@shop.example', { email: 'budi@shop.example' }], ['0812 3456 7890', { phone: '0812 3456 7890' }],
  ['+62 (812) 3456-7890', { phone: '+62 (812) 3456-7890' }],
  ['budi@shop', false], ['budi @shop.example', false], ['1234567', false], ['1234567890123456', false], ['besok saja', false], ['', false]
]) {
  test(`"${words}" is ${given ? Object.keys(given)[0] : 'neither phone nor e-mail'}`, () => assert.deepEqual(contactFrom(words), given));
}

function contact(handover) {
  const given = app();
  given.chat.handover = handover;
  return { ...given, ...contactForm({ sequence: 5 }, given) };
}

test('a contact is sent, and what is none is asked for again without losing it', () => {
  const { chat, node } = contact(waiting());
  const field = node.querySelector('input');
  field.value = 'besok saja';
  node.dispatchEvent(event('submit'));
  assert.equal(node.querySelector('.wrong').textContent, 'Periksa lagi: nomor telepon atau alamat email.');
  assert.equal(field.getAttribute('aria-invalid'), 'true');
  assert.deepEqual(chat.told, []);
  field.value = ' 0812 3456 7890 ';
  node.dispatchEvent(event('submit'));
  assert.deepEqual(chat.told, [['tells', 'contact', { phone: '0812 3456 7890' }]]);
});

test('what was given after the question is shown in its place; what was given before is not', () => {
  const { chat, node, update } = contact(waiting());
  chat.contact = { sequence: 4, phone: '0812' };
  update();
  assert.ok(node.querySelector('input'));
  chat.contact = { sequence: 6, phone: '0812' };
  update();
  assert.deepEqual(paragraphs(node), ['Baik, kami kabari lewat 0812.']);
});

test('who would rather not is not asked again', () => {
  const { chat, node, update } = contact(waiting());
  named(node, 'Tidak usah').click();
  assert.deepEqual(chat.told, [['tells', 'contact', { refused: true }]]);
  chat.contact = { sequence: Infinity, refused: true };
  update();
  assert.deepEqual(paragraphs(node), ['Baik. Balasan kami menunggu Anda di sini.']);
});

test('a contact is asked for while nobody has come, and no longer', () => {
  assert.ok(contact(undefined).node.querySelector('input'));
  for (const state of ['withAgent', 'withBot', 'resolved']) assert.ok(contact({ state }).node.hidden, state);
});

test('a half-written word stays when something else changes', () => {
  const { chat, node, update } = contact(waiting());
  const field = node.querySelector('input');
  field.value = '08';
  chat.handover = waiting({ position: 1 });
  update();
  assert.equal(node.querySelector('input'), field);
  assert.equal(field.value, '08');
});

function rating(asked) {
  store.set('unrated');
  const given = app();
  return { ...given, ...ratingForm({ question: 12, handover: 7, ...asked }, given) };
}

test('five faces with names; the one that is pressed is sent, and words may be added', () => {
  const { chat, node, update } = rating();
  assert.deepEqual(node.querySelectorAll('button').map(one => one.textContent),
    ['Sangat buruk', 'Buruk', 'Biasa saja', 'Baik', 'Sangat baik', 'Lewati']);
  named(node, 'Baik').click();
  assert.deepEqual(chat.told, [['tells', 'rating', { handover: 7, question: 12, kind: 'csat', score: 4 }]]);
  chat.rating = { question: 12, score: 4 };
  update();
  assert.deepEqual(paragraphs(node), ['Penilaian Anda: 4 dari 5.']);
  node.querySelector('textarea').value = ' Cepat. ';
  node.dispatchEvent(event('submit'));
  assert.deepEqual(chat.told[1], ['tells', 'rating', { handover: 7, question: 12, kind: 'csat', score: 4, comment: 'Cepat.' }]);
  update();
  assert.equal(node.querySelector('textarea'), null);
});

test('a rating without words is sent once', () => {
  const { chat, node, update } = rating();
  named(node, 'Buruk').click();
  chat.rating = { question: 12, score: 2 };
  update();
  named(node, 'Lewati').click();
  update();
  assert.equal(chat.told.length, 1);
  assert.equal(node.querySelector('textarea'), null);
});

test('what was rated on another page is shown without a question', () => {
  const { chat, node, update } = rating();
  chat.rating = { question: 12, score: 5 };
  update();
  assert.deepEqual(paragraphs(node), ['Penilaian Anda: 5 dari 5.']);
  assert.equal(node.querySelector('button'), null);
});

test('0 to 10 are numbers with their ends named, and agreement is seven sentences', () => {
  const { chat, node, update } = rating({ kind: 'nps' });
  assert.deepEqual(node.querySelectorAll('button').map(one => one.textContent), [...Array(11).keys(), 'Lewati'].map(String));
  named(node, '0').click();
  assert.deepEqual(chat.told, [['tells', 'rating', { handover: 7, question: 12, kind: 'nps', score: 0 }]]);
  chat.rating = { question: 12, score: 0 };
  update();
  assert.deepEqual(paragraphs(node), ['Penilaian Anda: 0 dari 10.']);
  const ces = rating({ kind: 'ces' }).node.querySelectorAll('button').map(one => one.textContent);
  assert.deepEqual([ces[0], ces[6], ces.length], ['Sangat setuju', 'Sangat tidak setuju', 8]);
});

test('a question that the server put before it gave questions a place is known by its handover', () => {
  const { chat, node, update } = rating({ question: undefined });
  chat.rating = { handover: 7, score: 3 };
  update();
  assert.deepEqual(paragraphs(node), ['Penilaian Anda: 3 dari 5.']);
});

test('a rating of another handover answers nothing, and who skips is left in peace', () => {
  const { chat, node, update } = rating();
  chat.rating = { question: 6, score: 5 };
  update();
  assert.ok(named(node, 'Baik'));
  named(node, 'Lewati').click();
  update();
  assert.ok(node.hidden);
  assert.deepEqual(chat.told, []);
  assert.equal(chat.changes, 1);
});
