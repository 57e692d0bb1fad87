import { expect, test } from 'vitest';
import type { Config } from '../../config/schema.ts';
import { PlumblineError } from '../../model/errors.ts';
import { assertFilters } from './filters.ts';

const id = '00000000-0000-4000-8000-000000000001';
const aws: Config = { aws: { accounts: [{ id: '111122223333', name: 'ml-prod' }] } };
const azure: Config = { azure: { subscriptions: [{ id, name: 'Research' }] } };
const gcp: Config = { gcp: { projects: [{ id: 'imaging-train', name: 'training' }] } };
const mlflow: Config = { mlflow: { servers: [{ url: 'https://mlflow.example.com', name: 'main' }] } };

function refusal(config: Config, filter: object): string | undefined {
  try {
    assertFilters({ ...config, export: { siem: { type: 'file', folder: 'x', ...filter } } }, ['soc2', 'hipaa']);
  } catch (error) {
    if (error instanceof PlumblineError) return `${error.message} ${error.hint}`;
    throw error;
  }
  return undefined;
}

const ofAccounts = (word: string) => ({ accounts: [word] });
test.each<[string, Config, object]>([
  ['a framework', {}, { frameworks: ['soc2', 'hipaa'] }],
  ['an account by its id', aws, ofAccounts('111122223333')],
  ['an account by its name', aws, ofAccounts('ml-prod')],
  ['any account of AWS, where none is named', {}, ofAccounts('444455556666')],
  [
    'any account of AWS, where one is known by its profile only',
    { aws: { accounts: [{ profile: 'p' }] } },
    ofAccounts('444455556666'),
  ],
  [
    'the account of a role',
    { aws: { accounts: [{ role: 'arn:aws:iam::444455556666:role/R' }] } },
    ofAccounts('444455556666'),
  ],
  ['a subscription', azure, ofAccounts('Research')],
  ['a name that only Azure knows: none is in the config', { azure: {} }, ofAccounts('Anything')],
  [
    'a name that only Azure knows: the config has an id',
    { azure: { subscriptions: [{ id }] } },
    ofAccounts('Anything'),
  ],
  ['one of a management group', { azure: { ...azure.azure, management_groups: ['g'] } }, ofAccounts('Anything')],
  ['a project', gcp, ofAccounts('imaging-train')],
  ['one of a folder', { gcp: { ...gcp.gcp, folders: ['1'] } }, ofAccounts('anything')],
  ['one of an organisation', { gcp: { ...gcp.gcp, organisations: ['1'] } }, ofAccounts('anything')],
  ['a server', mlflow, ofAccounts('main')],
  ['a name of one of two clouds', { ...aws, ...azure }, ofAccounts('Research')],
  ['anything, where the config names no cloud', {}, ofAccounts('Anything')],
])('takes %s', (_what, config, filter) => {
  expect(refusal(config, filter)).toBeUndefined();
});

test.each<[string, Config, object, string]>([
  [
    'a framework',
    {},
    { frameworks: ['soc2', 'hippa'] },
    'export.siem.frameworks: there is no framework "hippa". Did you mean hipaa?',
  ],
  [
    'an account',
    aws,
    ofAccounts('ml-prdo'),
    'export.siem.accounts: there is no account "ml-prdo". Did you mean ml-prod?',
  ],
  [
    'an account by its id',
    aws,
    ofAccounts('111122223334'),
    'there is no account "111122223334". Did you mean 111122223333?',
  ],
  ['a name, where AWS has only ids', { aws: {} }, ofAccounts('ml-prod'), 'there is no account "ml-prod"'],
  ['a subscription', azure, ofAccounts('Reserch'), 'Did you mean Research?'],
  ['a project', gcp, ofAccounts('trainning'), 'Did you mean training?'],
  ['a server', mlflow, ofAccounts('mian'), 'Did you mean main?'],
  ['one of no near name', { ...aws, ...azure }, ofAccounts('zzz'), `Known are 111122223333, ml-prod, ${id}, Research.`],
])('refuses %s that is none', (_what, config, filter, message) => {
  expect(refusal(config, filter)).toContain(message);
});
