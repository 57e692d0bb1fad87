import { formatAddress } from '../../../reports/html/logic/address.ts';
import { applyFilters, type Filtered, pickedIn } from '../../../reports/html/logic/filter.ts';
import { thousands } from '../../../reports/view/plain-words.ts';
import { cloud, h } from './dom.ts';
import { FacetPanel } from './facets.ts';
import { filterSheet } from './filter-sheet.ts';
import { Grid } from './grid.ts';
import type { Items, ListOptions } from './list-options.ts';
import { go, rewrite } from './router.ts';

/** Beyond this, browsers cannot scroll a page of one row each. */
const mostItems = 200_000;

/** A list with search, filters, sorting and an address that says all of it. */
export class ListView {
  readonly #options: ListOptions;
  readonly #search: HTMLInputElement;
  readonly #status = h('p', { class: 'status', role: 'status' });
  readonly #chips = h('div', { class: 'chips' });
  readonly #facets: FacetPanel;
  readonly #grid: Grid;
  readonly #sort: HTMLSelectElement;
  readonly #empty = h('p', { class: 'nothing', hidden: true });
  #params = new URLSearchParams();
  #items: Items = { length: 0, draw: () => {}, address: () => '' };
  #filtered: Filtered = { rows: new Uint32Array(), counts: [] };
  #typing = 0;

  constructor(host: HTMLElement, options: ListOptions) {
    this.#options = options;
    this.#search = h('input', {
      type: 'search',
      placeholder: options.placeholder,
      'aria-label': `Search ${options.noun[1]}`,
      autocomplete: 'off',
      spellcheck: 'false',
    });
    this.#search.addEventListener('input', () => this.#typed());
    this.#facets = new FacetPanel(options.facets, ({ name }, value, picked) => this.#pick(name, value, picked));
    this.#grid = new Grid({
      ...{ label: options.label, class: options.class, columns: options.columns },
      draw: (index, cells, row) => this.#items.draw(index, cells, row),
      open: (index) => go(this.#items.address(index)),
      sort: (name) => this.#sortBy(name),
    });
    this.#sort = this.#sortChoice();
    const { button, aside } = filterSheet(this.#facets.element);
    const bar = h(
      'div',
      { class: 'bar-tools' },
      h('div', { class: 'search' }, this.#search),
      button,
      this.#sort,
      ...(options.tools ?? []),
    );
    host.replaceChildren(
      aside,
      h('div', { class: 'results' }, bar, this.#status, this.#chips, this.#grid.element, this.#empty),
    );
  }

  get params(): URLSearchParams {
    return this.#params;
  }

  /** Rows that are left after filtering, in the order of the scan. */
  get rows(): Uint32Array {
    return this.#filtered.rows;
  }

  /** Addresses of the items before and behind one, for going on from its page. */
  around(address: string): { before: string | undefined; after: string | undefined } {
    const at = this.#grid.active;
    if (this.#items.length === 0 || this.#items.address(at) !== address) return { before: undefined, after: undefined };
    return {
      before: at > 0 ? this.#items.address(at - 1) : undefined,
      after: at + 1 < this.#items.length ? this.#items.address(at + 1) : undefined,
    };
  }

  moveTo(address: string): void {
    for (const at of [this.#grid.active - 1, this.#grid.active + 1]) {
      if (at >= 0 && at < this.#items.length && this.#items.address(at) === address) this.#grid.focus(at);
    }
  }

  focusSearch(): void {
    this.#search.focus();
    this.#search.select();
  }

  focusRow(): void {
    this.#grid.focus(this.#grid.active);
  }

  /** Shows what an address asks for. */
  show(params: URLSearchParams): void {
    this.#params = params;
    if (document.activeElement !== this.#search) this.#search.value = params.get('q') ?? '';
    const { facets, length, arrange, matches, noun } = this.#options;
    const picked = pickedIn(facets, params);
    this.#filtered = applyFilters(length, facets, picked, matches(params.get('q') ?? ''));
    this.#items = arrange(this.#filtered.rows, params);
    this.#facets.update(picked, this.#filtered);
    const [name = '', direction] = (params.get('sort') ?? '').split(':');
    this.#sort.value = name;
    const shown = Math.min(this.#items.length, mostItems);
    this.#grid.element.hidden = shown === 0;
    this.#grid.show(shown, { name, descending: direction === 'down' });
    const found = this.#filtered.rows.length;
    const cut = shown < this.#items.length ? ` The first ${thousands(shown)} are shown; filter to see the others.` : '';
    this.#status.textContent = `${thousands(found)} of ${thousands(length)} ${noun[length === 1 ? 0 : 1]}${this.#items.note ?? ''}.${cut}`;
    this.#showChips();
    this.#options.shown?.();
    this.#empty.hidden = found > 0;
    this.#empty.textContent =
      length === 0 ? `There are no ${noun[1]} in this scan.` : `No ${noun[0]} matches all of these filters.`;
  }

  #showChips(): void {
    const chips: HTMLElement[] = [];
    for (const facet of this.#options.facets) {
      for (const value of this.#params.getAll(facet.name)) {
        const label = facet.labels[facet.values.indexOf(value)] ?? value;
        chips.push(this.#chip(facet.title, label, () => this.#pick(facet.name, value, false)));
      }
    }
    const query = this.#params.get('q');
    if (query) chips.push(this.#chip('Text', query, () => this.#set('q', '')));
    if (chips.length > 0) {
      const clear = h('button', { type: 'button', class: 'plain' }, 'Clear all');
      clear.addEventListener('click', () => this.#clear());
      chips.push(clear);
    }
    this.#chips.replaceChildren(...chips);
  }

  #chip(title: string, label: string, remove: () => void): HTMLElement {
    const button = h(
      'button',
      { type: 'button', class: 'chip' },
      h('span', { class: 'hidden' }, 'Remove filter '),
      `${title}: `,
      cloud(label, '(none)'),
      h('span', { class: 'cross', 'aria-hidden': 'true' }, '×'),
    );
    button.addEventListener('click', remove);
    return button;
  }

  #pick(name: string, value: string, picked: boolean): void {
    const params = new URLSearchParams(this.#params);
    params.delete(name, value);
    if (picked) params.append(name, value);
    go(formatAddress(this.#options.place, '', params));
  }

  #set(name: string, value: string): void {
    const params = new URLSearchParams(this.#params);
    if (value === '') params.delete(name);
    else params.set(name, value);
    if (name === 'q') this.#search.value = value;
    go(formatAddress(this.#options.place, '', params));
  }

  #clear(): void {
    const params = new URLSearchParams();
    for (const kept of ['sort', 'view']) if (this.#params.has(kept)) params.set(kept, this.#params.get(kept) ?? '');
    this.#search.value = '';
    go(formatAddress(this.#options.place, '', params));
  }

  #typed(): void {
    clearTimeout(this.#typing);
    this.#typing = window.setTimeout(() => {
      const params = new URLSearchParams(this.#params);
      if (this.#search.value === '') params.delete('q');
      else params.set('q', this.#search.value);
      rewrite(formatAddress(this.#options.place, '', params));
      this.show(params);
    }, 30);
  }

  #sortBy(name: string): void {
    const [now, direction] = (this.#params.get('sort') ?? '').split(':');
    this.#set('sort', now !== name ? name : direction === 'down' ? '' : `${name}:down`);
  }

  #sortChoice(): HTMLSelectElement {
    const entries = Object.entries(this.#options.sorts);
    const select = h(
      'select',
      { 'aria-label': 'Sort by', class: 'sort-choice' },
      ...entries.map(([value, title]) => h('option', { value }, title)),
    );
    select.addEventListener('change', () => this.#set('sort', select.value));
    return select;
  }
}
