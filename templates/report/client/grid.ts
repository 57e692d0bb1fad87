import { rowsInView } from '../../../reports/html/logic/window.ts';
import { h } from './dom.ts';

export interface GridColumn {
  title: string;
  /** Name of the sort, where the column can be sorted by. */
  sort?: string;
  class?: string;
}

export interface GridOptions {
  label: string;
  class: string;
  columns: GridColumn[];
  /** Fills a row's cells, one for each column. */
  draw(index: number, cells: HTMLElement[], row: HTMLElement): void;
  open(index: number): void;
  sort(name: string): void;
}

/** A table that draws only the rows in view, and is one table to the keyboard and to screen readers. */
export class Grid {
  readonly element: HTMLElement;
  readonly #options: GridOptions;
  readonly #body: HTMLElement;
  readonly #drawn = new Map<number, HTMLElement>();
  #count = 0;
  #rowHeight = 0;
  #active = 0;
  #waiting = false;

  constructor(options: GridOptions) {
    this.#options = options;
    this.#body = h('div', { role: 'rowgroup', class: 'grid-body' });
    const { columns, label } = options;
    this.element = h(
      'div',
      { role: 'grid', class: `grid ${options.class}`, 'aria-label': label, 'aria-colcount': String(columns.length) },
      h(
        'div',
        { role: 'rowgroup', class: 'grid-head' },
        h('div', { role: 'row', 'aria-rowindex': '1', class: 'grid-row' }, ...columns.map((one) => this.#header(one))),
      ),
      this.#body,
    );
    this.#body.addEventListener('keydown', (event) => this.#key(event));
    this.#body.addEventListener('click', (event) => this.#click(event));
    window.addEventListener('scroll', () => this.#soon(), { passive: true });
    window.addEventListener('resize', () => this.#resized());
  }

  /** Shows so many rows anew. */
  show(count: number, sorted: { name: string; descending: boolean }): void {
    this.#count = count;
    this.#active = Math.max(0, Math.min(this.#active, count - 1));
    this.element.setAttribute('aria-rowcount', String(count + 1));
    for (const head of this.element.querySelectorAll('[data-sort]')) {
      const here = head.getAttribute('data-sort') === sorted.name;
      head.setAttribute('aria-sort', here ? (sorted.descending ? 'descending' : 'ascending') : 'none');
    }
    for (const row of this.#drawn.values()) row.remove();
    this.#drawn.clear();
    this.#resized();
  }

  /** Makes a row the current one, in view and focused. */
  focus(index: number): void {
    if (this.#count === 0) return;
    this.#active = Math.max(0, Math.min(index, this.#count - 1));
    this.#scrollTo(this.#active);
    this.#draw();
    this.#drawn.get(this.#active)?.focus({ preventScroll: true });
  }

  get active(): number {
    return this.#active;
  }

  #header({ title, sort, class: name = '' }: GridColumn): HTMLElement {
    const head = h('div', { role: 'columnheader', class: name });
    if (sort === undefined) head.textContent = title;
    else {
      head.setAttribute('data-sort', sort);
      const button = h('button', { type: 'button', class: 'sort' }, title);
      button.addEventListener('click', () => this.#options.sort(sort));
      head.append(button);
    }
    return head;
  }

  #resized(): void {
    const probe = h('div', { class: 'grid-row grid-probe' });
    this.#body.append(probe);
    this.#rowHeight = probe.offsetHeight;
    probe.remove();
    this.#body.style.height = `${this.#rowHeight * this.#count}px`;
    for (const [index, row] of this.#drawn) row.style.transform = `translateY(${index * this.#rowHeight}px)`;
    this.#draw();
  }

  #soon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#draw();
    });
  }

  #draw(): void {
    if (this.element.offsetParent === null) return; // Not shown.
    const top = -this.#body.getBoundingClientRect().top;
    const { first, end } = rowsInView(
      { count: this.#count, rowHeight: this.#rowHeight },
      { top, height: window.innerHeight },
    );
    for (const [index, row] of this.#drawn) {
      // The current row stays, so that the focus is never lost.
      if ((index >= first && index < end) || index === this.#active) continue;
      row.remove();
      this.#drawn.delete(index);
    }
    for (let index = first; index < end; index++) this.#drawRow(index);
    if (this.#count > 0) this.#drawRow(this.#active);
  }

  #drawRow(index: number): void {
    const known = this.#drawn.get(index);
    if (known) {
      known.tabIndex = index === this.#active ? 0 : -1;
      return;
    }
    const cells = this.#options.columns.map((column) => h('div', { role: 'gridcell', class: column.class ?? '' }));
    const row = h(
      'div',
      { role: 'row', class: 'grid-row', 'aria-rowindex': String(index + 2), 'data-index': String(index) },
      ...cells,
    );
    row.tabIndex = index === this.#active ? 0 : -1;
    row.style.transform = `translateY(${index * this.#rowHeight}px)`;
    this.#options.draw(index, cells, row);
    this.#drawn.set(index, row);
    const next = [...this.#drawn].filter(([other]) => other > index).sort(([a], [b]) => a - b)[0]?.[1];
    this.#body.insertBefore(row, next ?? null); // In order, for those who read it in order.
  }

  #click(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const row = target?.closest('[data-index]');
    if (!row) return;
    this.#active = Number(row.getAttribute('data-index'));
    this.#draw();
    if (target?.closest('a, button') || String(window.getSelection()) !== '') return;
    this.#options.open(this.#active);
  }

  #key(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(window.innerHeight / (this.#rowHeight || 1)) - 2);
    const moves: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -this.#count,
      End: this.#count,
    };
    const move = moves[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (move !== undefined) {
      event.preventDefault();
      this.focus(this.#active + move);
    } else if (event.key === 'Enter' && event.target instanceof Element && event.target.matches('[data-index]')) {
      event.preventDefault();
      this.#options.open(this.#active);
    }
  }

  #scrollTo(index: number): void {
    const bodyTop = this.#body.getBoundingClientRect().top;
    const top = bodyTop + index * this.#rowHeight;
    const head = 48; // The head of the table sticks to the top.
    if (top < head) window.scrollBy(0, top - head);
    else if (top + this.#rowHeight > window.innerHeight)
      window.scrollBy(0, top + this.#rowHeight - window.innerHeight + 8);
  }
}
