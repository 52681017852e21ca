import assert from 'node:assert/strict';
import { test } from 'node:test';
import { begin, pass, settle } from './clock.js';
import { event } from './page.js';
import { browser, onPage, root, server, Socket } from './network.js';
import { Connection } from '../../src/CxBot.Web/wwwroot/widget/connection.js';

// The line alone: what it hears is only written down.
class Line extends Connection {
  heard = [];
  told = [];
  forgot = 0;

  constructor(more) {
    super();
    Object.assign(this, { root, page: onPage(more) });
  }
  forget() { this.forgot++; }
  begin({ conversationId, userId }) { Object.assign(this, { id: conversationId, user: userId }); }
  tell(online, wait) { this.told.push(wait ? `wait ${wait}` : online); }
  take(activity) { this.heard.push(activity.id); }
}

async function start(t, { chance, away, ...more } = {}) {
  begin(t, { chance });
  const made = browser();
  server.away = !!away;
  const line = new Line(more);
  line.start();
  await settle();
  return { line, ...made };
}

const seconds = (calls, from) => calls.map(({ at }) => Math.round((at - from) / 100) / 10);

test('a session is begun, then the conversation, then a socket on the address that the page knows', async t => {
  const { line } = await start(t);
  await settle();
  assert.deepEqual(server.calls.map(({ method, path }) => `${method} ${path}`),
    ['POST widget/session', 'POST v3/directline/conversations']);
  assert.equal(Socket.last.url, 'wss://chat.example/v3/directline/conversations/c1/stream?t=1');
  assert.deepEqual(line.told, [true]);
  Socket.last.push([{ id: 'a' }, { id: 'b' }], '2');
  assert.deepEqual(line.heard, ['a', 'b']);
  assert.equal(line.watermark, '2');
});

for (const [chance, times] of [[1, [1, 3, 7, 15, 31, 61, 91]], [0, [0.5, 1.5, 3.5, 7.5, 15.5, 30.5, 45.5]]]) {
  test(`the pauses between tries double up to ${chance ? 'half a minute' : 'a quarter of one, where chance is kind'}`, async t => {
    const { line } = await start(t, { chance, away: true });
    const tries = [];
    line.session = async () => {
      tries.push({ at: Date.now() });
      throw new TypeError('Failed to fetch');
    };
    const began = Date.now();
    await pass(100);
    // Each pause is between the half and the whole of 1, 2, 4, 8, 16 or 30 seconds.
    assert.deepEqual(seconds(tries, began).slice(0, times.length), times);
    assert.ok(!line.told.includes(true));
  });
}

test('a line that was good for a while comes back without a word, where it stopped', async t => {
  const { line } = await start(t);
  await settle();
  Socket.last.push([{ id: 'a' }], '1');
  await pass(6);
  Socket.last.end();
  await pass(1);
  assert.equal(Socket.all.length, 2);
  assert.deepEqual(line.told, [true, true]);
  assert.match(server.calls[server.calls.length - 1].path, /conversations\/c1\?watermark=1$/);
});

test('a line that breaks at once counts as none', async t => {
  const { line } = await start(t);
  await settle();
  Socket.last.end();
  await settle();
  assert.deepEqual(line.told, [true, false]);
  assert.equal(line.attempts, 1);
});

test('an open line is kept from falling asleep', async t => {
  await start(t);
  await pass(61);
  assert.deepEqual(Socket.last.sent, ['', '', '']);
});

test('sockets that never open are done without for five minutes, then tried again', async t => {
  const { line } = await start(t);
  server.opensSockets = false;
  Socket.last.end();
  await pass(20);
  const polls = () => server.to('/activities').length;
  assert.equal(Socket.all.length, 3);
  assert.ok(polls() > 0);
  server.news.push({ id: 'a' });
  await pass(4);
  assert.deepEqual(line.heard, ['a']);
  server.opensSockets = true;
  await pass(320);
  assert.equal(Socket.all.length, 4);
  const asked = polls();
  await pass(30);
  assert.equal(polls(), asked);
});

test('where a policy forbids sockets none is tried twice', async t => {
  begin(t);
  browser();
  Socket.forbidden = true;
  const line = new Line();
  line.start();
  await pass(1000);
  assert.deepEqual(Socket.all, []);
  assert.ok(server.to('/activities').length > 300);
  assert.equal(line.told.includes(true), true);
});

test('news are asked for every 3 seconds by who looks, every 20 by who does not', async t => {
  const { line } = await start(t);
  Socket.forbidden = true;
  Socket.last.end();
  await pass(5);
  server.calls.length = 0;
  await pass(30);
  assert.equal(server.to('/activities').length, 10);
  line.page.looking = false;
  await pass(3);
  server.calls.length = 0;
  await pass(60);
  assert.equal(server.to('/activities').length, 3);
});

test('a socket that another tab took is not taken back before the page is looked at again', async t => {
  const { document } = await start(t);
  Socket.last.end(4001);
  await pass(120);
  assert.equal(Socket.all.length, 1);
  assert.ok(server.to('/activities').length > 10);
  document.dispatchEvent(event('visibilitychange'));
  await pass(5);
  assert.equal(Socket.all.length, 2);
});

test('after more than a minute out of sight the socket is taken for dead', async t => {
  const { document } = await start(t);
  await settle();
  const [first] = Socket.all;
  for (const [hidden, wait] of [[true, 30], [false, 1], [true, 61]]) {
    document.hidden = hidden;
    document.dispatchEvent(event('visibilitychange'));
    await pass(wait);
  }
  assert.ok(!first.closed);
  document.hidden = false;
  document.dispatchEvent(event('visibilitychange'));
  await pass(1);
  assert.ok(first.closed);
  assert.equal(Socket.all.length, 2);
});

test('the machine says when it is back: nobody waits for the pause to end', async t => {
  const { line, around } = await start(t, { away: true });
  await pass(40);
  server.away = false;
  around.dispatchEvent(event('online'));
  await settle();
  assert.equal(line.told[line.told.length - 1], true);
  around.dispatchEvent(event('offline'));
  assert.ok(Socket.last.closed);
});

test('who is told to wait waits that long, and no event shortens it', async t => {
  begin(t);
  const { around } = browser();
  server.instead['widget/session'] = { status: 429, after: 30 };
  const line = new Line();
  line.start();
  await settle();
  assert.deepEqual(line.told, ['wait 30']);
  around.dispatchEvent(event('online'));
  await pass(29);
  assert.equal(server.to('widget/session').length, 1);
  await pass(2);
  assert.equal(server.to('widget/session').length, 2);
});

test('a token is renewed before it ends, and what is asked then carries the new one', async t => {
  await start(t);
  await pass(1800 * 0.8 + 1);
  assert.equal(server.to('tokens/refresh').length, 1);
  Socket.last.end();
  await pass(2);
  assert.equal(server.calls[server.calls.length - 1].token, 't2');
});

test('a renewal that is refused begins a session; one that gets lost is tried again within a minute', async t => {
  await start(t);
  server.instead['tokens/refresh'] = () => new TypeError('lost');
  await pass(1800 * 0.8 + 1);
  assert.equal(server.to('tokens/refresh').length, 1);
  server.instead['tokens/refresh'] = 403;
  await pass(50);
  assert.equal(server.to('tokens/refresh').length, 2);
  assert.equal(server.to('widget/session').length, 2);
});

for (const status of [403, 404]) {
  test(`a conversation that is answered with ${status} is begun anew`, async t => {
    const { line } = await start(t);
    Socket.last.push([{ id: 'a' }], '1');
    await pass(6);
    server.conversation = 'c2';
    server.instead['conversations/c1'] = status;
    Socket.last.end();
    await pass(5);
    assert.equal(server.to('widget/session').length, 2);
    assert.equal(line.forgot, 2);
    assert.equal(line.id, 'c2');
    assert.match(server.calls[server.calls.length - 1].path, /conversations$/);
    assert.equal(line.watermark, '');
  });
}

test('the same conversation in a new session is not forgotten', async t => {
  const { line } = await start(t);
  await pass(6);
  line.token = null;
  Socket.last.end();
  await pass(2);
  assert.equal(server.to('widget/session').length, 2);
  assert.equal(line.forgot, 1);
});

test('who asks twice at once is one visitor', async t => {
  const { line } = await start(t);
  await Promise.all([line.session(), line.session()]);
  assert.equal(server.to('widget/session').length, 2);
});

test('a customer who changes while a session is asked for gets their own', async t => {
  begin(t);
  browser();
  const line = new Line({ customer: 'budi' });
  line.start();
  line.page.customer = 'rina';
  await settle();
  assert.deepEqual(server.to('widget/session').map(({ body }) => body.customer), ['budi', 'rina']);
  assert.equal(line.token, 't2');
});

test('tabs that open at once wait for each other, and locks that are refused keep nobody away', async t => {
  begin(t);
  browser();
  const order = [];
  const locks = { request: async (name, act) => { order.push(name); await act(); order.push('free'); } };
  navigator.locks = locks;
  const line = new Line();
  await line.session();
  assert.deepEqual(order, ['cxbot', 'free']);
  // An answer that is an error is not asked for twice.
  server.instead['widget/session'] = 500;
  await assert.rejects(line.session(), { status: 500 });
  assert.equal(server.to('widget/session').length, 2);
  delete server.instead['widget/session'];
  locks.request = async () => { throw new Error('SecurityError'); };
  await line.session();
  assert.equal(server.to('widget/session').length, 3);
});

test('what is refused because the token has ended is sent once more in a new session', async t => {
  const { line } = await start(t);
  await settle();
  let ended = 1;
  server.instead['/activities'] = ({ method }) => method === 'POST' && ended-- > 0 ? 403 : undefined;
  await line.deliver({ type: 'message', text: 'satu' });
  const sent = server.to('/activities');
  assert.deepEqual(sent.map(({ token }) => token), ['t1', 't2']);
  assert.deepEqual(sent[1].body.from, { id: 'dl_1', role: 'user' });
  ended = 9;
  await assert.rejects(line.deliver({ type: 'message' }), { status: 403 });
});
