import type {
  DescribeModelPackageGroupOutput,
  DescribeModelPackageOutput,
  MetricsSource,
  ModelMetrics,
} from '@aws-sdk/client-sagemaker';
import type { PolicyDocument } from '../../policy-document.ts';
import { allow, policy } from '../make/iam.ts';
import { modelPackage, packageGroup } from '../make/registry.ts';
import { roleUser, studioUser } from '../make/studio.ts';
import { accounts, type Place } from '../place.ts';
import { prodRoles } from './iam.ts';
import { prodImages } from './models.ts';

const models = 's3://hvh-ml-prod-models';

/** The people and machines of ml-prod that register and approve. */
export function prodPeople(place: Place) {
  const user = (name: string) => studioUser(place, 'ml-prod-operations', name, prodRoles.training);
  return {
    pipeline: roleUser(place, prodRoles.pipeline, 'SageMakerPipelines'),
    clinicalSafety: user('clinical-safety-officer'),
    sepsisLead: user('sepsis-lead'),
    platform: user('ml-platform-oncall'),
  };
}

/** Groups of the registry. */
export function packageGroups(place: Place): DescribeModelPackageGroupOutput[] {
  const { pipeline, sepsisLead, platform } = prodPeople(place);
  return [
    packageGroup(place, 'triage-chest-xray', 600, pipeline, 'Orders the worklist of chest radiographs by urgency'),
    packageGroup(place, 'sepsis-early-warning', 410, sepsisLead, 'Hourly risk of sepsis on general wards'),
    packageGroup(place, 'discharge-summary', 140, platform),
    packageGroup(place, 'bed-forecast', 300, pipeline, 'Beds needed per ward, seven days ahead'),
  ];
}

/** Who else may use the groups: the research account may read one, a vendor outside may read another. */
export function packageGroupPolicies(place: Place): Record<string, PolicyDocument> {
  const share = (group: string, account: string) =>
    policy(
      allow(
        ['sagemaker:DescribeModelPackage', 'sagemaker:ListModelPackages', 'sagemaker:CreateModel'],
        [place.arn('model-package-group', group), place.arn('model-package', `${group}/*`)],
        { Sid: 'Share', Principal: { AWS: `arn:aws:iam::${account}:root` } },
      ),
    );
  return {
    'triage-chest-xray': share('triage-chest-xray', accounts.dev),
    'bed-forecast': share('bed-forecast', '999988887777'),
  };
}

/** Versions of the groups. */
export function modelPackages(place: Place): DescribeModelPackageOutput[] {
  const { pipeline, clinicalSafety, sepsisLead, platform } = prodPeople(place);
  const production = { Stage: 'Production', StageStatus: 'Approved' };
  const approved = { ModelApprovalStatus: 'Approved' as const, SecurityConfig: { KmsKeyId: place.key('ml-prod') } };
  const triage = (version: number, daysAgo: number) => ({
    daysAgo,
    by: pipeline,
    image: prodImages.triage,
    data: `${models}/triage-chest-xray/${version}/model.tar.gz`,
    digest: true,
  });
  const tabular = (name: string, version: number, daysAgo: number, by = pipeline) => ({
    daysAgo,
    by,
    image: prodImages.tabular,
    data: `${models}/${name}/${version}/model.tar.gz`,
    digest: true,
  });
  const made = (job: string) => ({
    MetadataProperties: {
      CommitId: 'c0ffee5d1a2b3c4d5e6f708192a3b4c5d6e7f809',
      Repository: 'https://github.com/harbour-vale/ml-platform',
      GeneratedBy: place.arn('training-job', job),
    },
  });
  return [
    modelPackage(place, 'triage-chest-xray', 41, triage(41, 133), {
      ...approved,
      ...made('triage-chest-xray-2026-train-41'),
      ModelMetrics: metrics('triage-chest-xray/41'),
      LastModifiedTime: place.daysAgo(131),
      LastModifiedBy: clinicalSafety,
      ApprovalDescription: 'Reviewed with radiology; AUROC 0.961 on the holdout of two sites',
      ModelLifeCycle: { Stage: 'Archived', StageStatus: 'Approved' },
    }),
    modelPackage(place, 'triage-chest-xray', 42, triage(42, 24), {
      ...approved,
      ...made('triage-chest-xray-2026-train-42'),
      ModelPackageDescription: 'Adds portable radiographs',
      ModelMetrics: metrics('triage-chest-xray/42'),
      DriftCheckBaselines: {
        ModelDataQuality: { Statistics: source('triage-chest-xray/42/baseline/statistics.json') },
      },
      LastModifiedTime: place.daysAgo(21.4),
      LastModifiedBy: clinicalSafety,
      ApprovalDescription: 'Reviewed with radiology; AUROC 0.968, no gap by site, sex or age above 0.02',
      ModelLifeCycle: production,
    }),
    modelPackage(place, 'triage-chest-xray', 43, triage(43, 3), {
      ModelMetrics: metrics('triage-chest-xray/43'),
      ...made('triage-chest-xray-2026-train-43'),
    }),
    modelPackage(place, 'sepsis-early-warning', 6, tabular('sepsis-early-warning', 6, 220, sepsisLead), {
      ...approved,
      ModelMetrics: metrics('sepsis-early-warning/6'),
      LastModifiedTime: place.daysAgo(217),
      LastModifiedBy: clinicalSafety,
    }),
    // Trained, registered and approved by one person, the evening before it went live.
    modelPackage(place, 'sepsis-early-warning', 7, tabular('sepsis-early-warning', 7, 41, sepsisLead), {
      ...approved,
      ...made('sepsis-early-warning-train-7'),
      LastModifiedTime: place.daysAgo(40.4),
      LastModifiedBy: sepsisLead,
      ApprovalDescription: 'looks good',
      ModelLifeCycle: production,
    }),
    modelPackage(
      place,
      'discharge-summary',
      2,
      {
        daysAgo: 34,
        by: platform,
        image: prodImages.textGeneration,
        data: `${models}/discharge-summary/2/model.tar.gz`,
      },
      {
        ModelApprovalStatus: 'Approved',
        LastModifiedTime: place.daysAgo(33.2),
        LastModifiedBy: clinicalSafety,
        SkipModelValidation: 'All',
      },
    ),
    modelPackage(place, 'bed-forecast', 11, tabular('bed-forecast', 11, 40), {
      ModelApprovalStatus: 'Rejected',
      LastModifiedTime: place.daysAgo(39),
      LastModifiedBy: platform,
    }),
    modelPackage(place, 'bed-forecast', 12, tabular('bed-forecast', 12, 10), {
      ...approved,
      ...made('bed-forecast-train-12'),
      ModelMetrics: { ModelQuality: { Statistics: source('bed-forecast/12/quality.json') } },
      LastModifiedTime: place.daysAgo(9.2),
      LastModifiedBy: platform,
      ModelLifeCycle: production,
    }),
  ];
}

function metrics(version: string): ModelMetrics {
  return {
    ModelQuality: { Statistics: source(`${version}/quality.json`) },
    ModelDataQuality: {
      Statistics: source(`${version}/data-statistics.json`),
      Constraints: source(`${version}/data-constraints.json`),
    },
    Bias: { Report: source(`${version}/bias.json`) },
    Explainability: { Report: source(`${version}/shap.json`) },
  };
}

function source(path: string): MetricsSource {
  return { ContentType: 'application/json', S3Uri: `${models}/metrics/${path}` };
}
