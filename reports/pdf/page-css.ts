import { cssString } from './text.ts';

/** What is printed on each page, around the text. Untrusted. */
export interface Running {
  left: string;
  right: string;
  evidence: string;
  simulated: string;
}

/** Running header and footer as boxes in the margin of the page; every text is written as a CSS string. */
export function pageCss({ left, right, evidence, simulated }: Running): string {
  const boxes = {
    'top-left': cssString(short(left)),
    'top-right': cssString(short(right)),
    'bottom-left': cssString(evidence),
    'bottom-center': cssString(simulated),
    'bottom-right': '"Page " counter(page) " of " counter(pages)',
  };
  return `@page{${Object.entries(boxes)
    .map(([box, content]) => `@${box}{content:${content}}`)
    .join('')}}@page cover{@top-left{content:""}@top-right{content:""}}`;
}

function short(text: string): string {
  return text.length > 70 ? `${text.slice(0, 69)}…` : text;
}
