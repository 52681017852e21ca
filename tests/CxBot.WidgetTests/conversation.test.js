import assert from 'node:assert/strict';
import { test } from 'node:test';
import { begin, leave, pass, settle } from './clock.js';
import { browser, onPage, root, server, Socket } from './network.js';
import { Conversation } from '../../src/CxBot.Web/wwwroot/widget/conversation.js';

const id = sequence => `c1|${String(sequence).padStart(7, '0')}`;
const bot = (sequence, text, more) => ({
  id: id(sequence), type: 'message', from: { id: 'bot', role: 'bot', name: 'Asisten' }, text, timestamp: '2026-07-01T03:00:00Z', ...more
});
// As the server echoes what the customer posted.
const echo = (sequence, { body: { channelData, text } }) => ({
  id: id(sequence), type: 'message', from: { id: 'dl_1', role: 'user' }, channelData, text, timestamp: '2026-07-01T03:00:00Z'
});

async function open(t, more, kept) {
  const made = browser(kept);
  const chat = new Conversation(root, onPage(more));
  await pass(1);
  return { chat, ...made };
}

const posted = () => server.to('/activities').filter(({ method }) => method === 'POST');
const said = () => posted().filter(({ body }) => body.type === 'message').map(({ body }) => body.text);
const texts = chat => chat.messages.map(({ text }) => text);

test('messages stand in the order in which they were said, however they arrive', async t => {
  begin(t);
  const { chat } = await open(t);
  Socket.last.push([bot(3, 'tiga'), bot(1, 'satu')]);
  Socket.last.push([bot(2, 'dua')]);
  Socket.last.push([bot(10, 'sepuluh')]);
  assert.deepEqual(texts(chat), ['satu', 'dua', 'tiga', 'sepuluh']);
});

test('a message that comes twice is there once', async t => {
  begin(t);
  const { chat } = await open(t);
  Socket.last.push([bot(1, 'satu'), bot(1, 'satu')]);
  Socket.last.push([bot(1, 'satu')]);
  assert.deepEqual(texts(chat), ['satu']);
});

test('what is said while nothing gets through waits, and is sent in its order', async t => {
  begin(t);
  const { chat } = await open(t);
  server.away = true;
  Socket.last.end();
  await settle();
  chat.say('satu', []);
  chat.say('dua', []);
  await pass(5);
  assert.deepEqual(said(), []);
  assert.equal(chat.online, false);
  server.away = false;
  await pass(30);
  assert.deepEqual(said(), ['satu', 'dua']);
});

test('a message whose answer got lost is sent again as the same message', async t => {
  begin(t);
  const { chat } = await open(t);
  let lost = 1;
  server.instead['/activities'] = ({ method }) => method === 'POST' && lost-- > 0 ? new TypeError('lost') : undefined;
  chat.say('satu', []);
  await pass(15);
  const [first, second] = posted().filter(({ body }) => body.text === 'satu');
  assert.equal(second.body.channelData.clientActivityID, first.body.channelData.clientActivityID);
  assert.equal(said().length, 2);
});

test('each message has an id of its own', async t => {
  begin(t);
  const { chat } = await open(t);
  chat.say('satu', []);
  await pass(1);
  chat.say('satu', []);
  await pass(1);
  assert.equal(new Set(posted().map(({ body }) => body.channelData.clientActivityID)).size, posted().length);
});

test('the echo of a message takes its place', async t => {
  begin(t);
  const { chat } = await open(t);
  chat.say('satu', []);
  await settle();
  const call = posted().find(({ body }) => body.text === 'satu');
  const sequence = server.sequence;
  assert.equal(chat.outbox.length, 1);
  Socket.last.push([echo(sequence, call)]);
  assert.deepEqual(chat.outbox, []);
  assert.deepEqual(chat.messages.map(({ key, role }) => [key, role]), [[call.body.channelData.clientActivityID, 'customer']]);
});

test('without its echo the line is taken for dead, and news are asked for', async t => {
  begin(t);
  const { chat } = await open(t);
  const socket = Socket.last;
  chat.say('satu', []);
  await settle();
  const call = posted().find(({ body }) => body.text === 'satu');
  server.news.push(echo(server.sequence, call));
  await pass(12);
  assert.ok(socket.closed);
  assert.deepEqual(texts(chat), ['satu']);
  assert.deepEqual(chat.outbox, []);
});

test('what was not sent is still there on the next page, files excepted', async t => {
  begin(t);
  const before = await open(t);
  server.away = true;
  Socket.last.end();
  await settle();
  before.chat.say('satu', []);
  before.chat.say('dua', [new Blob(['x'])]);
  await pass(1);
  leave();
  const waiting = JSON.parse(before.sessionStorage.getItem('cxbot:outbox'));
  const { chat } = await open(t, {}, before);
  assert.deepEqual(waiting.filter(({ activity }) => activity.type === 'message').map(({ activity }) => activity.text), ['satu']);
  await pass(2);
  assert.equal(said().filter(text => text === 'satu').length, 1);
  assert.equal(chat.outbox.every(item => item.id), true);
});

test('a refused message says so, keeps nobody waiting, and can be tried again', async t => {
  begin(t);
  const { chat } = await open(t);
  server.instead['/activities'] = ({ body }) => body?.text === 'satu' ? 400 : undefined;
  chat.say('satu', []);
  chat.say('dua', []);
  await pass(2);
  const [refused] = chat.outbox;
  assert.equal(refused.activity.text, 'satu');
  assert.ok(chat.isLate(refused));
  assert.deepEqual(said(), ['satu', 'dua']);
  delete server.instead['/activities'];
  chat.retry(refused);
  assert.ok(!chat.isLate(refused));
  await pass(1);
  assert.deepEqual(said(), ['satu', 'dua', 'satu']);
});

test('a server in trouble is tried four times, with pauses that grow', async t => {
  begin(t);
  const { chat } = await open(t);
  server.instead['/activities'] = ({ method }) => method === 'POST' ? 500 : undefined;
  chat.page.where = () => ({});
  chat.event('cxbot/whatever', 1);
  chat.outbox.length = 0;
  await pass(20);
  server.calls.length = 0;
  const began = Date.now();
  chat.post({ type: 'message', text: 'satu' });
  await pass(60);
  assert.deepEqual(posted().map(({ at }) => Math.round((at - began) / 1000)), [0, 1, 4, 11]);
  assert.ok(chat.outbox[0].failed);
});

test('what is no message gives up in silence', async t => {
  begin(t);
  const { chat } = await open(t);
  server.instead['/activities'] = ({ method }) => method === 'POST' ? 400 : undefined;
  chat.event('cxbot/whatever', 1);
  await pass(1);
  assert.deepEqual(chat.outbox, []);
});

test('who writes too fast is told how long it takes, and nothing is lost', async t => {
  begin(t);
  const { chat } = await open(t);
  let tooMany = 5;
  server.instead['/activities'] = ({ body }) => body?.text === 'satu' && tooMany-- > 0 ? { status: 429, after: 7 } : undefined;
  const began = Date.now();
  chat.say('satu', []);
  await settle();
  assert.equal(chat.wait, 7);
  await pass(36);
  const times = posted().filter(({ body }) => body.text === 'satu').map(({ at }) => Math.round((at - began) / 1000));
  assert.deepEqual(times, [0, 7, 14, 21, 28, 35]);
  assert.ok(!chat.outbox.some(item => item.failed));
});

test('after 15 seconds without an answer a message counts as late', async t => {
  begin(t);
  const { chat } = await open(t);
  server.away = true;
  Socket.last.end();
  await settle();
  chat.say('satu', []);
  const item = chat.outbox.find(({ activity }) => activity.text === 'satu');
  await pass(14);
  assert.ok(!chat.isLate(item));
  await pass(2);
  assert.ok(chat.isLate(item));
});

test('the past is not news; what comes after it is', async t => {
  begin(t);
  browser();
  const chat = new Conversation(root, onPage({ looking: false }));
  const arrived = [];
  chat.addEventListener('arrive', ({ detail }) => arrived.push(detail.text));
  await settle();
  Socket.last.push([bot(1, 'dulu')]);
  await pass(1);
  Socket.last.push([bot(2, 'baru')]);
  assert.deepEqual(arrived, ['baru']);
});

test('what was not seen is counted until the customer looks, and the desk is told', async t => {
  begin(t);
  const { chat } = await open(t, { looking: false });
  Socket.last.push([bot(1, 'satu'), bot(2, 'dua')]);
  assert.deepEqual(chat.unread.map(({ text }) => text), ['satu', 'dua']);
  chat.page.looking = true;
  chat.look();
  assert.deepEqual(chat.unread, []);
  await pass(1);
  assert.deepEqual(posted().map(({ body }) => [body.name, body.value]).pop(), ['cxbot/seen', { sequence: 2 }]);
});

test('a conversation of another customer starts with an empty composer and outbox', async t => {
  begin(t);
  const { chat } = await open(t, { customer: 'budi' });
  let another = 0;
  chat.addEventListener('another', () => another++);
  chat.page.customer = undefined;
  server.conversation = 'c2';
  server.away = true;
  chat.token = null;
  Socket.last.end();
  await settle();
  chat.say('nomor kartu saya', []);
  server.away = false;
  await pass(10);
  assert.equal(another, 1);
  assert.deepEqual(said(), []);
  assert.deepEqual(chat.messages, []);
});

test('a visitor whose conversation is begun anew keeps what was not sent', async t => {
  begin(t);
  const { chat } = await open(t);
  server.away = true;
  server.conversation = 'c2';
  chat.token = null;
  Socket.last.end();
  await settle();
  chat.say('satu', []);
  server.away = false;
  await pass(10);
  assert.deepEqual(said(), ['satu']);
});

test('typing shows for six seconds, and ends with the message', async t => {
  begin(t);
  const { chat } = await open(t);
  const typing = { type: 'typing', from: { id: 'agent:1', role: 'bot', name: 'Sari' } };
  Socket.last.push([typing]);
  assert.equal(chat.typing.name, 'Sari');
  await pass(5);
  assert.equal(chat.typing?.name, 'Sari');
  await pass(2);
  assert.equal(chat.typing, undefined);
  Socket.last.push([{ ...typing, channelData: { cxbot: { draft: 'Dana kem' } } }]);
  assert.equal(chat.draft, 'Dana kem');
  Socket.last.push([bot(1, 'Dana kembali.')]);
  assert.equal(chat.typing, undefined);
  assert.equal(chat.draft, undefined);
});

test('nobody sees their own typing, and only an agent is told of it', async t => {
  begin(t);
  const { chat } = await open(t);
  Socket.last.push([{ type: 'typing', from: { id: 'dl_1', role: 'user' } }]);
  assert.equal(chat.typing, undefined);
  const typed = () => posted().filter(({ body }) => body.type === 'typing').length;
  chat.iType();
  assert.equal(typed(), 0);
  Socket.last.push([{ type: 'event', name: 'cxbot/handover', from: { role: 'bot' }, value: { state: 'withAgent' } }]);
  chat.iType();
  chat.iType();
  await pass(4);
  chat.iType();
  await settle();
  assert.equal(typed(), 2);
});

test('the page a customer writes from is told once, before what they write', async t => {
  begin(t);
  const { chat } = await open(t);
  let title = 'Wajan';
  chat.page.where = () => ({ title });
  chat.syncContext();
  await pass(1);
  assert.deepEqual(posted(), []);
  chat.say('satu', []);
  chat.say('dua', []);
  await pass(1);
  title = 'Teko';
  chat.say('tiga', []);
  await pass(1);
  assert.deepEqual(posted().map(({ body }) => body.text ?? body.value.title), ['Wajan', 'satu', 'dua', 'Teko', 'tiga']);
});

test('the state of a handover, what an agent saw, contact, rating and thumbs are kept as they come', async t => {
  begin(t);
  const { chat } = await open(t);
  const tell = (sequence, name, value) => ({ id: id(sequence), type: 'event', name, value, from: { role: 'bot' } });
  Socket.last.push([
    bot(1, 'Kami teruskan.', { channelData: { cxbot: { role: 'bot', handover: { state: 'waiting', why: 'asked' } } } }),
    tell(2, 'cxbot/seen', { sequence: 1 }), tell(3, 'cxbot/contact', { phone: '0812' }), tell(4, 'cxbot/rating', { score: 4 }),
    { ...tell(5, 'feedback'), entities: [{ '@type': 'LikeAction', target: { '@id': id(1) } }] }
  ]);
  assert.equal(chat.handover.why, 'asked');
  assert.equal(chat.agentSaw, 1);
  assert.deepEqual(chat.contact, { phone: '0812', sequence: 3 });
  assert.equal(chat.rating.score, 4);
  assert.equal(chat.thumbs[id(1)], 'LikeAction');
});

test('what the customer tells is shown at once and sent', async t => {
  begin(t);
  const { chat } = await open(t);
  chat.tells('rating', { handover: 1, score: 5 });
  chat.thumb(id(1), 'LikeAction');
  await pass(1);
  assert.equal(chat.rating.score, 5);
  assert.equal(chat.thumbs[id(1)], 'LikeAction');
  assert.deepEqual(posted().map(({ body }) => body.name), ['cxbot/rating', 'webchat:activity-status/feedback']);
});

test('a file goes up with its message', async t => {
  begin(t);
  const { chat } = await open(t);
  chat.say('ini fotonya', [new File(['x'], 'foto.png', { type: 'image/png' })]);
  await pass(1);
  const [{ form, path }] = server.to('/upload');
  assert.equal(path, 'v3/directline/conversations/c1/upload?userId=dl_1');
  assert.equal(form.get('file').name, 'foto.png');
  assert.equal(JSON.parse(await form.get('activity').text()).text, 'ini fotonya');
});

test('many changes at once are told once', async t => {
  begin(t);
  const { chat } = await open(t);
  let changes = 0;
  chat.addEventListener('change', () => changes++);
  Socket.last.push([bot(1, 'satu'), bot(2, 'dua'), bot(3, 'tiga')]);
  await pass(0.25);
  assert.equal(changes, 1);
});
