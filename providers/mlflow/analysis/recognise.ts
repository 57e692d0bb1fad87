/** What a metric says that was tested. */
export type Subject = 'quality' | 'data' | 'bias' | 'robustness' | 'explainability' | 'safety' | 'grounding';

/** Names of metrics, by the words in them; the first that fits wins. Lower case, parts joined by `_`. */
const subjects: readonly (readonly [Subject, RegExp])[] = [
  [
    'bias',
    /(^|_)(demographic_parity|disparate_impact|equal(ized|ised)_odds|equal_opportunity|statistical_parity|fairness|bias)(_|$)/,
  ],
  ['robustness', /(^|_)(robustness|adversarial|perturbation|perturbed|attack_success|stress)(_|$)/],
  ['safety', /(^|_)(toxicity|toxic|safety|harmful|jailbreak)(_|$)/],
  ['grounding', /(^|_)(faithfulness|groundedness|hallucination|answer_relevance|context_precision)(_|$)/],
  ['explainability', /(^|_)(shap|lime|feature_importance|attribution)(_|$)/],
  ['data', /(^|_)(data_quality|data_validation|expectations?|anomalies|missing_values|psi|data_drift)(_|$)/],
];
/** Measures of the machine, and how training itself went: they test nothing. */
const noTest =
  /^(system_|gpu_|cpu_|memory_|epoch|step|learning_rate|lr$|(train|training)_|duration|time_|elapsed)|_(seconds|ms|time|duration)$|^loss$/;

/**
 * What the names of recorded metrics say that a model was tested for. Any result on data apart from training counts as
 * quality. Recognised by name: another name for the same thing is not seen.
 */
export function subjectsOf(metrics: readonly string[]): Subject[] {
  const found = new Set<Subject>();
  for (const raw of metrics) {
    const name = plain(raw);
    const subject = subjects.find(([, words]) => words.test(name))?.[0];
    if (subject) found.add(subject);
    else if (name !== '' && !noTest.test(name)) found.add('quality');
  }
  return [...found];
}

/** Tools that check data, by the words that their integrations leave in names of tags, parameters, metrics and files. */
const validators =
  /(^|_)(great_expectations|expectation_suite|expectations|gx|evidently|tfdv|tensorflow_data_validation|example_?validator|statistics_?gen|schema_?gen|py_?deequ|deequ|pandera|soda_(core|scan)|data_validation)(_|$)/;

/** Whether a name shows that data was validated: TFX Data Validation, Great Expectations, Evidently, Deequ, pandera. */
export function showsValidation(name: string): boolean {
  return validators.test(plain(name));
}

/** Method of explanation that a name of a tag, parameter, metric or file shows: SHAP, LIME, gradients. */
export function explanationIn(name: string): 'shap' | 'lime' | 'gradient' | undefined {
  const words = plain(name);
  if (/(^|_)shap(ley)?(_|$)|model_explanations_shap/.test(words)) return 'shap';
  if (/(^|_)lime(_|$)/.test(words)) return 'lime';
  return /(^|_)(integrated_gradients|grad_?cam|saliency)(_|$)/.test(words) ? 'gradient' : undefined;
}

/** Lower case, parts joined by `_`: `DataValidation/anomalies` and `data-validation.anomalies` are the same. */
function plain(name: string): string {
  return name
    .slice(0, 300)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_');
}
