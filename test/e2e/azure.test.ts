import { beforeAll, describe, expect, it } from 'vitest';
import { azure } from '../../providers/azure/index.ts';
import { azureOperations } from '../../providers/azure/operations.ts';
import { assertAzureRead, isDangerousAddress } from '../../providers/azure/permissions.ts';
import { openCatalog } from '../../src/cli/wiring.ts';
import { demoAzure } from '../../src/lab/demo/azure/index.ts';
import type { Fault } from '../../src/lab/options.ts';
import type { Finding } from '../../src/model/finding.ts';
import { callsOf } from '../../src/scan/plan.ts';
import { hostile } from '../support/hostile-estate.ts';
import { type AzureScan, scanAzure } from '../support/scan-azure.ts';

const catalog = await openCatalog({}, []);
const estate = demoAzure(new Date());
const calls = callsOf([...azure.collectors, ...azure.support], azure.natives);
/** They only spare other calls: where one is denied, those are made (azure-graph.test.ts). */
const sparing = new Set(
  azure.collectors.flatMap((one) => one.list?.of?.inventory?.calls ?? []).map(({ operation }) => operation),
);
/** Read for the evidence; no control judges what they tell. */
const unjudged = [
  'cognitiveservices:DefenderForAISettings_List',
  // No control asks for words that are blocked.
  'cognitiveservices:RaiBlocklists_List',
  'keyvault:Vaults_Get',
  // What clusters run as is asked for in any case; the identity that is lost is told by the gap.
  'databricks:AccessConnectors_Get',
  'security:Settings_List',
  'security:Alerts_List',
  'security:SubAssessments_ListAll',
  'security:RegulatoryComplianceStandards_List',
  'security:SecureScores_List',
  // The benchmark that is assigned settles what it would tell.
  'security:Pricings_List',
  // What Azure says corroborates our verdicts, it makes none.
  'security:Assessments_List',
  'policyinsights:PolicyStates_ListQueryResultsForSubscription',
];
let quiet: AzureScan;
beforeAll(async () => {
  quiet = await scanAzure({ estate, catalog });
});

const verdictsOf = (findings: readonly Finding[]) => new Map(findings.map((one) => [one.key, one.verdict]));
const judged = (verdict: string | undefined) => verdict === 'pass' || verdict === 'fail';

describe('a scan of simulated Azure', () => {
  it('reads both subscriptions without a gap', () => {
    expect(quiet.summary.gaps.filter((one) => one.reason !== 'out-of-scope')).toEqual([]);
    expect([...new Set(quiet.summary.scopes.map((one) => one.accountName))].sort()).toEqual([
      'ai-clinical',
      'ai-research',
    ]);
    expect(quiet.summary.identities[0]?.identity).toContain('plumbline-scanner');
  });

  it('finds the mistakes that were planted, and passes what is well', () => {
    const verdict = (control: string, name: string) =>
      quiet.findings.find((one) => one.control === control && one.resource.name === name)?.verdict;
    expect({
      root: verdict('HRD-001', 'conference-2025'),
      noRoot: verdict('HRD-001', 'segmentation'),
      shell: verdict('AUTH-003', 'conference-2025'),
      idle: verdict('HRD-002', 'segmentation'),
      keys: verdict('AUTH-001', 'chest-ct-demo'),
      entra: verdict('AUTH-001', 'sepsis-risk'),
      secret: verdict('AUTH-004', 'blue'),
      noSecret: verdict('AUTH-004', 'v7'),
      admin: verdict('IAM-002', '5d0a1c00-0000-4000-8000-0000000000b2'),
      noAdmin: verdict('IAM-002', '5d0a1c00-0000-4000-8000-0000000000a2'),
      connector: verdict('IAM-002', '5d0a1c00-0000-4000-8000-0000000000a6'),
      image: verdict('SUP-001', 'blue'),
      pinned: verdict('SUP-002', 'v7'),
      rotates: verdict('ENC-018', 'workspace'),
      tls: verdict('ENC-016', 'imagingresearch'),
    }).toEqual({
      root: 'fail',
      noRoot: 'pass',
      shell: 'fail',
      idle: 'not-applicable', // it is stopped
      keys: 'fail',
      entra: 'pass',
      secret: 'fail',
      noSecret: 'pass',
      admin: 'fail',
      noAdmin: 'pass',
      connector: 'pass',
      image: 'fail',
      pinned: 'pass',
      rotates: 'pass',
      tls: 'fail',
    });
  });

  it('puts what Azure itself found beside our verdicts', () => {
    const of = (control: string, name: string) =>
      quiet.findings
        .find((one) => one.control === control && one.resource.name === name)
        ?.native.map(({ source, status, agrees }) => `${source} ${status} ${agrees}`)
        .sort();
    expect({
      keys: of('AUTH-001', 'conference-2025'),
      stale: of('HRD-004', 'segmentation'),
      exempt: of('ENC-002', 'imaging-research'),
      closed: of('NET-011', 'hv-patient-assistant'),
      open: of('GEN-017', 'research-openai'),
      none: of('HRD-001', 'segmentation'),
      search: of('GEN-017', 'hv-guidelines'),
      idle: of('HRD-002', 'conference-2025'),
      lakehouse: of('NET-011', 'pathology-trial'),
    }).toEqual({
      keys: ['azure-policy fail true'],
      stale: ['azure-policy fail false'],
      exempt: ['azure-policy not-applicable null'],
      closed: ['defender pass true'],
      open: ['azure-policy fail true', 'defender fail true'],
      none: [],
      search: ['azure-policy pass true'],
      idle: ['azure-policy fail true'],
      lakehouse: ['azure-policy fail null'],
    });
    expect(quiet.summary.native.map(({ source, state, region }) => `${source} ${state} ${region}`)).toEqual([
      'azure-policy read global',
      'azure-policy read global',
      'defender read global',
      'defender read global',
    ]);
  });

  it('judges what is set for a subscription', () => {
    const verdicts = (account: string) =>
      Object.fromEntries(
        quiet.findings
          .filter((one) => one.resource.kind === 'account.settings' && one.resource.accountName === account)
          .map((one) => [one.control, one.verdict]),
      );
    expect(verdicts('ai-clinical')).toEqual({
      'DAT-005': 'pass',
      'GOV-015': 'pass',
      'GOV-022': 'pass',
      'GOV-023': 'manual',
      'IAM-013': 'not-applicable',
      'LOG-009': 'pass',
      'MON-020': 'manual',
      'MON-021': 'manual',
      'MON-022': 'pass',
      'MON-024': 'fail',
      'NET-013': 'not-applicable',
    });
    expect(verdicts('ai-research')).toEqual({
      'DAT-005': 'fail',
      'GOV-015': 'pass',
      'GOV-022': 'fail',
      'GOV-023': 'manual',
      'IAM-013': 'not-applicable',
      'LOG-009': 'fail',
      'MON-020': 'manual',
      'MON-021': 'manual',
      'MON-022': 'fail',
      // Nobody looks there, so that nothing is open says nothing.
      'MON-024': 'manual',
      'NET-013': 'not-applicable',
    });
  });

  it('judges workspaces of Databricks, and never guesses what only Databricks knows', () => {
    const of = (name: string) =>
      Object.fromEntries(
        quiet.findings
          .filter((one) => one.resource.name === name && one.resource.nativeType === 'Microsoft.Databricks/workspaces')
          .map((one) => [one.control, one.verdict]),
      );
    expect(of('clinical-lakehouse')).toMatchObject({
      'NET-011': 'pass',
      'NET-001': 'manual', // serverless compute has a way of its own
      'ENC-002': 'pass',
      'AUTH-001': 'manual',
    });
    expect(of('pathology-trial')).toMatchObject({
      'NET-011': 'manual', // lists of addresses may narrow it
      'NET-001': 'fail',
      'ENC-002': 'fail',
      'AUTH-001': 'manual',
    });
  });

  it('judges the connections of Foundry projects by where their secrets lie', () => {
    const of = (name: string) => {
      const found = quiet.findings.find((one) => one.control === 'AUTH-005' && one.resource.name === name);
      return `${found?.verdict} ${String(found?.observed.find((one) => one.fact === 'secretKind')?.value)}`;
    };
    expect({
      identity: of('guidelines'),
      vault: of('own-vault'),
      ownVault: of('formulary'),
      pasted: of('web-search'),
    }).toEqual({
      identity: 'pass identity',
      vault: 'pass identity',
      ownVault: 'pass secret-reference',
      pasted: 'fail stored-key',
    });
  });

  it('judges the networks that machine learning runs in', () => {
    const of = (control: string, name: string) =>
      quiet.findings.find((one) => one.control === control && one.resource.name === name)?.verdict;
    const all = (subnet: string, group: string) => ({
      route: of('NET-006', subnet),
      services: of('NET-007', subnet),
      flows: of('LOG-008', subnet),
      inbound: of('NET-008', group),
      outbound: of('NET-009', group),
    });
    expect(all('training', 'clinical-ml')).toEqual({
      route: 'pass',
      services: 'pass',
      flows: 'pass',
      inbound: 'pass',
      outbound: 'pass',
    });
    expect(all('lakehouse-hosts', 'clinical-ml')).toMatchObject({ route: 'pass', services: 'pass' });
    expect(all('notebooks', 'notebooks')).toEqual({
      route: 'fail',
      services: 'fail',
      flows: 'fail',
      inbound: 'fail',
      outbound: 'fail',
    });
  });

  it('says what Defender for Cloud found in a whole subscription', () => {
    const settings = (name: string) =>
      quiet.resources.find((one) => one.kind === 'account.settings' && one.name === name)?.facts;
    expect(settings('ai-clinical')?.openFindings?.value).toEqual([
      { source: 'defender-alerts', about: 'attack', open: 1 },
      { source: 'defender-weaknesses', about: 'weakness', open: 1 },
      { source: 'standard Microsoft-cloud-security-benchmark', about: 'rule', open: 4 },
      { source: 'standard ISO-27001', about: 'rule', open: 0 },
    ]);
    expect(settings('ai-clinical')?.postureScore?.value).toBe(86);
    // The plan that looks for attacks is off: that there are no alerts says nothing.
    expect(JSON.stringify(settings('ai-research')?.openFindings?.value)).toContain('the plan AI of Defender is off');
  });

  it('finds pipelines, schedules and versions of data in the lists of others', () => {
    const of = (type: string, kind: string) =>
      quiet.resources.filter((one) => one.nativeType.endsWith(`/workspaces/${type}`) && one.kind === kind).length;
    expect({
      jobs: of('jobs', 'ml.training_job'),
      pipelines: of('jobs', 'ml.pipeline'),
      schedules: of('schedules', 'ml.pipeline'),
      data: of('data/versions', 'ml.dataset'),
      names: of('data', 'ml.dataset'),
      datastores: of('datastores', 'ml.connection'),
    }).toEqual({ jobs: 5, pipelines: 2, schedules: 1, data: 3, names: 0, datastores: 2 });
  });

  it('reads endpoints of every sort, and feature sets', () => {
    const of = (type: string) =>
      quiet.resources.filter((one) => one.nativeType.endsWith(`/workspaces/${type}`)).map((one) => one.name);
    expect({
      online: of('onlineEndpoints').sort(),
      batch: of('batchEndpoints'),
      batchDeployments: of('batchEndpoints/deployments'),
      serverless: of('serverlessEndpoints'),
      features: of('featuresets/versions').sort(),
    }).toEqual({
      online: ['chest-ct-demo', 'sepsis-risk'],
      batch: ['sepsis-nightly'],
      batchDeployments: ['v3'],
      serverless: ['open-model-trial'],
      features: ['vitals version 2', 'vitals version 3'],
    });
    const verdict = (control: string, name: string) =>
      quiet.findings.find((one) => one.control === control && one.resource.name === name)?.verdict;
    expect({
      entra: verdict('AUTH-001', 'sepsis-nightly'),
      closed: verdict('NET-011', 'sepsis-nightly'),
      pinned: verdict('SUP-002', 'v3'),
      unfiltered: verdict('GEN-004', 'open-model-trial'),
      described: verdict('DAT-009', 'vitals version 2'),
    }).toEqual({ entra: 'pass', closed: 'pass', pinned: 'pass', unfiltered: 'fail', described: 'pass' });
  });

  it('sends reads only, and only those that are declared', () => {
    const declared = new Set(calls.map((one) => `${one.service}:${one.operation}`));
    const sent = quiet.lab.requests().filter((one) => one.service !== 'entra' && one.service !== 'resources');
    expect(
      [...new Set(sent.map((one) => `${one.service}:${one.operation}`))].filter((one) => !declared.has(one)),
    ).toEqual([]);
    for (const { permission } of calls) expect(() => assertAzureRead(permission)).not.toThrow();
    const addresses = Object.entries(azureOperations).flatMap(([service, all]) =>
      Object.entries(all).map(([name, one]) => ({ name: `${service}:${name}`, ...one })),
    );
    expect(addresses.filter(({ name }) => !declared.has(name)).map(({ name }) => name)).toEqual([]);
    const dangerous = addresses.filter(({ method = 'GET', path }) => isDangerousAddress(method, path));
    expect(dangerous.map(({ path }) => path)).toEqual([]);
  });

  it('keeps secrets out of everything that it stores', () => {
    expect(quiet.answers.filter((one) => /n0t-a-real-One-(7731|5530)|4711-0815/.test(one))).toEqual([]);
    expect(quiet.answers.length).toBeGreaterThan(50);
  });
});

describe('what could not be read is never a pass', () => {
  const costly = calls.filter(({ operation }) => !sparing.has(operation));
  it.each(costly.map((one) => [`${one.service}:${one.operation}`, one] as const))('%s denied', async (name, call) => {
    const faults: Fault[] = [{ kind: 'deny', service: call.service, operation: call.operation }];
    const scan = await scanAzure({ estate, catalog, faults });
    const before = verdictsOf(quiet.findings);
    expect(scan.summary.gaps.some((one) => one.operation === name && one.permission === call.permission)).toBe(true);
    for (const finding of scan.findings) {
      // A verdict that stands must be the one of the quiet scan: nothing new is known when less is read.
      if (judged(finding.verdict))
        expect([finding.key, before.get(finding.key)]).toEqual([finding.key, finding.verdict]);
    }
    const changed = scan.findings.filter((one) => one.verdict !== before.get(one.key));
    if (!unjudged.includes(name)) expect(changed.length).toBeGreaterThan(0);
    for (const { verdict, missing } of changed) {
      expect(verdict).toBe('unknown');
      expect(missing.map((one) => one.operation)).toContain(name);
    }
  });

  it.each(['server-error', 'not-json', 'empty-object', 'throttle', 'reset', 'truncate'] as const)(
    '%s everywhere',
    async (kind) => {
      const scan = await scanAzure({
        estate,
        catalog,
        faults: [
          { kind, service: 'machinelearning' },
          { kind, service: 'cognitiveservices' },
          { kind, service: 'databricks' },
        ],
      });
      expect(scan.findings.filter((one) => judged(one.verdict) && /^(ml|genai)\./.test(one.resource.kind))).toEqual([]);
      expect(scan.findings.some((one) => one.verdict === 'unknown')).toBe(true);
    },
  );

  it.each(['repeat-token', 'never-ends'] as const)('%s: a list that goes round is not whole', async (kind) => {
    const scan = await scanAzure({ estate, catalog, faults: [{ kind, operation: 'Accounts_List' }] });
    const accounts = scan.summary.populations.filter((one) => one.collector === 'azure/ai/account');
    expect(accounts.map((one) => one.endReached)).toEqual([false, false]);
  });

  it.each([
    ['deny', 'PolicyStates_ListQueryResultsForSubscription', 'azure-policy'],
    ['never-ends', 'PolicyStates_ListQueryResultsForSubscription', 'azure-policy'],
    ['not-json', 'PolicyStates_ListQueryResultsForSubscription', 'azure-policy'],
    ['deny', 'Assessments_List', 'defender'],
    ['repeat-token', 'Assessments_List', 'defender'],
    ['empty-object', 'Assessments_List', 'defender'],
  ] as const)('%s of %s: nothing of %s is used, and that is said', async (kind, operation, source) => {
    const scan = await scanAzure({ estate, catalog, faults: [{ kind, operation }] });
    const of = scan.summary.native.filter((one) => one.source === source);
    expect(of.map(({ state, results }) => [state, results])).toEqual([
      ['not-readable', 0],
      ['not-readable', 0],
    ]);
    expect(scan.findings.filter((one) => one.native.some((native) => native.source === source))).toEqual([]);
    expect([...verdictsOf(scan.findings)]).toEqual([...verdictsOf(quiet.findings)]);
  });

  it('a subscription that never turned Defender for Cloud on says so', async () => {
    const off = estate.subscriptions.map(({ defender: _defender, ...rest }) => rest);
    const scan = await scanAzure({ estate: { ...estate, subscriptions: off }, catalog });
    expect(scan.summary.native.filter((one) => one.source === 'defender').map((one) => one.state)).toEqual([
      'not-enabled',
      'not-enabled',
    ]);
    // An account that says that it is watched, in a subscription that does not pay for it: nobody documents which wins.
    const apart = 'cognitiveservices:DefenderForAISettings_List';
    const gaps = scan.summary.gaps.filter((one) => one.reason !== 'out-of-scope' && one.operation !== apart);
    expect(gaps).toEqual([]);
  });

  it('one subscription of two', async () => {
    const scan = await scanAzure({ estate, catalog, faults: [{ kind: 'deny', account: 'ai-research' }] });
    const before = verdictsOf(quiet.findings);
    const lost = scan.findings.filter((one) => judged(one.verdict) && one.resource.accountName === 'ai-research');
    expect(lost).toEqual([]);
    const kept = scan.findings.filter((one) => one.resource.accountName === 'ai-clinical');
    expect(kept.filter((one) => one.verdict !== before.get(one.key))).toEqual([]);
  });
});

it('10 % refused, 5 % broken, 2 % reset: the verdicts are those of the quiet scan', async () => {
  const scan = await scanAzure({
    estate,
    catalog,
    faults: [
      { kind: 'throttle', rate: 0.1, service: 'machinelearning' },
      { kind: 'server-error', rate: 0.05, service: 'cognitiveservices' },
      { kind: 'reset', rate: 0.02 },
    ],
    retry: { attempts: 8 },
  });
  expect([...verdictsOf(scan.findings)].sort()).toEqual([...verdictsOf(quiet.findings)].sort());
});

it('hostile names are names, and go into no address', async () => {
  const [clinical, ...others] = estate.subscriptions;
  const workspace = clinical?.resources.find(({ type }) => type === 'Microsoft.MachineLearningServices/workspaces');
  if (!clinical || !workspace) throw new Error('the demo has no workspace');
  const names = Object.values(hostile);
  const endpoint = (text: string, index: number) => ({
    id: `${workspace.id}/onlineEndpoints/e${index}`,
    name: text,
    type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints',
    location: 'westeurope',
    tags: { owner: text, [text]: text },
    properties: { authMode: text, description: text, provisioningState: text },
  });
  // Names that would climb out of their place in an address.
  const climbing = {
    ...endpoint('climbs', names.length),
    properties: { authMode: 'AADToken', identity: { userAssignedIdentities: { '/../../evil?x=': {} } } },
  };
  const resources = [...clinical.resources, ...names.map(endpoint), climbing];
  const scan = await scanAzure({
    estate: { ...estate, subscriptions: [{ ...clinical, resources }, ...others] },
    catalog,
  });
  const before = quiet.resources.filter(({ kind }) => kind === 'ml.endpoint').length;
  const seen = scan.resources.filter(({ kind }) => kind === 'ml.endpoint');
  expect(seen).toHaveLength(before + names.length + 1);
  expect(seen.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['html <img src=x onerror="window.pwned=1"><svg/onload=window.pwned=2>']),
  );
  expect(scan.lab.requests().filter(({ operation }) => /^(GET|POST) /.test(operation))).toEqual([]);
  // A sign-in that is no word of ours is no pass and no fail.
  const keyed = scan.findings.filter(
    (one) =>
      one.control === 'AUTH-001' && /\/onlineendpoints\/e\d+$/.test(one.resource.uid) && one.resource.name !== 'climbs',
  );
  expect(new Set(keyed.map((one) => one.verdict))).toEqual(new Set(['unknown']));
  expect(keyed).toHaveLength(names.length);
});
