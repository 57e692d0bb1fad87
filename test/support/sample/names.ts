import { hostileNames } from './hostile.ts';
import type { SampleOptions } from './options.ts';

/** Hostile names come often enough that each is there at least once, from about 900 findings on. */
export function sampleName(kind: string, n: number, options: Required<SampleOptions>): string {
  const every = Math.max(4, Math.min(37, Math.floor(options.findings / 250)));
  const turn = Math.floor(n / every);
  if (!options.hostile || n % every !== 3) return plainName(kind, n);
  return `${hostileNames[turn % hostileNames.length]}${turn >= hostileNames.length ? n : ''}`;
}

const words: Record<string, string[]> = {
  'ml.notebook': [
    'chest-xray-lab',
    'sepsis-explore',
    'ct-triage',
    'pathology-eda',
    'readmission',
    'tumour-board',
    'ecg-scratch',
  ],
  'ml.training_job': ['triage-unet', 'sepsis-lstm', 'fracture-resnet', 'ecg-transformer', 'report-ner'],
  'ml.endpoint': ['triage-live', 'sepsis-score', 'fracture-read', 'ecg-alert'],
  'ml.model_version': ['triage-unet:v', 'sepsis-lstm:v', 'fracture-resnet:v', 'ecg-transformer:v'],
  'storage.bucket': ['nordfjell-phi-images', 'nordfjell-features', 'nordfjell-models', 'nordfjell-captures'],
  'genai.agent': ['patient-questions', 'discharge-letters', 'ward-helper'],
  'genai.deployment': ['rag-prod/chat', 'letters/gpt', 'search/embed'],
  'genai.guardrail': ['patient-safe', 'staff-default', 'draft'],
};

function plainName(kind: string, n: number): string {
  const stems = words[kind] ?? [kind.replace(/^.*\./, '').replaceAll('_', '-')];
  const stem = stems[n % stems.length] ?? 'x';
  return `${stem}${stem.endsWith(':v') ? '' : '-'}${n.toString(36)}`;
}
