import type { DescribeModelOutput, DescribeModelPackageOutput } from '@aws-sdk/client-sagemaker';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import { answersOf, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { componentVariants, modelNames } from './endpoint-settings.ts';
import { packageArn, packageNames } from './model-containers.ts';

const { each } = answersOf<{
  DescribeModel: DescribeModelOutput;
  DescribeModelPackage: DescribeModelPackageOutput;
}>('sagemaker');

const modelsBehind = each('DescribeModel', '');
const packagesBehind = each('DescribeModelPackage', '');

/** Models behind the variants, by what their name answers: the ARN of a model may be spelt unlike its name. */
export const deployments: Spec<(string | MissingValue)[]> = deriveSome(
  [modelNames, modelsBehind, componentVariants],
  (names, found, components) => {
    if (isMissingValue(names)) return names;
    if (isMissingValue(components)) return components;
    const arns = names.flatMap((name) => modelOf(name, found, (model) => [model.ModelArn ?? missing()]));
    return [...arns, ...componentsOf(components)];
  },
);

export const versions: Spec<(string | MissingValue)[]> = deriveSome(
  [modelNames, modelsBehind, packagesBehind, componentVariants],
  (names, found, packages, components) => {
    if (isMissingValue(names)) return names;
    if (isMissingValue(components)) return components;
    const arns = names.flatMap((name) =>
      modelOf(name, found, (model) => packageNames(containersOf(model)).map((one) => packageArn(one, packages))),
    );
    const known = new Set(arns.filter((arn) => !isMissingValue(arn)));
    return [...known, ...arns.filter(isMissingValue), ...componentsOf(components)];
  },
);

type Model = Jsonified<DescribeModelOutput>;
type Models = ReadonlyMap<string, Model | undefined | MissingValue> | MissingValue;

function modelOf(
  name: string,
  found: Models,
  pick: (model: Model) => (string | MissingValue)[],
): (string | MissingValue)[] {
  if (isMissingValue(found)) return [found];
  const model = found.get(name);
  if (isMissingValue(model)) return [model];
  return model === undefined ? [missing(`the model ${name} was not read`)] : pick(model);
}

function containersOf(model: Model) {
  return [...(model.Containers ?? []), ...(model.PrimaryContainer ? [model.PrimaryContainer] : [])];
}

/** Models of inference components are named by the components, which this version does not read. */
function componentsOf(names: readonly string[]): MissingValue[] {
  return names.length === 0 ? [] : [missing(`the inference components of variant ${names.join(', ')} are not read`)];
}

/** Reads of the models behind the variants, and of packages that they name. */
export const modelReads: readonly ReadSpec[] = [
  {
    service: 'sagemaker',
    operation: 'DescribeModel',
    permission: 'sagemaker:DescribeModel',
    memo: true,
    expects: 'ModelArn',
    each: (_item, got) => {
      const names = modelNames.map(got).value;
      return isMissingValue(names) ? [] : names;
    },
    input: (_item, _got, name) => ({ ModelName: name }),
  },
  {
    service: 'sagemaker',
    operation: 'DescribeModelPackage',
    permission: 'sagemaker:DescribeModelPackage',
    memo: true,
    expects: 'ModelPackageArn',
    // A version is named by its ARN; only a package without versions is named by its name.
    each: (_item, got) => {
      const models = [...(modelsBehind.map(got).value as Map<string, Model | undefined | MissingValue>).values()]; // a map unless it is missing, which it is not before derive
      const known = models.filter((model): model is Model => model !== undefined && !isMissingValue(model));
      return [...new Set(known.flatMap((model) => packageNames(containersOf(model))))].filter(
        (name) => !name.startsWith('arn:'),
      );
    },
    input: (_item, _got, name) => ({ ModelPackageName: name }),
  },
];
