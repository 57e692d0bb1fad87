import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { answersOf, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { googleList } from '../rows/common.ts';
import { compute, type Subnetwork } from '../rows/compute.ts';

const operation = 'vpcFlowLogsConfigs.showEffectiveFlowLogsConfigs';
const own = 'subnetworks.get';

/** @see https://cloud.google.com/network-intelligence-center/docs/reference/networkmanagement/rest/v1/projects.locations.vpcFlowLogsConfigs/showEffectiveFlowLogsConfigs (2026-11) */
interface FlowLogs {
  state?: string;
  scope?: string;
  flowSampling?: number;
  filterExpr?: string;
}

const above = answersOf<{ [operation]: { effectiveFlowLogsConfigs?: FlowLogs[] } }>('networkmanagement');

/** What holds for a subnet, whichever level sets it; not asked where the subnet itself settles it. */
export const flowLogsRead: ReadSpec = {
  service: 'networkmanagement',
  operation,
  permission: 'networkmanagement.vpcflowlogsconfigs.list',
  memo: true,
  at: () => ({ region: 'global' }),
  pages: {
    ...googleList.paging,
    items: 'effectiveFlowLogsConfigs',
    emptyOmitted: googleList.emptyOmitted,
    partial: googleList.partial,
    size: ['pageSize', 100],
  },
  input: ({ subnet }, got) => {
    const outcome = got.get(own);
    if (outcome.status !== 'answer') return null;
    const { logConfig, enableFlowLogs } = outcome.body as Subnetwork; // the answer of that read
    return ofSubnet(logConfig, enableFlowLogs) === true ? null : { resource: String(subnet) };
  },
};

/**
 * Whether connections of a subnet are recorded: set in Compute Engine for the subnet, or by Network Management for the
 * subnet, its network or the whole organisation. They add up, so one that is on is enough.
 *
 * @see https://docs.cloud.google.com/vpc/docs/using-flow-logs
 */
export const flowsLogged: Spec<boolean> = deriveSome(
  [
    compute.raw(own, '/logConfig'),
    compute.raw(own, '/enableFlowLogs'),
    above.raw(operation, '/effectiveFlowLogsConfigs'),
  ],
  (config, older, found): boolean | MissingValue => {
    if (isMissingValue(config)) return config;
    if (isMissingValue(older)) return older;
    const here = ofSubnet(config, older);
    if (here === true) return true;
    if (isMissingValue(found)) return found;
    const all = [here, ...(found ?? []).map(ofConfiguration)];
    return all.includes(true) || (all.find(isMissingValue) ?? false);
  },
);

function ofSubnet(config: Subnetwork['logConfig'], older: boolean | undefined): boolean | MissingValue {
  return (config?.enable ?? older) === true && config?.flowSampling !== 0 && unfiltered(config?.filterExpr);
}

/** Logs of tunnels and attachments leave out what machines of the subnet say to each other and to the internet. */
function ofConfiguration({ state, scope = '', filterExpr }: FlowLogs): boolean | MissingValue {
  if (state === 'DISABLED' || scope === 'VPN_TUNNEL' || scope === 'INTERCONNECT_ATTACHMENT') return false;
  if (state !== 'ENABLED' || !/^(SUBNET|COMPUTE_API_SUBNET|NETWORK|ORGANIZATION)$/.test(scope))
    return missing('the answer does not say what a configuration of flow logs records');
  return unfiltered(filterExpr);
}

function unfiltered(filter = 'true'): true | MissingValue {
  return filter === 'true' || filter === ''
    ? true
    : missing('Ask which flows the filter of the flow log leaves out, and why.', 'not-exposed');
}
