import { Connection, patience, sleep } from './connection.js';
import { store, tab } from './storage.js';

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
    Object.assign(this, { known: new Set(), messages: [],
      handover: null, agentSaw: 0, contact: null, rating: null, thumbs: {}, settled: false });
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
        ...more, id, sequence, files,
        // What a rating asks stands on its card.
        text: more.rating?.said ?? text,
        key: key ?? id,
        role: own ? 'customer' : more.role ?? 'bot',
        name: from?.name ?? '?',
        markdown: !own && textFormat === 'markdown',
        at: new Date(timestamp),
        choices: !more.rating && suggestedActions?.actions || []
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
    while (this.online && (item = this.outbox.find(one => !one.failed && !one.id))) await this.send(item);
    this.busy = false;
    this.changed();
  }

  async send(item) {
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
        return;
      }
      await sleep(1000 * (wait || 2 ** item.tries - 1));
    }
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
