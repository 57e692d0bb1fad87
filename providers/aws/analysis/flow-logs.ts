import { listOf, objectOf, textOf, wordOf } from './shape.ts';
import type { SubnetRef } from './subnets.ts';

/**
 * Whether all traffic of the subnet leaves a record: active flow logs on the subnet or its VPC that together keep what
 * was accepted and what was rejected, and whose delivery has not failed. Logs of single network interfaces do not count.
 *
 * Security Hub (EC2.6) is content with rejected traffic; what an attacker carried out, however, was accepted.
 *
 * @param flowLogs as DescribeFlowLogs returns them.
 * @throws PlumblineError RESPONSE_SHAPE when the answer is not as documented.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FlowLog.html
 */
export function flowLogged({ subnetId, vpcId }: SubnetRef, flowLogs: unknown): boolean {
  const kept = listOf(flowLogs, 'FlowLogs').map((item) => {
    const log = objectOf(item, 'A flow log');
    const resource = textOf(log.ResourceId, 'ResourceId of a flow log');
    if (resource !== subnetId && resource !== vpcId) return undefined;
    // The first has one value only.
    const active =
      wordOf(log.FlowLogStatus, ['ACTIVE'], 'FlowLogStatus') === 'ACTIVE' &&
      wordOf(log.DeliverLogsStatus, ['SUCCESS', 'FAILED'], 'DeliverLogsStatus') !== 'FAILED';
    return active ? wordOf(log.TrafficType, ['ALL', 'ACCEPT', 'REJECT'], 'TrafficType') : undefined;
  });
  return kept.includes('ALL') || (kept.includes('ACCEPT') && kept.includes('REJECT'));
}
