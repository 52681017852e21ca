// The keyboard: keys of one character where nobody is writing, the help, and the palette. A key presses what stands on the page.
import { kept } from './kept.js';

let keys = [];
// What was struck for a box that is still coming; null where none is awaited.
let early = null;

export const areOn = () => kept.get('desk-keys') !== 'off';
export const turn = on => kept.set('desk-keys', on ? null : 'off');

export function start(table) {
  const first = keys.length === 0;
  keys = table;
  if (!first) return;
  document.addEventListener('keydown', onKey);
  new MutationObserver(rove).observe(document.body, { childList: true, subtree: true, attributeFilter: ['aria-current'] });
  document.addEventListener('focusin', ({ target }) => { if (target.matches?.('.rows a.row')) rove(); });
  rove();
}

const seen = element => element && !element.disabled && element.getClientRects().length > 0;
const find = selector => [...document.querySelectorAll(selector)].find(seen);
const writing = target => target.matches?.('input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]');
const covered = () => document.querySelector('dialog[open], .mud-dialog, .mud-popover-open');
const rows = () => [...document.querySelectorAll('.rows a.row')].filter(seen);

function onKey(event) {
  if (event.isComposing || event.defaultPrevented || event.altKey) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    openPalette();
    return;
  }
  if (event.ctrlKey || event.metaKey || covered()) return;
  if (early !== null && event.key.length === 1 && !writing(event.target)) {
    event.preventDefault();
    early += event.key;
    return;
  }
  if (writing(event.target)) {
    if (event.key === 'Escape' && event.target.matches('.composer textarea') && event.target.getAttribute('aria-expanded') !== 'true')
      find('.transcript')?.focus();
    return;
  }
  if (event.key === 'Enter' && event.target.matches('a.row')) followRow();
  if (!areOn()) return;
  if (event.key === 'j' || event.key === 'k') return walk(event, event.key === 'j' ? 1 : -1);
  if (event.key === '?') {
    event.preventDefault();
    document.getElementById('key-help')?.showModal();
    return;
  }
  const key = keys.find(one => one.key === event.key && (one.press || one.focus));
  if (!key || key.press && !find(key.press) && !find(key.focus ?? 'none')) return;
  event.preventDefault();
  press(key);
}

function press(key) {
  if (key.press) find(key.press)?.click();
  if (!key.focus) return;
  early = '';
  whenThere(() => find(key.focus), element => {
    element.focus();
    if (element.matches('input')) element.select();
    if (early && writing(element)) document.execCommand('insertText', false, early);
    early = null;
  }, () => { early = null; });
}

// What is asked for comes with the server's next answer, or with the next page.
function whenThere(look, then, never = () => {}, tries = 120) {
  const there = look();
  if (there) then(there);
  else if (tries > 0) requestAnimationFrame(() => whenThere(look, then, never, tries - 1));
  else never();
}

// As the arrow keys do, see lists.js: of a long list only a part is in the page.
function walk(event, step) {
  const all = rows();
  if (all.length === 0) return;
  event.preventDefault();
  const focused = document.activeElement.closest?.('a.row');
  const from = focused ?? all.find(row => row.hasAttribute('aria-current'));
  if (!from) all[0].focus();
  else from.dispatchEvent(new KeyboardEvent('keydown', { key: step > 0 ? 'ArrowDown' : 'ArrowUp', bubbles: true, cancelable: true }));
}

// Whoever opens a conversation by key goes on in it: the acts are the next stops.
function followRow() {
  const before = document.querySelector('.conversation-head');
  whenThere(() => {
    const head = document.querySelector('.conversation-head h1');
    return head && head.closest('.conversation-head') !== before ? head : null;
  }, head => head.focus());
}

// One stop for the whole list, however long it is.
function rove() {
  document.querySelectorAll('.rows').forEach(list => {
    const all = [...list.querySelectorAll('a.row')];
    const stop = all.find(row => row === document.activeElement) ?? all.find(row => row.hasAttribute('aria-current')) ?? all[0];
    all.forEach(row => { const index = row === stop ? 0 : -1; if (row.tabIndex !== index) row.tabIndex = index; });
  });
}

// The palette: where one can go, and what can be done here, by its name.
function openPalette() {
  const dialog = document.getElementById('palette');
  if (!dialog || dialog.open || document.querySelector('.mud-dialog')) return;
  const box = dialog.querySelector('input');
  const list = dialog.querySelector('ul');
  const choices = offered(list);
  let shown = [];
  let at = 0;

  const mark = index => {
    at = index;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', i === at ? 'true' : 'false'));
    const active = list.children[at];
    active?.scrollIntoView({ block: 'nearest' });
    active?.id ? box.setAttribute('aria-activedescendant', active.id) : box.removeAttribute('aria-activedescendant');
  };
  const fill = () => {
    const words = fold(box.value).split(' ').filter(Boolean);
    shown = choices.filter(choice => words.every(word => fold(choice.text).includes(word)));
    list.replaceChildren(...shown.map((choice, index) => {
      const item = document.createElement('li');
      item.id = `palette-${index}`;
      item.role = 'option';
      item.textContent = choice.text;
      if (choice.key) item.append(Object.assign(document.createElement('kbd'), { textContent: choice.key }));
      item.addEventListener('pointerdown', event => { event.preventDefault(); run(choice); });
      return item;
    }));
    if (shown.length === 0) {
      const none = document.createElement('li');
      none.className = 'quiet';
      none.role = 'presentation';
      none.textContent = list.dataset.none;
      list.append(none);
    }
    mark(0);
  };
  const run = choice => { dialog.close(); choice?.run(); };
  const onDialogKey = event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (shown.length > 0) mark((at + (event.key === 'ArrowDown' ? 1 : -1) + shown.length) % shown.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(shown[at]);
    }
  };
  const onBackdrop = event => { if (event.target === dialog) dialog.close(); };
  box.value = '';
  box.addEventListener('input', fill);
  dialog.addEventListener('keydown', onDialogKey);
  dialog.addEventListener('pointerdown', onBackdrop);
  dialog.addEventListener('close', () => {
    box.removeEventListener('input', fill);
    dialog.removeEventListener('keydown', onDialogKey);
    dialog.removeEventListener('pointerdown', onBackdrop);
  }, { once: true });
  fill();
  dialog.showModal();
  box.focus();
}

const fold = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function offered(list) {
  const named = element => (element.getAttribute('aria-label') ?? element.querySelector('.rail-text, .act-text')?.textContent ?? element.textContent).trim();
  const of = selector => [...document.querySelectorAll(selector)].filter(seen);
  const byPress = element => keys.find(key => key.press && element.matches(key.press))?.key;
  const acts = of('.acts button, .composer-tabs [role=tab]').map(element => ({ text: named(element), key: byPress(element), run: () => {
    const key = keys.find(one => one.press && element.matches(one.press));
    key?.focus ? press(key) : element.click();
  } }));
  const places = of('.rail .rail-link, .rail .rail-me').map(element => ({ text: named(element), key: byPress(element), run: () => element.click() }));
  const help = { text: list.dataset.keys, key: '?', run: () => document.getElementById('key-help').showModal() };
  return [...acts, ...places, help].filter(choice => choice.text);
}
