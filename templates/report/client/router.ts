import { type Address, parseAddress } from '../../../reports/html/logic/address.ts';

/** What the page does with an address. */
export type Route = (address: Address, cause: 'link' | 'back' | 'load') => void;

let route: Route = () => {};

/** Takes over all links within the page: the address changes, nothing is loaded, nothing jumps. */
export function startRouter(handler: Route): void {
  route = handler;
  history.scrollRestoration = 'manual';
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const href = link.getAttribute('href') ?? '';
    if (href === '#main') return;
    event.preventDefault();
    go(href);
  });
  window.addEventListener('popstate', (event) => {
    route(parseAddress(location.hash), 'back');
    const scroll: unknown = event.state?.scroll;
    if (typeof scroll === 'number') requestAnimationFrame(() => window.scrollTo(0, scroll));
  });
  route(parseAddress(location.hash), 'load');
}

/** Goes to an address as a link would. */
export function go(hash: string): void {
  history.replaceState({ scroll: window.scrollY }, '');
  history.pushState(null, '', hash);
  route(parseAddress(hash), 'link');
}

/** Changes the address of the place that is shown, without a step back to before. */
export function rewrite(hash: string): void {
  history.replaceState(history.state, '', hash);
}
