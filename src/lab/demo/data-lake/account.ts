import type { Account, IamEstate, RegionEstate } from '../../estate.ts';
import type { SageMakerEstate } from '../../estate-sagemaker.ts';
import { configOf } from '../make/audit.ts';
import { allow, policy, role, servedBy } from '../make/iam.ts';
import { processingJob } from '../make/jobs.ts';
import { nativeRules } from '../make/native-rules.ts';
import { routeTable, securityGroup, subnet, vpcEndpoint } from '../make/network.ts';
import { notebook } from '../make/notebook.ts';
import { scanner } from '../make/scanner.ts';
import { key, repository } from '../make/storage.ts';
import { featureGroup } from '../make/studio.ts';
import { accounts, ec2Id, image, type Place, placeIn, roleArn } from '../place.ts';
import { kms, s3 } from './storage.ts';

const etl = roleArn(accounts.lake, 'LakeEtlRole', '/lake/');
const vpc = 'vpc-lake';
const network = { Subnets: [ec2Id('subnet', 'lake-private-a')], SecurityGroupIds: [ec2Id('sg', 'lake-etl')] };

/** data-lake: where patients' data lies. The scanner lacks two permissions here, and Security Hub was never switched on. */
export function dataLake(now: Date): Account {
  const ireland = placeIn(accounts.lake, 'eu-west-1', now);
  return {
    id: accounts.lake,
    name: 'data-lake',
    accessKeyId: 'LABKEYDATALAKE',
    callerArn: `arn:aws:iam::${accounts.lake}:user/plumbline-scanner`,
    iam: iam(ireland),
    s3: s3(ireland),
    regions: {
      'us-east-1': {},
      'eu-west-1': irelandEstate(ireland),
      'eu-central-1': { kms: { keys: [key(placeIn(accounts.lake, 'eu-central-1', now), 'lake-recovery', 700)] } },
    },
  };
}

function iam(place: Place): IamEstate {
  const lakeKeys = [place.key('phi'), place.key('features')];
  return {
    roles: [
      scanner(place),
      role(place, 'LakeEtlRole', 1400, {
        path: '/lake/',
        usedDaysAgo: 0.2,
        description: 'De-identifies and publishes',
        inline: {
          etl: policy(
            allow(['s3:GetObject', 's3:ListBucket'], ['arn:aws:s3:::hvh-phi-*', 'arn:aws:s3:::hvh-phi-*/*']),
            allow(
              ['s3:PutObject', 's3:DeleteObject'],
              ['arn:aws:s3:::hvh-ml-deidentified/*', 'arn:aws:s3:::hvh-ml-features-offline/*'],
            ),
            allow(['kms:Decrypt', 'kms:GenerateDataKey'], lakeKeys),
          ),
        },
      }),
      role(place, 'LakeCatalogRole', 1400, {
        path: '/lake/',
        usedDaysAgo: 1,
        trust: servedBy('glue.amazonaws.com'),
        inline: { read: policy(allow('s3:ListBucket', '*')) },
      }),
    ],
  };
}

function irelandEstate(place: Place): RegionEstate {
  const notebookInstances = [
    notebook(place, 'data-quality-checks', etl, 260, {
      DirectInternetAccess: 'Disabled',
      RootAccess: 'Disabled',
      SubnetId: network.Subnets[0],
      SecurityGroups: network.SecurityGroupIds,
      KmsKeyId: place.key('phi'),
    }),
  ];
  return {
    sagemaker: { ...sagemaker(place), notebookInstances },
    kms: kms(place),
    ec2: {
      subnets: [subnet(place, vpc, 'lake-private-a', 'a', '10.40.1.0/24')],
      routeTables: [routeTable(place, vpc, 'lake-private', 'none', ['lake-private-a'], true)],
      securityGroups: [securityGroup(place, vpc, 'lake-etl', 'De-identification jobs', [], false)],
      vpcEndpoints: [
        vpcEndpoint(place, vpc, 's3', 900, { routeTables: ['lake-private'] }),
        vpcEndpoint(place, vpc, 'sagemaker.api', 900, { subnets: ['lake-private-a'], group: 'lake-etl' }),
      ],
      flowLogs: [
        {
          FlowLogId: ec2Id('fl', vpc),
          FlowLogStatus: 'ACTIVE',
          ResourceId: ec2Id('vpc', vpc),
          TrafficType: 'REJECT',
          LogDestinationType: 's3',
          LogDestination: 'arn:aws:s3:::hvh-lake-logs/flow/',
          DeliverLogsStatus: 'SUCCESS',
          CreationTime: place.daysAgo(900),
        },
      ],
    },
    ecr: {
      repositories: [repository(place, 'lake/deidentify', 800, { imageScanningConfiguration: { scanOnPush: true } })],
    },
    cloudtrail: {
      trails: [
        {
          trail: {
            Name: 'lake',
            TrailARN: `arn:aws:cloudtrail:${place.region}:${place.account}:trail/lake`,
            HomeRegion: place.region,
            S3BucketName: 'hvh-lake-logs',
            IncludeGlobalServiceEvents: true,
            IsMultiRegionTrail: true,
            IsOrganizationTrail: false,
            LogFileValidationEnabled: true,
            KmsKeyId: place.key('phi'),
            HasCustomEventSelectors: true,
            HasInsightSelectors: false,
          },
          status: { IsLogging: true, LatestDeliveryTime: place.daysAgo(0.002), StartLoggingTime: place.daysAgo(1500) },
          selectors: {
            AdvancedEventSelectors: [
              { Name: 'Management events', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
              {
                Name: "Patients' data",
                FieldSelectors: [
                  { Field: 'eventCategory', Equals: ['Data'] },
                  { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
                  { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::hvh-phi-'] },
                ],
              },
            ],
          },
        },
      ],
    },
    config: configOf(place, nativeRules({ notebooks: notebookInstances, models: [], endpointConfigs: [] })),
  };
}

function sagemaker(place: Place): SageMakerEstate {
  const offline = (name: string) => ({
    RoleArn: etl,
    OfflineStoreConfig: {
      S3StorageConfig: { S3Uri: `s3://hvh-ml-features-offline/${name}`, KmsKeyId: place.key('features') },
    },
    OfflineStoreStatus: { Status: 'Active' as const },
    Description: 'Published by the lake for training',
  });
  const job = (name: string, daysAgo: number, target: string, safe: boolean) =>
    processingJob(place, name, {
      role: etl,
      image: image(accounts.lake, 'eu-west-1', 'lake/deidentify', '2.8.0'),
      daysAgo,
      count: 4,
      minutes: 210,
      input: 's3://hvh-phi-imaging-raw/',
      output: `s3://hvh-ml-deidentified/${target}`,
      outputKey: place.key('features'),
      volumeKey: place.key('phi'),
      vpc: network,
      isolated: safe,
      encrypted: safe,
    });
  return {
    processingJobs: [
      job('deidentify-imaging-night-1', 0.8, 'chest-xray', true),
      job('deidentify-imaging-night-2', 1.8, 'chest-xray', true),
      job('deidentify-notes-backfill', 22, 'notes', false),
    ],
    featureGroups: [
      featureGroup(
        place,
        'patient-demographics',
        680,
        ['pseudonym:String', 'valid_from:String', 'age_band:String', 'site:String'],
        offline('patient-demographics'),
      ),
      featureGroup(
        place,
        'lab-results-rolling',
        640,
        ['pseudonym:String', 'measured_at:String', 'lactate:Fractional', 'crp:Fractional'],
        offline('lab-results-rolling'),
      ),
      featureGroup(
        place,
        'imaging-metadata',
        500,
        ['study:String', 'acquired_at:String', 'device:String', 'portable:Integral'],
        offline('imaging-metadata'),
      ),
    ],
    tags: { [place.arn('feature-group', 'patient-demographics')]: [{ Key: 'data-class', Value: 'de-identified' }] },
  };
}
