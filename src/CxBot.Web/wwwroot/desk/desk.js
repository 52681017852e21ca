// What the whole desk needs from the browser: what it knows, what was chosen in it, the clipboard.
import { setSound, soundIsOn } from './alerts.js';
import { kept } from './kept.js';

const cookie = (name, value) => { document.cookie = `${name}=${encodeURIComponent(value)}; path=/desk; max-age=34560000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`; };

export function start(serverNow, waitUnits) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? null;
  if (zone) cookie('desk-zone', zone);
  window.dispatchEvent(new CustomEvent('desk-clock', { detail: { offset: serverNow - Date.now(), units: waitUnits } }));
  return {
    zone,
    enterSends: kept.get('desk-enter-sends') !== 'off',
    sound: soundIsOn(),
    notifications: 'Notification' in window ? Notification.permission : 'unsupported',
  };
}

export function choose(name, value) {
  if (name === 'theme') {
    cookie('desk-theme', value);
    document.documentElement.dataset.theme = value;
  } else if (name === 'sound') {
    setSound(value !== 'off');
  } else {
    kept.set(`desk-${name}`, value);
  }
}

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

// As bytes, which travel in pieces; never none of them.
export const readLongText = box => new TextEncoder().encode(`${box?.value ?? ''}\n`);
