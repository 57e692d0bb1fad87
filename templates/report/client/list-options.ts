import type { ShownFacet } from './facets.ts';
import type { GridColumn } from './grid.ts';

/** What a list is about. */
export interface ListOptions {
  place: string;
  label: string;
  noun: [one: string, many: string];
  length: number;
  facets: ShownFacet[];
  columns: GridColumn[];
  /** Names of the ways to sort, `` for the one that needs no choice, where there is no head of the table to click. */
  sorts: Record<string, string>;
  class: string;
  placeholder: string;
  /** 1 for rows that have the text; undefined where there is nothing to search for. */
  matches(query: string): Uint8Array | undefined;
  /** Puts filtered rows into the items to show, in order. */
  arrange(rows: Uint32Array, params: URLSearchParams): Items;
  /** Further tools above the list. */
  tools?: HTMLElement[];
  /** Called when the list shows another address. */
  shown?: () => void;
}

/** What the list shows: rows, or groups of rows. */
export interface Items {
  length: number;
  /** Said beside the count: `in 12 groups`. */
  note?: string;
  draw(index: number, cells: HTMLElement[], row: HTMLElement): void;
  address(index: number): string;
}
