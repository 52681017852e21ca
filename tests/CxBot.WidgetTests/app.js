// A panel's parts without the panel: what they ask of it, and a conversation that writes down what it is told.
import { translator } from '../../src/CxBot.Web/wwwroot/widget/strings.js';

export class Chat extends EventTarget {
  root = 'https://chat.example/';
  messages = [];
  outbox = [];
  thumbs = {};
  settled = true;
  online = true;
  agentSaw = 0;
  attempts = 0;
  settings = { accept: '.png, .pdf', maxUploadBytes: 1 << 20 };
  told = [];
  changes = 0;

  changed() { this.changes++; }
  isLate(item) { return item?.late; }
  iType() { this.told.push('types'); }
}
for (const act of ['tells', 'event', 'thumb', 'retry', 'say', 'toWhatsApp']) {
  Chat.prototype[act] = function (...words) { this.told.push([act, ...words]); };
}

export const app = (more, language = 'id') => {
  const chat = new Chat();
  const said = [];
  const choose = text => said.push([text]);
  const say = (text, files) => said.push([text, files]);
  return { chat, language, t: translator(language), card: { shrink() {} }, said, choose, say, ...more };
};

/** The button with these words, or this name. */
export const named = (node, words) => node.querySelectorAll('button')
  .find(one => one.textContent === words || one.getAttribute('aria-label') === words);
