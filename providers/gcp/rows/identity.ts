import type { MissingValue } from '../../../src/model/facts.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { derive, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';

type RunsAs = 'own' | 'system' | 'user' | 'default' | 'none';

/**
 * Uid of a service account: its full resource name. The project is in the address; where only its number is, it may be
 * one of the scan.
 *
 * @see https://cloud.google.com/iam/docs/service-account-types
 */
export function serviceAccountUid(email: string, answers: Answers): string {
  const user = /^[^@]+@([a-z0-9-]+(?:\.[a-z0-9-]+)*)\.iam\.gserviceaccount\.com$/.exec(email)?.[1];
  // example.com:project becomes project.example.com
  const domain = user === undefined ? undefined : /^([a-z0-9-]+)\.(.+)$/.exec(user);
  const number = /^(\d+)-compute@developer\.gserviceaccount\.com$/.exec(email)?.[1];
  const engine = /^([a-z0-9-]+)@appspot\.gserviceaccount\.com$/.exec(email)?.[1];
  const project = domain ? `${domain[2]}:${domain[1]}` : (user ?? engine ?? number ?? '-');
  return `//iam.googleapis.com/projects/${answers.aliases?.get(project) ?? project}/serviceAccounts/${email}`;
}

/** The shared account that Google makes with Compute Engine or App Engine. */
export function isDefaultAccount(email: string): boolean {
  return /^\d+-compute@developer\.gserviceaccount\.com$|@appspot\.gserviceaccount\.com$/.test(email);
}

/** An account of Google's own, which is no resource of the customer's. */
export function isServiceAgent(email: string): boolean {
  return /@gcp-sa-[a-z0-9-]+\.iam\.gserviceaccount\.com$|^service-\d+@[a-z0-9-]+-system\.iam\.gserviceaccount\.com$|@cloudservices\.gserviceaccount\.com$/.test(
    email,
  );
}

/** The default account of Compute Engine in the item's own project, where a name of the item tells its number. */
export const computeDefault: Spec<string | undefined> = fromScope(({ item, scope, aliases }) => {
  const own = /^projects\/(\d+)\//.exec(String(item.name ?? ''))?.[1];
  const number = own ?? [...(aliases ?? [])].find(([, account]) => account === scope.account)?.[0];
  return number === undefined ? undefined : `${number}-compute@developer.gserviceaccount.com`;
});

/**
 * Trait identity of code that acts as a service account.
 *
 * @param without What the code acts as when none is named, and what that is in words.
 */
export function accountIdentity(
  account: Spec<string | undefined>,
  without: { runsAs: RunsAs; what: string },
): { facts: { runsAs: Spec<RunsAs> }; links: { principals: Spec<(string | MissingValue)[]> } } {
  const runsAs: Spec<RunsAs> = derive([account], (email): RunsAs => {
    if (!email) return without.runsAs;
    return isDefaultAccount(email) || isServiceAgent(email) ? 'default' : 'own';
  });
  const principals: Spec<(string | MissingValue)[]> = derive(
    [account, fromScope((answers) => answers)],
    (email, answers) => {
      if (!email)
        return without.runsAs === 'none'
          ? []
          : missing(`it acts as ${without.what}, whose rights Google sets`, 'not-exposed');
      if (isServiceAgent(email))
        return missing(`${email} is an account of Google's own, whose rights Google sets`, 'not-exposed');
      return [serviceAccountUid(email, answers)];
    },
  );
  return { facts: { runsAs }, links: { principals } };
}
