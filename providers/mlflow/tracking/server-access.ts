import { isMissingValue } from '../../../src/model/facts.ts';
import { derive, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { mlflow, noSuchPath } from '../rows/common.ts';
import { authKind, managed, metAnonymous } from '../rows/connection.ts';

type Method = 'identity' | 'token' | 'key' | 'password' | 'anonymous';

/** What the configured sign-in is, in our words. */
const own: Readonly<Record<string, Method | undefined>> = {
  basic: 'password',
  token: 'token',
  databricks: 'token',
  azure: 'identity',
  sagemaker: 'identity',
};
/** How it asks a caller without credentials; a redirect leads to the sign-in page of an identity provider. */
const asks: readonly (readonly [RegExp, Method])[] = [
  [/ Basic$/, 'password'],
  [/ Bearer$/, 'token'],
  [/^HTTP 30\d$/, 'identity'],
];

/**
 * All ways in: the one that we used, and the one that the server asks for.
 *
 * @see https://mlflow.org/docs/latest/self-hosting/security/basic-http-auth (without it nobody is asked; read 2026-11)
 */
export const authMethods: Spec<Method[]> = derive([metAnonymous, authKind], (met, kind) => {
  const used = own[kind];
  const found = new Set<Method>(used ? [used] : []);
  if (met === 'open') found.add('anonymous');
  const asked = asks.find(([form]) => form.test(met))?.[1];
  // A cloud's own door asks for its tokens: that is the identity which we signed in with.
  if (asked && !managed.has(kind)) found.add(asked);
  return found.size > 0 ? [...found] : missing('the server asks for credentials and does not say of which kind');
});

/** Rights of users: only an open server shows from outside that there are none. */
export const accessControl: Spec<'per-resource' | 'all-users' | 'none'> = derive(
  [metAnonymous, authKind],
  (met, kind) => {
    if (met === 'open') return 'none';
    if (managed.has(kind)) return 'per-resource';
    return missing(
      'Ask for default_permission in the auth configuration of the server (READ lets every user read everything), and for the list of roles or permissions.',
      'not-exposed',
    );
  },
);

/** MLflow's own password door has no second factor; a door in front may have one. */
export const secondFactor: Spec<'required' | 'optional' | 'none'> = derive(
  [metAnonymous, authMethods],
  (met, methods) => {
    if (met === 'open') return 'none';
    if (methods.includes('password') && met === 'HTTP 401 Basic') return 'none';
    return missing(
      'Ask for the sign-in policy of the identity provider in front of the server: who has to use a second factor, and since when.',
      'not-exposed',
    );
  },
);

const adminName = mlflow.raw('GetUser', '/user/username');
/** Whether a user "admin" is there; a server without the path has no users of its own. */
const adminUser: Spec<'there' | 'not there' | 'no users'> = {
  reads: ['GetUser'],
  map: (answers) => {
    const { value, from } = adminName.map(answers);
    if (isMissingValue(value)) return { value, from };
    const outcome = answers.get('GetUser');
    const pathless = outcome.status === 'absent' && noSuchPath.includes(outcome.errorCode);
    return { value: pathless ? 'no users' : value === undefined ? 'not there' : 'there', from };
  },
};

/** Only that no such user exists can be told; whether its password was changed is nobody's to read. */
export const defaultAdmin: Spec<boolean> = deriveSome([adminUser, metAnonymous, authKind], (admin, met, kind) => {
  if (isMissingValue(kind)) return kind;
  if (managed.has(kind)) return missing('Its users are those of the cloud.', 'not-supported');
  if (isMissingValue(met)) return met;
  if (met === 'open') return missing('It has no users.', 'not-supported');
  if (isMissingValue(admin)) return admin;
  if (admin === 'no users') return missing('It has no users of its own.', 'not-supported');
  if (admin === 'not there') return false;
  return missing(
    'The user "admin" exists. Ask when its password was last changed: older versions of MLflow ship with a published one.',
    'not-exposed',
  );
});
