import type { Collector } from '../../../src/model/provider.ts';
import { batches } from './batch.ts';
import { clusters, globalClusters } from './cluster.ts';
import { sessions } from './session.ts';

/** Dataproc: Spark and Hadoop, by which data is prepared and models are trained. */
export const dataprocCollectors: readonly Collector[] = [clusters, globalClusters, batches, sessions];
