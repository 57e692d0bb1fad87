import { h } from './dom.ts';

/** The filters stand beside the list; on a narrow screen a button opens them as a sheet. */
export function filterSheet(facets: HTMLElement): { button: HTMLElement; aside: HTMLElement } {
  const aside = h('div', { class: 'filters', role: 'group', 'aria-label': 'Filters' }, facets);
  const close = h('button', { type: 'button' }, 'Show results');
  const sheet = h('dialog', { class: 'sheet', 'aria-label': 'Filters', tabindex: '-1' }, close);
  const button = h('button', { type: 'button', class: 'open-filters' }, 'Filters');
  button.addEventListener('click', () => {
    sheet.prepend(facets);
    sheet.showModal();
    sheet.focus();
  });
  close.addEventListener('click', () => sheet.close());
  sheet.addEventListener('close', () => aside.append(facets));
  document.body.append(sheet);
  return { button, aside };
}
