// Shows a call on this device while no desk is in front, and opens the desk there. It keeps no page and no answer: customers' data stays on the server.
addEventListener('install', () => self.skipWaiting());
addEventListener('activate', event => event.waitUntil(self.clients.claim()));

const desks = async () => (await self.clients.matchAll({ type: 'window', includeUncontrolled: true }))
  .filter(one => new URL(one.url).pathname.split('/')[1] === 'desk');

addEventListener('push', event => event.waitUntil((async () => {
  let call = {};
  try { call = event.data.json(); } catch { /* not ours */ }
  if (!call.title || (await desks()).some(one => one.visibilityState === 'visible')) return;
  // A desk that is open behind another window has shown it already.
  if ((await self.registration.getNotifications({ tag: call.tag })).some(one => Date.now() - one.data?.at < 60000)) return;
  await self.registration.showNotification(call.title, {
    body: call.text,
    tag: call.tag,
    renotify: true,
    icon: '/desk/icon-192.png',
    data: { address: call.path, at: Date.now() },
  });
})()));

addEventListener('notificationclick', event => {
  event.notification.close();
  const address = new URL(event.notification.data?.address ?? '/desk', self.location.origin);
  if (address.origin !== self.location.origin || address.pathname.split('/')[1] !== 'desk') return;
  event.waitUntil((async () => {
    const [open] = await desks();
    if (!open) { await self.clients.openWindow(address.href); return; }
    await open.focus();
    open.postMessage({ address: address.href });
  })());
});
