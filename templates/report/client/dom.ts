import { middle } from '../../../reports/html/logic/middle.ts';
import { visibleText } from '../../../reports/view/visible-text.ts';

export type Child = Node | string | undefined | readonly Child[];

/**
 * An element with text and children. Text goes in as text, never as markup. Addresses may lead within the page, into
 * the scan's own folder, or to documentation over https.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | boolean> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false) continue;
    if (name === 'href' && !/^(#|evidence\/|https:\/\/)/.test(String(value))) continue;
    element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...flat(children));
  return element;
}

function flat(children: readonly Child[]): (Node | string)[] {
  return children.flatMap((child) =>
    child === undefined ? [] : typeof child === 'string' || child instanceof Node ? [child] : flat(child),
  );
}

/** Text from a cloud: everything in it can be seen, its direction stays its own, its middle goes where it is long. */
export function cloud(text: string, empty = '(no name)', room = 240): HTMLElement {
  return h('bdi', {}, text.trim() === '' ? empty : visibleText(middle(text, room)));
}

/** An identifier in mono, with places to break it after its separators; the middle of an endless one is left out. */
export function identifier(text: string, room = 800): HTMLElement {
  const element = h('bdi', { class: 'mono wrap' });
  for (const part of visibleText(middle(text, room)).split(/(?<=[/:,&?@|])/)) {
    element.append(part, document.createElement('wbr'));
  }
  return element;
}

/** The name of an operation in the font of the text, with places to break it between its words. */
export function operationName(text: string): HTMLElement {
  const element = h('bdi', {});
  for (const part of visibleText(text).split(/(?<=[:./-])|(?<=[a-z])(?=[A-Z])/))
    element.append(part, document.createElement('wbr'));
  return element;
}

const svgSpace = 'http://www.w3.org/2000/svg';

/** The shape of a verdict; the word stands beside it. */
export function mark(verdict: string): SVGElement {
  const svg = document.createElementNS(svgSpace, 'svg');
  svg.setAttribute('class', 'mark');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(svgSpace, 'use');
  use.setAttribute('href', `#v-${verdict}`);
  svg.append(use);
  return svg;
}

export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`no element ${id}`);
  return element;
}

/** A button that copies text and says so. */
export function copyButton(text: string, what: string): HTMLButtonElement {
  const button = h('button', { type: 'button', class: 'plain', 'aria-label': `Copy ${what}` }, 'Copy');
  button.addEventListener('click', async () =>
    toast((await copied(text)) ? `Copied ${what}` : 'Copying is not allowed here'),
  );
  return button;
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Some browsers refuse the clipboard to files; the old way still works there.
    const area = h('textarea', { class: 'hidden', 'aria-hidden': 'true' });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

let toastTimer = 0;

/** Says something in passing, to screen readers too. */
export function toast(text: string): void {
  byId('toast').textContent = text;
  clearTimeout(toastTimer);
  toastTimer = window.setTimeout(() => {
    byId('toast').textContent = '';
  }, 4000);
}

/** Hands a file to the reader. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** `fail` -> `fail`, `not-applicable` -> `not applicable`. */
export function words(name: string): string {
  return name.replaceAll('-', ' ');
}
