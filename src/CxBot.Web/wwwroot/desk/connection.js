// The circuit's life: started here, asked whether it still answers, and brought back as soon as the server can be reached. Drafts are in local storage.
import { hush, say, saidAt } from './not-sent.js';

const bar = document.getElementById('components-reconnect-modal');
const patience = { act: 2500, lost: 2500, event: 1500, probe: 1500, attempt: 4000, between: 1000, last: 300 };
let connection;
let down = false;
let leaving = false;
let addressAtLoss;
let moved = false;
let wake;

// What comes in this time; false where nothing does.
const within = (promise, milliseconds) => Promise.race([promise, new Promise(late => setTimeout(late, milliseconds, false))]);

/** Nothing that is done now would arrive. */
export const isAway = () => down;

// Each question is its own: an answer says that what was done before it has arrived.
function ask() {
  // A page that is just starting has nothing to ask yet.
  if (connection?.state !== 'Connected') return Promise.resolve(!down);
  return DotNet.invokeMethodAsync('CxBot.Web', 'DeskAnswers').then(() => true, () => false);
}

/** Something was done that the circuit carries. Where it does not answer, that is said at the place, and a dead circuit is given up. */
export async function watch(place) {
  if (!bar) return;
  const answer = ask();
  if (!await within(answer, patience.act)) {
    if (down) return;
    say(place);
    if (!await within(answer, patience.lost)) { await giveUp(answer); return; }
  }
  if (saidAt(place)) hush();
}

// Only where the server answers others: one that is slow for everything is waited for, and a network that is away ends by SignalR's own limit.
async function giveUp(answer) {
  if (await reachable() && !await within(answer, patience.last) && !down) connection?.stop();
}

// The network, or the reader, is back: what stood may have died meanwhile without a word.
async function look() {
  if (!bar) return;
  if (down) { wake?.(); return; }
  const answer = ask();
  for (let tries = 0; tries < 6 && !down; tries++) {
    if (await within(answer, patience.event)) return;
    await giveUp(answer);
  }
}
addEventListener('online', look);
addEventListener('offline', look);
addEventListener('popstate', () => { moved = down; });
addEventListener('focus', look);
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') look(); });

const page = () => location.href.split('#')[0];
const reachable = () => fetch('desk/icon.svg', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(patience.probe) }).then(answer => answer.ok, () => false);
const isSignedOut = () => fetch(location.href, { cache: 'no-store', redirect: 'manual', signal: AbortSignal.timeout(patience.attempt) }).then(answer => answer.type === 'opaqueredirect', () => false);
const pause = () => new Promise(done => { wake = done; setTimeout(done, patience.between); });

function wentDown() {
  if (down || !bar || leaving) return;
  down = true;
  moved = false;
  addressAtLoss = page();
  bar.className = 'reconnect components-reconnect-show';
  comeBack();
}

async function comeBack() {
  while (down) {
    if (await reachable()) {
      try {
        const answer = await within(Blazor.reconnect().then(known => ({ known })), patience.attempt);
        if (!answer) throw new Error('late');
        if (!answer.known) { await reload(); return; }
      } catch {
        // Refused, or without an answer: the next try is another connection. Whose session has ended is refused for ever.
        if (down) connection?.stop().catch(() => { });
        if (down && await isSignedOut()) { await reload(); return; }
      }
    }
    if (down) await pause();
  }
}

function wentUp() {
  if (!down) return;
  down = false;
  bar.className = 'reconnect';
  // Back and forward need no click, and no circuit heard of them.
  if (moved && page() !== addressAtLoss) { reload(); return; }
  hush(true);
  document.dispatchEvent(new CustomEvent('desk-back'));
}

// The circuit is over. The page is left only once the server surely answers.
async function reload() {
  bar.className = 'reconnect reconnect-over';
  while (!await reachable()) await pause();
  leaving = true;
  location.reload();
}

// Whatever would leave the page: another script's call too, where the browser tells.
window.navigation?.addEventListener('navigate', event => {
  if (down && !leaving && event.cancelable && event.navigationType !== 'reload' && !event.destination.sameDocument && event.downloadRequest === null) event.preventDefault();
});

window.Blazor?.start({
  circuit: {
    reconnectionHandler: { onConnectionDown: wentDown, onConnectionUp: wentUp },
    configureSignalR: builder => {
      builder.withServerTimeout(10_000).withKeepAliveInterval(5_000);
      const build = builder.build.bind(builder);
      builder.build = () => { connection = build(); return connection; };
    },
  },
});
