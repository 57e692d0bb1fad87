import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import type { MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import { missing } from '../../../src/model/mapping/spec.ts';

type Resources = Jsonified<DescribeTrainingJobResponse>['ResourceConfig'];

/** Machines by type and number; none where SageMaker chooses them (serverless). */
export interface Machines {
  types: (string | MissingValue)[];
  count: number | MissingValue;
}

/**
 * The machines of a job: of one type, of several groups, or the one type of a list of wishes that SageMaker selected.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html
 */
export function machinesOf(config: Resources, isServerless: boolean): Machines {
  const groups = config?.InstanceGroups ?? [];
  if (groups.length > 0) {
    const counts = groups.map((group) => group.InstanceCount);
    const known = counts.filter((count) => count !== undefined);
    return {
      types: groups.map((group) => group.InstanceType ?? missing('a group names no instance type')),
      count: known.length < counts.length ? missing('a group has no number of machines') : sum(known),
    };
  }
  const type = config?.SelectedInstanceType ?? config?.InstanceType;
  if (type !== undefined) {
    const count = config?.SelectedInstanceCount ?? config?.InstanceCount;
    return { types: [type], count: count !== undefined && count > 0 ? count : missing('the number of machines') };
  }
  const wishes = config?.InstancePreferences ?? [];
  if (wishes.length > 0) {
    // Not selected yet: what holds for every wish holds for the job.
    const counts = new Set(wishes.map((wish) => wish.InstanceCount ?? config?.InstanceCount));
    const [only] = counts.size === 1 ? [...counts] : [];
    return {
      types: wishes.map((wish) => wish.InstanceType ?? missing('a preference names no instance type')),
      count: only ?? missing('no machines are selected yet'),
    };
  }
  if (isServerless) return { types: [], count: missing('SageMaker chooses the machines', 'not-exposed') };
  return { types: [missing('the instance type')], count: missing('the number of machines') };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
