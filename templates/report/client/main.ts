import { type Address, formatAddress } from '../../../reports/html/logic/address.ts';
import { callPanel } from './call-panel.ts';
import { byId, h } from './dom.ts';
import { evidenceList } from './evidence-list.ts';
import { csvButton } from './export.ts';
import { findingPanel } from './finding-panel.ts';
import { findingAddress, findingsList } from './findings-list.ts';
import { startKeys } from './keys.ts';
import type { ListView } from './list-view.ts';
import { loadModel, type Model } from './model.ts';
import { hidePanel, onPanelClosed, type PanelContent, panelIsOpen, showPanel } from './panel.ts';
import { populationPanel, populationsList } from './populations-list.ts';
import { printButton } from './print.ts';
import { showResource } from './resource-page.ts';
import { resourcesList } from './resources-list.ts';
import { go, startRouter } from './router.ts';
import { startTheme } from './theme.ts';

const places = ['summary', 'findings', 'resources', 'frameworks', 'coverage', 'method', 'evidence', 'resource'];
/** Pages of the side panel and the place behind them where none was open before. */
const panels: Record<string, string> = { finding: 'findings', call: 'evidence', population: 'coverage' };

const lists = new Map<string, Promise<ListView>>();
let model: Promise<Model> | undefined;
let shown = '';
/** Address of the place behind the panel. */
let behind = '#summary';

document.documentElement.classList.add('js');
startTheme();
startRouter((address, cause) => {
  void follow(address, cause).catch(problem);
});
startKeys({ close: () => (panelIsOpen() ? closePanel() : undefined), list: () => lists.get(shown) });

async function follow(address: Address, cause: 'link' | 'back' | 'load'): Promise<void> {
  const base = panels[address.place];
  if (base === undefined) {
    const place = places.includes(address.place) ? address.place : 'summary';
    behind = formatAddress(place, address.id, address.params);
    await showPlace(place, address, cause);
    hidePanel(); // Last, since it gives the focus back to a row that must be there.
    return;
  }
  // A finding or a call opens over what is there; opened by its address alone, over the list it belongs to.
  if (
    shown === '' ||
    (address.place === 'finding' && shown === 'findings') ||
    (cause === 'back' && shown !== base && shown !== 'resource' && shown !== 'findings')
  ) {
    behind = formatAddress(base, '', address.params);
    await showPlace(base, { place: base, id: '', params: listParams(address.params) }, cause);
  }
  await openPanel(address);
}

/** Without what only the panel reads. */
function listParams(params: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams(params);
  kept.delete('at');
  return kept;
}

async function showPlace(place: string, { id, params }: Address, cause: 'link' | 'back' | 'load'): Promise<void> {
  const changed = shown !== place || place === 'resource';
  shown = place;
  for (const one of places) byId(one).hidden = one !== place;
  for (const link of document.querySelectorAll('nav a')) {
    const current = link.getAttribute('href') === `#${place === 'resource' ? 'resources' : place}`;
    if (current) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const list = listOf(place);
  if (list) (await list).show(params);
  if (place === 'resource') await showResource(await theModel(), id);
  const part = id !== '' && place !== 'resource' ? document.getElementById(`${place}/${id}`) : null;
  if (part instanceof HTMLDetailsElement) part.open = true;
  if (part) part.scrollIntoView();
  else if (cause === 'link' && changed) window.scrollTo(0, 0);
  if (cause === 'link' && changed) byId('main').focus({ preventScroll: true });
  const title = byId(`${place}-title`).textContent ?? '';
  document.title = place === 'summary' ? `${title}: machine-learning posture` : `${title} · Plumbline`;
}

async function openPanel({ place, id, params }: Address): Promise<void> {
  const known = await theModel();
  const list = await lists.get('findings');
  const content = await panelContent(known, place, id, params.get('at'));
  if (place === 'finding' && list && shown === 'findings') {
    const address = findingAddress(known, known.findingOf(id), list.params);
    list.moveTo(address);
    content.tools = [...stepLinks(list.around(address)), ...(content.tools ?? [])];
  }
  const current = await lists.get(shown);
  onPanelClosed(current ? () => current.focusRow() : undefined);
  showPanel(content, closePanel);
}

async function panelContent(known: Model, place: string, id: string, at: string | null): Promise<PanelContent> {
  if (place === 'call') return await callPanel(known, Number(id), at);
  if (place === 'population') return populationPanel(known, Number(id));
  const finding = known.findingOf(id);
  if (finding !== -1) return await findingPanel(known, finding);
  return {
    simulated: known.core.scan.simulated,
    title: h('h2', {}, 'No such finding'),
    body: [h('p', {}, 'This scan has no finding of this address. It may have been fixed, or be one of another scan.')],
  };
}

function stepLinks({ before, after }: { before: string | undefined; after: string | undefined }): HTMLElement[] {
  const step = (href: string | undefined, title: string) =>
    href === undefined ? [] : [h('a', { href, class: 'step' }, title)];
  return [...step(before, 'Previous'), ...step(after, 'Next')];
}

function closePanel(): void {
  go(behind);
}

function listOf(place: string): Promise<ListView> | undefined {
  const makers: Record<string, () => Promise<ListView>> = {
    findings: async () => await makeFindings(await theModel()),
    resources: async () => resourcesList(byId('resources-list'), await theModel()),
    coverage: async () => populationsList(byId('populations-list'), await theModel()),
    evidence: async () => await evidenceList(byId('calls-list'), await theModel()),
  };
  const make = makers[place];
  if (make === undefined) return undefined;
  const known = lists.get(place) ?? make();
  lists.set(place, known);
  return known;
}

async function makeFindings(known: Model): Promise<ListView> {
  const status = () => byId('findings-list').querySelector('.status')?.textContent ?? '';
  const rows = () => list.rows;
  const choice = groupChoice(() => list);
  const list: ListView = findingsList(byId('findings-list'), known, choice.update, [
    choice.element,
    csvButton(known, rows),
    printButton(known, rows, status),
  ]);
  return list;
}

function groupChoice(list: () => ListView): { element: HTMLElement; update(): void } {
  const box = h('input', { type: 'checkbox' });
  box.addEventListener('change', () => {
    const params = new URLSearchParams(list().params);
    params.delete('view');
    if (box.checked) params.delete('sort');
    else params.set('view', 'each');
    go(formatAddress('findings', '', params));
  });
  const update = () => {
    box.checked = !list().params.has('sort') && list().params.get('view') !== 'each';
  };
  return { element: h('label', { class: 'choice' }, box, 'Equal ones together'), update };
}

function theModel(): Promise<Model> {
  model ??= loadModel();
  return model;
}

function problem(error: unknown): void {
  const notice = byId('problem');
  const old = typeof DecompressionStream === 'undefined';
  notice.textContent = old
    ? 'This browser is too old to open the lists in this file. Summary, frameworks, coverage and method can be read.'
    : `This part of the report could not be shown: ${error instanceof Error ? error.message : String(error)}`;
  notice.hidden = false;
}
