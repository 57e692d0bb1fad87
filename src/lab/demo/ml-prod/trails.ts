import type { CloudTrailEstate } from '../../estate.ts';
import type { Place } from '../place.ts';

/** The organisation's trail: all regions, validated, encrypted, with data events of SageMaker and of the models' bucket. */
export function trails(place: Place): CloudTrailEstate {
  const data = (name: string, type: string, ...prefixes: string[]) => ({
    Name: name,
    FieldSelectors: [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: [type] },
      ...(prefixes.length === 0 ? [] : [{ Field: 'resources.ARN', StartsWith: prefixes }]),
    ],
  });
  return {
    trails: [
      {
        trail: {
          Name: 'organisation',
          TrailARN: `arn:aws:cloudtrail:${place.region}:${place.account}:trail/organisation`,
          HomeRegion: place.region,
          S3BucketName: 'hvh-ml-prod-logs',
          S3KeyPrefix: 'cloudtrail',
          IncludeGlobalServiceEvents: true,
          IsMultiRegionTrail: true,
          IsOrganizationTrail: false,
          LogFileValidationEnabled: true,
          KmsKeyId: place.key('trail'),
          HasCustomEventSelectors: true,
          HasInsightSelectors: false,
        },
        status: {
          IsLogging: true,
          LatestDeliveryTime: place.daysAgo(0.003),
          StartLoggingTime: place.daysAgo(620),
          LatestDigestDeliveryTime: place.daysAgo(0.03),
          LatestDeliveryAttemptSucceeded: '',
        },
        selectors: {
          AdvancedEventSelectors: [
            { Name: 'Management events', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
            data('Invocations', 'AWS::SageMaker::Endpoint'),
            data('Feature reads', 'AWS::SageMaker::FeatureGroup'),
            data('Agents', 'AWS::Bedrock::AgentAlias'),
            data('Knowledge', 'AWS::Bedrock::KnowledgeBase'),
            data('Guardrails', 'AWS::Bedrock::Guardrail'),
            data('Runtimes', 'AWS::BedrockAgentCore::Runtime'),
            data('Gateways', 'AWS::BedrockAgentCore::Gateway'),
            data(
              'Model artifacts',
              'AWS::S3::Object',
              'arn:aws:s3:::hvh-ml-prod-models/',
              'arn:aws:s3:::hvh-ml-prod-capture/',
            ),
          ],
        },
      },
    ],
  };
}
