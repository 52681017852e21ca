import { button, fill, h, icon, link, sign } from './dom.js';
import { store } from './storage.js';
import { translator } from './strings.js';

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

// What lies behind the button is loaded when needed, and all of it named at once: a file at a time would each wait for the one before.
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
    if (!this.warned) console.warn(`CxBot: allow in this page's Content-Security-Policy: script-src, style-src, img-src ${origin}; `
      + `connect-src ${origin} ${origin.replace('http', 'ws')}`);
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
    this.button = button(() => this.isOpen ? this.close() : this.open(), { class: 'launcher', test: 'launcher' },
      icon('chat'), icon('down'), this.badge);
    this.preview = h('div', { class: 'preview' });
    fill(this.box, this.panel?.element, this.preview, this.button);
    this.update();
  }

  connect() {
    this.connecting ??= Promise.all([import('./conversation.js'), import('./connection.js')]).then(([{ Conversation }]) => {
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
        const [{ Panel }, chat] = await Promise.all([
          import('./panel.js'), this.connect(),
          import('./thread.js'), import('./composer.js'), import('./cards.js'), import('./markdown.js')
        ]);
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
      button(() => this.open(), null, h('b', null, last.role === 'agent' ? last.name : t('bot')), ' ',
        h('span', { dir: 'auto' }, (last.text ?? '…').replace(/[*_`#]/g, ''))),
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
