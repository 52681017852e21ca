// What the widget talks to, without a network.
import { page } from './page.js';

export const root = 'https://chat.example/';

export class Socket {
  static all = [];
  static forbidden = false;
  sent = [];
  closed = false;

  constructor(url) {
    if (Socket.forbidden) throw Object.assign(new Error('forbidden'), { name: 'SecurityError' });
    this.url = `${url}`;
    Socket.all.push(this);
    if (server.opensSockets) setImmediate(() => this.onopen?.());
  }
  send(data) { this.sent.push(data); }
  close() { this.closed = true; }

  /** What the server pushes. */
  push(activities, watermark = '') { this.onmessage?.({ data: JSON.stringify({ activities, watermark }) }); }
  end(code = 1006) { this.onclose?.({ code }); }

  static get last() { return Socket.all[Socket.all.length - 1]; }
}

/** Answers as CxBot does, or as the test says. */
export const server = {
  reset() {
    Object.assign(this, {
      calls: [], away: false, opensSockets: true, token: 1, conversation: 'c1', sequence: 0, news: [],
      settings: { whatsAppUrl: 'https://wa.me/1', accept: '.png,.pdf', maxUploadBytes: 1000 },
      // Of a path's end, what is answered instead: a status, or a function of the call.
      instead: {}
    });
    Socket.all.length = 0;
    Socket.forbidden = false;
  },

  /** The calls to a path that ends so, oldest first. */
  to(end) { return this.calls.filter(({ path }) => path.split('?')[0].endsWith(end)); },

  answer(call) {
    const path = call.path.split('?')[0];
    const found = Object.keys(this.instead).find(end => path.endsWith(end));
    const instead = found && this.instead[found];
    const said = typeof instead === 'function' ? instead(call) : instead;
    if (said !== undefined && said !== null) return said;
    if (path === 'widget/session') {
      return {
        visitor: 'v1', conversationId: this.conversation, token: `t${this.token++}`, expires_in: 1800, userId: 'dl_1',
        settings: this.settings
      };
    }
    if (path.endsWith('tokens/refresh')) return { token: `t${this.token++}`, expires_in: 1800 };
    if (path.endsWith('/whatsapp')) return { whatsAppUrl: 'https://wa.me/1?text=kode' };
    if (path.endsWith('/activities') && call.method === 'GET') return { activities: this.news.splice(0), watermark: 'w' };
    if (/(activities|upload)$/.test(path)) return { id: `${this.conversation}|${String(++this.sequence).padStart(7, '0')}` };
    // Behind a proxy it knows itself by another name.
    return { token: undefined, streamUrl: `ws://inside:5000/v3/directline/conversations/${this.conversation}/stream?t=1` };
  }
};

/** A browser's page with a network. What is given is kept from the page before. */
export function browser(kept) {
  const made = page(kept);
  server.reset();
  Object.assign(globalThis, {
    WebSocket: Socket,
    fetch: async (url, { method, headers = {}, body }) => {
      if (server.away) throw new TypeError('Failed to fetch');
      const call = {
        path: url.slice(root.length), method, at: Date.now(), token: headers.Authorization?.slice(7),
        form: body instanceof FormData ? body : null,
        body: typeof body === 'string' ? JSON.parse(body) : undefined
      };
      server.calls.push(call);
      await null;
      const said = server.answer(call);
      if (said instanceof Error) throw said;
      const { status = 200, after, ...json } = typeof said === 'number' ? { status: said } : said;
      return {
        ok: status < 300, status, json: async () => json, text: async () => '',
        headers: new Headers(after ? { 'Retry-After': `${after}` } : {})
      };
    }
  });
  return made;
}

/** The page as a conversation sees it. */
export const onPage = more => ({ language: 'id', looking: true, where: () => ({ title: 'Toko' }), ...more });
