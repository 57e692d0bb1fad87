import type { GetAgentRuntimeResponse } from '@aws-sdk/client-bedrock-agentcore-control';
import type { MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import type { ArtifactRow, ImageRow } from '../rows/supply.ts';

type Runtime = Jsonified<GetAgentRuntimeResponse>;

/** Both are unions: one member at a time, and those that are still to come. */
interface Artifact {
  containerConfiguration?: { containerUri?: string };
  codeConfiguration?: { code?: { s3?: { bucket?: string; prefix?: string; versionId?: string } } };
}
const artifactIn = (runtime: Runtime) => runtime.agentRuntimeArtifact as Artifact | undefined; // as above

/** The image that a runtime starts; code that is uploaded runs on an image of AWS. */
export function imageOf(runtime: Runtime): (ImageRow | MissingValue)[] {
  const artifact = artifactIn(runtime);
  if (artifact?.containerConfiguration !== undefined) return [{ ref: artifact.containerConfiguration.containerUri }];
  return artifact?.codeConfiguration === undefined ? [missing('the runtime names neither image nor code')] : [];
}

/** The code that a runtime loads: fixed where a version of the file is named. */
export function artifactOf(runtime: Runtime): (ArtifactRow | MissingValue)[] {
  const artifact = artifactIn(runtime);
  if (artifact?.codeConfiguration === undefined)
    return artifact?.containerConfiguration === undefined ? [missing('the runtime names neither image nor code')] : [];
  const { bucket, prefix, versionId } = artifact.codeConfiguration.code?.s3 ?? {};
  return [{ uri: bucket === undefined ? undefined : `s3://${bucket}/${prefix ?? ''}`, etag: versionId }];
}
