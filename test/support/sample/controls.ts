import { readFileSync } from 'node:fs';
import type { Control } from '../../../src/model/control.ts';
import type { Json } from '../../../src/model/json.ts';
import { type Provider, providers, type Severity } from '../../../src/model/verdict.ts';
import { sampleFrameworks } from './frameworks.ts';

/** A sample control judges one fact, so that its verdict can be read off the value. */
export interface SampleControl {
  control: Control;
  fact: string;
  good: Json[];
  bad: Json[];
}

type Row = [
  id: string,
  slug: string,
  severity: Severity,
  kinds: string,
  fact: string,
  good: Json[],
  bad: Json[],
  pass: string,
  title: string,
  failsAs: string,
  themes: string,
  why: string,
];

/** One line a control: see the head of the table. */
const rows = readFileSync(new URL('controls.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map(rowOf);

function rowOf(line: string): Row {
  const [id, slug, severity, kinds, fact, good, bad, ...words] = line.split('\t') as string[];
  const values = [good, bad].map((text) => JSON.parse(text ?? '[]') as Json[]);
  return [id, slug, severity, kinds, fact, ...values, ...words] as Row; // The table has a column for each.
}

const families: Record<string, string> = {
  NET: 'network',
  ENC: 'encryption',
  IAM: 'identity',
  SEC: 'secrets',
  LOG: 'logging',
  REG: 'registry',
  MON: 'monitoring',
  DAT: 'data',
  GEN: 'generative-ai',
  GOV: 'governance',
  SUP: 'supply-chain',
};

const consoles: Record<Exclude<Provider, 'mlflow'>, string> = {
  aws: 'SageMaker AI console',
  azure: 'Azure Machine Learning studio',
  gcp: 'Vertex AI console',
};
const clis: Record<Exclude<Provider, 'mlflow'>, string> = { aws: 'aws sagemaker', azure: 'az ml', gcp: 'gcloud ai' };
const terraform: Record<Exclude<Provider, 'mlflow'>, string> = {
  aws: 'aws_sagemaker_notebook_instance',
  azure: 'azurerm_machine_learning_compute_instance',
  gcp: 'google_workbench_instance',
};

/** By id. */
export const sampleControls: SampleControl[] = rows
  .map(toControl)
  .sort((a, b) => (a.control.id < b.control.id ? -1 : 1));

function toControl([
  id,
  slug,
  severity,
  kinds,
  fact,
  good,
  bad,
  pass,
  title,
  failsAs,
  themes,
  why,
]: Row): SampleControl {
  const family = families[id.slice(0, 3)] ?? 'other';
  return {
    fact,
    good,
    bad,
    control: {
      id,
      slug,
      family,
      title,
      severity,
      why,
      fails_as: failsAs,
      applies_to: kinds.split(' '),
      ...(id === 'MON-001' ? { when: 'state == "active"' } : {}),
      pass,
      observe: [fact],
      fix: fixes(slug, fact),
      native:
        id.startsWith('NET') || id.startsWith('ENC')
          ? { 'aws-config': [`sagemaker-${slug}`], 'aws-security-hub': [`SageMaker.${id.slice(-1)}`] }
          : {},
      themes: themes.split(' '),
      sources: [
        'https://docs.aws.amazon.com/sagemaker/latest/dg/security.html',
        'https://learn.microsoft.com/azure/machine-learning/concept-enterprise-security',
      ],
      cases: [
        { name: 'as it should be', facts: { [fact]: good[0] ?? null }, expect: 'pass' },
        { name: 'as it should not be', facts: { [fact]: bad[0] ?? null }, expect: 'fail' },
        {
          name: 'the read was denied',
          facts: { [fact]: { $missing: { reason: 'access-denied' } } },
          expect: 'unknown',
        },
      ],
      ...(family === 'monitoring'
        ? { limits: 'A pass shows that monitoring is configured and ran. It does not show that anyone acts on it.' }
        : {}),
      file: `${family}/${slug}.yaml`,
    },
  };
}

function fixes(slug: string, fact: string): Control['fix'] {
  const fix: Control['fix'] = {};
  for (const provider of providers) {
    if (provider === 'mlflow') {
      fix.mlflow = { text: `Change “${fact}” on the server’s start command and restart it.` };
      continue;
    }
    fix[provider] = {
      text: `${consoles[provider]}: open the resource, choose Edit, set “${fact}” as expected, and save. A running machine has to be stopped first.`,
      cli: `${clis[provider]} update --name "$NAME" \\\n  --${slug} \\\n  --region "$REGION"`,
      terraform: `resource "${terraform[provider]}" "this" {\n  name = var.name\n\n  ${fact.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} = var.expected\n}`,
    };
  }
  return fix;
}

/** Framework id -> ids of the requirements that share a theme with the control. */
export function requirementsOf(control: Control): Record<string, string[]> {
  const out: Record<string, string[]> = {};
  for (const framework of sampleFrameworks) {
    const ids = framework.requirements
      .filter((one) => one.themes.some((theme) => control.themes.includes(theme)))
      .map((one) => one.id);
    if (ids.length > 0) out[framework.id] = ids;
  }
  return out;
}
