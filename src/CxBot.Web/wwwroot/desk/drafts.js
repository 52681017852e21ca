// What was written, attached or put in and not sent, by agent, kind and conversation. It outlives a reload, and at most 30 days.
import { kept } from './kept.js';

const prefix = 'desk-draft:';
const lasts = 30 * 24 * 60 * 60 * 1000;
const nothing = { text: '', files: [], sending: null, put: [] };

// Where the browser keeps nothing, drafts last as long as this page.
const here = new Map();

const names = () => { try { return Object.keys(localStorage).filter(name => name.startsWith(prefix)); } catch { return []; } };

function parse(stored) {
  try {
    const draft = JSON.parse(stored);
    if (draft && typeof draft === 'object') return { ...nothing, ...draft };
  } catch { /* words alone, of a time when a draft was no more */ }
  return stored ? { ...nothing, text: stored } : nothing;
}

export const readDraft = key => here.get(key) ?? parse(kept.get(prefix + key));

/** Whether it is kept through a reload. */
export function writeDraft(key, changes) {
  const draft = { ...readDraft(key), ...changes, at: Date.now() };
  const empty = !draft.text && draft.files.length === 0 && !draft.sending && draft.put.length === 0;
  const stored = kept.set(prefix + key, empty ? null : JSON.stringify(draft));
  if (stored) here.delete(key); else here.set(key, draft);
  return stored || empty;
}

/** Of everybody, or of these agents. */
export function forgetDrafts(agents) {
  const theirs = key => !agents || agents.some(agent => key.startsWith(`${agent}:`));
  for (const name of names()) if (theirs(name.slice(prefix.length))) kept.set(name, null);
  for (const key of [...here.keys()]) if (theirs(key)) here.delete(key);
}

/** Whose drafts this browser keeps. */
export const draftOwners = () => [...new Set(names().map(name => name.slice(prefix.length).split(':')[0]))];

// Of a time when drafts had no owner; those of a time when their id was apart; and what nobody came back to. A clock that was wrong begins anew.
for (const name of names()) {
  const stored = kept.get(name);
  if (/^desk-draft:(reply|note):/.test(name) || name.endsWith(':id')) { kept.set(name, null); continue; }
  const { at } = parse(stored);
  const age = Date.now() - at;
  if (age > lasts) kept.set(name, null);
  else if (!(age >= 0)) kept.set(name, JSON.stringify({ ...parse(stored), at: Date.now() }));
}

// The next shift may sit at this computer: who signs out leaves no words behind, of theirs or of anybody.
document.addEventListener('submit', ({ target }) => { if (/\/sign-out$/.test(target.getAttribute('action'))) forgetDrafts(); });
