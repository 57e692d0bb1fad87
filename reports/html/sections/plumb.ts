import { share } from '../../view/headline.ts';
import { leanOf, type Weighed } from '../../view/lean.ts';
import type { Dimension } from '../../view/posture.ts';
import { findingsAt } from './links.ts';

/** One row of the plumb line: where its mark and its hatched stretch stand, in per cent of the track. */
export interface PlumbRow {
  name: string;
  href: string;
  /** Undefined where nothing was judged. */
  mark: string | undefined;
  leans: boolean;
  hatch: { from: string; width: string } | undefined;
  fail: number;
  judged: number;
  unseen: number;
  upright: string;
  /** For those who do not see the drawing. */
  words: string;
}

/** The line stands at the start of the track; this much of it is left free before it and behind the end of the scale. */
const margin = 3;

/** Rows by name. @param scale the end of the scale, 0 to 1. */
export function plumbRows(families: Dimension, scale: number, filters: Record<string, string>): PlumbRow[] {
  return [...families]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([family, found]) => rowOf(family, found, scale, filters))
    .filter((row) => row.judged + row.unseen > 0);
}

function rowOf(family: string, found: Weighed, scale: number, filters: Record<string, string>): PlumbRow {
  const lean = leanOf(found);
  const { fail, pass, unknown, manual } = found.verdicts;
  const unseen = unknown + manual;
  const at = (value: number) => `${round(margin + (Math.min(value, scale) / scale) * (100 - 2 * margin))}%`;
  const width = round(((Math.min(lean.to, scale) - lean.from) / scale) * (100 - 2 * margin));
  return {
    name: capital(family),
    href: findingsAt({ ...filters, family }),
    mark: lean.mark === null ? undefined : at(lean.mark),
    leans: (lean.mark ?? 0) > 0,
    hatch: unseen > 0 && width > 0 ? { from: at(lean.from), width: `${width}%` } : undefined,
    ...{ fail, judged: fail + pass, unseen },
    upright: share(pass, pass + fail).text,
    words:
      lean.mark === null
        ? 'nothing judged'
        : `leans ${percent(lean.mark)}${unseen > 0 ? `, between ${percent(lean.from)} and ${percent(lean.to)} counting what was not assessed` : ''}`,
  };
}

/** Where the plumb line itself stands, in per cent of the track. */
export const lineAt = `${margin}%`;

/** A small plumb line: the same rows without words, for an account or a framework. */
export interface SmallPlumb {
  height: number;
  marks: { x: number; y: number; leans: boolean }[];
  hatches: { x: number; y: number; width: number }[];
}

export const smallWidth = 120;
const smallLine = 8;
const rowHeight = 7;

/** @param order names of all families, so that a family has the same height in every drawing. */
export function smallPlumb(families: Dimension, order: string[], scale: number): SmallPlumb {
  const x = (value: number) => round(smallLine + (Math.min(value, scale) / scale) * (smallWidth - smallLine - 8));
  const drawing: SmallPlumb = { height: order.length * rowHeight + 12, marks: [], hatches: [] };
  for (const [index, family] of order.entries()) {
    const found = families.get(family);
    if (found === undefined) continue;
    const lean = leanOf(found);
    const y = 7 + index * rowHeight;
    if (lean.mark !== null) drawing.marks.push({ x: x(lean.mark), y, leans: lean.mark > 0 });
    if (lean.to > lean.from)
      drawing.hatches.push({ x: x(lean.from), y: y - 2.5, width: round(x(lean.to) - x(lean.from)) });
  }
  return drawing;
}

/** `generative-ai` -> `Generative AI`. */
export function capital(name: string): string {
  const words = name.replaceAll('-', ' ').replace(/\bai\b/, 'AI');
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
