import { describe, expect, it, test } from 'vitest';
import { explanationIn, showsValidation, subjectsOf } from './recognise.ts';

test.each<[string, string[]]>([
  ['accuracy', ['quality']],
  ['val_f1_score', ['quality']],
  ['test/rmse', ['quality']],
  ['eval_loss', ['quality']],
  ['demographic_parity_difference', ['bias']],
  ['Equalized-Odds', ['bias']],
  ['biased', ['quality']],
  ['adversarial.accuracy', ['robustness']],
  ['toxicity/v1/mean', ['safety']],
  ['faithfulness/v1/p90', ['grounding']],
  ['mean_shap_age', ['explainability']],
  ['shape_ratio', ['quality']],
  ['dataQuality/anomalies', ['data']],
  ['system/cpu_utilization_percentage', []],
  ['training_accuracy_score', []],
  ['loss', []],
  ['fit_seconds', []],
  ['', []],
])('metric %s tests %j', (name, expected) => {
  expect(subjectsOf([name])).toEqual(expected);
});

it('names each subject once', () => {
  expect(subjectsOf(['auc', 'f1', 'fairness_gap', 'bias'])).toEqual(['quality', 'bias']);
});

describe('data validation', () => {
  test.each([
    'great_expectations.suite',
    'tfdv/anomalies.pbtxt',
    'TFX ExampleValidator',
    'StatisticsGen',
    'evidently_report.html',
    'pydeequ',
    'data-validation',
  ])('%s shows it', (name) => {
    expect(showsValidation(name)).toBe(true);
  });
  test.each(['validation_accuracy', 'val_loss', 'expected_goals', 'greater', 'evidence'])('%s does not', (name) => {
    expect(showsValidation(name)).toBe(false);
  });
});

test.each([
  ['model_explanations_shap', 'shap'],
  ['shap_beeswarm_plot.png', 'shap'],
  ['plots/lime-case-3.html', 'lime'],
  ['integrated_gradients.npy', 'gradient'],
  ['GradCAM', 'gradient'],
  ['shape.csv', undefined],
  ['limestone', undefined],
  ['sublime', undefined],
])('%s shows %s', (name, method) => {
  expect(explanationIn(name)).toBe(method);
});
