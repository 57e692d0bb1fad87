import type { DescribeModelCardResponse } from '@aws-sdk/client-sagemaker';
import { modelCard } from '../make/registry.ts';
import type { Place } from '../place.ts';
import { prodPeople } from './registry.ts';

/** Model cards of ml-prod: one whole and approved, one waiting, one hardly begun. */
export function modelCards(place: Place): DescribeModelCardResponse[] {
  const { clinicalSafety, sepsisLead, platform } = prodPeople(place);
  return [
    modelCard(place, 'triage-chest-xray', 560, platform, triageContent(place), {
      ModelCardVersion: 9,
      ModelCardStatus: 'Approved',
      SecurityConfig: { KmsKeyId: place.key('ml-prod') },
      LastModifiedTime: place.daysAgo(21.5),
      LastModifiedBy: clinicalSafety,
    }),
    modelCard(place, 'sepsis-early-warning', 400, sepsisLead, sepsisContent, {
      ModelCardVersion: 3,
      ModelCardStatus: 'PendingReview',
      LastModifiedTime: place.daysAgo(200),
    }),
    modelCard(place, 'discharge-summary', 120, platform, { model_overview: { model_name: 'discharge-summary' } }),
  ];
}

function triageContent(place: Place): object {
  return {
    model_overview: {
      model_name: 'triage-chest-xray',
      model_description:
        'Orders the worklist of chest radiographs so that urgent findings are read first. It hides no image and closes none.',
      model_version: 42,
      problem_type: 'Multiclass classification',
      algorithm_type: 'Convolutional neural network',
      model_creator: 'Imaging AI group',
      model_owner: 'Department of radiology',
      inference_environment: { container_image: ['ml/triage-chest-xray'] },
    },
    model_package_details: {
      model_package_arn: place.arn('model-package', 'triage-chest-xray/42'),
      model_package_group_name: 'triage-chest-xray',
      model_package_version: 42,
      model_approval_status: 'Approved',
    },
    intended_uses: {
      purpose_of_model: 'Shorten the time to the first reading of urgent chest radiographs.',
      intended_uses: 'Adults, frontal views, the eleven hospitals of the group. Not for children, not for reporting.',
      factors_affecting_model_efficiency: 'Portable devices of one maker read up to 3 points lower.',
      risk_rating: 'High',
      explanations_for_risk_rating: 'A finding that is put last may be read hours later.',
    },
    training_details: {
      training_observations: '412,000 de-identified studies of 2019 to 2025.',
      training_job_details: { training_arn: place.arn('training-job', 'triage-chest-xray-2026-train-42') },
    },
    evaluation_details: [
      {
        name: 'Holdout, two sites',
        evaluation_observation: 'Read by two radiologists each, a third where they differ.',
        metric_groups: [
          { name: 'discrimination', metric_data: [{ name: 'AUROC', type: 'number', value: 0.968 }] },
          { name: 'fairness', metric_data: [{ name: 'largest gap by sex', type: 'number', value: 0.011 }] },
        ],
      },
    ],
    additional_information: {
      ethical_considerations: 'Every image is still read by a person.',
      caveats_and_recommendations: 'Stop when the drift monitor reports violations for three days.',
      custom_details: { 'clinical safety case': 'CSC-118', 'next review': 'yearly' },
    },
  };
}

const sepsisContent = {
  model_overview: {
    model_name: 'sepsis-early-warning',
    model_description: 'Hourly risk of sepsis on general wards, shown to the nurse in charge.',
    model_version: 6,
    problem_type: 'Binary classification',
    algorithm_type: 'Gradient boosted trees',
  },
  intended_uses: { purpose_of_model: 'Earlier review of patients at risk.', risk_rating: 'Unknown' },
};
