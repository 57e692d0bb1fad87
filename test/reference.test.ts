import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../src/cli/wiring.ts';
import { hipaaIds, isoIds, nistIds, sections, socIds } from './support/framework-ids.ts';

/** Facts that were gathered from vendors and standards; where the project is developed they lie beside the checkout. */
const reference = fileURLToPath(new URL('../../shared/reference/', import.meta.url));
const read = (name: string) => readFileSync(`${reference}${name}`, 'utf8');
const here = existsSync(`${reference}frameworks.md`) && existsSync(`${reference}vendor-controls.tsv`);

const catalog = await openCatalog({}, []);

describe('against the reference beside the checkout', () => {
  it('which is there', (context) => {
    if (!here)
      context.skip(
        'SKIPPED: ../shared/reference is not there, so neither the SageMaker controls of Security Hub nor the ids of SOC 2, HIPAA, NIST 800-53 and ISO 42001 are compared with it',
      );
    expect(here).toBe(true);
  });

  it.runIf(here)("answers every control of Security Hub's Bedrock families, but for one", () => {
    const theirs = read('vendor-controls.tsv')
      .split('\n')
      .map((line) => line.split('\t'))
      .filter(([, source, id]) => source === 'Security Hub CSPM' && /^Bedrock(AgentCore)?\.\d+$/.test(id ?? ''))
      .map(([, , id]) => id ?? '');
    expect(theirs.length).toBeGreaterThanOrEqual(8);
    const ours = new Set(catalog.controls.flatMap((one) => one.native['aws-security-hub'] ?? []));
    // controls/README.md says why.
    expect(theirs.filter((id) => !ours.has(id))).toEqual(['BedrockAgentCore.7']);
    expect([...ours].filter((id) => id.startsWith('Bedrock') && !theirs.includes(id))).toEqual([]);
  });

  it.runIf(here)("answers every control of Security Hub's SageMaker family, but for four", () => {
    const rows = read('vendor-controls.tsv')
      .split('\n')
      .map((line) => line.split('\t'));
    const theirs = rows
      .filter(
        ([provider, source, id]) =>
          provider === 'AWS' && source === 'Security Hub CSPM' && id?.startsWith('SageMaker.'),
      )
      .map(([, , id]) => id ?? '');
    expect(theirs.length).toBeGreaterThanOrEqual(25);
    const ours = new Set(catalog.controls.flatMap((one) => one.native['aws-security-hub'] ?? []));
    // controls/README.md says why.
    const leftOut = ['SageMaker.6', 'SageMaker.7', 'SageMaker.23', 'SageMaker.24'];
    expect(theirs.filter((id) => !ours.has(id)).sort()).toEqual(leftOut.filter((id) => theirs.includes(id)).sort());
    const unknown = [...ours].filter((id) => id.startsWith('SageMaker.') && !theirs.includes(id));
    expect(unknown).toEqual([]);
  });

  const idsOf = (framework: string) =>
    catalog.frameworks.find(({ id }) => id === framework)?.requirements.map(({ id }) => id) ?? [];

  it.runIf(here).each<[string, string, (text: string) => (id: string) => boolean, string[]]>([
    ['soc2', '1', socIds, []],
    ['hipaa', '2', hipaaIds, []],
    // Checked elsewhere, as the file says; the crosswalk of section 17 has them.
    ['nist-800-53-r5', '5', nistIds, ['CA-8', 'CM-3(6)', 'SA-5']],
    ['iso-42001', '7', isoIds, []],
  ])('%s has only ids that section %s has', (framework, section, parse, elsewhere) => {
    const all = sections(read('frameworks.md'));
    const isKnown = parse(all.get(section) ?? '');
    const ids = idsOf(framework);
    expect(ids.length).toBeGreaterThan(20);
    expect(ids.filter((id) => !isKnown(id))).toEqual(elsewhere);
    for (const id of elsewhere) expect(all.get('17')).toContain(id);
  });
});
