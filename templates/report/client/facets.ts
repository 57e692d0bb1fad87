import type { Facet, Filtered } from '../../../reports/html/logic/filter.ts';
import { thousands } from '../../../reports/view/plain-words.ts';
import { cloud, h, operationName } from './dom.ts';

/** A filter as a reader sees it. */
export interface ShownFacet extends Facet {
  title: string;
  /** What to show for each value; untrusted where it names a resource or an account. */
  labels: string[];
  /** Open from the start. */
  open?: boolean;
  /** Shown by their labels, not in the order of the values. */
  sorted?: boolean;
  /** The labels are names of operations. */
  operations?: boolean;
}

const shownAtFirst = 8;

/** Indexes of a facet's values in the order in which they are shown. */
function inOrder({ labels, sorted }: ShownFacet): number[] {
  const all = [...labels.keys()];
  return sorted === true
    ? all.sort((a, b) => (labels[a] ?? '').localeCompare(labels[b] ?? '', 'en', { numeric: true }))
    : all;
}

interface Line {
  element: HTMLElement;
  box: HTMLInputElement;
  count: HTMLElement;
}

/** All filters of a list, as boxes to tick, each with how many it would give. */
export class FacetPanel {
  readonly element: HTMLElement;
  readonly #groups: HTMLElement[];
  readonly #orders: number[][];
  readonly #lines: Line[][] = [];
  readonly #all: boolean[] = [];
  readonly #more: HTMLButtonElement[] = [];

  /** @param changed called with a value and whether it is now picked. */
  constructor(facets: ShownFacet[], changed: (facet: ShownFacet, value: string, picked: boolean) => void) {
    this.#orders = facets.map(inOrder);
    this.#groups = facets.map((facet, index) => this.#group(facet, index, changed));
    this.element = h('div', { class: 'facets' }, ...this.#groups);
  }

  /** Ticks what is picked, and shows counts; values that give nothing are left out unless they are picked. */
  update(picked: ReadonlySet<number>[], { counts }: Filtered): void {
    for (const [index, lines] of this.#lines.entries()) {
      const here = picked[index] ?? new Set();
      let shown = 0;
      let hidden = 0;
      for (const value of this.#orders[index] ?? []) {
        const line = lines[value];
        if (line === undefined) continue;
        const count = counts[index]?.[value] ?? 0;
        line.box.checked = here.has(value);
        line.count.textContent = thousands(count);
        const wanted = count > 0 || line.box.checked;
        const room = shown < shownAtFirst || this.#all[index] === true || line.box.checked;
        line.element.hidden = !wanted || !room;
        if (wanted && room) shown++;
        else if (wanted) hidden++;
      }
      const group = this.#groups[index];
      if (group) group.hidden = shown === 0;
      const more = this.#more[index];
      if (more) {
        more.hidden = hidden === 0;
        more.textContent = `${thousands(hidden)} more`;
      }
    }
  }

  #group(
    facet: ShownFacet,
    index: number,
    changed: (facet: ShownFacet, value: string, picked: boolean) => void,
  ): HTMLElement {
    const lines = facet.values.map((value, at) => this.#line(facet, value, facet.labels[at] ?? value, changed));
    this.#lines.push(lines);
    const more = h('button', { type: 'button', class: 'plain more' }, 'more');
    more.addEventListener('click', () => {
      this.#all[index] = true;
      for (const line of lines) if (line.count.textContent !== '0') line.element.hidden = false;
      more.hidden = true;
    });
    this.#more.push(more);
    return h(
      'details',
      { class: 'facet', open: facet.open === true },
      h('summary', {}, facet.title),
      h(
        'fieldset',
        {},
        h('legend', { class: 'hidden' }, facet.title),
        inOrder(facet).map((at) => lines[at]?.element),
        more,
      ),
    );
  }

  #line(
    facet: ShownFacet,
    value: string,
    label: string,
    changed: (facet: ShownFacet, value: string, picked: boolean) => void,
  ): Line {
    const box = h('input', { type: 'checkbox' });
    const count = h('span', { class: 'count' });
    box.addEventListener('change', () => changed(facet, value, box.checked));
    return {
      box,
      count,
      element: h(
        'label',
        { class: 'pick' },
        box,
        h('span', { class: 'pick-name' }, facet.operations ? operationName(label) : cloud(label, '(none)')),
        count,
      ),
    };
  }
}
