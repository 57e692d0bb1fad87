import { findItem } from '../collection.ts';
import type { IamPolicy, IamRole } from '../estate.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { type PageRules, page } from './paging.ts';
import { query } from './protocols/query.ts';
import { ApiError, type Call, type Output, type Route, required, routes, type Service, text } from './route.ts';

const rules: PageRules = {
  size: 'MaxItems',
  token: 'Marker',
  defaultSize: 100,
  maxSize: 1000,
  badToken: ['ValidationError', 400],
  badSize: ['ValidationError', 400],
};

const byMarker = { input: 'Marker', output: 'Marker' };

/** IAM: roles, policies and keys of services, the same in every region. Policy documents are URL-encoded, as IAM sends them. */
export const iam: Service = {
  name: 'iam',
  signingName: 'iam',
  protocol: query,
  namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  routes: routes(
    ofRole('GetRole', (role) => ({
      Role: { ...role.role, AssumeRolePolicyDocument: encode(role.trust) },
    })),
    listOfRole('ListAttachedRolePolicies', 'AttachedPolicies', (role) =>
      (role.attached ?? []).map((arn) => ({ PolicyName: arn.split('/').at(-1), PolicyArn: arn })),
    ),
    listOfRole('ListRolePolicies', 'PolicyNames', (role) => Object.keys(role.inline ?? {})),
    ofRole('GetRolePolicy', (role, call) => {
      const name = required(call, 'PolicyName');
      const document = role.inline?.[name];
      if (document === undefined) throw noSuchEntity(`The role policy with name ${name} cannot be found.`);
      return { RoleName: role.role.RoleName, PolicyName: name, PolicyDocument: encode(document) };
    }),
    { operation: 'ListServiceSpecificCredentials', token: byMarker, handle: serviceCredentials },
    ofPolicy('GetPolicy', (policy) => ({ Policy: policy.policy })),
    ofPolicy('GetPolicyVersion', (policy, call) => ({ PolicyVersion: version(policy, required(call, 'VersionId')) })),
  ),
};

function ofRole(operation: string, handle: (role: IamRole, call: Call) => Output): Route {
  return {
    operation,
    resource: (call) => {
      const name = required(call, 'RoleName');
      return roleIn(call)?.role.Arn ?? `arn:aws:iam::${call.account.id}:role/${name}`;
    },
    handle(call) {
      const role = roleIn(call);
      if (role !== undefined) return handle(role, call);
      throw noSuchEntity(`The role with name ${required(call, 'RoleName')} cannot be found.`);
    },
  };
}

function listOfRole(operation: string, member: string, list: (role: IamRole) => readonly unknown[]): Route {
  const listing = ofRole(operation, (role, call) => {
    const found = page(call, list(role), rules);
    const answer = { [member]: found.items, IsTruncated: found.next !== undefined };
    return found.next === undefined ? answer : { ...answer, Marker: found.next };
  });
  return { ...listing, token: byMarker };
}

/** Keys of all users: `UserName` alone is not answered, since nobody here asks for one. */
function serviceCredentials(call: Call): Output {
  if (call.input.AllUsers !== 'true' && call.input.AllUsers !== true)
    throw new ApiError('ValidationError', 'The lab lists the credentials of all users only.', 400);
  const service = text(call, 'ServiceName');
  const found = page(call, call.account.iam.serviceCredentials ?? [], rules, {
    keep: (one) => service === undefined || one.ServiceName === service,
  });
  const answer = { ServiceSpecificCredentials: found.items, IsTruncated: found.next !== undefined };
  return found.next === undefined ? answer : { ...answer, Marker: found.next };
}

function ofPolicy(operation: string, handle: (policy: IamPolicy, call: Call) => Output): Route {
  return {
    operation,
    resource: (call) => required(call, 'PolicyArn'),
    handle(call) {
      const arn = required(call, 'PolicyArn');
      const known = [...(call.account.iam.policies ?? []), ...(call.estate.managedPolicies ?? [])];
      const policy = known.find((item) => item.policy.Arn === arn);
      if (policy === undefined) throw noSuchEntity(`Policy ${arn} was not found.`);
      return handle(policy, call);
    },
  };
}

function version(policy: IamPolicy, id: string): Output {
  const found = policy.versions.find((item) => item.id === id);
  if (found === undefined)
    throw noSuchEntity(`Policy ${policy.policy.Arn} version ${id} does not exist or is not attachable.`);
  return {
    Document: encode(found.document),
    VersionId: found.id,
    IsDefaultVersion: found.id === policy.policy.DefaultVersionId,
    CreateDate: found.createdAt,
  };
}

function roleIn(call: Call): IamRole | undefined {
  return findItem(call.account.iam.roles, required(call, 'RoleName'), (item) => item.role.RoleName);
}

function encode(document: PolicyDocument): string {
  return encodeURIComponent(JSON.stringify(document));
}

function noSuchEntity(message: string): ApiError {
  return new ApiError('NoSuchEntity', message, 404);
}
