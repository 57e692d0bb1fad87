import {
  byDesign,
  derive,
  missing,
  notExposed,
  notSupported,
  refine,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { purposeOf } from '../../analysis/step-purpose.ts';
import { isGated, taskNames } from '../analysis/pipeline-steps.ts';
import { auditReads, useRecorded } from '../rows/audit.ts';
import { encryption } from '../rows/encryption.ts';
import { accountIdentity, computeDefault } from '../rows/identity.ts';
import { perimeterReads, subnetsUnknown, vertexNetwork } from '../rows/network.ts';
import { supply } from '../rows/supply.ts';
import type { PipelineJob } from './answers-jobs.ts';

export const pipelineReads = [...auditReads, ...perimeterReads.filter((one) => !auditReads.includes(one))];

/** What a pipeline is, from the job that runs it or the job that a schedule starts. */
export function pipelineRows(job: Spec<PipelineJob | undefined>) {
  const spec = derive([job], (one) => one?.pipelineSpec);
  const network = derive([job], (one) => one?.network);
  const attachment = derive([job], (one) => one?.pscInterfaceConfig?.networkAttachment);
  const joined = derive([network, attachment], (peered, connected) => peered || connected);
  const net = vertexNetwork({ network, attachment });
  const identity = accountIdentity(
    derive([job, computeDefault], (one, shared) => one?.serviceAccount || shared),
    // https://docs.cloud.google.com/vertex-ai/docs/pipelines/configure-project#service-account
    { runsAs: 'default', what: 'the default service account of Compute Engine' },
  );
  const files = encryption([{ name: 'output', key: derive([job], (one) => one?.encryptionSpec?.kmsKeyName) }]);
  const parts = supply(
    derive([spec], (one) =>
      Object.values(one?.deploymentSpec?.executors ?? {}).flatMap(({ container }) => container?.image ?? []),
    ),
    { reads: [], map: () => ({ value: [], from: [] }) },
  );
  const facts = {
    ...files.facts,
    ...net.facts,
    ...identity.facts,
    images: derive([spec, parts.facts.images], (one, images) =>
      one === undefined ? missing('the definition is not in the answer') : images,
    ),
    artifacts: notSupported('A pipeline loads what its steps load.'),
    sourceRevision: notSupported('A pipeline records no commit.'),
    patched: notSupported('The images say what software runs.'),
    accessLogged: useRecorded('aiplatform.googleapis.com'),
    appLogged: byDesign(
      true,
      'https://docs.cloud.google.com/vertex-ai/docs/pipelines/logging',
      '2026-11',
    ) as Spec<boolean>,
    logFeeds: notExposed('Ask for the log sinks of the project and how long their log buckets keep.'),
    steps: derive([job, spec], (one, definition) => {
      const names = definition ? taskNames(definition) : [];
      const ran = (one?.jobDetail?.taskDetails ?? []).flatMap(({ taskName }) => taskName ?? []);
      const all = names.length > 0 ? names : [...new Set(ran)];
      if (all.length === 0) return missing('the definition is not in the answer');
      return all.map((name) => ({ name, purpose: purposeOf(name) }));
    }),
    gated: derive([spec], (definition) =>
      definition === undefined
        ? missing('the definition is not in the answer')
        : (isGated(definition) ?? missing('no step registers or deploys', 'not-supported')),
    ),
    // The digest of a template in Artifact Registry is always told; a file in a bucket may change.
    pinned: derive([job], (one) => /^sha256:[0-9a-f]{64}$/.test(one?.templateMetadata?.version ?? '')),
    lastUsedAt: notExposed('Ask for the runs of the pipeline.'),
    idleStopMinutes: notSupported('A pipeline ends by itself.'),
  };
  const links = {
    ...files.links,
    ...identity.links,
    repositories: parts.links.repositories,
    buckets: refine(job, () => [] as string[]),
    subnets: subnetsUnknown(joined),
    firewalls: subnetsUnknown(joined),
    logGroups: notExposed('Ask for the log sinks of the project.'),
  };
  return { facts, links };
}
