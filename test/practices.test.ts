import { describe, expect, it } from 'vitest';
import { providers } from '../providers/index.ts';
import { openCatalog } from '../src/cli/wiring.ts';
import { isMissingValue } from '../src/model/facts.ts';
import { evidenceToAskFor } from '../src/model/kinds/without.ts';
import { canJudge, constantOf, type Facts } from './support/reach.ts';

type Platform = keyof typeof providers;
const all: readonly Platform[] = ['aws', 'azure', 'gcp', 'mlflow'];
const clouds: readonly Platform[] = ['aws', 'azure', 'gcp'];
const catalog = await openCatalog({}, []);

/** Facts of every type that is read, by platform. */
const read = new Map(
  await Promise.all(
    all.map(async (name) => {
      const { collectors, support } = await providers[name]();
      const types = [...collectors, ...support] as { kind: string; nativeType: string; facts: Facts }[];
      return [name, types] as const;
    }),
  ),
);

/**
 * Practices of MLOps, the platforms that have them, and controls that judge them. MLflow records and registers: what runs, serves
 * and watches is another platform's.
 */
const practices: readonly [practice: string, platforms: readonly Platform[], controls: readonly string[]][] = [
  ['pipelines are orchestrated', clouds, ['GOV-009', 'GOV-021', 'LIN-003']],
  ['continuous training', clouds, ['GOV-021']],
  ['continuous monitoring', clouds, ['MON-001', 'MON-002', 'MON-003']],
  ['data has versions', ['azure', 'gcp', 'mlflow'], ['VER-001', 'VER-002']],
  ['stores of data keep versions', clouds, ['DAT-003']],
  ['models have versions that are registered', clouds, ['GOV-007']],
  ['model files are fixed', all, ['SUP-007']],
  ['experiments are tracked: a version leads to its run', all, ['GOV-003']],
  ['runs record settings, results, code and data', ['mlflow'], ['TRK-008', 'LIN-001', 'LIN-002']],
  ['functional tests', all, ['GOV-004']],
  ['functional tests in pipelines', clouds, ['TST-001']],
  ['tests for robustness', all, ['TST-003']],
  ['tests for bias', all, ['GOV-005']],
  ['checks of data quality, by pipelines', clouds, ['VAL-005']],
  ['checks of data quality, by dataset', ['azure', 'gcp', 'mlflow'], ['VAL-001']],
  ['alerts on drift and quality', clouds, ['MON-005']],
  ['alerts on training at unusual times', clouds, ['MON-020']],
  ['alerts on data that is changed without authorisation', clouds, ['MON-021']],
  ['lineage and provenance', all, ['GOV-003', 'SUP-001']],
  ['access control', clouds, ['IAM-001', 'IAM-002']],
  ['access control of tracking', ['mlflow', 'gcp'], ['TRK-002', 'TRK-005']],
  ['explanations', all, ['GOV-005']],
  ['governance, approval gates', all, ['GOV-001', 'GOV-002']],
  ['governance, approval gates in pipelines', clouds, ['GOV-008']],
];

/** Types of a platform of which a control can say more than that it does not apply. */
function judgedBy(id: string, platform: Platform): string[] {
  const control = catalog.controls.find((one) => one.id === id);
  const kinds = new Set<string>(catalog.kindsOf(id));
  return (read.get(platform) ?? [])
    .filter(({ kind, facts }) => kinds.has(kind) && canJudge(control?.pass ?? '', facts))
    .map(({ nativeType }) => nativeType);
}

describe.each(practices)('%s', (_practice, platforms, controls) => {
  it.each(platforms.flatMap((platform) => controls.map((id) => [platform, id] as const)))(
    'on %s is judged by %s',
    (platform, id) => {
      expect(judgedBy(id, platform)).not.toEqual([]);
      expect(catalog.controls.find((one) => one.id === id)?.fix[platform]?.text).toBeTruthy();
    },
  );
});

describe('where no API tells, the evidence to ask for is named', () => {
  /** Text of a mapper that asks a person. */
  const ask = (platform: Platform, kind: string, fact: string): string => {
    const spec = (read.get(platform) ?? []).find((one) => one.kind === kind)?.facts[fact];
    const value = constantOf(spec);
    if (!isMissingValue(value) || value.$missing.reason !== 'not-exposed') return '';
    return value.$missing.detail ?? '';
  };

  it.each<[Platform, kind: string, fact: string, named: RegExp]>([
    ['aws', 'account.settings', 'alertsOn', /EventBridge rule.*training.*whom it tells/],
    ['azure', 'account.settings', 'alertsOn', /scheduled query rule.*action group/],
    ['gcp', 'account.settings', 'alertsOn', /log-based alert.*channel/],
    ['aws', 'account.settings', 'openFindings', /GuardDuty, Inspector and Macie/],
    ['aws', 'ml.model_version', 'robustness', /report/],
    ['azure', 'ml.model_version', 'tests', /metrics of the job.*Responsible AI dashboard/],
    ['azure', 'ml.model_version', 'robustness', /Responsible AI|perturbed/],
    ['gcp', 'ml.model_version', 'robustness', /report/],
  ])('%s %s.%s', (platform, kind, fact, named) => {
    expect(ask(platform, kind, fact)).toMatch(named);
  });

  it.each<[Platform, RegExp]>([
    ['azure', /report.*Great Expectations.*TFX Data Validation/],
    ['gcp', /Dataplex.*TFX Data Validation/],
  ])('%s, checks of data', (platform, named) => {
    expect(evidenceToAskFor(platform, 'ml.data_validation')).toMatch(named);
  });
});
