import { bubble, summary } from './bubbles.js';
import { element } from './format.js';
import { invoice, photo, voice } from './samples.js';
import { language, say, speak } from './strings.js';

const base = '/dev/whatsapp/phone/';
const $ = id => document.getElementById(id);
const faces = ['👍', '❤️', '😂', '😮', '😢', '🙏'];
const emojis = ['😀', '😁', '😅', '😊', '😍', '🤔', '😕', '😢', '😡', '🙏', '👍', '👎', '👏', '❤️', '🔥', '🎉', '📦', '🚚', '💸', '🛒', '⏰', '✅', '❌', '❓'];

let customer = sessionStorage.getItem('cxbot-simulator-customer') ?? 'budi';
let view = null;
let quoting = null;
let asking = false;
let again = false;
let typingEnds;
let atEnd = true;
const drawn = new Map();

// Asking and answering.

async function ask(path, options) {
  const answer = await fetch(base + path, options);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.status === 204 ? null : answer.json();
}

const post = (path, body) => ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

async function send(type, content, quoted = quoting?.id) {
  const hoursAgo = $('old').checked ? 25 : 0;
  $('old').checked = false;
  if (type !== 'reaction') quote(null);
  await post('messages', { customer, type, content, quoted: type === 'reaction' ? null : quoted ?? null, hoursAgo });
}

async function sendFile({ blob, type, name }) {
  const { id } = await ask(`files?name=${encodeURIComponent(name ?? '')}`, { method: 'POST', headers: { 'Content-Type': type }, body: blob });
  const kind = /^image\/(png|jpeg)/.test(type) ? 'image' : type.startsWith('audio/') ? 'audio' : type.startsWith('video/') ? 'video' : 'document';
  const content = { id, mime_type: type };
  if (kind === 'document') content.filename = name;
  if (kind === 'audio') content.voice = type.startsWith('audio/ogg');
  await send(kind, content);
}

async function look() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    do {
      again = false;
      view = await ask(`view?customer=${encodeURIComponent(customer)}`);
      draw();
      if (document.visibilityState === 'visible' && view.messages.some(m => !m.fromCustomer && m.state === 'delivered') && view.mood.reports === 'read') await post('read', { customer });
    } while (again);
  } finally {
    asking = false;
  }
}

// Showing.

function draw() {
  drawPeople();
  drawHead();
  drawMessages();
  drawCalls();
  $('reports').value = view.mood.reports;
  $('failure').value = String(view.mood.failure);
  $('failure').classList.toggle('armed', view.mood.failure !== 0);
  $('later').checked = view.mood.later;
  $('later').disabled = view.mood.failure <= 0;
  $('failure-hint').textContent = failureHint();
}

/// What the chosen error touches, and what it leaves alone.
function failureHint() {
  const { failure, customer: whose } = view.mood;
  if (failure === 0) return '';
  if (failure < 0) return say('failureHintLost');
  const group = $('failure').selectedOptions[0]?.parentElement.dataset.tGroup;
  if (group === 'failCustomer') return say('failureHintCustomer', { name: view.customers.find(c => c.id === whose)?.name ?? '' });
  if (group === 'failContent' && failure !== 131000) return say('failureHintContent');
  return say([190, 131042, 131037].includes(failure) ? 'failureHint190' : 'failureHint');
}

function drawPeople() {
  for (const [i, person] of view.customers.entries()) {
    let row = $('people').children[i];
    if (!row) {
      const button = element('button');
      button.type = 'button';
      button.addEventListener('click', () => choose(person.id));
      row = element('li', button);
      $('people').append(row);
    }
    const key = JSON.stringify([person, person.id === customer, language]);
    if (row.dataset.key === key) continue;
    row.dataset.key = key;
    const button = row.firstChild;
    button.setAttribute('aria-pressed', String(person.id === customer));
    button.dataset.testid = `phone-customer-${person.id}`;
    const face = Object.assign(element('span', initials(person.name)), { className: 'face', ariaHidden: 'true' });
    const id = [person.phone ? `+${person.phone}` : say('hidden'), person.username ? `@${person.username}` : null].filter(Boolean).join(' · ');
    button.replaceChildren(face, Object.assign(element('span', person.name), { className: 'name' }), Object.assign(element('span', id), { className: 'id' }));
    if (person.unread > 0 && person.id !== customer) {
      const unread = element('span', String(person.unread));
      unread.className = 'unread';
      unread.title = say('unread', { n: person.unread });
      button.append(unread);
    }
  }
}

function drawHead() {
  $('business').textContent = view.businessName;
  const typing = view.typing && view.messages.length > 0;
  $('presence').textContent = typing ? say('typing') : view.businessNumber;
  $('presence').classList.toggle('typing', typing);
  $('presence').dataset.testid = typing ? 'phone-typing' : 'phone-number';
  clearTimeout(typingEnds);
  if (typing) typingEnds = setTimeout(look, 25_500);
  $('window').hidden = view.messages.length === 0;
  $('window').textContent = say(view.windowOpen ? 'open' : 'shut');
  $('window').classList.toggle('shut', !view.windowOpen);
}

function drawMessages() {
  const log = $('log');
  const byId = new Map(view.messages.map(m => [m.id, m]));
  let before = null;
  let place = log.firstChild;
  for (const message of view.messages) {
    const key = JSON.stringify([message, language]);
    let entry = drawn.get(message.id);
    const turned = before !== null && before.fromCustomer !== message.fromCustomer;
    if (entry?.key !== key) {
      const made = bubble(message, { quoted: byId.get(message.quoted), templates: view.templates, press, openList, more, turned });
      if (entry) {
        const focused = entry.node.contains(document.activeElement) ? [...entry.node.querySelectorAll('button')].indexOf(document.activeElement) : -1;
        if (entry.node === place) place = made;
        entry.node.replaceWith(made);
        if (focused >= 0) made.querySelectorAll('button')[focused]?.focus();
      }
      entry = { key, node: made };
      drawn.set(message.id, entry);
    }
    if (entry.node === place) place = place.nextSibling;
    else log.insertBefore(entry.node, place);
    before = message;
  }
  while (place) {
    const gone = place;
    place = place.nextSibling;
    gone.remove();
  }
  for (const id of drawn.keys()) if (!byId.has(id)) drawn.delete(id);
  toEnd();
  const person = view.customers.find(c => c.id === customer);
  $('empty-text').textContent = say('empty', { name: person?.name ?? '' });
}

/// Stays at the end, unless somebody has scrolled up to read.
function toEnd() {
  if (atEnd) $('log').scrollTop = $('log').scrollHeight;
}

function drawCalls() {
  const list = $('calls');
  const newest = Number(list.firstChild?.dataset.number ?? 0);
  for (const call of view.calls.filter(c => c.number > newest)) {
    const good = call.status >= 200 && call.status < 300;
    const status = Object.assign(element('span', call.status === 0 ? '—' : String(call.status)), { className: good ? 'status' : 'status bad' });
    const way = Object.assign(element('span', call.toApp ? '→' : '←'), { className: 'way', title: say(call.toApp ? 'toApp' : 'fromApp') });
    const time = element('time', new Date(call.at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', second: '2-digit' }));
    const title = element('summary', way, Object.assign(element('span', call.what), { className: 'what' }), status, time);
    const details = element('details', title);
    details.addEventListener('toggle', () => {
      if (!details.open || details.children.length > 1) return;
      const json = element('pre', call.body ? JSON.stringify(call.body, null, 2) : say('noBody'));
      json.tabIndex = 0;
      details.append(json);
    });
    const row = element('li', details);
    row.dataset.number = call.number;
    list.prepend(row);
  }
  while (list.children.length > 40) list.lastChild.remove();
}

function initials(name) {
  return name.split(/\s+/).slice(0, 2).map(word => word[0]?.toUpperCase() ?? '').join('');
}

// Doing.

function choose(id) {
  customer = id;
  sessionStorage.setItem('cxbot-simulator-customer', id);
  drawn.clear();
  atEnd = true;
  $('log').replaceChildren();
  quote(null);
  look();
}

function quote(message) {
  quoting = message;
  $('quoting').hidden = message === null;
  $('quoted').textContent = message ? summary(message, view.templates) : '';
  if (message) $('text').focus();
}

async function press(message, reply) {
  if (reply.template) await send('button', { payload: reply.text, text: reply.text }, message.id);
  else await send('interactive', reply, message.id);
  $('text').focus();
}

function openList(message) {
  const sheet = $('sheet');
  const title = Object.assign(element('h2', message.content.action.button), { id: 'sheet-title' });
  const rows = message.content.action.sections.flatMap(section => section.rows).map(row => {
    const button = element('button', row.title);
    if (row.description) button.append(element('small', row.description));
    button.type = 'button';
    button.dataset.testid = 'phone-row';
    button.addEventListener('click', () => {
      sheet.close();
      const reply = { id: row.id, title: row.title };
      if (row.description) reply.description = row.description;
      press(message, { type: 'list_reply', list_reply: reply });
    });
    return button;
  });
  const close = Object.assign(element('button', say('close')), { type: 'button', className: 'close' });
  close.addEventListener('click', () => sheet.close());
  sheet.replaceChildren(title, ...rows, close);
  sheet.showModal();
}

function more(message, button) {
  const menu = $('action-menu');
  const reactions = element('div', ...faces.map(face => item(face, () => send('reaction', { message_id: message.id, emoji: face }))));
  reactions.className = 'faces';
  const reply = item(say('reply'), () => quote(message));
  menu.replaceChildren(...(message.fromCustomer ? [] : [reactions]), reply);
  if (message.reaction) menu.append(item(say('unreact'), () => send('reaction', { message_id: message.id })));
  show(menu, button);
}

function item(label, act) {
  const button = element('button', label);
  button.type = 'button';
  button.addEventListener('click', () => {
    $('action-menu').hidePopover();
    act();
  });
  return button;
}

function show(menu, anchor) {
  menu.showPopover();
  place(menu, anchor);
  menu.querySelector('button')?.focus();
}

/// Above the button where there is room, and always inside the window.
function place(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const top = at.top - size.height - 8;
  menu.style.top = `${top > 8 ? top : Math.min(at.bottom + 8, innerHeight - size.height - 8)}px`;
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
}

function word() {
  document.documentElement.lang = language;
  document.title = `${say('title')} · CxBot`;
  for (const node of document.querySelectorAll('[data-t]')) node.textContent = say(node.dataset.t);
  for (const node of document.querySelectorAll('[data-t-group]')) node.label = say(node.dataset.tGroup);
  for (const node of document.querySelectorAll('[data-t-label]')) node.setAttribute('aria-label', say(node.dataset.tLabel));
  for (const node of document.querySelectorAll('[data-t-placeholder]')) node.placeholder = say(node.dataset.tPlaceholder);
  $('language').textContent = language === 'en' ? 'Indonesia' : 'English';
  $('language').lang = language === 'en' ? 'id' : 'en';
  $('tries').replaceChildren(...['try1', 'try2', 'try3'].map(key => {
    const button = element('button', say(key));
    button.type = 'button';
    button.addEventListener('click', () => tell(say(key)));
    return button;
  }));
}

async function tell(text) {
  await send('text', { body: text });
  $('text').focus();
}

async function submit() {
  const text = $('text').value.trim();
  if (text === '') return;
  $('text').value = '';
  atEnd = true;
  await send('text', { body: text });
}

$('log').addEventListener('scroll', () => {
  atEnd = $('log').scrollHeight - $('log').scrollTop - $('log').clientHeight < 80;
}, { passive: true });
new ResizeObserver(toEnd).observe($('log'));
$('composer').addEventListener('submit', event => {
  event.preventDefault();
  submit();
});
$('text').addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
$('unquote').addEventListener('click', () => quote(null));
$('language').addEventListener('click', () => {
  speak(language === 'en' ? 'id' : 'en');
  word();
  if (view) draw();
});
$('person').addEventListener('submit', async event => {
  event.preventDefault();
  const form = new FormData(event.target);
  try {
    const added = await post('customers', { name: form.get('name'), phone: form.get('phone'), username: form.get('username') });
    $('person-problem').textContent = '';
    event.target.reset();
    choose(added.id);
  } catch {
    $('person-problem').textContent = say('personProblem');
  }
});
for (const id of ['reports', 'failure', 'later'])
  $(id).addEventListener('change', () => post('mood', {
    reports: $('reports').value,
    failure: Number($('failure').value),
    later: $('later').checked && Number($('failure').value) > 0,
    // An error of one customer stays with the one it was chosen for.
    customer: id === 'failure' ? customer : view.mood.customer,
  }));

for (const [id, menu] of [['attach', 'attach-menu'], ['emoji', 'emoji-menu']])
  $(menu).addEventListener('toggle', event => {
    if (event.newState !== 'open') return;
    place($(menu), $(id));
    $(menu).querySelector('button').focus();
  });
const acts = {
  'do-photo': async () => sendFile(await photo()),
  'do-voice': async () => sendFile(await voice()),
  'do-document': async () => sendFile(invoice()),
  'do-place': () => send('location', { latitude: -6.1753924, longitude: 106.8271528, name: 'Monas', address: 'Gambir, Jakarta Pusat' }),
  'do-file': () => $('file').click(),
  'do-stop': () => tell('STOP'),
  'do-start': () => tell(say('startWord')),
};
for (const [id, act] of Object.entries(acts))
  $(id).addEventListener('click', () => {
    $('attach-menu').hidePopover();
    act();
  });
$('file').addEventListener('change', async () => {
  const [file] = $('file').files;
  $('file').value = '';
  if (file) await sendFile({ blob: file, type: file.type || 'application/octet-stream', name: file.name });
});
$('emoji-menu').append(...emojis.map(emoji => {
  const button = element('button', emoji);
  button.type = 'button';
  button.addEventListener('click', () => {
    $('emoji-menu').hidePopover();
    $('text').setRangeText(emoji, $('text').selectionStart, $('text').selectionEnd, 'end');
    $('text').focus();
  });
  return button;
}));
document.addEventListener('visibilitychange', () => view && look());

word();
new EventSource(base + 'signs').addEventListener('message', look);
