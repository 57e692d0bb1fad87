import { thousands } from '../../../reports/view/plain-words.ts';
import { byId, h, toast } from './dom.ts';
import { findingPanel } from './finding-panel.ts';
import type { Model } from './model.ts';

/** More in full would be thousands of pages: the PDF and the CSV are for that. */
const mostPrinted = 1000;

/** A button that prints the summary and the filtered findings in full. */
export function printButton(model: Model, rowsOf: () => Uint32Array, describe: () => string): HTMLElement {
  const button = h('button', { type: 'button' }, 'Print');
  button.addEventListener('click', async () => {
    toast('Preparing the findings for print');
    await preparePrint(model, rowsOf(), describe());
    window.print();
  });
  window.addEventListener('afterprint', () => byId('print').replaceChildren());
  return button;
}

/** Puts findings in full where only paper shows them. */
export async function preparePrint(model: Model, rows: Uint32Array, described: string): Promise<void> {
  const note =
    rows.length > mostPrinted
      ? ` The first ${thousands(mostPrinted)} follow; report.pdf and the CSV hold all of them.`
      : '';
  const articles: HTMLElement[] = [];
  for (const row of rows.subarray(0, mostPrinted)) {
    const { title, body } = await findingPanel(model, row);
    title.classList.add('print-title');
    const article = h('article', {}, title, ...body.filter((part) => part !== undefined));
    for (const panel of article.querySelectorAll<HTMLElement>('[role="tabpanel"]')) panel.hidden = false;
    for (const part of article.querySelectorAll('[id]')) part.removeAttribute('id'); // Many findings, one page: no id twice.
    articles.push(article);
  }
  byId('print').replaceChildren(h('h1', {}, 'Findings'), h('p', {}, `${described}${note}`), ...articles);
}
