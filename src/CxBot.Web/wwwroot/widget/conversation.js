import { store, tab } from './launcher.js';

const line = 'v3/directline/';
const sleep = milliseconds => new Promise(done => setTimeout(done, milliseconds));
const patience = 15000;

// Comes back by itself, resumes where it stopped, renews its token.
class Connection extends EventTarget {
  attempts = 0;
  deaf = 0;
  watermark = '';
  // Until then it asks, and does not listen.
  asksUntil = 0;
  away = Date.now();

  async start() {
    let hidden = 0;
    addEventListener('online', () => this.wake?.());
    addEventListener('offline', () => this.drop?.());
    document.addEventListener('visibilitychange', () => {
      // A socket that slept may be dead.
      if (document.hidden) hidden = Date.now();
      else if (Date.now() - hidden > 60000) this.drop?.();
      if (this.rests && !document.hidden) this.rests = this.asksUntil = 0;
      this.wake?.();
    });
    for (;;) {
      let wait, well;
      try {
        if (!this.token) await this.session();
        well = Date.now() < this.asksUntil ? await this.ask() : await this.listen(await this.stream());
      } catch (error) {
        if (/40[34]/.test(error.status)) this.token = null;
        if (error.name === 'SecurityError') this.askFor(Infinity);
        wait = error.wait;
      }
      // After a good time nobody need hear of it.
      this.attempts = well ? 0 : this.attempts + 1;
      if (!well) this.tell(false, wait);
      await this.pause(wait || Math.min(30, 2 ** this.attempts / 2) * (1 + Math.random()) / 2, wait);
    }
  }

  pause(seconds, deaf) {
    return Promise.race([sleep(1000 * seconds), new Promise(done => { this.wake = deaf ? null : done; })]);
  }

  session() {
    let asked;
    const ask = async () => {
      asked = true;
      const { page } = this;
      const { customer, language } = page;
      const answer = await this.request('widget/session', { customer, language, visitor: store.get('visitor') ?? undefined, context: page.where() });
      if (customer !== page.customer) return ask();
      if (this.id !== answer.conversationId) {
        this.begun = this.watermark = '';
        this.forget();
      }
      this.keep(answer);
      this.begin(answer);
    };
    // Tabs that open at once are one visitor; locks may be refused.
    const alone = async () => {
      try {
        await navigator.locks.request('cxbot', ask);
      } catch (error) {
        if (asked) throw error;
        await ask();
      }
    };
    this.asking ??= alone().finally(() => { this.asking = null; });
    return this.asking;
  }

  keep({ token, expires_in: seconds }) {
    this.token = token ?? this.token;
    clearTimeout(this.renewal);
    this.renewal = setTimeout(async () => {
      try {
        this.keep(await this.request(`${line}tokens/refresh`, {}));
      } catch (error) {
        if (error.status) this.session().catch(() => {});
        else this.keep({ expires_in: 60 });
      }
    }, (seconds || 1800) * 800);
  }

  async stream() {
    const answer = this.begun
      ? await this.request(`${line}conversations/${this.id}?watermark=${this.watermark}`)
      : await this.request(`${line}conversations`, {});
    this.begun = true;
    this.keep(answer);
    // Behind a proxy the server may not know its outer name.
    const { pathname, search } = new URL(answer.streamUrl, this.root);
    return new URL(this.root).origin.replace('http', 'ws') + pathname + search;
  }

  listen(url) {
    return new Promise(done => {
      const socket = new WebSocket(url);
      let opened;
      const beat = setInterval(() => opened && socket.send(''), 20000);
      this.drop = () => {
        socket.onopen = socket.onmessage = socket.onclose = socket.onerror = this.drop = null;
        clearInterval(beat);
        clearTimeout(opening);
        socket.close();
        // Policies forbid sockets, and proxies swallow them.
        if (!opened && (this.page.noSockets || ++this.deaf > 1)) this.askFor(this.page.noSockets ? Infinity : 3e5);
        done(opened ? Date.now() - opened > 5000 : Date.now() < this.asksUntil);
      };
      const opening = setTimeout(() => this.drop(), 6000);
      socket.onopen = () => {
        clearTimeout(opening);
        opened = Date.now();
        this.deaf = 0;
        this.tell(true);
      };
      socket.onmessage = ({ data }) => data && this.hear(JSON.parse(data));
      // A forbidden one never closes; one that another tab took is not taken back unseen.
      socket.onclose = socket.onerror = ({ code }) => {
        if (code === 4001) this.askFor(3e5, true);
        this.drop();
      };
    });
  }

  hear({ activities = [], watermark }) {
    activities.forEach(activity => this.take(activity));
    this.watermark = watermark || this.watermark;
    return activities.length;
  }

  askFor(milliseconds, rests) {
    Object.assign(this, { asksUntil: Date.now() + milliseconds, rests });
  }

  async ask() {
    if (!this.begun) await this.stream();
    while (Date.now() < this.asksUntil) {
      const more = this.hear(await this.request(`${line}conversations/${this.id}/activities?watermark=${this.watermark}`));
      this.tell(true);
      if (more < 200) await this.pause(this.page.looking ? 3 : 20);
    }
    return true;
  }

  async request(path, body) {
    const form = body instanceof FormData;
    const response = await fetch(this.root + path, {
      method: body ? 'POST' : 'GET',
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(!form && { 'Content-Type': 'application/json' })
      },
      body: form ? body : body && JSON.stringify(body),
      credentials: 'omit',
      signal: AbortSignal.timeout?.(form ? 120000 : patience)
    });
    const { ok, status } = response;
    if (!ok) throw { status, wait: status === 429 && (+response.headers.get('Retry-After') || 5) };
    return response.json();
  }

  async deliver(activity, files) {
    activity = { ...activity, from: { id: this.user, role: 'user' } };
    const send = () => {
      const path = `${line}conversations/${this.id}/`;
      if (!files) return this.request(`${path}activities`, activity);
      const form = new FormData();
      form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }), 'blob');
      for (const file of files) form.append('file', file, file.name);
      return this.request(`${path}upload?userId=${activity.from.id}`, form);
    };
    const { token } = this;
    try {
      return await send();
    } catch (error) {
      if (error.status !== 403) throw error;
      if (this.token === token) await this.session();
      return send();
    }
  }
}

const number = id => parseInt(id?.split('|').pop(), 10) || 0;

export class Conversation extends Connection {
  constructor(root, page) {
    super();
    Object.assign(this, { root, page, outbox: JSON.parse(tab.get('outbox') ?? '[]') });
    for (const item of this.outbox) this.hurry(item);
    this.forget();
    this.start();
  }

  forget() {
    Object.assign(this, { known: new Set(), messages: [], handover: null, agentSaw: 0, contact: null, rating: null, thumbs: {}, settled: false });
    this.outbox = this.outbox.filter(item => !item.id);
  }

  begin(answer) {
    if (!store.get('visitor')) store.set('context', JSON.stringify(this.page.where()));
    Object.assign(this, { id: answer.conversationId, user: answer.userId, settings: answer.settings });
    store.set('visitor', answer.visitor);
    // What a known customer began to write is not for who comes after.
    const [of, known] = (tab.get('of') ?? '').split(' ');
    if (known && of !== this.id) {
      this.outbox = [];
      this.save();
      tab.set('draft');
      this.dispatchEvent(new Event('another'));
    }
    tab.set('of', this.id + (this.page.customer ? ' known' : ''));
    this.changed();
  }

  tell(online, wait) {
    Object.assign(this, { online, wait, away: online ? 0 : this.away || Date.now() });
    clearTimeout(this.waiting);
    if (wait) this.waiting = setTimeout(() => this.tell(this.online), wait * 1000);
    if (online) {
      this.settle();
      this.pump();
    }
    this.changed();
  }

  // The past comes first; after a pause comes news.
  settle() {
    if (this.settled) return;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      this.settled = true;
      this.syncContext();
      this.changed();
    }, 400);
  }

  take({ id, type, name, from, value, channelData, entities, text, textFormat, timestamp, attachments, suggestedActions }) {
    const own = from?.role === 'user';
    const more = channelData?.cxbot ?? {};
    const files = attachments ?? [];
    const sequence = number(id);
    this.settle();
    if (type === 'typing') {
      if (!own) this.types(from, more.draft);
      return;
    }
    if (sequence && this.known.has(sequence)) return;
    this.known.add(sequence);
    const key = channelData?.clientActivityID;
    if (own) this.done(key);
    if (name === 'cxbot/handover') this.handover = value;
    if (name === 'cxbot/seen' && !own) this.agentSaw = value.sequence;
    if (name === 'cxbot/contact') this.contact = { ...value, sequence };
    if (name === 'cxbot/rating') this.rating = value;
    for (const action of entities ?? []) this.thumbs[action.target?.['@id']] = action['@type'];
    if (more.handover) this.handover = more.handover;
    if (type === 'message' && (text || files.length)) {
      const message = {
        ...more, id, sequence, text, files,
        key: key ?? id,
        role: own ? 'customer' : more.role ?? 'bot',
        name: from?.name ?? '?',
        markdown: !own && textFormat === 'markdown',
        at: new Date(timestamp),
        choices: suggestedActions?.actions ?? []
      };
      this.messages.push(message);
      this.messages.sort((one, other) => one.sequence - other.sequence);
      if (!own) this.types();
      if (this.settled && !own) this.dispatchEvent(new CustomEvent('arrive', { detail: message }));
      this.look();
    }
    this.changed();
  }

  types(from, draft) {
    Object.assign(this, { typing: from, draft });
    clearTimeout(this.ceasing);
    if (from) this.ceasing = setTimeout(() => this.types(), 6000);
    this.changed();
  }

  // A repeat keeps its clientActivityID, so nothing is said twice.
  post(activity, files) {
    const key = Date.now().toString(36) + Math.random().toString(36).slice(2);
    const item = { key, activity: { ...activity, channelData: { clientActivityID: key } }, files, at: Date.now(), tries: 0 };
    this.outbox.push(item);
    this.hurry(item);
    this.save();
    this.pump();
  }

  save() {
    tab.set('outbox', JSON.stringify(this.outbox.filter(item => !item.files)));
    this.changed();
  }

  done(key) {
    this.outbox = this.outbox.filter(item => item.key !== key);
    this.save();
  }

  hurry(item) {
    item.since = Date.now();
    setTimeout(() => this.changed(), patience + 100);
  }

  isLate(item) {
    return item && !item.id && (item.failed || Date.now() - item.since >= patience);
  }

  retry(item) {
    item.failed = item.tries = 0;
    this.hurry(item);
    this.wake?.();
    this.pump();
  }

  async pump() {
    if (this.busy) return;
    this.busy = true;
    let item;
    while (this.online && (item = this.outbox.find(one => !one.failed && !one.id))) {
      const { key, activity, files } = item;
      try {
        const { id } = await this.deliver(activity, files);
        item.id = id || '-';
        if (activity.type !== 'message' || this.known.has(number(id))) this.done(key);
        else {
          setTimeout(() => this.asksUntil && this.wake?.(), 1000);
          // Without its echo the line is dead.
          setTimeout(() => this.outbox.includes(item) && this.drop?.(this.askFor(3e5)), 10000);
        }
      } catch ({ status, wait }) {
        item.tries++;
        if (!status) this.drop?.();
        if (wait) this.tell(true, wait);
        else if (item.tries > 3 || status < 500 && status !== 403) {
          item.failed = activity.type === 'message';
          if (item.failed) this.save();
          else this.done(key);
          continue;
        }
        await sleep(1000 * (wait || 2 ** item.tries - 1));
      }
    }
    this.busy = false;
    this.changed();
  }

  say(text, files) {
    this.syncContext(true);
    this.post({ type: 'message', text, textFormat: 'plain', locale: this.page.language }, files.length ? files : undefined);
  }

  event(name, value, more) {
    this.post({ type: 'event', name, value, ...more });
  }

  tells(what, value) {
    this[what] = { ...value, sequence: Infinity };
    this.event(`cxbot/${what}`, value);
  }

  thumb(id, kind) {
    this.thumbs[id] = kind;
    this.event('webchat:activity-status/feedback', undefined, {
      entities: [{ '@type': kind, actionStatus: 'CompletedActionStatus', target: { '@id': id } }]
    });
  }

  async toWhatsApp() {
    // Later it is a pop-up.
    const page = open() ?? window;
    const { whatsAppUrl } = await this.request(`widget/conversations/${this.id}/whatsapp`, {}).catch(() => this.settings);
    page.location = whatsAppUrl;
  }

  whisper(activity) {
    if (this.online) this.deliver(activity).catch(() => {});
  }

  iType() {
    if (this.handover?.state !== 'withAgent' || Date.now() - this.typed < 4000) return;
    this.typed = Date.now();
    this.whisper({ type: 'typing' });
  }

  syncContext(speaking) {
    const value = this.page.where();
    const now = JSON.stringify(value);
    if (store.get('context') === now || !speaking && !this.messages.some(({ role }) => role === 'customer')) return;
    store.set('context', now);
    this.event('cxbot/context', value);
  }

  get unread() {
    const [id, seen] = (store.get('seen') ?? '').split('/');
    return this.messages.filter(({ role, sequence }) => (id !== this.id || sequence > seen) && (role === 'bot' || role === 'agent'));
  }

  look() {
    if (!this.page.looking || !this.unread.length) return;
    const { sequence } = this.messages[this.messages.length - 1];
    store.set('seen', `${this.id}/${sequence}`);
    clearTimeout(this.looking);
    this.looking = setTimeout(() => this.whisper({ type: 'event', name: 'cxbot/seen', value: { sequence } }), 500);
    this.changed();
  }

  changed() {
    this.soon ??= setTimeout(() => {
      this.soon = null;
      this.dispatchEvent(new Event('change'));
    });
  }
}
