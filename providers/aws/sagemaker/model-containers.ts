import type { DescribeModelOutput, DescribeModelPackageOutput } from '@aws-sdk/client-sagemaker';
import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import type { Jsonified } from '../../../src/model/json.ts';
import type { Answers } from '../../../src/model/mapping/outcome.ts';
import { answersOf, derive, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import { asked } from '../rows/asked.ts';
import type { ArtifactRow, ImageRow } from '../rows/supply.ts';
import { inRegistry } from '../rows/supply.ts';

const model = answersOf<{ DescribeModel: DescribeModelOutput }>('sagemaker');
const modelPackage = answersOf<{ DescribeModelPackage: DescribeModelPackageOutput }>('sagemaker');

type Package = Jsonified<DescribeModelPackageOutput>;
type Container = NonNullable<Jsonified<DescribeModelOutput>['PrimaryContainer']>;
type PackageContainer = NonNullable<NonNullable<Package['InferenceSpecification']>['Containers']>[number];
type Source = { S3Uri?: string | undefined; ETag?: string | undefined } | undefined;
type Packages = ReadonlyMap<string, Package | undefined | MissingValue>;

/** The model was read: a batch transform has to name it first. */
export const modelThere = asked('DescribeModel', 'DescribeTransformJob');

/** The containers of the model in `DescribeModel`: of a pipeline all, else the one. */
export const containers: Spec<Container[]> = derive(
  [modelThere, model.raw('DescribeModel', '/PrimaryContainer'), model.raw('DescribeModel', '/Containers')],
  (_there, primary, pipeline) => {
    if (pipeline !== undefined && pipeline.length > 0) return pipeline;
    return primary === undefined ? missing('the model names no container') : [primary];
  },
);

/** Packages that containers are made from: they, not the model, name image and files then. */
export const packagesRead: ReadSpec = {
  service: 'sagemaker',
  operation: 'DescribeModelPackage',
  permission: 'sagemaker:DescribeModelPackage',
  memo: true,
  expects: 'ModelPackageArn',
  each: (_item, got) => packageNames(containers.map(got).value),
  input: (_item, _got, key) => ({ ModelPackageName: key }),
};

/** What the packages said, by the name or ARN that the model uses. */
export const packages = modelPackage.each('DescribeModelPackage', '');

/** Names or ARNs of the packages behind these containers, each once. */
export function packageNames(list: readonly Container[] | MissingValue): string[] {
  if (isMissingValue(list)) return [];
  return [...new Set(list.map((one) => one.ModelPackageName).filter((name) => name !== undefined))];
}

/** Images of the containers, read from the package where the container names one. */
export const containerImages: Spec<(ImageRow | MissingValue)[]> = deriveSome([containers, packages], (list, found) => {
  if (isMissingValue(list)) return list;
  return list.flatMap((one) => {
    if (one.Image !== undefined) {
      return [inRegistry(one.Image, one.ImageConfig?.RepositoryAccessMode)];
    }
    return ofPackage<ImageRow>(one, found, (part) => [{ ref: part.Image, digest: part.ImageDigest }]);
  });
});

/** Files of the containers, read from the package where the container names one. */
export const containerArtifacts: Spec<(ArtifactRow | MissingValue)[]> = deriveSome(
  [containers, packages],
  (list, found) => {
    if (isMissingValue(list)) return list;
    return list.flatMap((one) => [
      ...filesOf(one),
      ...(one.ModelPackageName === undefined ? [] : ofPackage<ArtifactRow>(one, found, packageFiles)),
    ]);
  },
);

/** Environment variables of the containers, and of the packages behind them. */
export const containerEnvironments: Spec<(Record<string, string> | undefined)[]> = deriveSome(
  [containers, packages],
  (list, found) => {
    if (isMissingValue(list)) return list;
    const sets: (Record<string, string> | undefined | MissingValue)[] = list.flatMap((one) => [
      one.Environment,
      ...(one.ModelPackageName === undefined
        ? []
        : ofPackage<Record<string, string> | undefined>(one, found, (part) => [part.Environment])),
    ]);
    const lacking = sets.find(isMissingValue);
    return lacking ?? sets.filter((set): set is Record<string, string> | undefined => !isMissingValue(set));
  },
);

/** ARNs of the model packages that the containers are made from. */
export const containerVersions: Spec<(string | MissingValue)[]> = deriveSome([containers, packages], (list, found) => {
  if (isMissingValue(list)) return list;
  return packageNames(list).map((name) => packageArn(name, found));
});

/** ARN of a package: its name is one already, or the package says it. */
export function packageArn(name: string, found: Packages | MissingValue): string | MissingValue {
  if (name.startsWith('arn:')) return name;
  if (isMissingValue(found)) return found;
  const one = found.get(name);
  if (isMissingValue(one)) return one;
  return one?.ModelPackageArn ?? missing(`the package ${name} is not described`);
}

function ofPackage<R>(
  container: Container,
  found: Packages | MissingValue,
  pick: (part: PackageContainer) => (R | MissingValue)[],
): (R | MissingValue)[] {
  const name = container.ModelPackageName;
  if (name === undefined) return [missing('the container names neither image nor package')];
  if (isMissingValue(found)) return [found];
  const one = found.get(name);
  if (isMissingValue(one)) return [one];
  const parts = partsOf(one, container.InferenceSpecificationName);
  if (parts === undefined) return [missing(`the package ${name} names no containers`)];
  return parts.flatMap(pick);
}

/** Containers of a package: of the inference specification named, or of its first one. */
function partsOf(one: Package | undefined, specification: string | undefined): PackageContainer[] | undefined {
  const named = one?.AdditionalInferenceSpecifications?.find((extra) => extra.Name === specification)?.Containers;
  return specification === undefined ? one?.InferenceSpecification?.Containers : named;
}

/** Files of a container of a package. The tag of its model data is recorded when the package is made. */
export function packageFiles(part: PackageContainer): ArtifactRow[] {
  return [
    ...(part.ModelDataUrl === undefined ? [] : [{ uri: part.ModelDataUrl, etag: part.ModelDataETag }]),
    ...fileOf(part.ModelDataSource?.S3DataSource, part.ModelDataUrl),
    ...(part.AdditionalModelDataSources ?? []).flatMap((extra) => fileOf(extra.S3DataSource, undefined)),
    ...fileOf(part.AdditionalS3DataSource, undefined),
  ];
}

function filesOf(container: Container): ArtifactRow[] {
  return [
    ...(container.ModelDataUrl === undefined ? [] : [{ uri: container.ModelDataUrl }]),
    ...fileOf(container.ModelDataSource?.S3DataSource, container.ModelDataUrl),
    ...(container.AdditionalModelDataSources ?? []).flatMap((extra) => fileOf(extra.S3DataSource, undefined)),
  ];
}

/** AWS repeats the address of an archive in ModelDataUrl: it is one file. */
function fileOf(source: Source, already: string | undefined): ArtifactRow[] {
  if (source === undefined) return [];
  if (source.S3Uri !== undefined && source.S3Uri === already) return [];
  return [{ uri: source.S3Uri, etag: source.ETag }];
}

/** Reads of a model by name, for what runs one; several share the answer. */
export function modelRead(name: (item: Record<string, unknown>, got: Answers) => string | undefined): ReadSpec {
  return {
    service: 'sagemaker',
    operation: 'DescribeModel',
    permission: 'sagemaker:DescribeModel',
    memo: true,
    expects: 'ModelArn',
    input: (item, got) => {
      const found = name(item, got);
      return found === undefined ? null : { ModelName: found };
    },
  };
}
