import type { ListView } from './list-view.ts';

/** Keys that work everywhere: `/` searches, Escape closes, arrows enter the list. */
export function startKeys(page: { close(): void; list(): Promise<ListView> | undefined }): void {
  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) return;
    const target = event.target instanceof Element ? event.target : null;
    const typing = target?.matches('input:not([type="checkbox"], [type="radio"]), textarea, select') === true;
    const list = page.list();
    if (event.key === 'Escape') {
      if (typing && target instanceof HTMLElement) target.blur();
      page.close();
    } else if (event.key === '/' && !typing && list) {
      event.preventDefault();
      void list.then((one) => one.focusSearch());
    } else if (
      event.key === 'ArrowDown' &&
      list &&
      (target === document.body || target?.matches('main, [type="search"]') === true)
    ) {
      event.preventDefault();
      void list.then((one) => one.focusRow());
    }
  });
}
