// When the circuit is lost for good, the page comes back by itself as soon as the server answers. Drafts are in local storage.
const bar = document.getElementById('components-reconnect-modal');
let waiting = false;

async function reloadWhenBack() {
  if (waiting) return;
  waiting = true;
  bar.classList.add('reconnect-over');
  for (;;) {
    try {
      const answer = await fetch(location.href, { method: 'GET', cache: 'no-store', redirect: 'manual' });
      if (answer.ok || answer.type === 'opaqueredirect') { location.reload(); return; }
    } catch { /* still away */ }
    await new Promise(done => setTimeout(done, 2000));
  }
}

bar?.addEventListener('components-reconnect-state-changed', event => {
  if (event.detail.state === 'failed') reloadWhenBack();
  if (event.detail.state === 'rejected') location.reload();
});
