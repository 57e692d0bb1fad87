export type Purpose =
  | 'validate-data'
  | 'train'
  | 'evaluate'
  | 'explain'
  | 'check-bias'
  | 'approve'
  | 'register'
  | 'deploy'
  | 'other';

/** Words that component names are made of; the first that fits tells. TFX's own components are among them. */
const words: readonly (readonly [RegExp, Purpose])[] = [
  [/bias|fairness/, 'check-bias'],
  [/explain|shap|lime\b|attribution/, 'explain'],
  [/approv|human-review|sign-?off/, 'approve'],
  [/evaluat|model-?validat|\beval\b|infra-?validat/, 'evaluate'],
  [/deploy|create-endpoint|rollout/, 'deploy'],
  [/model-?upload|upload-?model|regist|pusher|publish-?model/, 'register'],
  [
    /example-?validat|schema-?gen|statistics-?gen|data-?(validat|quality)|validat|great-?expectation|tfdv/,
    'validate-data',
  ],
  [/train|tuner?\b|tuning|automl|\bfit\b/, 'train'],
];

/** What a step is for, recognised by the name of its task. */
export function purposeOf(name: string): Purpose {
  const plain = name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
  return words.find(([word]) => word.test(plain))?.[1] ?? 'other';
}
