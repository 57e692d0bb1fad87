import { describe, expect, it } from 'vitest';
import { isAccountId } from './arn.ts';
import { awsRegistries } from './aws-registries.ts';
import { ecrRepositoryArnOf, parseImage } from './images.ts';

const own = '123456789012';
const sha = `sha256:${'0123456789abcdef'.repeat(4)}`;
const ecr = (account: string, region = 'eu-west-1', domain = 'amazonaws.com') =>
  `${account}.dkr.ecr.${region}.${domain}`;
const registry = (ref: string) => parseImage(ref, [own]).registry;
const shape = expect.objectContaining({ code: 'RESPONSE_SHAPE' });

describe('registry of an image', () => {
  it.each([
    [`${ecr(own)}/team/model:1`, 'own'],
    [`${ecr(own)}/team/model`, 'own'],
    [`${ecr(own).toUpperCase()}/model`, 'own'],
    [`${own}.dkr.ecr-fips.us-gov-west-1.amazonaws.com/model`, 'own'],
    [`${own}.dkr-ecr.eu-west-1.on.aws/model`, 'own'],
    [`${own}.dkr-ecr-fips.us-east-1.on.aws/model`, 'own'],
    [`${ecr(own, 'cn-north-1', 'amazonaws.com.cn')}/model`, 'own'],
    [`${ecr('763104351884', 'us-east-1')}/pytorch-training:2.3`, 'provider'],
    [`${ecr('763104351884', 'ap-newregion-1')}/pytorch-training:2.3`, 'provider'],
    [`${ecr('683313688378', 'us-east-1')}/sagemaker-xgboost:1.7-1`, 'provider'],
    [`${ecr('156813124566', 'us-east-1')}/sagemaker-model-monitor-analyzer`, 'provider'],
    [`${ecr('205585389593', 'us-east-1')}/sagemaker-clarify-processing:1.0`, 'provider'],
    [`${ecr('663277389841', 'us-east-1')}/sagemaker-data-wrangler-container:3.x`, 'provider'],
    [`${ecr('727897471807', 'cn-north-1', 'amazonaws.com.cn')}/pytorch-training:2.3`, 'provider'],
    [`${ecr('763104351884', 'cn-north-1', 'amazonaws.com.cn')}/pytorch-training:2.3`, 'public'],
    [`${ecr('999999999999')}/model:1`, 'public'],
    ['public.ecr.aws/docker/library/python:3.12', 'public'],
    ['python:3.12', 'public'],
    ['huggingface/transformers', 'public'],
    ['docker.io/library/python', 'public'],
    ['nvcr.io/nvidia/pytorch:24.01-py3', 'public'],
    ['registry.company.example:5000/model', 'public'],
    ['localhost/model', 'public'],
    [`${ecr(own)}.evil.example/model`, 'public'],
    [`evil.example/${ecr(own)}/model`, 'public'],
    [`${own}.dkr.ecr.evil.amazonaws.com/model`, 'public'],
    [`${own}.dkr.s3.eu-west-1.amazonaws.com/model`, 'public'],
    [`${own}.dkr.ecr.eu-west-1.amazonaws.com.cn/model`, 'public'],
    [`${own}.dkr.ecr.eu-west-1.amazonaws.evil/model`, 'public'],
    [`${ecr(own)}:443/model`, 'public'],
    [`x${ecr(own)}/model`, 'public'],
    [`${ecr('12345678901')}/model`, 'public'],
    [`${ecr(own, 'eu--1')}/model`, 'public'],
    [`${ecr(own, 'eu-west')}/model`, 'public'],
    [`${ecr(own, 'eu-west-x')}/model`, 'public'],
    [`${ecr(own, 'eu1')}/model`, 'public'],
    [`${own}/model`, 'public'],
  ])('%s: %s', (ref, expected) => {
    expect(registry(ref)).toBe(expected);
  });

  it('an account of the organisation is own only if given', () => {
    expect(parseImage(`${ecr('222222222222')}/m`, [own]).registry).toBe('public');
    expect(parseImage(`${ecr('222222222222')}/m`, [own, '222222222222']).registry).toBe('own');
    expect(parseImage(`${ecr(own)}/m`, []).registry).toBe('public');
  });
});

describe('pinned', () => {
  it.each([
    [`${ecr(own)}/model@${sha}`, true],
    [`${ecr(own)}/model:1@${sha}`, true],
    [`${ecr(own)}/model:1`, false],
    [`${ecr(own)}/model:sha256-${'a'.repeat(64)}`, false],
    [`${ecr(own)}/model@${sha.slice(0, -1)}`, false],
    [`${ecr(own)}/model@${sha}0`, false],
    [`${ecr(own)}/model@${sha.toUpperCase()}`, false],
    [`${ecr(own)}/model@${sha.slice(0, -1)}g`, false],
    [`${ecr(own)}/model@md5:${'a'.repeat(64)}`, false],
    [`${ecr(own)}/model@sha256:`, false],
    [`${ecr(own)}/model@`, false],
    [`${ecr(own)}/sha256/model`, false],
  ])('%s: %s', (ref, pinned) => {
    expect(parseImage(ref, [own])).toEqual({ ref, pinned, registry: 'own' });
  });

  it('a digest beside the reference counts, if it is one', () => {
    expect(parseImage(`${ecr(own)}/m:1`, [own], sha).pinned).toBe(true);
    expect(parseImage(`${ecr(own)}/m:1`, [own], '').pinned).toBe(false);
    expect(parseImage(`${ecr(own)}/m:1`, [own], 'latest').pinned).toBe(false);
  });
});

describe('ecrRepositoryArnOf', () => {
  it.each([
    [`${ecr(own)}/team/model:1`, `arn:aws:ecr:eu-west-1:${own}:repository/team/model`],
    [`${ecr(own)}/model:1@${sha}`, `arn:aws:ecr:eu-west-1:${own}:repository/model`],
    [`${ecr(own, 'us-gov-west-1')}/model`, `arn:aws-us-gov:ecr:us-gov-west-1:${own}:repository/model`],
    [`${ecr(own, 'cn-north-1', 'amazonaws.com.cn')}/model`, `arn:aws-cn:ecr:cn-north-1:${own}:repository/model`],
    [`${own}.dkr-ecr.eu-west-1.on.aws/model`, `arn:aws:ecr:eu-west-1:${own}:repository/model`],
    ['python:3.12', undefined],
    ['public.ecr.aws/docker/library/python', undefined],
  ])('%s: %s', (ref, arn) => {
    expect(ecrRepositoryArnOf(ref)).toBe(arn);
  });
});

it.each([
  [''],
  [' '],
  ['a b'],
  ['a\nb'],
  [`${ecr(own)}/`],
  [`${ecr(own)}/a@b@c`],
  [':1'],
  [`@${sha}`],
  ['a'.repeat(513)],
  [undefined],
  [1],
])('%j is no image', (ref) => {
  expect(() => parseImage(ref, [own])).toThrow(shape);
  expect(() => ecrRepositoryArnOf(ref)).toThrow(shape);
});

it('the table of registries holds accounts, each once a region', () => {
  expect(awsRegistries.size).toBeGreaterThan(40);
  for (const accounts of awsRegistries.values()) {
    expect(accounts.every(isAccountId)).toBe(true);
    expect(new Set(accounts).size).toBe(accounts.length);
  }
});
