// What calls an agent: sound and notification.
import { kept } from './kept.js';

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
  if (on) chime();
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
