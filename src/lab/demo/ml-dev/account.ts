import type { Account, RegionEstate } from '../../estate.ts';
import { configOf, securityHubOf } from '../make/audit.ts';
import { bedrockRules } from '../make/bedrock-rules.ts';
import { nativeRules } from '../make/native-rules.ts';
import { bucket, key, repository } from '../make/storage.ts';
import { aliasesOf } from '../ml-prod/storage.ts';
import { accounts, type Place, placeIn } from '../place.ts';
import { bedrock, logGroups } from './bedrock.ts';
import { iam } from './iam.ts';
import { processingJobs, trainingJobs, transformJobs, virginiaTrainingJobs } from './jobs.ts';
import { network } from './network.ts';
import { frankfurtNotebooks, lifecycleConfigs, notebooks, virginiaNotebooks } from './notebooks.ts';
import { devEndpoints, models, pipelines, registry } from './serving.ts';
import { domains, featureGroups, spaces, studioScripts, userProfiles } from './studio.ts';

/** ml-dev: where people try things. */
export function mlDev(now: Date): Account {
  const ireland = placeIn(accounts.dev, 'eu-west-1', now);
  const virginia = placeIn(accounts.dev, 'us-east-1', now);
  return {
    id: accounts.dev,
    name: 'ml-dev',
    accessKeyId: 'LABKEYMLDEV',
    callerArn: `arn:aws:iam::${accounts.dev}:user/plumbline-scanner`,
    iam: iam(ireland),
    // The account's own block of public access was never set.
    s3: { buckets: [...buckets(ireland), madeByConsole(virginia)] },
    regions: {
      'us-east-1': virginiaEstate(virginia),
      'eu-west-1': irelandEstate(ireland),
      'eu-central-1': frankfurtEstate(placeIn(accounts.dev, 'eu-central-1', now)),
    },
  };
}

function buckets(place: Place) {
  const { publicAccessBlock: _block, ...scratch } = bucket(place, 'hvh-ml-dev-scratch', 440, {
    tags: { owner: 'research' },
  });
  return [scratch, madeByConsole(place)];
}

/** Research keeps runs of its own, apart from the server of the hospital. */
function trackingServer(place: Place) {
  return {
    TrackingServerName: 'research-runs',
    TrackingServerArn: place.arn('mlflow-tracking-server', 'research-runs'),
    ArtifactStoreUri: 's3://hvh-ml-dev-scratch/mlflow',
    TrackingServerSize: 'Small' as const,
    MlflowVersion: '3.0.0',
    RoleArn: `arn:aws:iam::${place.account}:role/ml/DevTrainingRole`,
    TrackingServerStatus: 'Started' as const,
    IsActive: 'Active' as const,
    AutomaticModelRegistration: false,
    CreationTime: place.daysAgo(120),
    LastModifiedTime: place.daysAgo(30),
  };
}

/** SageMaker's default bucket: no policy, so no word of TLS. */
function madeByConsole(place: Place) {
  const { policy: _policy, ...made } = bucket(place, `sagemaker-${place.region}-${place.account}`, 1030);
  return made;
}

function irelandEstate(place: Place): RegionEstate {
  const { configs, endpoints } = devEndpoints(place);
  const { groups, packages } = registry(place);
  const notebookInstances = notebooks(place);
  const modelList = models(place);
  // Config still holds the answer of before the notebook was recreated without root.
  const generative = bedrock(place);
  const rules = [
    ...nativeRules({ notebooks: notebookInstances, models: modelList, endpointConfigs: configs }, [
      { rule: 'sagemaker-notebook-instance-root-access-check', name: 'discharge-prompts' },
    ]),
    ...bedrockRules(generative),
  ];
  return {
    sagemaker: {
      notebookInstances,
      trackingServers: [trackingServer(place)],
      lifecycleConfigs: lifecycleConfigs(place),
      studioLifecycleConfigs: studioScripts(place),
      domains: domains(place),
      userProfiles: userProfiles(place),
      spaces: spaces(place),
      trainingJobs: trainingJobs(place),
      processingJobs: processingJobs(place),
      transformJobs: transformJobs(place),
      models: modelList,
      endpointConfigs: configs,
      endpoints,
      modelPackageGroups: groups,
      modelPackages: packages,
      featureGroups: featureGroups(place),
      pipelines: pipelines(place),
      tags: { [place.arn('notebook-instance', 'sepsis-features')]: [{ Key: 'owner', Value: 'ward-analytics' }] },
    },
    kms: {
      keys: [key(place, 'ml-dev', 440, { rotationDays: null }), key(place, 'aws/sagemaker', 1030, { manager: 'AWS' })],
      aliases: aliasesOf(place, ['ml-dev', 'aws/sagemaker']),
    },
    ec2: network(place),
    ecr: { repositories: [repository(place, 'research/imaging', 400)] },
    cloudtrail: {
      trails: [
        {
          trail: {
            Name: 'management',
            TrailARN: `arn:aws:cloudtrail:${place.region}:${place.account}:trail/management`,
            HomeRegion: place.region,
            S3BucketName: 'hvh-ml-prod-logs',
            IncludeGlobalServiceEvents: true,
            IsMultiRegionTrail: true,
            IsOrganizationTrail: false,
            LogFileValidationEnabled: false,
            HasCustomEventSelectors: false,
            HasInsightSelectors: false,
          },
          status: { IsLogging: true, LatestDeliveryTime: place.daysAgo(0.004), StartLoggingTime: place.daysAgo(440) },
          selectors: {
            EventSelectors: [
              {
                ReadWriteType: 'All',
                IncludeManagementEvents: true,
                DataResources: [],
                ExcludeManagementEventSources: [],
              },
            ],
          },
        },
      ],
    },
    config: configOf(place, rules),
    securityhub: securityHubOf(place, rules),
    logs: logGroups(place),
    bedrock: generative,
  };
}

function virginiaEstate(place: Place): RegionEstate {
  const notebookInstances = virginiaNotebooks(place);
  const rules = nativeRules({ notebooks: notebookInstances, models: [], endpointConfigs: [] });
  return {
    sagemaker: { notebookInstances, trainingJobs: virginiaTrainingJobs(place) },
    kms: { keys: [key(place, 'aws/sagemaker', 700, { manager: 'AWS' })], aliases: aliasesOf(place, ['aws/sagemaker']) },
    securityhub: securityHubOf(place, rules),
  };
}

/** A region that nobody uses any more, and that nobody watches. */
function frankfurtEstate(place: Place): RegionEstate {
  return { sagemaker: { notebookInstances: frankfurtNotebooks(place) } };
}
