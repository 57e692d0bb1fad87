import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCatalog } from '../catalog/index.ts';

/** `npm run new:control -- network/no-direct-internet [NET]`: takes the next id of the family and writes the file. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const [path = '', prefixGiven] = process.argv.slice(2);
const family = dirname(path);
const slug = basename(path);
const { controls } = await loadCatalog({ dirs: [join(root, 'controls')] });
const prefix = prefixGiven ?? controls.find((one) => one.family === family)?.id.split('-')[0];
const file = join(root, 'controls', `${path}.yaml`);

if (!/^[a-z-]+\/[a-z0-9-]+$/.test(path) || prefix === undefined || existsSync(file)) {
  process.stderr.write(
    existsSync(file)
      ? `${file} is there already.\n`
      : 'Usage: npm run new:control -- <family>/<slug> [ID PREFIX]\n  e.g. network/no-direct-internet; the prefix is needed for a new family only.\n',
  );
  process.exit(2);
}
const used = controls.filter((one) => one.id.startsWith(`${prefix}-`)).map((one) => Number(one.id.split('-')[1]));
const id = `${prefix}-${String(Math.max(0, ...used) + 1).padStart(3, '0')}`;
mkdirSync(dirname(file), { recursive: true });
writeFileSync(
  file,
  `id: ${id}
slug: ${slug}
title: # the good condition, as a sentence
severity: medium
why: # what an attacker or an auditor gets out of it, in one sentence
fails_as: '[does|do] not ...'
applies_to: []
pass: ''
observe: []
fix:
  aws:
    text: 
native: {}
themes: []
sources: []
cases:
  - { name: good, facts: {}, expect: pass }
  - { name: bad, facts: {}, expect: fail }
  - { name: not readable, facts: {}, expect: unknown }
`,
);
process.stdout.write(`${file}\nFill it in, then run: npm run check\n`);
