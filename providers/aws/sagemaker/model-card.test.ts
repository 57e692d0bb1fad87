import { describe, expect, it } from 'vitest';
import { contract } from '../testing/contract.ts';
import { type Given, plainOf, resourceOf } from '../testing/map.ts';
import { changesTable, keyA, usual } from '../testing/table.ts';
import { readCard } from './card-content.ts';
import { modelCards } from './model-card.ts';

const sm = 'arn:aws:sagemaker:eu-west-1:123456789012';
const card = {
  model_overview: { model_name: 'churn', model_description: 'Who leaves next.' },
  intended_uses: { purpose_of_model: 'Retention.', risk_rating: 'Medium' },
  additional_information: { caveats_and_recommendations: 'Not for pricing.' },
  model_package_details: { model_package_arn: `${sm}:model-package/churn/3` },
};

const given: Given = {
  item: { ModelCardName: 'churn', ModelCardArn: `${sm}:model-card/churn` },
  reads: {
    ...usual,
    DescribeModelCard: {
      ModelCardArn: `${sm}:model-card/churn`,
      ModelCardName: 'churn',
      ModelCardVersion: 2,
      ModelCardStatus: 'Approved',
      Content: JSON.stringify(card),
      SecurityConfig: { KmsKeyId: keyA },
      CreationTime: '2026-01-01T00:00:00Z',
      LastModifiedTime: '2026-01-02T00:00:00Z',
    },
  },
};

contract(modelCards, given);

describe('a model card', () => {
  it('is mapped', () => {
    expect(plainOf(resourceOf(modelCards, given))).toMatchObject({
      name: 'churn',
      status: 'approved',
      riskRating: 'medium',
      documents: ['card', 'description', 'intended-use', 'limitations', 'risk-rating'],
      keyAtRest: 'customer',
      stores: [{ name: 'metadata', key: 'customer' }],
      state: 'active',
      createdAt: '2026-01-01T00:00:00Z',
      modifiedAt: '2026-01-02T00:00:00Z',
      '->versions': [`${sm}:model-package/churn/3`],
    });
  });
});

const at = (member: string) => `DescribeModelCard/${member}`;
const lost = 'missing: not-returned';
const broken = {
  documents: 'missing: partial-answer',
  riskRating: 'missing: partial-answer',
  '->versions': 'missing: partial-answer',
};
changesTable(modelCards, given, [
  [at('ModelCardStatus'), 'PendingReview', { status: 'in-review' }],
  [at('ModelCardStatus'), 'Draft', { status: 'draft' }],
  [at('ModelCardStatus'), 'Archived', { status: 'archived', state: 'archived' }],
  [at('ModelCardStatus'), 'Eaten', { status: lost }],
  [at('ModelCardStatus'), undefined, { status: lost, state: lost }],
  [at('ModelCardProcessingStatus'), 'DeleteInProgress', { state: 'deleting' }],
  [at('ModelCardProcessingStatus'), 'DeleteFailed', {}],
  [
    at('SecurityConfig'),
    undefined,
    { keyAtRest: 'provider', stores: [{ name: 'metadata', key: 'provider' }], '->keys': [] },
  ],
  [at('Content'), '{}', { documents: ['card'], riskRating: 'none', '->versions': [] }],
  [at('Content'), 'not json', broken],
  [at('Content'), '[]', broken],
  [at('Content'), undefined, { documents: lost, riskRating: lost, '->versions': lost }],
  [at('CreationTime'), undefined, { createdAt: lost }],
  [at('LastModifiedTime'), undefined, { modifiedAt: '2026-01-01T00:00:00Z' }],
]);

describe('the content of a card', () => {
  const read = (content: object) => readCard(JSON.stringify(content));
  it.each([
    ['Low', 'low'],
    ['HIGH', 'high'],
    ['Unknown', 'none'],
    ['constructor', 'none'],
    ['', 'none'],
  ])('rated %s is %s', (risk_rating, expected) => {
    expect(read({ intended_uses: { risk_rating } }).riskRating).toBe(expected);
  });
  it('that is blank says nothing', () => {
    const blank = {
      model_overview: { model_description: ' ' },
      intended_uses: { intended_uses: '', factors_affecting_model_efficiency: [] },
    };
    expect(read(blank)).toEqual({ documents: ['card'], riskRating: 'none', packageArn: undefined });
  });
  it('may be about the package that its id names', () => {
    expect(read({ model_overview: { model_id: `${sm}:model-package/churn/2` } }).packageArn).toBe(
      `${sm}:model-package/churn/2`,
    );
    expect(read({ model_overview: { model_id: `${sm}:model/churn` } }).packageArn).toBeUndefined();
  });
  it('of a strange shape is refused', () => {
    expect(() => read({ intended_uses: 'yes' })).toThrow('intended_uses is not an object');
    expect(() => read({ intended_uses: { risk_rating: 3 } })).toThrow('risk_rating is not a text');
  });
});
