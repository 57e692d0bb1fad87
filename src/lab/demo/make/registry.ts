import type {
  DescribeModelCardResponse,
  DescribeModelPackageGroupOutput,
  DescribeModelPackageOutput,
  UserContext,
} from '@aws-sdk/client-sagemaker';
import { digest, hex, type Place } from '../place.ts';

/** A model package group. */
export function packageGroup(
  place: Place,
  name: string,
  createdDaysAgo: number,
  by: UserContext,
  description?: string,
): DescribeModelPackageGroupOutput {
  return {
    ModelPackageGroupName: name,
    ModelPackageGroupArn: place.arn('model-package-group', name),
    ...(description === undefined ? {} : { ModelPackageGroupDescription: description }),
    CreationTime: place.daysAgo(createdDaysAgo),
    CreatedBy: by,
    ModelPackageGroupStatus: 'Completed',
  };
}

/** A version of a model package group. */
export function modelPackage(
  place: Place,
  group: string,
  version: number,
  options: { daysAgo: number; by: UserContext; image: string; data: string; digest?: boolean },
  more: Partial<DescribeModelPackageOutput> = {},
): DescribeModelPackageOutput {
  return {
    ModelPackageName: `${group}/${version}`,
    ModelPackageGroupName: group,
    ModelPackageVersion: version,
    ModelPackageRegistrationType: 'Registered',
    ModelPackageArn: place.arn('model-package', `${group}/${version}`),
    CreationTime: place.daysAgo(options.daysAgo),
    InferenceSpecification: {
      Containers: [
        {
          Image: options.image,
          ...(options.digest === true ? { ImageDigest: digest(options.image) } : {}),
          ModelDataUrl: options.data,
          ModelDataETag: hex(options.data, 32),
        },
      ],
      SupportedContentTypes: ['application/json'],
      SupportedResponseMIMETypes: ['application/json'],
    },
    ModelPackageStatus: 'Completed',
    ModelPackageStatusDetails: { ValidationStatuses: [], ImageScanStatuses: [] },
    CertifyForMarketplace: false,
    ModelApprovalStatus: 'PendingManualApproval',
    CreatedBy: options.by,
    SkipModelValidation: 'None',
    ...more,
  };
}

/** A model card; its content is the JSON of SageMaker's model card schema. */
export function modelCard(
  place: Place,
  name: string,
  createdDaysAgo: number,
  by: UserContext,
  content: object,
  more: Partial<DescribeModelCardResponse> = {},
): DescribeModelCardResponse {
  return {
    ModelCardArn: place.arn('model-card', name),
    ModelCardName: name,
    ModelCardVersion: 1,
    Content: JSON.stringify(content),
    ModelCardStatus: 'Draft',
    CreationTime: place.daysAgo(createdDaysAgo),
    CreatedBy: by,
    LastModifiedTime: place.daysAgo(createdDaysAgo / 2),
    LastModifiedBy: by,
    ...more,
  };
}
