import { byId, h } from './dom.ts';

let returnTo: (() => void) | undefined;

/** The side panel: what it shows, and how to leave it. */
export interface PanelContent {
  title: HTMLElement;
  /** Small links and buttons beside the closing one. */
  tools?: (HTMLElement | undefined)[];
  body: (HTMLElement | undefined)[];
  simulated: boolean;
}

/** Opens the panel, or shows something else in it. @param close what the closing button does. */
export function showPanel({ title, tools = [], body, simulated }: PanelContent, close: () => void): void {
  const panel = byId('panel');
  title.id = 'panel-title';
  title.tabIndex = -1;
  const button = h('button', { type: 'button', class: 'close' }, 'Close');
  button.addEventListener('click', close);
  panel.replaceChildren(
    h('div', { class: 'panel-bar' }, ...tools.filter((tool) => tool !== undefined), button),
    simulated ? h('p', { class: 'simulated' }, h('strong', {}, 'Simulated estate.')) : h('span', {}),
    title,
    ...body.filter((part) => part !== undefined),
  );
  panel.hidden = false;
  panel.scrollTop = 0;
  document.body.classList.add('with-panel');
  title.focus({ preventScroll: true });
}

export function hidePanel(): void {
  if (byId('panel').hidden) return;
  byId('panel').hidden = true;
  document.body.classList.remove('with-panel');
  returnTo?.();
}

/** Where the focus goes when the panel closes. */
export function onPanelClosed(focus: (() => void) | undefined): void {
  returnTo = focus;
}

export function panelIsOpen(): boolean {
  return !byId('panel').hidden;
}

/** A heading and what stands below it; nothing where there is nothing. */
export function part(title: string, ...children: (HTMLElement | string | undefined)[]): HTMLElement | undefined {
  const shown = children.filter((child) => child !== undefined);
  return shown.length === 0 ? undefined : h('section', { class: 'part' }, h('h3', {}, title), ...shown);
}

/** Names and values, one below the other. */
export function pairs(entries: [name: string, ...value: (Node | string | undefined)[]][]): HTMLElement {
  return h(
    'dl',
    { class: 'facts' },
    ...entries.map(([name, ...value]) =>
      h('div', {}, h('dt', {}, name), h('dd', {}, ...value.filter((one) => one !== undefined))),
    ),
  );
}
