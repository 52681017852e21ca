import { translator } from './strings.js';

// Storage may be forbidden, or full.
const memory = {};
const keep = area => ({
  get(key) {
    try {
      return memory[area + key] ?? window[area].getItem(`cxbot:${key}`);
    } catch {}
  },
  set(key, value) {
    try {
      window[area][value == null ? 'removeItem' : 'setItem'](`cxbot:${key}`, value);
      delete memory[area + key];
    } catch {
      memory[area + key] = value;
    }
  }
});
export const store = keep('localStorage');
export const tab = keep('sessionStorage');

export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value == null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name === 'test' ? 'data-testid' : name, value === true ? '' : value);
  }
  fill(element, ...children);
  return element;
}

export const fill = (element, ...children) => element.replaceChildren(...children.flat(9).filter(Boolean));

export const button = (onclick, properties, ...children) => h('button', { type: 'button', onclick, ...properties }, ...children);

export const sign = (name, label, onclick, properties) =>
  button(onclick, { class: 'plain', 'aria-label': label, title: label, ...properties }, icon(name));

export const link = (href, properties, ...children) =>
  h('a', { href, target: '_blank', rel: 'noopener noreferrer', ...properties }, ...children);

const paths = {
  chat: 'M12 4c-5 0-9 3.2-9 7.4 0 2.4 1.4 4.5 3.5 5.9L6 21l4-2.3c5.9.8 11-2.7 11-7.3C21 7.2 17 4 12 4Z',
  down: 'm6 9.5 6 6 6-6',
  close: 'm6 6 12 12M18 6 6 18',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  bot: 'M12 4v3M5 7h14v12H5V7Zm4 5v1.5m6-1.5v1.5',
  send: 'M5 12h13M12.5 6l6 6-6 6',
  clip: 'm19 11-7 7a4.6 4.6 0 0 1-7-7l8-7a3 3 0 0 1 4 4l-8 8a1.5 1.5 0 0 1-2-2l7-7',
  up: 'M7 11v9H4v-9h3Zm0 0 4-7c2 0 2.5 1 2 3l-.5 3h6c1 0 2 1 1.5 2.5l-1.5 6c-.5 1-1 1.5-2 1.5H7',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Zm0 4v4l3 2'
};

export function icon(...names) {
  const space = 'http://www.w3.org/2000/svg';
  const image = document.createElementNS(space, 'svg');
  image.setAttribute('viewBox', '0 0 24 24');
  image.setAttribute('aria-hidden', 'true');
  for (const name of names) {
    const path = document.createElementNS(space, 'path');
    path.setAttribute('d', paths[name] ?? name);
    image.append(path);
  }
  return image;
}

export const avatar = (person, name, photo) => h('span', { class: `avatar ${person ? 'agent' : 'bot'}`, 'aria-hidden': 'true' },
  person ? [...name][0] : icon('bot'),
  photo && h('img', { src: photo, alt: '', onerror: event => event.target.remove() }));

let audio;
function blip() {
  // Sound before the first touch makes browsers warn.
  if (!navigator.userActivation?.hasBeenActive || !window.AudioContext) return;
  audio ??= new AudioContext();
  const note = audio.createOscillator();
  const volume = audio.createGain();
  const now = audio.currentTime;
  note.frequency.value = 660;
  volume.gain.setValueAtTime(0.06, now);
  volume.gain.exponentialRampToValueAtTime(0.0001, now + 0.4);
  note.connect(volume).connect(audio.destination);
  note.start();
  note.stop(now + 0.4);
}

// What lies behind the button is loaded when needed.
class CxBotWidget extends HTMLElement {
  async setup(base, given) {
    Object.assign(this, { base, given, customer: given.customerToken, context: {}, elsewhere: given.contactUrl ?? `${base}chat.html` });
    this.pick(store.get('language') ?? given.language ?? document.documentElement.lang);
    this.box = h('div', { class: given.position === 'left' ? 'left' : 'right', hidden: true });
    this.attachShadow({ mode: 'open' }).append(this.box);
    if (given.theme) this.dataset.theme = given.theme;
    if (given.accent) this.style.setProperty('--cx-accent', given.accent);
    document.addEventListener('securitypolicyviolation', event => this.barred(event));
    this.draw();
    this.home();
    await this.dress(`${base}widget.css`);
    this.box.hidden = false;
    this.box.addEventListener('keydown', event => event.key === 'Escape' && this.close());
    document.addEventListener('visibilitychange', () => this.chat?.look());
    addEventListener('storage', ({ key, newValue }) => {
      if (key === 'cxbot:open') this.show(!!newValue);
      if (key === 'cxbot:language' && newValue) this.setLanguage(newValue);
      if (key === 'cxbot:talked' && newValue) this.connect();
      this.update();
    });
    if (!store.get('talked')) return;
    const begin = () => (window.requestIdleCallback ?? setTimeout)(() => this.connect());
    if (document.readyState === 'complete') begin();
    else addEventListener('load', begin);
    // Open on the page before; on a phone it would hide this one.
    if (Date.now() - store.get('open') < 18e5 && !this.small) this.show(true);
  }

  // Routers replace the body; scripts in the head run before it.
  home() {
    if (this.isConnected) return;
    if (document.body) document.body.append(this);
    else setTimeout(() => this.home(), 50);
  }

  connectedCallback() {
    // Routers copy pages; a copy is not the widget.
    if (!this.box) return this.remove();
    if (this.isOpen) this.panel?.back();
  }

  disconnectedCallback() {
    if (this.box) setTimeout(() => this.home());
  }

  // Policies may forbid links to styles, not sheets made here; older browsers know only links.
  async dress(href) {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(await (await fetch(href, { credentials: 'omit' })).text());
      this.shadowRoot.adoptedStyleSheets = [sheet];
    } catch {
      await new Promise((done, fail) => this.shadowRoot.prepend(h('link', { rel: 'stylesheet', href, onload: done, onerror: fail })));
    }
  }

  barred({ blockedURI, disposition }) {
    const { host, origin } = new URL(this.base);
    if (disposition === 'report' || !blockedURI.includes(`//${host}`)) return;
    if (/^ws/.test(blockedURI)) this.noSockets = true;
    if (!this.warned) console.warn(`CxBot: allow in this page's Content-Security-Policy: script-src, style-src, img-src ${origin}; connect-src ${origin} ${origin.replace('http', 'ws')}`);
    this.warned = true;
  }

  get small() {
    return matchMedia('(max-width: 479px)').matches;
  }

  get looking() {
    return this.isOpen && !document.hidden;
  }

  get sound() {
    return (store.get('sound') ?? this.given.sound) !== 'off';
  }

  pick(language) {
    this.language = /^en/i.test(language) ? 'en' : 'id';
    this.t = translator(this.language);
  }

  draw() {
    this.badge = h('span', { class: 'badge' });
    this.button = button(() => this.isOpen ? this.close() : this.open(), { class: 'launcher', test: 'launcher' }, icon('chat'), icon('down'), this.badge);
    this.preview = h('div', { class: 'preview' });
    fill(this.box, this.panel?.element, this.preview, this.button);
    this.update();
  }

  connect() {
    this.connecting ??= import('./conversation.js').then(({ Conversation }) => {
      this.chat = new Conversation(new URL('..', this.base).href, this);
      this.chat.addEventListener('change', () => this.update());
      this.chat.addEventListener('arrive', ({ detail: { id } }) => {
        if (!this.sound || this.looking || store.get('blip') === id) return;
        store.set('blip', id);
        blip();
      });
      return this.chat;
    });
    this.connecting.catch(() => { this.connecting = null; });
    return this.connecting;
  }

  async show(open, focus) {
    if (open === this.isOpen) return;
    this.isOpen = open;
    this.lost = false;
    this.update();
    if (open) {
      try {
        const [{ Panel }, chat] = await Promise.all([import('./panel.js'), this.connect()]);
        if (!this.panel) {
          this.panel = new Panel(this, chat);
          this.box.prepend(this.panel.element);
        }
        chat.look();
      } catch (error) {
        console.warn('CxBot', error);
        this.isOpen = false;
        this.lost = true;
        this.update();
      }
    }
    this.panel?.show(this.isOpen, focus);
  }

  open() {
    store.set('open', Date.now());
    return this.show(true, true);
  }

  close() {
    store.set('open');
    const inside = this.shadowRoot.activeElement;
    this.show(false);
    if (inside) this.button.focus();
  }

  setLanguage(language) {
    this.pick(language);
    this.draw();
    this.panel?.draw();
  }

  setContext(context) {
    Object.assign(this.context, context);
    if (this.chat?.settled) this.chat.syncContext();
  }

  setCustomer(token) {
    this.customer = token;
    if (this.chat) this.chat.token = this.chat.drop?.();
  }

  where() {
    // Never the query: it may hold secrets.
    return { title: document.title, address: location.origin + location.pathname, product: this.given.product, ...this.context };
  }

  update() {
    const { isOpen, chat, t } = this;
    const missed = isOpen ? [] : chat?.unread ?? [];
    const last = missed[missed.length - 1];
    if (chat?.messages.length) store.set('talked', 1);
    this.box.classList.toggle('open', !!isOpen);
    this.badge.textContent = missed.length || '';
    this.button.setAttribute('aria-expanded', !!isOpen);
    this.button.setAttribute('aria-label', t(isOpen ? 'close' : 'open') + (last ? `, ${t('newer')}: ${missed.length}` : ''));
    const shown = this.lost || last?.id !== this.dismissed && last;
    if (this.previewed === shown) return;
    this.previewed = shown;
    fill(this.preview, this.lost ? h('p', null, t('stuck'), ' ', link(this.elsewhere, null, t('elsewhere'))) : shown && [
      button(() => this.open(), null, h('b', null, last.role === 'agent' ? last.name : t('bot')), ' ', h('span', { dir: 'auto' }, (last.text ?? '…').replace(/[*_`#]/g, ''))),
      sign('close', t('hide'), () => {
        this.dismissed = last.id;
        this.update();
      })]);
  }
}

customElements.define('cxbot-widget', CxBotWidget);

window.CxBot?.begin?.(async (base, given) => {
  const widget = document.createElement('cxbot-widget');
  await widget.setup(base, given).catch(error => {
    widget.box = null;
    widget.remove();
    throw error;
  });
  return widget;
});
