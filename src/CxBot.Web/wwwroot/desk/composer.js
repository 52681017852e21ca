// The composer: grows, keeps its draft through reloads, sends on Enter, and never while an input method is composing.
import { kept } from './kept.js';

const draftName = key => `desk-draft:${key}`;

function forgetDrafts(which) {
  try {
    Object.keys(localStorage).filter(name => which.test(name)).forEach(name => localStorage.removeItem(name));
  } catch { /* private window */ }
}

// The next shift may sit at this computer: who signs out leaves no words behind, of theirs or of anybody.
document.addEventListener('submit', ({ target }) => { if (/\/sign-out$/.test(target.getAttribute('action'))) forgetDrafts(/^desk-draft:/); });
// Of a time when drafts had no owner.
forgetDrafts(/^desk-draft:(reply|note):/);

export function attachComposer(box, owner, draftKey, enterSends) {
  if (!box) return;
  box.owner = owner;
  box.enterSends = enterSends;
  if (box.draftKey !== draftKey) {
    // What was typed before this script was told of the box stays.
    const early = box.draftKey ? '' : box.value;
    box.draftKey = draftKey;
    box.sending = null;
    box.value = (kept.get(draftName(draftKey)) ?? '') + early;
    grow(box);
  }
  if (box.attached) return;
  box.attached = true;
  let typedAt = 0;
  box.addEventListener('input', () => {
    grow(box);
    kept.set(draftName(box.draftKey), box.value || null);
    if (box.value && Date.now() - typedAt > 3000) {
      typedAt = Date.now();
      // Where the circuit is away, or the conversation not yet the agent's, the next key tries again.
      box.owner.invokeMethodAsync('Typed').then(told => { if (!told) typedAt = 0; }, () => { typedAt = 0; });
    }
  });
  box.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229 || event.shiftKey) return;
    if (!(box.enterSends || event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    typedAt = 0;
    box.owner.invokeMethodAsync('EnterAsync').catch(() => { /* the draft stays */ });
  });
}

// An id for what is about to be sent. The same words keep theirs until they are taken away, through a reload too: what was stored before the answer got lost is not stored again.
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

export function readComposer(box, files) {
  if (!box) return null;
  const name = `${draftName(box.draftKey)}:id`;
  const words = box.value || files;
  let last = box.sending;
  try { last ??= JSON.parse(kept.get(name)); } catch { /* not ours */ }
  if (last?.words !== words) last = { words, id: newId() };
  box.sending = last;
  kept.set(name, JSON.stringify(last));
  return { text: box.value, id: last.id };
}

export function clearComposer(box, sent) {
  if (!box) return;
  box.value = box.value.startsWith(sent) ? box.value.slice(sent.length) : '';
  kept.set(draftName(box.draftKey), box.value || null);
  kept.set(`${draftName(box.draftKey)}:id`, null);
  box.sending = null;
  grow(box);
  box.focus();
}

function grow(box) {
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight, 200)}px`;
}
