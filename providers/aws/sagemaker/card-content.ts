import { listOrEmpty, objectOf, textOf } from '../analysis/shape.ts';

export type Document = 'description' | 'intended-use' | 'limitations' | 'risk-rating' | 'card' | 'scorecard';

export interface Card {
  documents: Document[];
  riskRating: 'low' | 'medium' | 'high' | 'none';
  /** ARN of the model package that the card is about, where it names one. */
  packageArn: string | undefined;
}

const ratings: ReadonlyMap<string, Card['riskRating']> = new Map([
  ['low', 'low'],
  ['medium', 'medium'],
  ['high', 'high'],
  ['unknown', 'none'],
]);

/**
 * What a model card says, in the model card JSON schema; a model package's own card has the same members.
 *
 * @throws PlumblineError RESPONSE_SHAPE and SyntaxError when the text is not such a document.
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html#model-cards-json-schema
 */
export function readCard(text: string): Card {
  const card = objectOf(JSON.parse(text), 'the model card');
  const part = (name: string) => objectOf(card[name] ?? {}, name);
  const overview = part('model_overview');
  const uses = part('intended_uses');
  const more = part('additional_information');
  const rating = ratings.get((textOf(uses.risk_rating, 'risk_rating') ?? 'unknown').toLowerCase());
  const says = (value: unknown): boolean =>
    typeof value === 'string' ? value.trim() !== '' : listOrEmpty(value, 'a part of the model card').length > 0;
  const documents: Document[] = ['card'];
  if (says(overview.model_description)) documents.push('description');
  if (says(uses.intended_uses) || says(uses.purpose_of_model)) documents.push('intended-use');
  if (says(more.caveats_and_recommendations) || says(uses.factors_affecting_model_efficiency))
    documents.push('limitations');
  if (rating !== undefined && rating !== 'none') documents.push('risk-rating');
  const named = textOf(part('model_package_details').model_package_arn, 'model_package_arn');
  const id = textOf(overview.model_id, 'model_id');
  return {
    documents,
    riskRating: rating ?? 'none',
    packageArn: [named, id].find((one) => one?.includes(':model-package/') === true),
  };
}
