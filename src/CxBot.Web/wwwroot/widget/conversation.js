import { store, tab } from './dom.js';
import { Connection } from './connection.js';

const number = id => parseInt(id?.split('|').pop(), 10) || 0;

/** What has been said, and how things stand; it knows no page. */
export class Conversation extends EventTarget {
  constructor(root, asks) {
    super();
    Object.assign(this, { root, asks });
    this.forget();
    try {
      this.outbox = JSON.parse(tab.get('outbox')) ?? [];
    } catch {
      this.outbox = [];
    }
    this.connection = new Connection(root, {
      identify: () => ({ visitor: store.get('visitor') ?? undefined, language: asks.language(), context: asks.context() }),
      session: answer => this.begin(answer),
      activities: list => list.forEach(activity => this.take(activity)),
      state: wait => this.tell(wait)
    });
    this.connection.start();
  }

  forget() {
    Object.assign(this, { known: new Set(), messages: [], handover: null, agentSaw: 0, contact: null, rating: null, thumbs: {}, settled: false });
  }

  begin(answer) {
    if (this.id && this.id !== answer.conversationId) this.forget();
    if (!store.get('visitor')) store.set('context', JSON.stringify(this.asks.context()));
    this.id = answer.conversationId;
    this.user = answer.userId;
    this.settings = answer.settings;
    store.set('visitor', answer.visitor);
    this.changed();
  }

  get online() {
    return this.connection.state === 'online';
  }

  tell(wait) {
    this.wait = wait;
    clearTimeout(this.waiting);
    if (wait) this.waiting = setTimeout(() => this.tell(), wait * 1000);
    if (this.online) {
      this.settle();
      this.pump();
    }
    this.changed();
  }

  /** The stream begins with the past; what comes after a pause is news. */
  settle() {
    if (this.settled) return;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      this.settled = true;
      this.syncContext();
      this.changed();
    }, 400);
  }

  take({ id, type, name, from = {}, value = {}, channelData = {}, entities, text = '', textFormat, timestamp, ...rest }) {
    const own = from.role === 'user';
    const more = channelData.cxbot ?? {};
    const sequence = number(id);
    this.settle();
    if (type === 'typing') {
      if (!own) this.types(from);
      return;
    }
    if (sequence && this.known.has(sequence)) return;
    this.known.add(sequence);
    const key = channelData.clientActivityID;
    const mine = own && this.done(key);
    if (name === 'cxbot/handover') this.handover = value;
    if (name === 'cxbot/seen' && !own) this.agentSaw = value.sequence;
    if (name === 'cxbot/contact') this.contact = { ...value, sequence };
    if (name === 'cxbot/rating') this.rating = value;
    for (const action of entities ?? []) if (action.target) this.thumbs[action.target['@id']] = action['@type'];
    if (more.handover) this.handover = more.handover;
    const files = rest.attachments ?? [];
    if (type === 'message' && (text || files.length)) {
      const message = {
        ...more, id, sequence, text, files,
        key: key ?? id,
        role: own ? 'customer' : more.role ?? 'bot',
        name: from.name,
        markdown: !own && textFormat === 'markdown',
        at: new Date(timestamp),
        choices: rest.suggestedActions?.actions ?? []
      };
      let index = this.messages.length;
      while (this.messages[index - 1]?.sequence > sequence) index--;
      this.messages.splice(index, 0, message);
      if (!own) this.types();
      if (this.settled && !own) this.dispatchEvent(new CustomEvent('arrive', { detail: message }));
      this.look();
    }
    this.changed();
  }

  types(from) {
    this.typing = from;
    clearTimeout(this.ceasing);
    if (from) this.ceasing = setTimeout(() => this.types(), 6000);
    this.changed();
  }

  /** A repeat keeps its clientActivityID, so nothing is said twice. */
  post(activity, files) {
    const key = Date.now().toString(36) + Math.random().toString(36).slice(2);
    this.outbox.push({ key, activity: { ...activity, channelData: { clientActivityID: key } }, files, at: Date.now(), tries: 0 });
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

  retry(item) {
    item.failed = item.tries = 0;
    this.pump();
  }

  async pump() {
    if (this.busy) return;
    this.busy = true;
    let item;
    while (this.online && (item = this.outbox.find(one => !one.failed && !one.id))) {
      const { key, activity, files } = item;
      this.changed();
      try {
        const { id } = await this.connection.post({ ...activity, from: { id: this.user, role: 'user' } }, files);
        item.id = id || '-';
        if (activity.type !== 'message' || this.known.has(number(id))) this.done(key);
        // An echo that never comes means that the line is dead.
        else setTimeout(() => this.outbox.includes(item) && this.connection.drop?.(), 10000);
      } catch ({ status, wait }) {
        item.tries++;
        if (wait) this.tell(wait);
        else if (item.tries > 3 || status < 500 && status !== 403) {
          item.failed = activity.type === 'message';
          if (item.failed) this.save();
          else this.done(key);
          continue;
        }
        await new Promise(done => setTimeout(done, 1000 * (wait || 2 ** item.tries - 1)));
      }
    }
    this.busy = false;
    this.changed();
  }

  say(text, files) {
    this.syncContext(true);
    this.post({ type: 'message', text, textFormat: 'plain', locale: this.asks.language() }, files.length ? files : undefined);
  }

  event(name, value, more) {
    this.post({ type: 'event', name, value, ...more });
  }

  /** Answers to the server's own questions: what = rating or contact. */
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

  whisper(activity) {
    if (this.online) this.connection.post({ ...activity, from: { id: this.user, role: 'user' } }).catch(() => {});
  }

  iType() {
    if (this.handover?.state !== 'withAgent' || Date.now() - this.typed < 4000) return;
    this.typed = Date.now();
    this.whisper({ type: 'typing' });
  }

  syncContext(speaking) {
    const value = this.asks.context();
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
    if (!this.asks.looking() || !this.unread.length) return;
    const { sequence } = this.messages.at(-1);
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
