import type {
  DescribePipelineResponse,
  PipelineExecutionStatus,
  PipelineExecutionSummary,
} from '@aws-sdk/client-sagemaker';
import { definition, gate, processing, register, training } from '../make/steps.ts';
import { pipeline } from '../make/studio.ts';
import { hex, type Place } from '../place.ts';
import { prodRoles } from './iam.ts';
import { prodImages } from './models.ts';
import { prodPeople } from './registry.ts';

/** Pipelines of ml-prod: two with a gate before the registry, one that registers and approves whatever it trained. */
export function pipelines(place: Place): DescribePipelineResponse[] {
  const { platform, sepsisLead } = prodPeople(place);
  const { training: role, pipeline: RoleArn } = prodRoles;
  const output = { Output: 's3://hvh-ml-prod-models/pipelines' };
  return [
    pipeline(place, 'triage-chest-xray-train', 560, 3, {
      RoleArn,
      PipelineDescription: 'Checks, trains, evaluates and registers the triage model',
      CreatedBy: platform,
      LastModifiedBy: platform,
      definition: definition(output, [
        processing('CheckData', role, prodImages.triage),
        training('Train', role, prodImages.triage),
        processing('Evaluate', role, prodImages.triage, { after: 'Train' }),
        processing('CheckBias', role, prodImages.triage, { after: 'Train' }),
        gate('GoodEnough', 'Evaluate', 'metrics.auroc.value', 0.95, [
          register('Register', 'triage-chest-xray', prodImages.triage),
        ]),
      ]),
    }),
    pipeline(place, 'bed-forecast-weekly', 290, 10, {
      RoleArn,
      CreatedBy: platform,
      LastModifiedBy: platform,
      definition: definition(output, [
        processing('Prepare', role, prodImages.tabular, { environment: { BED_DB_PASSWORD: 'not-a-real-password-2' } }),
        training('Train', role, prodImages.tabular),
        processing('Evaluate', role, prodImages.tabular, { after: 'Train' }),
        gate('GoodEnough', 'Evaluate', 'metrics.mape_inverse.value', 0.88, [
          register('Register', 'bed-forecast', prodImages.tabular),
        ]),
      ]),
    }),
    pipeline(place, 'sepsis-retrain', 400, 41, {
      RoleArn,
      CreatedBy: sepsisLead,
      LastModifiedBy: sepsisLead,
      definition: definition(output, [
        training('Train', role, prodImages.tabular),
        register('Register', 'sepsis-early-warning', prodImages.tabular, 'Approved'),
      ]),
    }),
  ];
}

/** The latest executions of the pipelines, newest first. */
export function pipelineExecutions(place: Place): Record<string, PipelineExecutionSummary[]> {
  const runs = (name: string, ...list: [daysAgo: number, status: PipelineExecutionStatus][]) =>
    list.map(([daysAgo, status]) => ({
      PipelineExecutionArn: `${place.arn('pipeline', name)}/execution/${hex(`${name} ${daysAgo}`, 12)}`,
      StartTime: place.daysAgo(daysAgo),
      PipelineExecutionStatus: status,
      PipelineExecutionDisplayName: `execution-${Math.round(place.daysAgo(daysAgo).getTime() / 1000)}`,
    }));
  return {
    'triage-chest-xray-train': runs(
      'triage-chest-xray-train',
      [3, 'Succeeded'],
      [24, 'Succeeded'],
      [52, 'Failed'],
      [133, 'Succeeded'],
    ),
    'bed-forecast-weekly': runs('bed-forecast-weekly', [10, 'Succeeded'], [17, 'Failed'], [40, 'Succeeded']),
    'sepsis-retrain': runs('sepsis-retrain', [41, 'Succeeded']),
  };
}
