import { store } from './storage.js';

const line = 'v3/directline/';
export const sleep = milliseconds => new Promise(done => setTimeout(done, milliseconds));
export const patience = 15000;

// Comes back by itself, resumes where it stopped, renews its token. What it hears it hands to the conversation made of it:
// begin (a session), forget (another one), take (an activity), tell (whether it is online).
export class Connection extends EventTarget {
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
      const visitor = store.get('visitor') ?? undefined;
      const answer = await this.request('widget/session', { customer, language, visitor, context: page.where() });
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
