import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { performScan, type ScanDone } from '../../src/cli/scan-job.ts';
import type { CallRecord } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';
import { makeBedrock } from './make-bedrock.ts';
import { account, type Foundations, makeFoundations, region } from './make-foundations.ts';
import { makeSageMaker, planted } from './make-sagemaker.ts';

/**
 * Operations of ours that moto does not have: it answers them with a page of HTML and 500. When moto learns one, this
 * list is wrong and the test says so: then look at what its resources come out as.
 */
const lacking = [
  'bedrock-agentcore:ListBrowsers',
  'bedrock-agentcore:ListCodeInterpreters',
  'bedrock:GetAccountDataRetention',
  'bedrock:ListCustomModelDeployments',
  'bedrock:ListEnforcedGuardrailsConfiguration',
  'bedrock:ListGuardrails',
  'bedrock:ListImportedModels',
  'bedrock:ListInferenceProfiles',
  'bedrock:ListModelInvocationJobs',
  'bedrock:ListProvisionedModelThroughputs',
  'iam:ListServiceSpecificCredentials',
  'organizations:DescribeEffectivePolicy',
  'sagemaker:GetModelPackageGroupPolicy',
  'sagemaker:ListFeatureGroups',
  'sagemaker:ListMlflowTrackingServers',
  'sagemaker:ListMonitoringSchedules',
  // Answered for notebooks, models, endpoints and some more.
  'sagemaker:ListTags',
  'sagemaker:ListUserProfiles',
  'securityhub:ListEnabledProductsForImport',
];

const folder = mkdtempSync(join(tmpdir(), 'plumbline-moto-'));
let foundations: Foundations;
let refused: Record<string, string>;
let done: ScanDone;
let findings: Finding[];
let calls: CallRecord[];

function lines<T>(path: string): T[] {
  const text = readFileSync(join(folder, 'out', path), 'utf8').trimEnd();
  return text.split('\n').map((line) => JSON.parse(line) as T); // written by the scan
}

beforeAll(async () => {
  const endpoint = process.env.AWS_ENDPOINT_URL;
  if (!endpoint?.startsWith('http://127.0.0.1:')) throw new Error('run this by `npm run test:moto`');
  foundations = await makeFoundations();
  refused = { ...(await makeSageMaker(foundations)), ...(await makeBedrock(foundations)) };
  done = await performScan({
    config: {
      organisation: 'Moto',
      store: `sqlite:${join(folder, 'store.db')}`,
      // Moto answers as fast as it is asked.
      aws: { endpoint, regions: [region], rates: { '*': { per_second: 200, burst: 200 } } },
    },
    providers: [],
    regions: [],
    accounts: [],
    services: [],
    frameworks: [],
    controls: [],
    out: join(folder, 'out'),
    formats: ['html'],
    log: 'json',
  });
  findings = lines<Finding>('findings.ndjson');
  calls = lines<CallRecord>('evidence/calls.ndjson');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nameOf = ({ service, operation }: CallRecord) => `${service}:${operation}`;
/** Not the service's own word: a page of HTML, or nothing. */
const isBroken = ({ status, errorCode }: CallRecord) => status === 0 || status >= 500 || errorCode.startsWith('HTTP ');

describe('the estate', () => {
  it('could be made whole', () => {
    expect(refused).toEqual({});
  });

  it('is scanned as the account that moto is', () => {
    expect(done.summary).toMatchObject({ organisation: 'Moto', outcome: { state: 'complete' } });
    expect(done.summary.identities.map((one) => one.account)).toEqual([account]);
    expect(done.files.map((path) => path.split('/').at(-1))).toEqual(['report.html']);
  });
});

describe('verdicts', () => {
  const verdict = (control: string, name: string) =>
    findings.filter((one) => one.control === control && one.resource.name === name).map((one) => one.verdict);

  it.each([
    // Control, what passes, what fails.
    ['HRD-001', 'nb-closed', 'nb-open'],
    ['NET-001', 'nb-closed', 'nb-open'],
    ['NET-001', 'train-closed', 'train-open'],
    ['NET-003', 'train-closed', 'train-open'],
    ['AUTH-004', 'nb-closed', 'nb-open'],
    ['AUTH-004', 'model-closed', 'model-open'],
    ['AUTH-004', 'train-closed', 'train-open'],
    ['AUTH-004', 'train-closed', 'process-open'],
    ['IAM-001', 'nb-closed', 'nb-open'],
    ['IAM-001', 'model-closed', 'model-open'],
    ['IAM-002', 'narrow', 'admin'],
    ['ENC-001', 'nb-closed', 'nb-open'],
    ['ENC-004', 'train-closed', 'train-open'],
    ['ENC-004', 'train-closed', 'transform-open'],
    ['ENC-005', 'endpoint-closed', 'endpoint-open'],
    ['ENC-014', 'train-closed', 'train-open'],
    ['AVL-001', 'endpoint-closed', 'endpoint-open'],
    ['SUP-002', 'model-closed', 'model-open'],
    ['SUP-004', 'fixed', 'loose'],
    ['SUP-005', 'fixed', 'loose'],
    ['DAT-001', 'data-closed', 'data-open'],
    ['DAT-003', 'data-closed', 'data-open'],
    ['ENC-011', 'data-closed', 'data-open'],
    ['ENC-016', 'data-closed', 'data-open'],
  ])('%s: %s passes, %s fails', (control, good, bad) => {
    expect([verdict(control, good), verdict(control, bad)]).toEqual([['pass'], ['fail']]);
  });

  it.each<[string, (made: Foundations) => { good: string; bad: string }]>([
    ['ENC-018', ({ keys }) => ({ good: keys.rotated, bad: keys.unrotated })],
    ['NET-006', ({ subnets }) => ({ good: subnets.private, bad: subnets.public })],
    ['NET-008', ({ groups }) => ({ good: groups.closed, bad: groups.open })],
  ])('%s, on what has only an id', (control, of) => {
    const { good, bad } = of(foundations);
    const at = (id: string) =>
      findings.filter((one) => one.control === control && one.resource.uid.endsWith(id)).map((one) => one.verdict);
    expect([at(good), at(bad)]).toEqual([['pass'], ['fail']]);
  });

  it('LOG-001, LOG-003 and LOG-009 pass: the trail records, is tamper-proof, and covers the region', () => {
    expect(verdict('LOG-001', 'everything')).toEqual(['pass']);
    expect(verdict('LOG-003', 'everything')).toEqual(['pass']);
    expect(verdict('LOG-009', `${account} ${region}`)).toEqual(['pass']);
  });

  it('GEN-005 passes: what models are asked is recorded, in a bucket that deletes nothing', () => {
    expect(verdict('GEN-005', 'model invocation logging')).toEqual(['pass']);
    expect(verdict('GEN-009', 'Bedrock in this region')).toEqual(['unknown']);
  });

  it('GOV-014 tells tags that were read from tags that could not be', () => {
    expect(verdict('GOV-014', 'nb-closed')).toEqual(['pass']);
    expect(verdict('GOV-014', 'nb-open')).toEqual(['fail']);
    expect(verdict('GOV-014', 'studio')).toEqual(['unknown']);
  });
});

describe('what moto lacks', () => {
  it('is what we know of', () => {
    expect([...new Set(calls.filter(isBroken).map(nameOf))].sort()).toEqual(lacking);
  });

  it('is also what it writes in a way that the SDK refuses: times of jobs', () => {
    const operation = 'bedrock:ListModelCustomizationJobs';
    expect(done.summary.gaps.filter((gap) => gap.operation === operation)).toEqual([
      expect.objectContaining({ errorCode: 'UnreadableBody', verdicts: expect.any(Number) }),
    ]);
    expect(done.summary.populations.filter((one) => one.operation === operation)).toMatchObject([
      { endReached: false },
    ]);
  });

  it('is tried again, and given up', () => {
    const attempts = calls.filter(isBroken).map((one) => one.attempts);
    expect(Math.max(...attempts)).toBeGreaterThan(1);
    expect(Math.max(...attempts)).toBeLessThan(10);
  });

  // Nothing hangs on policies of the organisation alone while the account's own guardrails are not told either.
  it.each(lacking.filter((one) => !one.startsWith('organizations:')))('%s is a gap', (operation) => {
    // It answers 500 to what it lacks, and 404 where it does not know the path.
    const said = operation.startsWith('securityhub:')
      ? { reason: 'api-disabled', errorCode: 'HTTP 404' }
      : { reason: 'server-error', errorCode: 'HTTP 500' };
    expect(done.summary.gaps.filter((gap) => gap.operation === operation)).toEqual([
      expect.objectContaining({ ...said, verdicts: expect.any(Number) }),
    ]);
  });

  it.each(
    lacking.filter(
      (one) =>
        one.includes(':List') &&
        !/ListTags|ListUserProfiles|ListEnforced|ListServiceSpecific|ListEnabledProducts/.test(one),
    ),
  )('%s leaves a list whose end was not reached, and verdicts unknown', (operation) => {
    const [population] = done.summary.populations.filter((one) => one.operation === operation);
    expect(population).toMatchObject({ endReached: false, items: 0 });
    const judged = findings.filter((one) => one.population?.operation === operation);
    expect(judged.length).toBeGreaterThan(0);
    expect(new Set(judged.map((one) => one.verdict))).toEqual(new Set(['unknown']));
  });

  it('holds up no pass and no fail', () => {
    const broken = new Set(calls.filter(isBroken).map((one) => one.number));
    const decided = findings.filter((one) => one.verdict === 'pass' || one.verdict === 'fail');
    const resting = decided.filter((one) =>
      one.observed.some(({ from }) => from.some((source) => broken.has(source.evidence))),
    );
    expect(resting.map((one) => `${one.control} ${one.resource.name}`)).toEqual([]);
    expect(decided.length).toBeGreaterThan(100);
  });

  it('is told in every unknown verdict: an operation and a reason', () => {
    const unknown = findings.filter((one) => one.verdict === 'unknown');
    expect(unknown.length).toBeGreaterThan(0);
    expect(unknown.filter((one) => !one.missing.some((each) => each.operation))).toEqual([]);
  });
});

it('no planted value came out', () => {
  const forms = [planted, Buffer.from(planted).toString('base64')];
  for (const name of readdirSync(join(folder, 'out'))) {
    if (name === 'evidence') continue;
    const text = readFileSync(join(folder, 'out', name), 'utf8');
    for (const form of forms) expect(text.includes(form), `${form} in ${name}`).toBe(false);
  }
});
