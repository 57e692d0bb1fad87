import { byId } from './dom.ts';

/** Light, dark, or as the system has it; remembered where the browser allows a file to remember. */
export function startTheme(): void {
  const fieldset = byId('themes');
  fieldset.hidden = false;
  const known = remembered();
  for (const input of fieldset.querySelectorAll('input')) {
    input.checked = input.value === known;
    input.addEventListener('change', () => apply(input.value));
  }
  apply(known);
}

function apply(theme: string): void {
  if (theme === '') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem('plumbline-theme', theme);
  } catch {
    // A file opened from disk may not be allowed to store anything.
  }
}

function remembered(): string {
  try {
    const theme = localStorage.getItem('plumbline-theme') ?? '';
    return theme === 'light' || theme === 'dark' ? theme : '';
  } catch {
    return '';
  }
}
