// The transcript stays at its end only for who is at its end.
const nearEnd = box => box.scrollHeight - box.scrollTop - box.clientHeight < 80;
const toEnd = box => { box.scrollTop = box.scrollHeight; };

export const isVisible = () => document.visibilityState === 'visible';

export function attachTranscript(box, conversation, owner) {
  if (!box) return;
  box.owner = owner;
  if (box.dataset.conversation !== conversation) {
    box.dataset.conversation = conversation;
    box.atEnd = true;
    toEnd(box);
  }
  if (box.watched) return;
  box.watched = true;
  const mark = () => { box.toggleAttribute('data-more-below', !box.atEnd); };
  box.addEventListener('scroll', () => { box.atEnd = nearEnd(box); mark(); }, { passive: true });
  const settle = () => { if (box.atEnd) toEnd(box); mark(); };
  new MutationObserver(settle).observe(box, { childList: true, subtree: true, characterData: true });
  new ResizeObserver(settle).observe(box);
  // The reader is back at the tab, or the circuit at the page: what came meanwhile is on the screen now.
  const looks = ['visibilitychange', 'desk-back'];
  function looked() {
    if (!box.isConnected) looks.forEach(name => document.removeEventListener(name, looked));
    else if (isVisible()) box.owner.invokeMethodAsync('LookedAsync').catch(() => { /* the circuit is away */ });
  }
  looks.forEach(name => document.addEventListener(name, looked));
}

export function scrollToEnd(box) { if (box) { box.atEnd = true; toEnd(box); } }

// Before earlier messages are put above: what is being read stays where it is.
export function keepPlace(box) {
  if (!box) return;
  const below = box.scrollHeight - box.scrollTop;
  const seen = new MutationObserver(() => { seen.disconnect(); box.scrollTop = box.scrollHeight - below; });
  seen.observe(box, { childList: true, subtree: true });
}
