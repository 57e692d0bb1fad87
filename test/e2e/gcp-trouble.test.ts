import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { gcp } from '../../providers/gcp/index.ts';
import { allLocations } from '../../providers/gcp/locations.ts';
import { type Catalog, loadCatalog } from '../../src/catalog/index.ts';
import { demoGcp } from '../../src/lab/demo/gcp/index.ts';
import { folder, organisation, projects } from '../../src/lab/demo/gcp/make.ts';
import type { GcpEstate, GcpProject } from '../../src/lab/gcp/estate.ts';
import { type GcpLab, startGcpLab } from '../../src/lab/gcp/lab.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { hostile } from '../support/hostile-estate.ts';
import { type GcpScan, type GcpScanOptions, scanGcp } from '../support/scan-gcp.ts';

const now = new Date('2026-11-20T09:00:00Z');
const demo = demoGcp(now);
let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalog({ dirs: ['controls'] });
});

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
async function scan(more: Partial<GcpScanOptions> = {}): Promise<GcpScan> {
  const found = await scanGcp({ estate: demo, catalog, scanTime: now, ...more });
  closers.push(found.close);
  return found;
}
async function lab(estate: GcpEstate = demo, more: object = {}): Promise<GcpLab> {
  const started = await startGcpLab({ estate, ...more });
  closers.push(started.close);
  return started;
}
/** The demo with one project changed. */
const changed = (id: string, more: Partial<GcpProject>): GcpEstate => ({
  ...demo,
  projects: demo.projects.map((one) => (one.id === id ? { ...one, ...more } : one)),
});
const connectTo = (where: GcpLab, wanted: Parameters<typeof gcp.connect>[0] = {}) =>
  gcp.connect({ ...wanted, endpoint: where.url, credentials: where.credentials });
const ids = (found: readonly { account: string }[]) => found.map(({ account }) => account).sort();

describe('projects are found', () => {
  it('by what may be read', async () =>
    expect(ids(await connectTo(await lab()))).toEqual(['imaging-serve', 'imaging-train']));
  it('by name, with the name that the config gives', async () => {
    const found = await connectTo(await lab(), { projects: [{ id: 'imaging-train', name: 'training' }] });
    expect(found.map(({ account, name, session }) => [account, name, session.aliases])).toEqual([
      ['imaging-train', 'training', [projects.train.number]],
    ]);
  });
  it.each([[{ folders: [folder.split('/')[1] ?? ''] }], [{ organisations: [organisation.split('/')[1] ?? ''] }]])(
    'below %j, at any depth',
    async (wanted) => {
      expect(ids(await connectTo(await lab(), wanted))).toEqual(['imaging-serve', 'imaging-train']);
    },
  );
  it('a folder that cannot be looked into is a gap, and the rest is scanned', async () => {
    const found = await scan({ wanted: { folders: ['404404'], projects: [{ id: 'imaging-train' }] } });
    expect(found.summary.gaps).toContainEqual(
      expect.objectContaining({
        account: 'folders/404404',
        operation: 'cloudresourcemanager:projects.list',
        reason: 'access-denied',
        permission: 'resourcemanager.projects.list',
      }),
    );
    expect(new Set(found.resources.map(({ account }) => account))).toEqual(new Set(['imaging-train']));
    expect(found.summary.scopes.find(({ account }) => account === 'folders/404404')?.note).toContain(
      'could not be listed',
    );
  });
  it('one that nobody lets us see is scanned, and everything in it is a gap', async () => {
    const found = await scan({ wanted: { projects: [{ id: 'imaging-ghost' }], locations: ['europe-west4'] } });
    expect(found.resources).toEqual([]);
    const lists = found.summary.populations.filter(({ collector }) => collector === 'gcp/vertex/endpoint');
    expect(lists.map(({ endReached }) => endReached)).toEqual([false]);
    expect(found.findings.length).toBeGreaterThan(10);
    expect(new Set(found.findings.map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
  });
});

describe('locations', () => {
  const regions = async (where: GcpLab, wanted: Parameters<typeof gcp.connect>[0] = {}) => {
    const found = await connectTo(where, wanted);
    return found.map(({ regions: list = [], note }) => ({ list, note }));
  };
  it('are those of the config, and the inventory is not asked', async () => {
    const where = await lab();
    const found = await regions(where, { locations: ['us-central1'] });
    expect(found.map(({ list }) => list)).toEqual([['us-central1'], ['us-central1']]);
    expect(where.counts()['cloudasset:resources.searchAll']).toBeUndefined();
  });
  it.each(['deny', 'server-error', 'not-json', 'repeat-token', 'never-ends'] as const)(
    'are all of them where the inventory does not tell: %s',
    async (kind) => {
      const found = await regions(await lab(demo, { faults: [{ kind, service: 'cloudasset' }] }));
      expect(found.map(({ list }) => list)).toEqual([allLocations, allLocations]);
      expect(found[0]?.note).toMatch(/^All 38 locations of Vertex AI are read/);
    },
  );
  it('where the inventory is switched off are all of them, too', async () => {
    const found = await regions(await lab(changed('imaging-train', { disabled: ['cloudasset'] })));
    expect(found.map(({ list }) => list.length).sort()).toEqual([4, 40]);
    expect(found.map(({ note }) => note).join()).toContain('SERVICE_DISABLED');
  });
});

describe('when things go wrong', () => {
  it('a project that is being deleted is a gap; nothing is asked of it', async () => {
    const found = await scan({ estate: changed('imaging-serve', { state: 'DELETE_REQUESTED' }) });
    expect(found.summary.gaps).toContainEqual(
      expect.objectContaining({ account: 'imaging-serve', errorCode: 'DELETE_REQUESTED', reason: 'api-disabled' }),
    );
    expect(found.lab.requests().filter(({ account }) => account === 'imaging-serve')).toEqual([]);
    expect(new Set(found.resources.map(({ account }) => account))).toEqual(new Set(['imaging-train']));
  });

  it.each([...new Set(gcp.collectors.flatMap((one) => (one.list ? one.service : [])))])(
    'a service that is switched off is a gap with its reason, and no pass: %s',
    async (service) => {
      const estate = { ...demo, projects: demo.projects.map((one) => ({ ...one, disabled: [service] })) };
      const found = await scan({ estate });
      const lists = new Set(gcp.collectors.flatMap((one) => (one.list && one.service === service ? one.id : [])));
      const populations = found.summary.populations.filter(({ collector }) => lists.has(collector));
      expect(populations.length).toBeGreaterThan(0);
      expect(populations.filter(({ endReached }) => endReached)).toEqual([]);
      for (const { missing } of populations)
        expect(missing[0]).toMatchObject({ reason: 'api-disabled', errorCode: 'SERVICE_DISABLED' });
      const native = new Set(gcp.collectors.flatMap((one) => (one.service === service ? one.nativeType : [])));
      const judged = found.findings.filter(
        ({ resource, verdict }) => native.has(resource.nativeType) && (verdict === 'pass' || verdict === 'fail'),
      );
      expect(judged).toEqual([]);
      // One switch: once a project, whichever the location.
      const said = found.findings.filter(({ population }) => population && lists.has(population.collector));
      const places = said.map(
        ({ control, resource, population }) => `${control} ${resource.account} ${population?.collector}`,
      );
      expect(new Set(places).size).toBe(places.length);
      const gaps = found.summary.gaps.filter(({ errorCode }) => errorCode === 'SERVICE_DISABLED');
      const operations = gaps.map(({ account, operation }) => `${account} ${operation}`);
      expect(new Set(operations).size).toBe(operations.length);
      for (const { verdicts } of gaps) expect(verdicts).toBeGreaterThan(0);
    },
  );

  it.each([...new Set(gcp.collectors.flatMap((one) => (one.at === 'region' ? one.service : [])))])(
    'a location that is down leaves the others read: %s',
    async (service) => {
      const found = await scan({ estate: { ...demo, down: [{ service, region: 'us-central1' }] } });
      const down = found.summary.gaps.filter(({ region }) => region === 'us-central1');
      expect(down.length).toBeGreaterThan(0);
      expect(new Set(down.map(({ reason, errorCode }) => `${reason} ${errorCode}`))).toEqual(
        new Set(['server-error UNAVAILABLE']),
      );
      const elsewhere = found.summary.populations.filter(({ region }) => region === 'europe-west4');
      expect(elsewhere.every(({ endReached }) => endReached)).toBe(true);
    },
  );

  it('tokens that live for a moment are renewed', async () => {
    const found = await scan({ estate: { ...demo, tokenSeconds: 1 } });
    expect(found.summary.calls.failed).toBe(0);
    expect(found.lab.counts()['sts:token']?.total).toBeGreaterThan(1);
  });

  it('acts as another service account', async () => {
    const where = await lab();
    const email = 'reader@imaging-serve.iam.gserviceaccount.com';
    const found = await connectTo(where, { impersonate: email });
    expect(found[0]?.session.identity).toBe(email);
    expect(where.counts()['iamcredentials:generateAccessToken']?.total).toBe(1);
  });

  it('credentials that are not accepted end the run before it begins', async () => {
    const where = await lab();
    const credentials = {
      ...where.credentials,
      credential_source: { url: `${where.url}/oauth2/nothing`, format: { type: 'text' } },
    };
    await expect(gcp.connect({ endpoint: where.url, credentials })).rejects.toMatchObject({ code: 'AUTH_MISSING' });
  });

  it('nobody at home is said so', async () => {
    const where = await lab();
    await where.close();
    closers.pop();
    await expect(connectTo(where)).rejects.toMatchObject({ code: 'NETWORK' });
  });

  it('a project that is deleted while the scan runs is a gap, and no pass', async () => {
    const [first, ...others] = demo.projects;
    let asked = 0;
    const going = { ...first } as GcpProject; // the demo has projects
    // Finding it and asking its inventory are two looks.
    Object.defineProperty(going, 'state', { get: () => (++asked > 2 ? 'DELETE_REQUESTED' : 'ACTIVE') });
    const found = await scan({ estate: { ...demo, projects: [going, ...others] } });
    const ours = found.findings.filter(({ resource }) => resource.account === going.id);
    expect(ours.length).toBeGreaterThan(10);
    expect(ours.filter(({ verdict }) => verdict !== 'unknown')).toEqual([]);
    const gaps = found.summary.gaps.filter(({ account }) => account === going.id);
    expect(new Set(gaps.map(({ reason, errorCode }) => `${reason} ${errorCode}`))).toContain(
      'api-disabled CONSUMER_INVALID',
    );
  });

  it.each([
    [403, 'access-denied HTTP 403'],
    [404, 'api-disabled HTTP 404'],
    [502, 'server-error HTTP 502'],
    [200, 'partial-answer UnreadableBody'],
  ])('a proxy that answers some reads with HTML and %i leaves gaps, and no pass', async (status, gap) => {
    const where = await lab();
    const server: Server = createServer(async (request, response) => {
      if (request.url?.startsWith('/notebooks/')) {
        response.writeHead(status, { 'content-type': 'text/html' });
        response.end('<!DOCTYPE html><title>Blocked by policy</title>');
        return;
      }
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) chunks.push(chunk as Uint8Array); // bytes of a request
      const { authorization = '', 'content-type': type = 'application/json' } = request.headers;
      const passed = await fetch(`${where.url}${request.url}`, {
        method: request.method ?? 'GET',
        headers: { authorization, 'content-type': type },
        ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
      });
      response.writeHead(passed.status, { 'content-type': 'application/json' });
      response.end(await passed.text());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => server.close(() => resolve())));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
    const found = await scan({ through: endpoint, wanted: { projects: [{ id: 'imaging-train' }] } });
    const lists = found.summary.populations.filter(({ collector }) => collector === 'gcp/workbench/instance');
    expect(
      lists.map(({ endReached, missing }) => [endReached, `${missing[0]?.reason} ${missing[0]?.errorCode}`]),
    ).toEqual([[false, gap]]);
    expect(found.resources.filter(({ nativeType }) => nativeType === 'notebooks.googleapis.com/Instance')).toEqual([]);
    expect(found.resources.some(({ kind }) => kind === 'ml.compute')).toBe(true);
  });

  it('a server that answers HTML is no Google Cloud', async () => {
    const where = await lab();
    const server: Server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!DOCTYPE html><title>Sign in</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => server.close(() => resolve())));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
    await expect(gcp.connect({ endpoint, credentials: where.credentials })).rejects.toMatchObject({ code: 'NETWORK' });
  });
});

describe('what is nobody else’s business', () => {
  it('planted secrets are found nowhere', async () => {
    const found = await scan();
    const planted = [
      'hf_abcdefghijklmnopqrstuvwxyzABCDEFGH',
      'melanocyte-2026',
      'pcsk_4nUq_LabOnlyNotARealKey',
      'ehr-9f8e7d6c5b4a39281706',
      'Feature lesion_size not found',
      'hf_summerSchool2026abcdefghijklmnopqr',
      'summer-2026-key',
      'slides-2026-secret',
      'ya29.lab-',
    ];
    const all = [
      ...found.findings.map((one) => JSON.stringify(one)),
      ...found.resources.map((one) => JSON.stringify(one)),
      ...[...found.store.answers()].map(({ text }) => text),
      ...found.store.callLines(),
    ].join('\n');
    expect(all.length).toBeGreaterThan(100_000);
    for (const secret of planted) expect(all.includes(secret), secret).toBe(false);
    // The estate does hold them: the search can fail.
    for (const secret of planted.slice(0, -1)) expect(JSON.stringify(demo)).toContain(secret);
  });

  it('hostile names are names', async () => {
    const train = demo.projects.find(({ id }) => id === 'imaging-train');
    const list = 'aiplatform/locations/europe-west4/endpoints';
    const names = Object.values(hostile);
    const items = names.map(
      (text, index): JsonObject => ({
        name: `projects/${projects.train.number}/locations/europe-west4/endpoints/${index}`,
        displayName: text,
        labels: { owner: text },
        createTime: '2026-01-01T00:00:00Z',
        updateTime: '2026-01-01T00:00:00Z',
        // Names that would climb out of their place in an address.
        deployedModels: [{ id: text, model: `projects/../../${text}/models/../..`, modelVersionId: '1' }],
      }),
    );
    const found = await scan({
      estate: changed('imaging-train', { resources: { ...train?.resources, [list]: items } }),
    });
    const seen = found.resources.filter(({ kind, account }) => kind === 'ml.endpoint' && account === 'imaging-train');
    expect(seen).toHaveLength(names.length);
    const asked = found.lab.requests().map(({ operation }) => operation);
    expect(asked.filter((one) => /^(GET|POST) /.test(one))).toEqual([]);
  });
});
