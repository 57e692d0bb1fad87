import type { MissingValue } from '../../../src/model/facts.ts';
import { derive, fromScope, missing, notExposed, notSupported, type Spec } from '../../../src/model/mapping/spec.ts';
import { type ArmResource, armRows, timeOf } from './arm.ts';

/**
 * A connection of a workspace, an account or a project. Its credentials are never in a list.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/workspace-connections/list
 * @see https://learn.microsoft.com/rest/api/aiservices/accountmanagement/account-connections/list (2026-11)
 */
export interface Connection extends ArmResource {
  properties: {
    authType?: string;
    category?: string;
    target?: string;
    isSharedToAll?: boolean;
    expiryTime?: string | null;
  };
}

export type SecretKind = 'identity' | 'delegated-user' | 'secret-reference' | 'stored-key' | 'plain';

/** How each sort of sign-in keeps what it signs in with. @see https://learn.microsoft.com/rest/api/azureml/workspace-connections ConnectionAuthType */
const kinds: Readonly<Record<string, SecretKind>> = {
  none: 'identity',
  aad: 'identity',
  managedidentity: 'identity',
  accountmanagedidentity: 'identity',
  projectmanagedidentity: 'identity',
  agenticidentity: 'identity',
  oauth2: 'delegated-user',
  useraccess: 'delegated-user',
  userentratoken: 'delegated-user',
  accesskey: 'stored-key',
  accountkey: 'stored-key',
  apikey: 'stored-key',
  customkeys: 'stored-key',
  pat: 'stored-key',
  sas: 'stored-key',
  serviceprincipal: 'stored-key',
  usernamepassword: 'stored-key',
};

/** What a sort of sign-in means for its secret; a word that is not known is missing. */
export function secretKindOf(authType: unknown): SecretKind | MissingValue {
  return (
    kinds[String(authType ?? '').toLowerCase()] ?? missing(`authType ${String(authType)} is not known to this version`)
  );
}

/** Facts of kind ml.connection, whatever the connection belongs to. */
export function connectionRows(service: string, operation: string, owner: string) {
  const { common, field } = armRows<Connection>(service, operation);
  const secretKind: Spec<SecretKind> = derive([field('/properties/authType')], secretKindOf);
  return {
    field,
    facts: {
      ...common,
      region: notExposed(`the location of the ${owner}`),
      state: fromScope(() => 'active' as const),
      lastUsedAt: notExposed(`the audit log of the ${owner}`),
      idleStopMinutes: notSupported('A connection is no machine.'),
      sharedWith: notExposed(`role assignments of guests on the ${owner}`),
      outsiders: notExposed(`role assignments of guests on the ${owner}`),
      secretKind,
      // No default of the API is documented.
      sharedToAll: derive([field('/properties/isSharedToAll')], (all) =>
        typeof all === 'boolean' ? all : missing('the answer does not say who may use it'),
      ),
      expiresAt: derive([field('/properties/expiryTime')], (time) =>
        time === undefined || time === null ? null : timeOf(time),
      ),
      target: derive([field('/properties/target')], (target) => (typeof target === 'string' ? target : '')),
    },
  };
}
