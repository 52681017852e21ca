// What the desk needs from the browser: sound, notifications, clipboard, scrolling, and a composer that answers each key at once.
const kept = {
  get: name => { try { return localStorage.getItem(name); } catch { return null; } },
  set: (name, value) => { try { value === null ? localStorage.removeItem(name) : localStorage.setItem(name, value); } catch { /* private window */ } },
};

const cookie = (name, value) => { document.cookie = `${name}=${encodeURIComponent(value)}; path=/desk; max-age=34560000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`; };

let sound = kept.get('desk-sound') !== 'off';
let audio;

// Browsers let a page sound only after its reader has touched it.
const wakeAudio = () => { audio ??= new AudioContext(); if (audio.state === 'suspended') audio.resume(); };
addEventListener('pointerdown', wakeAudio, { once: true });
addEventListener('keydown', wakeAudio, { once: true });

export function start(serverNow, waitUnits) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? null;
  if (zone) cookie('desk-zone', zone);
  window.dispatchEvent(new CustomEvent('desk-clock', { detail: { offset: serverNow - Date.now(), units: waitUnits } }));
  return {
    zone,
    enterSends: kept.get('desk-enter-sends') !== 'off',
    sound,
    notifications: 'Notification' in window ? Notification.permission : 'unsupported',
  };
}

export function choose(name, value) {
  if (name === 'theme') {
    cookie('desk-theme', value);
    document.documentElement.dataset.theme = value;
  } else {
    kept.set(`desk-${name}`, value);
    if (name === 'sound') { sound = value !== 'off'; if (sound) chime(); }
  }
}

function chime() {
  if (!audio || audio.state !== 'running') return;
  const now = audio.currentTime;
  [[660, 0], [880, 0.12]].forEach(([pitch, after]) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, now + after);
    volume.gain.exponentialRampToValueAtTime(0.12, now + after + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, now + after + 0.35);
    tone.connect(volume).connect(audio.destination);
    tone.start(now + after);
    tone.stop(now + after + 0.4);
  });
}

export function alertAgent(title, text, address) {
  if (sound) chime();
  if (document.hasFocus() || !('Notification' in window) || Notification.permission !== 'granted') return;
  const shown = new Notification(title, { body: text.slice(0, 120), tag: address, icon: '/desk/icon.svg' });
  shown.onclick = () => { window.focus(); shown.close(); if (location.href !== address) location.assign(address); };
}

export const askNotifications = async () => ('Notification' in window ? await Notification.requestPermission() : 'unsupported');

export async function copy(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { /* not allowed, or not over https */ }
  const box = document.createElement('textarea');
  box.value = text;
  box.className = 'offscreen';
  document.body.append(box);
  box.select();
  const done = document.execCommand('copy');
  box.remove();
  return done;
}

// Lists: the arrow keys walk the rows.
export function attachList(list) {
  if (!list || list.dataset.walks) return;
  list.dataset.walks = 'yes';
  list.addEventListener('keydown', event => {
    if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return;
    const rows = [...list.querySelectorAll('a.row')];
    const at = rows.indexOf(document.activeElement);
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? rows.length - 1 : at + (event.key === 'ArrowDown' ? 1 : -1);
    if (!rows[to]) return;
    event.preventDefault();
    rows[to].focus();
  });
}

// The transcript stays at its end only for who is at its end.
const nearEnd = box => box.scrollHeight - box.scrollTop - box.clientHeight < 80;
const toEnd = box => { box.scrollTop = box.scrollHeight; };

export const isVisible = () => document.visibilityState === 'visible';

export function attachTranscript(box, conversation, owner) {
  if (!box) return;
  box.owner = owner;
  if (box.dataset.conversation !== conversation) {
    box.dataset.conversation = conversation;
    box.atEnd = true;
    toEnd(box);
  }
  if (box.watched) return;
  box.watched = true;
  const mark = () => { box.toggleAttribute('data-more-below', !box.atEnd); };
  box.addEventListener('scroll', () => { box.atEnd = nearEnd(box); mark(); }, { passive: true });
  const settle = () => { if (box.atEnd) toEnd(box); mark(); };
  new MutationObserver(settle).observe(box, { childList: true, subtree: true, characterData: true });
  new ResizeObserver(settle).observe(box);
  document.addEventListener('visibilitychange', function looked() {
    if (!box.isConnected) document.removeEventListener('visibilitychange', looked);
    else if (isVisible()) box.owner.invokeMethodAsync('LookedAsync').catch(() => { /* the circuit is away */ });
  });
}

export function scrollToEnd(box) { if (box) { box.atEnd = true; toEnd(box); } }

// Before earlier messages are put above: what is being read stays where it is.
export function keepPlace(box) {
  if (!box) return;
  const below = box.scrollHeight - box.scrollTop;
  const seen = new MutationObserver(() => { seen.disconnect(); box.scrollTop = box.scrollHeight - below; });
  seen.observe(box, { childList: true, subtree: true });
}

// The composer: grows, keeps its draft through reloads, sends on Enter, and never while an input method is composing.
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

// As bytes, which travel in pieces; never none of them.
export const readLongText = box => new TextEncoder().encode(`${box?.value ?? ''}\n`);

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
