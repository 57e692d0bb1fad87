import { beforeAll, describe, expect, it, vi } from 'vitest';
import type * as AnswerTypes from '../../providers/aws/answer-types.ts';
import { aws } from '../../providers/aws/index.ts';
import { type Catalog, loadCatalog } from '../../src/catalog/index.ts';
import { demoEstate } from '../../src/lab/demo/index.ts';
import type { Estate } from '../../src/lab/estate.ts';
import type { Json } from '../../src/model/json.ts';
import type { Answers } from '../../src/model/mapping/outcome.ts';
import type * as ToResource from '../../src/model/mapping/to-resource.ts';
import { toResource } from '../../src/model/mapping/to-resource.ts';
import type { Collector } from '../../src/model/provider.ts';
import { calls, changedAndKnown, otherTypes, placeName, places, put, withAnswer } from '../support/malformed.ts';
import { done, scanLab } from '../support/scan-lab.ts';

type Model = readonly unknown[] | undefined;
/** What a scan of the demo was answered, and what was made of it. */
const seen = vi.hoisted(() => ({
  answers: [] as { model: unknown; body: unknown }[],
  items: [] as { collector: unknown; answers: unknown }[],
}));
vi.mock('../../providers/aws/answer-types.ts', async (original) => {
  const real = await original<typeof AnswerTypes>();
  const strangeType: typeof real.strangeType = (model, body) => {
    seen.answers.push({ model, body });
    return real.strangeType(model, body);
  };
  return { ...real, strangeType };
});
vi.mock('../../src/model/mapping/to-resource.ts', async (original) => {
  const real = await original<typeof ToResource>();
  const toResource: typeof real.toResource = (collector, answers) => {
    seen.items.push({ collector, answers });
    return real.toResource(collector, answers);
  };
  return { ...real, toResource };
});

const now = new Date('2026-11-20T09:00:00Z');
let catalog: Catalog;
let items: { collector: Collector; answers: Answers }[];

function scan(estate: Estate) {
  const { collectors, support, natives } = aws;
  return scanLab({ estate, catalog, collectors, support, natives, scanTime: now });
}

beforeAll(async () => {
  catalog = await loadCatalog({ dirs: ['controls'] });
  await done(await scan(demoEstate(now)));
  items = seen.items.splice(0) as typeof items; // noted above
});

/** The first few of each. */
function few<T>(all: readonly T[], keyOf: (one: T) => unknown, most: number): T[] {
  const counts = new Map<unknown, number>();
  return all.filter((one) => {
    const count = (counts.get(keyOf(one)) ?? 0) + 1;
    counts.set(keyOf(one), count);
    return count <= most;
  });
}

describe('a value of another type', () => {
  it('makes an answer no answer, wherever it stands', async () => {
    const { strangeType } = await vi.importActual<typeof AnswerTypes>('../../providers/aws/answer-types.ts');
    const noted = seen.answers as { model: Model; body: Json }[]; // noted above
    const taken: string[] = [];
    let tried = 0;
    for (const { model, body } of few(noted, (one) => one.model, 4)) {
      expect(model).toHaveLength(6);
      for (const [path, value] of places(body)) {
        if (value === null) continue;
        for (const other of otherTypes(value, path)) {
          tried += 1;
          if (strangeType(model, put(body, path, other)) === undefined) taken.push(placeName(String(model?.[2]), path));
        }
      }
    }
    // A member that the SDK does not know, and no row reads.
    expect([...new Set(taken)]).toEqual(['ListAgentKnowledgeBases/agentKnowledgeBaseSummaries/N/createdAt']);
    expect(tried).toBeGreaterThan(20_000);
  });

  it('leaves the verdicts that rested on it unknown, with operation and code', async () => {
    const estate = demoEstate(now);
    const account = estate.accounts.find(({ name }) => name === 'ml-dev');
    const notebook = account?.regions['eu-west-1']?.sagemaker?.notebookInstances?.at(0);
    if (!notebook) throw new Error('the demo has no notebook');
    Object.assign(notebook, { RootAccess: 0 });
    const found = await scan(estate);
    try {
      const verdicts = found.findings.filter(
        ({ resource, control }) => resource.uid === notebook.NotebookInstanceArn && control === 'HRD-001',
      );
      expect(verdicts).toMatchObject([
        {
          verdict: 'unknown',
          missing: [{ operation: 'sagemaker:DescribeNotebookInstance', errorCode: 'UnexpectedType' }],
        },
      ]);
    } finally {
      await done(found);
    }
  });
});

/** Facts and links that are known after each place of the kind was changed so, by place. */
async function knownAfter(change: (value: Json) => Json | undefined): Promise<Map<string, Set<string>>> {
  const out = new Map<string, Set<string>>();
  for (const { collector, answers } of few(items, (one) => one.collector, 12)) {
    const before = toResource(collector, answers);
    for (const { read, key, outcome } of calls(collector, answers)) {
      for (const [path, value] of places(outcome.body)) {
        const other = change(value);
        if (other === undefined) continue;
        const changed = withAnswer(answers, read, key, { ...outcome, body: put(outcome.body, path, other) });
        const known = changedAndKnown(before, toResource(collector, changed));
        if (known.length === 0) continue;
        const place = placeName(read, path);
        out.set(place, new Set([...(out.get(place) ?? []), ...known]));
      }
    }
  }
  return out;
}

describe('a word that nobody has documented', () => {
  it('is never taken for one of its neighbours', async () => {
    const words = await documentedWords();
    const known = await knownAfter((value) =>
      typeof value === 'string' && words.has(value) ? 'PlumblineNeverSeen' : undefined,
    );
    for (const place of namesNotWords) known.delete(place);
    expect(Object.fromEntries(known)).toEqual(understood);
  });

  it('is no time', async () => {
    const known = await knownAfter((value) => (isTime(value) ? '' : undefined));
    expect(Object.fromEntries(known)).toEqual({});
  });
});

const isTime = (value: Json) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);

/** Places of names that happen to be spelt like a word of some enum. */
const namesNotWords = [
  'DescribeSecurityGroups/SecurityGroups/N/Tags/N/Key',
  'DescribeSubnets/Subnets/N/Tags/N/Key',
  'ListAgentRuntimeEndpoints/runtimeEndpoints/N/name',
  'DescribeConfigurationRecorders/ConfigurationRecorders/N/name',
  'DescribeConfigurationRecorderStatus/ConfigurationRecordersStatus/N/name',
  // What a selector compares with: any text, and one that is no known category selects nothing that is judged.
  'GetEventSelectors/AdvancedEventSelectors/N/FieldSelectors/N/Equals/N',
];

/** What may be known all the same, since other words of the place are there for other things, or the value only gets worse. */
const understood = {
  // Another dimension is none of machines.
  'DescribeScalableTargets/ScalableTargets/N/ScalableDimension': new Set(['variants', 'autoscaled']),
  // A job with a key for its volume: SageMaker refuses one where the data lies on local disks.
  'DescribeTrainingJob/ResourceConfig/InstanceType': new Set(['keyAtRest', 'stores']),
  // Another protocol counts as all ports.
  'DescribeSecurityGroups/SecurityGroups/N/IpPermissions/N/IpProtocol': new Set(['openPorts']),
};

/** The words of all enums of the SDK clients that rows read. */
async function documentedWords(): Promise<ReadonlySet<string>> {
  const clients = await Promise.all([
    import('@aws-sdk/client-sagemaker'),
    import('@aws-sdk/client-bedrock'),
    import('@aws-sdk/client-bedrock-agent'),
    import('@aws-sdk/client-bedrock-agentcore-control'),
    import('@aws-sdk/client-s3'),
    import('@aws-sdk/client-kms'),
    import('@aws-sdk/client-ec2'),
    import('@aws-sdk/client-ecr'),
    import('@aws-sdk/client-cloudtrail'),
    import('@aws-sdk/client-cloudwatch'),
    import('@aws-sdk/client-cloudwatch-logs'),
    import('@aws-sdk/client-config-service'),
    import('@aws-sdk/client-application-auto-scaling'),
  ]);
  const isWords = (one: unknown): one is Record<string, string> =>
    typeof one === 'object' && one !== null && Object.values(one).every((word) => typeof word === 'string');
  return new Set(
    clients.flatMap((client) =>
      Object.values(client)
        .filter(isWords)
        .flatMap((one) => Object.values(one)),
    ),
  );
}
