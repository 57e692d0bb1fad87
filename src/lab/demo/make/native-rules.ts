import type {
  DescribeEndpointConfigOutput,
  DescribeModelOutput,
  DescribeNotebookInstanceOutput,
} from '@aws-sdk/client-sagemaker';
import type { NativeRule } from './audit.ts';

/** The resources of a place that AWS's own rules judge. */
export interface Judgeable {
  notebooks: DescribeNotebookInstanceOutput[];
  models: DescribeModelOutput[];
  endpointConfigs: DescribeEndpointConfigOutput[];
}

/** A result that disagrees with what the resource says: rule, and the name of the resource. */
export interface Stale {
  rule: string;
  name: string;
}

/**
 * What AWS's managed rules found, computed from the resources, so that it agrees with them; `stale` names the results
 * that AWS has not brought up to date.
 */
export function nativeRules({ notebooks, models, endpointConfigs }: Judgeable, stale: Stale[] = []): NativeRule[] {
  const judge = <T>(
    rule: Omit<NativeRule, 'judged'>,
    items: T[],
    arn: (item: T) => string | undefined,
    isGood: (item: T) => boolean,
  ): NativeRule => ({
    ...rule,
    judged: items.map((item) => {
      const itemArn = arn(item) ?? '';
      const name = itemArn.split('/').at(-1) ?? '';
      const isStale = stale.some((entry) => entry.rule === rule.name && entry.name === name);
      const id = rule.type.endsWith('NotebookInstance') ? name : itemArn;
      return { id, arn: itemArn, compliant: isGood(item) !== isStale };
    }),
  });
  const ofNotebooks = (
    name: string,
    control: string,
    title: string,
    isGood: (item: DescribeNotebookInstanceOutput) => boolean,
  ) => {
    const rule = { name, control, title, severity: 'HIGH' as const, type: 'AWS::SageMaker::NotebookInstance' };
    return judge(rule, notebooks, (item) => item.NotebookInstanceArn, isGood);
  };
  return [
    ofNotebooks(
      'sagemaker-notebook-no-direct-internet-access',
      'SageMaker.1',
      'Amazon SageMaker notebook instances should not have direct internet access',
      (item) => item.DirectInternetAccess === 'Disabled',
    ),
    ofNotebooks(
      'sagemaker-notebook-instance-inside-vpc',
      'SageMaker.2',
      'SageMaker notebook instances should be launched in a custom VPC',
      (item) => item.SubnetId !== undefined,
    ),
    ofNotebooks(
      'sagemaker-notebook-instance-root-access-check',
      'SageMaker.3',
      'Users should not have root access to SageMaker notebook instances',
      (item) => item.RootAccess === 'Disabled',
    ),
    judge(
      {
        name: 'sagemaker-endpoint-config-prod-instance-count',
        control: 'SageMaker.4',
        title: 'SageMaker endpoint production variants should have an initial instance count greater than 1',
        severity: 'MEDIUM',
        type: 'AWS::SageMaker::EndpointConfig',
      },
      endpointConfigs,
      (item) => item.EndpointConfigArn,
      (item) => (item.ProductionVariants ?? []).every((variant) => (variant.InitialInstanceCount ?? 2) > 1),
    ),
    judge(
      {
        name: 'sagemaker-model-isolation-enabled',
        control: 'SageMaker.5',
        title: 'SageMaker models should have network isolation enabled',
        severity: 'MEDIUM',
        type: 'AWS::SageMaker::Model',
      },
      models,
      (item) => item.ModelArn,
      (item) => item.EnableNetworkIsolation === true,
    ),
    ofNotebooks(
      'sagemaker-notebook-instance-kms-key-configured',
      'SageMaker.21',
      'SageMaker notebook instances should be encrypted with customer managed AWS KMS keys',
      (item) => item.KmsKeyId !== undefined,
    ),
  ];
}
