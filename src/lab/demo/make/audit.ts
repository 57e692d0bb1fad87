import type { ConfigRule, EvaluationResult } from '@aws-sdk/client-config-service';
import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import type { ConfigEstate, GuardDutyEstate, SecurityHubEstate } from '../../estate.ts';
import { hex, type Place } from '../place.ts';

/** What a rule found of one resource. */
export interface Judged {
  /** As Config names the resource: the name of a notebook, the ARN of the others. */
  id: string;
  arn: string;
  compliant: boolean;
}

/** A managed rule of Config, the Security Hub control behind it, and what they found. */
export interface NativeRule {
  name: string;
  control: string;
  title: string;
  severity: 'LOW' | 'MEDIUM' | 'HIGH';
  type: string;
  judged: Judged[];
}

/** Config of a place: one recorder, the rules with their evaluations, checked some hours ago. */
export function configOf(place: Place, rules: NativeRule[]): ConfigEstate {
  return {
    recorders: [
      {
        name: 'default',
        roleARN: `arn:aws:iam::${place.account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: place.region === 'eu-west-1' },
      },
    ],
    recorderStatus: [
      {
        name: 'default',
        recording: true,
        lastStatus: 'SUCCESS',
        lastStartTime: place.daysAgo(400),
        lastStatusChangeTime: place.daysAgo(0.2),
      },
    ],
    rules: rules.map((rule) => configRule(place, rule)),
    evaluations: Object.fromEntries(
      rules.map((rule) => [rule.name, rule.judged.map((item) => evaluation(place, rule, item))]),
    ),
  };
}

/** Security Hub of a place: two standards, one finding for each rule and resource. */
export function securityHubOf(place: Place, rules: NativeRule[]): SecurityHubEstate {
  const hub = `arn:aws:securityhub:${place.region}:${place.account}`;
  const standards = ['aws-foundational-security-best-practices/v/1.0.0', 'ai-security-best-practices/v/1.0.0'];
  return {
    hub: {
      HubArn: `${hub}:hub/default`,
      SubscribedAt: place.daysAgo(390).toISOString(),
      AutoEnableControls: true,
      ControlFindingGenerator: 'SECURITY_CONTROL',
    },
    standards: standards.map((standard) => ({
      StandardsSubscriptionArn: `${hub}:subscription/${standard}`,
      StandardsArn: `arn:aws:securityhub:${place.region}::standards/${standard}`,
      StandardsInput: {},
      StandardsStatus: 'READY',
    })),
    products: [`${hub}:product-subscription/aws/guardduty`],
    findings: rules.flatMap((rule) => rule.judged.map((item) => finding(place, rule, item, standards))),
  };
}

/** GuardDuty of a place, with or without the look at machine learning. */
export function guardDutyOf(place: Place, ai: 'ENABLED' | 'DISABLED'): GuardDutyEstate {
  const always = ['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS', 'S3_DATA_EVENTS'];
  return {
    detectorId: hex(`${place.account} ${place.region} detector`, 32),
    status: 'ENABLED',
    features: [...always.map((name) => ({ name, status: 'ENABLED' as const })), { name: 'AI_PROTECTION', status: ai }],
  };
}

function configRule(place: Place, rule: NativeRule): ConfigRule {
  const id = `config-rule-${hex(`${place.account} ${place.region} ${rule.name}`, 6)}`;
  return {
    ConfigRuleName: rule.name,
    ConfigRuleArn: `arn:aws:config:${place.region}:${place.account}:config-rule/${id}`,
    ConfigRuleId: id,
    Description: rule.title,
    Source: { Owner: 'AWS', SourceIdentifier: rule.name.replaceAll('-', '_').toUpperCase() },
    ConfigRuleState: 'ACTIVE',
    MaximumExecutionFrequency: 'TwentyFour_Hours',
    EvaluationModes: [{ Mode: 'DETECTIVE' }],
  };
}

function evaluation(place: Place, rule: NativeRule, item: Judged): EvaluationResult {
  return {
    EvaluationResultIdentifier: {
      EvaluationResultQualifier: {
        ConfigRuleName: rule.name,
        ResourceType: rule.type,
        ResourceId: item.id,
        EvaluationMode: 'DETECTIVE',
      },
      OrderingTimestamp: place.daysAgo(0.4),
    },
    ComplianceType: item.compliant ? 'COMPLIANT' : 'NON_COMPLIANT',
    ResultRecordedTime: place.daysAgo(0.4),
    ConfigRuleInvokedTime: place.daysAgo(0.41),
  };
}

function finding(place: Place, rule: NativeRule, item: Judged, standards: string[]): AwsSecurityFinding {
  const id = hex(`${rule.control} ${item.arn}`, 32);
  return {
    SchemaVersion: '2018-10-08',
    Id: `arn:aws:securityhub:${place.region}:${place.account}:security-control/${rule.control}/finding/${id}`,
    ProductArn: `arn:aws:securityhub:${place.region}::product/aws/securityhub`,
    ProductName: 'Security Hub',
    CompanyName: 'AWS',
    Region: place.region,
    GeneratorId: `security-control/${rule.control}`,
    AwsAccountId: place.account,
    Types: ['Software and Configuration Checks/Industry and Regulatory Standards'],
    FirstObservedAt: place.daysAgo(120).toISOString(),
    LastObservedAt: place.daysAgo(0.5).toISOString(),
    CreatedAt: place.daysAgo(120).toISOString(),
    UpdatedAt: place.daysAgo(0.5).toISOString(),
    Severity: item.compliant
      ? { Label: 'INFORMATIONAL', Original: 'INFORMATIONAL' }
      : { Label: rule.severity, Original: rule.severity },
    Title: rule.title,
    Description: `Checks ${rule.type} by the rule ${rule.name}.`,
    Resources: [{ Type: toAsffType(rule.type), Id: item.arn, Partition: 'aws', Region: place.region }],
    Compliance: {
      Status: item.compliant ? 'PASSED' : 'FAILED',
      SecurityControlId: rule.control,
      AssociatedStandards: standards.map((StandardsId) => ({ StandardsId: `standards/${StandardsId}` })),
    },
    WorkflowState: 'NEW',
    Workflow: { Status: item.compliant ? 'RESOLVED' : 'NEW' },
    RecordState: 'ACTIVE',
    ProcessedAt: place.daysAgo(0.5).toISOString(),
  };
}

/** `AWS::SageMaker::Model` is `AwsSageMakerModel` to Security Hub. */
function toAsffType(type: string): string {
  return `Aws${type.split('::').slice(1).join('')}`;
}
