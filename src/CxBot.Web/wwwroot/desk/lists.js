// Lists: the arrow keys walk the rows.
export function attachList(list) {
  if (!list || list.dataset.walks) return;
  list.dataset.walks = 'yes';
  list.addEventListener('keydown', event => {
    if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return;
    const rows = [...list.querySelectorAll('a.row')];
    const at = rows.indexOf(document.activeElement);
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? rows.length - 1 : at + (event.key === 'ArrowDown' ? 1 : -1);
    if (!rows[to]) return;
    event.preventDefault();
    rows[to].focus();
  });
}
