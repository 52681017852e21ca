// A conversation that was found opens at the message in which it was.
export function showHit(box, sequence) {
  const hit = box?.querySelector(`[data-sequence="${Number(sequence)}"]`);
  if (!hit) return;
  box.atEnd = false;
  hit.tabIndex = -1;
  hit.focus({ preventScroll: true });
  hit.scrollIntoView({ block: 'center' });
}
