// The brief as a drawer, where the screen is too narrow to keep it open: it takes the focus, keeps it, and gives it back.
const narrow = matchMedia('(max-width: 1199px)');
let from = null;

export function opened(drawer) {
  if (!drawer || !narrow.matches) return;
  from = document.activeElement;
  drawer.querySelector('.brief-close')?.focus();
  if (drawer.trapped) return;
  drawer.trapped = true;
  drawer.addEventListener('keydown', event => {
    if (!narrow.matches || !drawer.classList.contains('open')) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      drawer.querySelector('.brief-close')?.click();
    } else if (event.key === 'Tab') {
      const stops = [...drawer.querySelectorAll('a[href], button:not(:disabled), input, select, textarea, summary, [tabindex="0"]')]
        .filter(stop => stop.getClientRects().length > 0);
      const edge = event.shiftKey ? stops[0] : stops.at(-1);
      if (document.activeElement !== edge) return;
      event.preventDefault();
      (event.shiftKey ? stops.at(-1) : stops[0]).focus();
    }
  });
}

export function closed() {
  if (from?.isConnected) from.focus();
  from = null;
}
