// The composer: grows, keeps its draft through reloads, takes files, sends on Enter, and never while an input method is composing.
import { isAway, watch } from './connection.js';
import { readDraft, writeDraft } from './drafts.js';
import { say } from './not-sent.js';

// A word after a slash, which the caret stands behind.
export const slashWord = /(?:^|\s)\/([\p{L}\p{N}-]{0,32})$/u;
let saidNotKept = false;

function keep(box, changes) {
  if (writeDraft(box.draftKey, changes) || saidNotKept) return;
  saidNotKept = true;
  say(box, box.dataset.notKept);
}

/** @returns the files of the draft, as the server signed them; null where the box has this draft already. */
export function attachComposer(box, owner, draftKey, enterSends) {
  if (!box) return null;
  box.owner = owner;
  box.enterSends = enterSends;
  let files = null;
  if (box.draftKey !== draftKey) {
    // What was typed before this script was told of the box stays.
    const early = box.draftKey ? '' : box.value;
    box.draftKey = draftKey;
    const draft = readDraft(draftKey);
    box.value = draft.text + early;
    files = draft.files;
    if (early) keep(box, { text: box.value });
    grow(box);
  }
  if (box.attached) return files;
  box.attached = true;
  document.getElementById(box.dataset.tab)?.addEventListener('click', () => turnTo(box));
  let typedAt = 0;
  box.addEventListener('input', () => {
    grow(box);
    keep(box, { text: box.value });
    if (box.value && !isAway() && Date.now() - typedAt > 3000) {
      typedAt = Date.now();
      // Where the circuit is away, or the conversation not yet the agent's, the next key tries again.
      box.owner.invokeMethodAsync('Typed').then(told => { if (!told) typedAt = 0; }, () => { typedAt = 0; });
    }
  });
  box.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229 || event.shiftKey) return;
    if (!(box.enterSends || event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // What a slash calls is chosen once canned replies are listened to, and never sent as it stands.
    if (!box.aids && slashWord.test(box.value.slice(0, box.selectionStart))) {
      box.early = { key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey };
      return;
    }
    typedAt = 0;
    if (isAway()) { say(box); return; }
    box.owner.invokeMethodAsync('EnterAsync', box.dataset.tab === 'tab-note').catch(() => { /* the draft stays */ });
    watch(box);
  });
  box.addEventListener('paste', event => { if (give(box, event.clipboardData?.files)) event.preventDefault(); });
  return files;
}

// Files, to the newest input of this composer; it is where the server reads them.
function give(box, files) {
  if (!files?.length || !box?.isConnected) return false;
  if (isAway()) { say(box); return true; }
  const input = box.closest('.composer')?.querySelector('input[type=file]:not([hidden], :disabled)');
  if (!input) return false;
  const all = new DataTransfer();
  [...files].forEach(file => all.items.add(file));
  input.files = all.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}

// A file that is dropped beside the box would replace the page by itself.
const carriesFiles = event => [...event.dataTransfer?.types ?? []].includes('Files');
const openBox = () => document.querySelector('.composer textarea');
const mark = on => openBox()?.closest('.composer').toggleAttribute('data-dropping', on);
document.addEventListener('dragover', event => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  mark(true);
});
document.addEventListener('dragleave', event => { if (!event.relatedTarget) mark(false); });
document.addEventListener('drop', event => {
  mark(false);
  if (!carriesFiles(event) || event.target.closest?.('input[type=file]')) return;
  event.preventDefault();
  give(openBox(), event.dataTransfer.files);
});

// An id for what is about to be sent. The same words keep theirs until they are taken away, through a reload too: what was stored before
// the answer got lost is not stored again.
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

export function readComposer(box, files) {
  if (!box) return null;
  const words = box.value || files;
  let { sending } = readDraft(box.draftKey);
  if (sending?.words !== words) sending = { words, id: newId() };
  keep(box, { text: box.value, sending });
  return { text: box.value, id: sending.id };
}

/** What is attached now, so that it is still there after a reload. */
export const keepFiles = (draftKey, files) => writeDraft(draftKey, { files });

export function clearComposer(box, sent) {
  if (!box) return;
  box.value = box.value.startsWith(sent) ? box.value.slice(sent.length) : '';
  keep(box, { text: box.value, files: [], sending: null });
  // Back to the customer: a reply must never be written into a note by habit.
  turnTo(box.closest('.composer')?.querySelector('[data-tab=tab-reply]') ?? box);
}

// The box of a tab is there before the server knows: what is struck at once is not lost, and never in the other's draft.
function turnTo(box) {
  const composer = box.closest('.composer');
  if (!composer) return;
  composer.classList.toggle('as-note', box.dataset.tab === 'tab-note');
  box.parentElement.hidden = false;
  box.parentElement.querySelectorAll('textarea').forEach(one => { one.hidden = one !== box; });
  grow(box);
  box.focus();
}

// How high at most is the style's to say.
function grow(box) {
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight}px`;
}
