// What calls an agent: sound, notification, the tab's sign, and this device while no desk is open.
import { kept } from './kept.js';

const day = 86400000;
let sound = kept.get('desk-sound') !== 'off';
let audio;

// Browsers let a page sound only after its reader has touched it.
const wakeAudio = () => { audio ??= new AudioContext(); if (audio.state === 'suspended') audio.resume(); };
addEventListener('pointerdown', wakeAudio, { once: true });
addEventListener('keydown', wakeAudio, { once: true });

export const soundIsOn = () => sound;

export function setSound(on) {
  kept.set('desk-sound', on ? 'on' : 'off');
  sound = on;
  if (on && canSound()) play('Waiting', 0);
}

// Each cause has a figure of its own, told apart without looking: pitch in hertz, and when it begins.
const figures = {
  Urgent: [[1047, 0], [784, 0.11], [1047, 0.22], [784, 0.33]],
  Transferred: [[523, 0], [659, 0.12], [784, 0.24]],
  Mentioned: [[880, 0], [880, 0.16]],
  Failed: [[392, 0], [294, 0.18]],
  Due: [[587, 0], [587, 0.22], [587, 0.44]],
  Wrote: [[988, 0]],
  Waiting: [[660, 0], [880, 0.12]],
};

const canSound = () => audio?.state === 'running';

function play(cause, after) {
  figures[cause].forEach(([pitch, begins]) => {
    const now = audio.currentTime + after + begins;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, now);
    volume.gain.exponentialRampToValueAtTime(0.12, now + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, now + 0.32);
    tone.connect(volume).connect(audio.destination);
    tone.start(now);
    tone.stop(now + 0.36);
  });
}

// Of all windows of this browser the first that asks has it; one that cannot do it does not ask. The browser's own locks decide: what one
// window writes into its storage, another reads a moment too late.
const claim = what => !navigator.locks ? claimByStorage(what) : new Promise(answer => {
  navigator.locks.request(`desk ${what}`, { ifAvailable: true }, lock => {
    answer(lock !== null);
    return lock && new Promise(done => setTimeout(done, 10000));
  }).catch(() => answer(true));
});

// Without TLS there are no locks.
function claimByStorage(what) {
  let rang = {};
  try { rang = JSON.parse(kept.get('desk-rang')) ?? {}; } catch { /* not ours */ }
  const now = Date.now();
  Object.keys(rang).filter(key => Math.abs(now - rang[key]) > 10000).forEach(key => delete rang[key]);
  const free = !(what in rang);
  rang[what] = now;
  kept.set('desk-rang', JSON.stringify(rang));
  return free;
}

// Another window of the desk may be in front: then this one shows nothing over it.
const focused = () => { if (document.hasFocus()) kept.set('desk-focused', String(Date.now())); };
addEventListener('focus', focused);
addEventListener('blur', () => kept.set('desk-focused', null));
setInterval(focused, 5000);
focused();
const deskInFront = () => document.hasFocus() || Math.abs(Date.now() - Number(kept.get('desk-focused') ?? 0)) < 12000;

const open = address => { if (location.href !== address) (window.Blazor?.navigateTo ?? location.assign.bind(location))(address); };
navigator.serviceWorker?.addEventListener('message', event => { if (event.data?.address?.startsWith(location.origin)) open(event.data.address); });

async function show(call) {
  // By cause and conversation, as a call to a closed desk is: the same event is shown once, however it comes.
  const options = { body: call.text, tag: call.key.slice(0, call.key.lastIndexOf(':')), renotify: true, icon: '/desk/icon-192.png', data: { address: call.address, at: Date.now() } };
  const mine = await navigator.serviceWorker?.getRegistration('/desk');
  // Phones show them only through their worker.
  if (mine?.active) { await mine.showNotification(call.title, options); return; }
  const shown = new Notification(call.title, options);
  shown.onclick = () => { window.focus(); shown.close(); open(call.address); };
}

// What has rung, for whoever wants to know: an event, and the page's last twenty.
function told(cause) {
  const root = document.documentElement;
  root.dataset.rang = [...(root.dataset.rang ?? '').split(' ').filter(Boolean), cause].slice(-20).join(' ');
  dispatchEvent(new CustomEvent('desk-rang', { detail: { cause } }));
}

export async function callAgent(calls) {
  let after = 0;
  const figured = new Set();
  for (const call of calls) {
    if (call.sound && sound && canSound() && await claim(`sound ${call.key}`)) {
      // Ten at once are one figure: nobody counts them by ear.
      if (!figured.has(call.cause) && figured.size < 3) {
        figured.add(call.cause);
        play(call.cause, after);
        after += 0.7;
      }
      told(call.cause);
    }
    if (call.notify && 'Notification' in window && Notification.permission === 'granted' && !deskInFront()
      && await claim(`show ${call.key}`)) await show(call);
  }
}

export function watchSight(owner) {
  const tell = () => owner.invokeMethodAsync('SightAsync', document.visibilityState === 'visible').catch(() => { /* the circuit is away */ });
  document.addEventListener('visibilitychange', tell);
  // While the connection was away the server took the page for one that nobody sees.
  addEventListener('focus', tell);
  document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed',
    event => { if (event.detail.state === 'hide') tell(); });
  tell();
}

// The tab's sign: a red dot with what is the agent's, an amber one where only the queue waits.
let icon;
export async function count(mine, waiting) {
  try { await (mine ? navigator.setAppBadge?.(mine) : navigator.clearAppBadge?.()); } catch { /* not installed */ }
  const link = document.querySelector('link[rel=icon]');
  if (!link) return;
  icon ??= link.href;
  if (!mine && !waiting) { link.href = icon; return; }
  const picture = new Image();
  picture.src = icon;
  try { await picture.decode(); } catch { return; }
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 64;
  const draw = canvas.getContext('2d');
  draw.drawImage(picture, 0, 0, 64, 64);
  draw.fillStyle = mine ? '#b0221a' : '#edb654';
  draw.beginPath();
  draw.arc(46, 18, 18, 0, 2 * Math.PI);
  draw.fill();
  if (mine) {
    draw.fillStyle = '#fff';
    draw.font = '600 26px system-ui, sans-serif';
    draw.textAlign = 'center';
    draw.textBaseline = 'middle';
    draw.fillText(mine > 9 ? '9+' : String(mine), 46, 19, 32);
  }
  link.href = canvas.toDataURL('image/png');
}

const canPush = () => 'serviceWorker' in navigator && 'PushManager' in window;
const pushIsOn = () => kept.get('desk-push') !== 'off';

export function permission() {
  const state = 'Notification' in window ? Notification.permission : 'unsupported';
  const later = Math.abs(Date.now() - Number(kept.get('desk-ask-later') ?? 0)) < 30 * day;
  return { state, ask: state === 'default' && !later, push: canPush(), pushOn: pushIsOn() };
}

export const askNotifications = async () => {
  if (!('Notification' in window)) return 'unsupported';
  const answer = await Notification.requestPermission();
  // Closed without an answer is "not now".
  if (answer === 'default') askLater();
  return answer;
};

export function askLater() { kept.set('desk-ask-later', String(Date.now())); }

async function worker() {
  await navigator.serviceWorker.register('/desk/push-worker.js', { scope: '/desk', updateViaCache: 'none' });
  const mine = await navigator.serviceWorker.getRegistration('/desk');
  const begun = mine.installing ?? mine.waiting;
  if (!mine.active && begun) await new Promise(done => begun.addEventListener('statechange', () => { if (mine.active) done(); }));
  return mine;
}

export async function subscribe(serverKey) {
  if (!canPush() || !pushIsOn() || Notification.permission !== 'granted') return null;
  try {
    const { pushManager } = await worker();
    let subscription = await pushManager.getSubscription();
    const key = subscription?.options.applicationServerKey;
    // Made for keys of another installation, or of before.
    if (key && encode(key) !== serverKey) { await subscription.unsubscribe(); subscription = null; }
    subscription ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: serverKey });
    const { endpoint, keys } = subscription.toJSON();
    return { endpoint, p256dh: keys.p256dh, auth: keys.auth };
  } catch {
    // No push service is to be had; the desk itself still calls while it is open.
    return null;
  }
}

export async function setPush(on) {
  kept.set('desk-push', on ? null : 'off');
  if (on || !canPush()) return null;
  const mine = await navigator.serviceWorker.getRegistration('/desk');
  const subscription = await mine?.pushManager.getSubscription();
  await subscription?.unsubscribe();
  return subscription?.endpoint ?? null;
}

const encode = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

// Also where nobody has asked to be called: with it the desk can be installed.
if ('serviceWorker' in navigator && document.querySelector('link[rel=manifest]')) worker().catch(() => { /* not over TLS */ });
