import type { Fix } from '../model/control.ts';

/** What to do on one platform, as lines of a terminal: by hand, by command, by Terraform, or why there is none. */
export function fixText({ text, cli, terraform, none = {} }: Fix): string {
  const parts = [`  ${text.trim()}`];
  if (cli) parts.push(indented(cli));
  if (terraform) parts.push(indented(terraform));
  const without = [
    ...(none.cli ? [`  No command: ${none.cli}`] : []),
    ...(none.terraform ? [`  No Terraform: ${none.terraform}`] : []),
  ];
  if (without.length > 0) parts.push(without.join('\n'));
  return parts.join('\n\n');
}

function indented(code: string): string {
  return code
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
}
