import { findItem } from '../collection.ts';
import { type PageRules, page } from './paging.ts';
import { json11 } from './protocols/json.ts';
import { ApiError, type Call, type Output, required, routes, type Service, texts } from './route.ts';

const rules: PageRules = {
  size: 'maxResults',
  token: 'nextToken',
  defaultSize: 100,
  maxSize: 1000,
  badToken: ['InvalidParameterException', 400],
  badSize: ['InvalidParameterException', 400],
};

/** ECR: image repositories, who may use them, and how images are scanned. */
export const ecr: Service = {
  name: 'ecr',
  signingName: 'ecr',
  protocol: json11,
  target: 'AmazonEC2ContainerRegistry_V20150921',
  routes: routes(
    {
      operation: 'DescribeRepositories',
      token: { input: 'nextToken', output: 'nextToken' },
      handle: describeRepositories,
    },
    {
      operation: 'GetRepositoryPolicy',
      resource: (call) =>
        `arn:aws:ecr:${call.region}:${call.account.id}:repository/${required(call, 'repositoryName')}`,
      handle: repositoryPolicy,
    },
    {
      operation: 'GetRegistryScanningConfiguration',
      handle: (call) => ({
        registryId: call.account.id,
        // What a registry has that nobody configured.
        ...(call.here.ecr?.scanning ?? { scanningConfiguration: { scanType: 'BASIC', rules: [] } }),
      }),
    },
  ),
};

function describeRepositories(call: Call): Output {
  const repositories = call.here.ecr?.repositories;
  const names = texts(call, 'repositoryNames');
  if (names !== undefined) {
    const found = names.map((name) => {
      const repository = findItem(repositories, name, (item) => item.repositoryName);
      return repository ?? notFound(call, name);
    });
    return { repositories: found };
  }
  const found = page(call, repositories, rules);
  return found.next === undefined
    ? { repositories: found.items }
    : { repositories: found.items, nextToken: found.next };
}

function repositoryPolicy(call: Call): Output {
  const name = required(call, 'repositoryName');
  if (findItem(call.here.ecr?.repositories, name, (item) => item.repositoryName) === undefined) notFound(call, name);
  const policy = call.here.ecr?.policies?.[name];
  if (policy !== undefined) {
    return { registryId: call.account.id, repositoryName: name, policyText: JSON.stringify(policy, null, 2) };
  }
  const message = `Repository policy does not exist for the repository with name '${name}' in the registry with id '${call.account.id}'`;
  throw new ApiError('RepositoryPolicyNotFoundException', message);
}

function notFound(call: Call, name: string): never {
  const message = `The repository with name '${name}' does not exist in the registry with id '${call.account.id}'`;
  throw new ApiError('RepositoryNotFoundException', message);
}
