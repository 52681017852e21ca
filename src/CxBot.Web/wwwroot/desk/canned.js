// What is put into the reply box instead of typed: canned replies by a slash, suggestions by Alt and a digit, articles, drafts.
// What was put in is remembered beside the draft, so that it can be kept with the reply.
import { slashWord } from './composer.js';
import { readDraft, writeDraft } from './drafts.js';
import { kept } from './kept.js';

const most = 20;
const folding = agent => `desk-suggestions:${agent}`;
let current = null;

export function attachAids(box, owner, agent, key, usable, places) {
  if (!box) return false;
  if (box.aids?.key !== key) box.put = remembered(key);
  box.aids = { owner, key, usable, place: new RegExp(`\\{[ \\t]*(?:${places.join('|')})[ \\t]*\\}`, 'giu'), left: '' };
  if (usable) current = box;
  else if (current === box) current = null;
  if (!usable) close(box);
  if (!box.aided) {
    box.aided = true;
    box.addEventListener('input', event => { if (!event.isComposing) look(box); });
    box.addEventListener('compositionend', () => look(box));
    box.addEventListener('click', () => look(box));
    box.addEventListener('blur', () => setTimeout(() => { if (document.activeElement !== box) close(box); }, 150));
    // Before the composer hears of it: Enter chooses while the list is open.
    box.addEventListener('keydown', event => press(box, event), true);
  }
  tellLeft(box);
  if (box.early) choosePressed(box);
  return kept.get(folding(agent)) === 'yes';
}

// Enter was pressed before this script was told of the box.
function choosePressed(box) {
  const key = { ...box.early, bubbles: true, cancelable: true };
  box.early = null;
  look(box);
  if (box.picker) box.picker.key = key;
  else box.dispatchEvent(new KeyboardEvent('keydown', key));
}

export function fold(agent, folded) { kept.set(folding(agent), folded ? 'yes' : null); }

// As bytes, which travel in pieces; never none of them.
export const readPut = box => new TextEncoder().encode(JSON.stringify(box?.put ?? []));

export function clearPut(box) { if (box) remember(box, []); }

export function put(kind, id, text) {
  const box = current;
  if (!box?.isConnected || box.disabled) return 'NoBox';
  const { selectionStart: from, selectionEnd: to } = box;
  const before = from > 0 && !/\s/.test(box.value[from - 1]) ? '\n' : '';
  return write(box, from, to, before, { kind, id, text }) ? 'Done' : 'TooLong';
}

export function slash() {
  const box = current;
  if (!box?.isConnected || box.disabled) return;
  box.focus();
  const at = box.selectionStart;
  type(box, at, box.selectionEnd, at > 0 && !/\s/.test(box.value[at - 1]) ? ' /' : '/');
  look(box);
}

function remembered(key) {
  const { put } = readDraft(key);
  return Array.isArray(put) ? put.slice(-most) : [];
}

function remember(box, all) {
  box.put = all.slice(-most);
  writeDraft(box.aids.key, { put: box.put });
}

// The browser's own way keeps Ctrl+Z; where it is refused, the words still come.
function type(box, from, to, text) {
  box.focus();
  box.setSelectionRange(from, to);
  box.typing = true;
  try {
    if (!document.execCommand('insertText', false, text)) {
      box.setRangeText(text, from, to, 'end');
      box.dispatchEvent(new Event('input', { bubbles: true }));
    }
  } finally { box.typing = false; }
}

function write(box, from, to, before, words) {
  if (box.maxLength > 0 && box.value.length - (to - from) + before.length + words.text.length > box.maxLength) return false;
  type(box, from, to, before + words.text);
  remember(box, [...box.put, words]);
  const begin = from + before.length;
  // The first place that is left is chosen: what is typed next fills it.
  const [left] = [...words.text.matchAll(box.aids.place)];
  if (left) box.setSelectionRange(begin + left.index, begin + left.index + left[0].length);
  tellLeft(box);
  return true;
}

function tellLeft(box) {
  const left = box.aids.usable ? [...new Set(box.value.match(box.aids.place) ?? [])].slice(0, 8) : [];
  if (left.join() === box.aids.left) return;
  box.aids.left = left.join();
  box.aids.owner.invokeMethodAsync('Left', left).catch(() => { /* the circuit is away */ });
}

// What is being written after a slash that begins a word.
function slashed(box) {
  if (!box.aids.usable || box.selectionStart !== box.selectionEnd) return null;
  const found = slashWord.exec(box.value.slice(0, box.selectionStart));
  return found ? { from: box.selectionStart - found[1].length - 1, query: found[1] } : null;
}

function look(box) {
  tellLeft(box);
  if (!box.value.trim() && box.put.length && !box.typing) remember(box, []);
  const found = box.typing && !box.picker ? null : slashed(box);
  if (!found) { box.dismissed = null; close(box); return; }
  // Closed by Escape, it stays closed for this slash.
  if (box.dismissed === found.from) return;
  if (box.picker?.from === found.from && box.picker.query === found.query) return;
  const picker = { ...found, at: 0, count: 0, pending: true, key: null };
  box.picker = picker;
  box.aids.owner.invokeMethodAsync('FindAsync', found.query).then(count => {
    if (box.picker !== picker) return;
    picker.pending = false;
    picker.count = count;
    show(box);
    mark(box, 0);
    const { key } = picker;
    picker.key = null;
    if (!key) return;
    if (count) choose(box);
    else if (key.key === 'Enter') {
      close(box);
      box.dispatchEvent(new KeyboardEvent('keydown', key));
    }
  }, () => { if (box.picker === picker) close(box); });
}

function show(box) {
  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-expanded', String(box.picker.count > 0));
  if (box.picker.count) box.setAttribute('aria-controls', 'canned-list');
}

function close(box) {
  if (!box.picker) return;
  box.picker = null;
  ['role', 'aria-autocomplete', 'aria-expanded', 'aria-controls', 'aria-activedescendant'].forEach(one => box.removeAttribute(one));
  box.aids.owner.invokeMethodAsync('Close').catch(() => { /* the circuit is away */ });
}

function mark(box, at) {
  const { picker } = box;
  picker.at = at;
  document.querySelectorAll('#canned-list [role=option]').forEach((option, place) => {
    option.setAttribute('aria-selected', String(place === at));
    if (place === at) option.scrollIntoView({ block: 'nearest' });
  });
  if (picker.count) box.setAttribute('aria-activedescendant', `canned-${at}`);
  else box.removeAttribute('aria-activedescendant');
}

function press(box, event) {
  const { picker } = box;
  if (!picker || event.isComposing || event.keyCode === 229) return;
  const plain = !(event.shiftKey || event.ctrlKey || event.metaKey || event.altKey);
  // Ctrl+Enter too, where that is what sends.
  const chooses = event.key === 'Enter' ? !event.shiftKey && !event.altKey : event.key === 'Tab' && plain;
  const stop = () => { event.preventDefault(); event.stopImmediatePropagation(); };
  if (event.key === 'Escape') {
    stop();
    box.dismissed = picker.from;
    close(box);
  } else if (chooses && picker.pending) {
    // The answer is on its way: what was meant to be chosen must not be sent as it stands.
    stop();
    picker.key = { key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey, bubbles: true, cancelable: true };
  } else if (chooses && picker.count) {
    stop();
    choose(box);
  } else if (plain && (event.key === 'ArrowDown' || event.key === 'ArrowUp') && picker.count) {
    stop();
    mark(box, (picker.at + (event.key === 'ArrowDown' ? 1 : picker.count - 1)) % picker.count);
  }
}

function choose(box) {
  const { picker } = box;
  picker.pending = true;
  box.aids.owner.invokeMethodAsync('Choose', picker.at).then(words => {
    if (box.picker !== picker) return;
    if (!words) { close(box); return; }
    // Until the caret: what was written on meanwhile belongs to the slash.
    const to = Math.max(picker.from, box.selectionStart);
    close(box);
    if (!write(box, picker.from, to, '', { kind: words.kind, id: words.id, text: words.text }))
      box.aids.owner.invokeMethodAsync('Overlong').catch(() => { /* the circuit is away */ });
  }, () => { if (box.picker === picker) close(box); });
}

// The caret stays where it is.
document.addEventListener('mousedown', event => { if (event.target.closest?.('.canned-picker')) event.preventDefault(); });
document.addEventListener('click', ({ target }) => {
  const option = target.closest?.('#canned-list [role=option]');
  if (!option || !current?.picker) return;
  current.picker.at = Number(option.dataset.place);
  choose(current);
});

document.addEventListener('keydown', event => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
  const digit = /^Digit([1-3])$/.exec(event.code)?.[1];
  const suggestion = digit && document.querySelector(`[data-suggestion="${digit}"]`);
  if (!suggestion || document.querySelector('dialog[open], .mud-dialog')) return;
  event.preventDefault();
  suggestion.click();
});
