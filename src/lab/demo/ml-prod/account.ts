import type { Account, RegionEstate } from '../../estate.ts';
import { configOf, guardDutyOf, securityHubOf } from '../make/audit.ts';
import { bedrockRules } from '../make/bedrock-rules.ts';
import { nativeRules } from '../make/native-rules.ts';
import { endpoint, endpointConfig, model } from '../make/serve.ts';
import { key } from '../make/storage.ts';
import { accounts, type Place, placeIn } from '../place.ts';
import { alarms, scalableTargets, scalingPolicies } from './alarms.ts';
import { bedrock, logGroups, virginiaBedrock } from './bedrock.ts';
import { modelCards } from './cards.ts';
import { prodEndpoints } from './endpoints.ts';
import { iam, prodRoles } from './iam.ts';
import { jobDefinitions } from './job-definitions.ts';
import { processingJobs, trainingJobs, transformJobs } from './jobs.ts';
import { prodImages, prodModels } from './models.ts';
import { network } from './network.ts';
import { pipelineExecutions, pipelines } from './pipelines.ts';
import { modelPackages, packageGroupPolicies, packageGroups } from './registry.ts';
import { schedules } from './schedules.ts';
import { aliasesOf, ecr, kms, s3 } from './storage.ts';
import { domains, featureGroups, lifecycleConfigs, notebooks, spaces, studioScripts, userProfiles } from './studio.ts';
import { trails } from './trails.ts';

/** ml-prod: where models serve. Well run, with a past. */
export function mlProd(now: Date): Account {
  const ireland = placeIn(accounts.prod, 'eu-west-1', now);
  return {
    id: accounts.prod,
    name: 'ml-prod',
    accessKeyId: 'LABKEYMLPROD',
    callerArn: `arn:aws:iam::${accounts.prod}:user/plumbline-scanner`,
    iam: iam(ireland),
    s3: s3(ireland),
    regions: {
      'us-east-1': virginia(placeIn(accounts.prod, 'us-east-1', now)),
      'eu-west-1': irelandEstate(ireland),
      'eu-central-1': { kms: { keys: [key(placeIn(accounts.prod, 'eu-central-1', now), 'ml-recovery', 300)] } },
    },
  };
}

function irelandEstate(place: Place): RegionEstate {
  const { configs, endpoints } = prodEndpoints(place);
  const models = prodModels(place);
  const notebookInstances = notebooks(place);
  const generative = bedrock(place);
  const rules = [
    ...nativeRules({ notebooks: notebookInstances, models, endpointConfigs: configs }),
    ...bedrockRules(generative),
  ];
  const owner = (team: string, dataClass: string) => [
    { Key: 'owner', Value: team },
    { Key: 'data-class', Value: dataClass },
  ];
  return {
    sagemaker: {
      notebookInstances,
      lifecycleConfigs: lifecycleConfigs(place),
      studioLifecycleConfigs: studioScripts(place),
      domains: domains(place),
      userProfiles: userProfiles(place),
      spaces: spaces(place),
      trainingJobs: trainingJobs(place),
      processingJobs: processingJobs(place),
      transformJobs: transformJobs(place),
      models,
      endpointConfigs: configs,
      endpoints,
      modelPackageGroups: packageGroups(place),
      modelPackageGroupPolicies: packageGroupPolicies(place),
      modelPackages: modelPackages(place),
      featureGroups: featureGroups(place),
      monitoringSchedules: schedules(place),
      ...jobDefinitions(place),
      pipelines: pipelines(place),
      pipelineExecutions: pipelineExecutions(place),
      modelCards: modelCards(place),
      tags: {
        [place.arn('endpoint', 'triage-chest-xray')]: owner('imaging-ai', 'phi'),
        [place.arn('endpoint', 'sepsis-early-warning')]: owner('ward-analytics', 'phi'),
        [place.arn('endpoint', 'bed-forecast')]: owner('operations-research', 'internal'),
        [place.arn('model-package-group', 'triage-chest-xray')]: owner('imaging-ai', 'phi'),
        [place.arn('feature-group', 'vitals-last-24h')]: owner('ward-analytics', 'phi'),
      },
    },
    kms: kms(place),
    ec2: network(place),
    ecr: ecr(place),
    cloudtrail: trails(place),
    config: configOf(place, rules),
    securityhub: securityHubOf(place, rules),
    guardduty: guardDutyOf(place, 'ENABLED'),
    autoscaling: { targets: scalableTargets(place), policies: scalingPolicies(place) },
    cloudwatch: alarms(place),
    logs: logGroups(place),
    bedrock: generative,
  };
}

/** A trial with a partner hospital overseas, in another region than the rest. */
function virginia(place: Place): RegionEstate {
  const models = [
    model(place, 'no-show-pilot', prodRoles.inference, 180, {
      Image: prodImages.tabular,
      ModelDataUrl: 's3://hvh-ml-prod-models/no-show/5/model.tar.gz',
    }),
  ];
  const configs = [endpointConfig(place, 'no-show-pilot', 180, { ModelName: 'no-show-pilot' })];
  const [config] = configs;
  const rules = nativeRules({ notebooks: [], models, endpointConfigs: configs });
  return {
    sagemaker: {
      models,
      endpointConfigs: configs,
      endpoints: config === undefined ? [] : [endpoint(place, 'no-show-pilot', config, [prodImages.tabular], 180, 180)],
    },
    kms: { keys: [key(place, 'aws/sagemaker', 180, { manager: 'AWS' })], aliases: aliasesOf(place, ['aws/sagemaker']) },
    config: configOf(place, rules),
    securityhub: securityHubOf(place, rules),
    guardduty: guardDutyOf(place, 'DISABLED'),
    bedrock: virginiaBedrock(place),
  };
}
