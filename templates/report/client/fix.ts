import type { ControlEntry } from '../../../reports/html/data/format.ts';
import { providerNames } from '../../../reports/view/plain-words.ts';
import type { Provider } from '../../../src/model/verdict.ts';
import { copyButton, h } from './dom.ts';
import { part } from './panel.ts';

/** How to put it right on this platform: by hand, by command, by Terraform. */
export function fixPart(control: ControlEntry, provider: Provider, verdict: string): HTMLElement | undefined {
  const fix = control.fix[provider];
  if (fix === undefined || verdict === 'pass' || verdict === 'not-applicable') return undefined;
  const tabs: [string, HTMLElement][] = [['Console', h('p', {}, fix.text)]];
  const none = fix.none ?? {};
  if (fix.cli) tabs.push(['Command line', codeBlock(fix.cli, 'the command')]);
  else if (none.cli) tabs.push(['Command line', noneOf('No command', none.cli)]);
  if (fix.terraform) tabs.push(['Terraform', codeBlock(fix.terraform, 'the Terraform')]);
  else if (none.terraform) tabs.push(['Terraform', noneOf('No Terraform', none.terraform)]);
  const how = `${verdict === 'fail' ? 'How' : 'Should it not hold: how'} to fix it on ${providerNames[provider]}`;
  return part(how, tabbed(control.id, tabs));
}

function noneOf(what: string, why: string): HTMLElement {
  return h('p', {}, `${what}. ${why}`);
}

function codeBlock(text: string, what: string): HTMLElement {
  return h('div', { class: 'code' }, h('pre', { tabindex: '0' }, h('code', {}, text)), copyButton(text, what));
}

/** Tabs after the pattern of the ARIA authoring guide: arrows move, the chosen one is shown. */
function tabbed(name: string, tabs: [string, HTMLElement][]): HTMLElement {
  const buttons = tabs.map(([title], index) =>
    h(
      'button',
      {
        type: 'button',
        role: 'tab',
        class: 'tab',
        id: `tab-${name}-${index}`,
        'aria-controls': `tabpanel-${name}-${index}`,
      },
      title,
    ),
  );
  const panels = tabs.map(([, content], index) =>
    h('div', { role: 'tabpanel', id: `tabpanel-${name}-${index}`, 'aria-labelledby': `tab-${name}-${index}` }, content),
  );
  const choose = (chosen: number) => {
    for (const [index, button] of buttons.entries()) {
      button.setAttribute('aria-selected', String(index === chosen));
      button.tabIndex = index === chosen ? 0 : -1;
      const panel = panels[index];
      if (panel) panel.hidden = index !== chosen;
    }
  };
  for (const [index, button] of buttons.entries()) {
    button.addEventListener('click', () => choose(index));
    button.addEventListener('keydown', (event) => {
      const move = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (move === 0) return;
      const next = (index + move + buttons.length) % buttons.length;
      choose(next);
      buttons[next]?.focus();
    });
  }
  choose(0);
  return h(
    'div',
    { class: 'tabs' },
    h('div', { role: 'tablist', 'aria-label': 'Ways to fix it' }, ...buttons),
    ...panels,
  );
}
