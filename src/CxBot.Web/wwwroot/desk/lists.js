// Lists: the arrow keys walk the rows. Of a long list only what is near the window is in the page, so a row may have to be waited for.
const patience = 2000;

const rowAt = (list, place) => list.querySelector(`li[aria-posinset="${place}"] a.row`);

function focusWhenThere(list, place) {
  const there = rowAt(list, place);
  if (there) { there.focus(); return; }
  const watch = new MutationObserver(() => {
    const come = rowAt(list, place);
    if (!come) return;
    watch.disconnect();
    come.focus();
  });
  watch.observe(list, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), patience);
}

export function attachList(list) {
  if (!list || list.dataset.walks) return;
  list.dataset.walks = 'yes';
  list.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || !['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return;
    const item = event.target.closest('li');
    if (!item) return;
    event.preventDefault();
    if (!item.ariaPosInSet) {
      const rows = [...list.querySelectorAll('a.row')];
      const at = rows.indexOf(item.querySelector('a.row'));
      rows[{ ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]]?.focus();
      return;
    }
    const at = Number(item.ariaPosInSet);
    const size = Number(item.ariaSetSize);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 1, End: size }[event.key];
    if (to < 1 || to > size) return;
    if (event.key === 'Home') list.scrollTop = 0;
    if (event.key === 'End') list.scrollTop = list.scrollHeight;
    focusWhenThere(list, to);
  });
}
