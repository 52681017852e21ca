const line = 'v3/directline/';
const sleep = milliseconds => new Promise(done => setTimeout(done, milliseconds));

export class Connection {
  attempts = 0;
  watermark = '';

  constructor(root, hooks) {
    Object.assign(this, { root, hooks });
  }

  async start() {
    let hidden = 0;
    addEventListener('online', () => this.wake?.());
    addEventListener('offline', () => this.drop?.());
    document.addEventListener('visibilitychange', () => {
      // A socket that slept may be dead and never say so.
      if (document.hidden) hidden = Date.now();
      else if (Date.now() - hidden > 60000) this.drop?.();
      this.wake?.();
    });
    for (;;) {
      let wait;
      try {
        if (!this.token) await this.session();
        await this.listen(await this.stream());
      } catch (error) {
        if (error.status === 403 || error.status === 404) this.token = null;
        wait = error.wait;
      }
      this.set('offline', wait);
      const most = Math.min(30000, 600 * 2 ** this.attempts++);
      await Promise.race([
        sleep(wait ? wait * 1000 : most * (0.5 + Math.random() / 2)),
        new Promise(done => { this.wake = wait ? null : done; })
      ]);
    }
  }

  set(state, wait) {
    this.state = state;
    this.hooks.state(wait);
  }

  session() {
    // One lock for all tabs: two that open at once must become one visitor.
    const ask = async () => {
      const answer = await this.request('widget/session', this.hooks.identify());
      if (this.id !== answer.conversationId) this.begun = this.watermark = '';
      this.id = answer.conversationId;
      this.keep(answer);
      this.hooks.session(answer);
    };
    this.asking ??= (navigator.locks?.request('cxbot', ask) ?? ask()).finally(() => { this.asking = null; });
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
      const beat = setInterval(() => this.state === 'online' && socket.send(''), 20000);
      let opened;
      this.drop = () => {
        socket.onopen = socket.onmessage = socket.onclose = this.drop = null;
        clearInterval(beat);
        if (Date.now() - opened > 5000) this.attempts = 0;
        socket.close();
        done();
      };
      socket.onopen = () => {
        opened = Date.now();
        this.set('online');
      };
      socket.onmessage = ({ data }) => {
        if (!data) return;
        const { activities, watermark } = JSON.parse(data);
        this.hooks.activities(activities ?? []);
        this.watermark = watermark || this.watermark;
      };
      socket.onclose = () => this.drop();
    });
  }

  async request(path, body) {
    const form = body instanceof FormData;
    const response = await fetch(this.root + path, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(this.token && { Authorization: `Bearer ${this.token}` }),
        ...(body && !form && { 'Content-Type': 'application/json' })
      },
      body: form ? body : body && JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(form ? 120000 : 20000)
    });
    const { ok, status } = response;
    if (!ok) throw { status, wait: status === 429 && Math.min(+response.headers.get('Retry-After') || 5, 300) };
    return response.json();
  }

  async post(activity, files) {
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
