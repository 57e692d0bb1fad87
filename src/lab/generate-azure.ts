import type { ArmObject, AzureEstate, AzureSubscription } from './azure/estate.ts';
import { demoAzure } from './demo/azure/index.ts';

/** Children of a workspace or account that are read by one list, however many there are. */
const multiplied = /\/workspaces\/[^/]+\/(jobs|computes|datastores|schedules|connections)\/[^/]+$/i;

/** A list of its own for each. */
const counted = /\/workspaces\/[^/]+\/models\/[^/]+$/i;

/**
 * An estate of many subscriptions, each as the first of the demo, with some of its resources many times over.
 *
 * @param subscriptions At most 4096.
 * @param copies Of each job, compute, datastore, schedule and connection.
 * @param models Of each registered model in the first subscription, which is the busiest.
 */
export function generateAzure(subscriptions: number, copies: number, models = 1, now = new Date()): AzureEstate {
  const demo = demoAzure(now);
  const [first] = demo.subscriptions;
  if (!first) throw new Error('the demo has no subscription');
  return {
    ...demo,
    subscriptions: Array.from({ length: subscriptions }, (_, index) =>
      stamped(first, index, copies, index === 0 ? models : 1),
    ),
  };
}

function stamped(from: AzureSubscription, index: number, copies: number, models: number): AzureSubscription {
  const id = `${from.id.slice(0, -3)}${index.toString(16).padStart(3, '0')}`;
  // Ids are in every reference, too: text is the place where all of them can be changed.
  const made = JSON.parse(JSON.stringify(from).replaceAll(from.id, id)) as AzureSubscription; // the same shape
  return {
    ...made,
    id,
    name: `${from.name}-${index}`,
    resources: made.resources.flatMap((one) =>
      copiesOf(one, multiplied.test(one.id) ? copies : counted.test(one.id) ? models : 1),
    ),
  };
}

function copiesOf(one: ArmObject, copies: number): ArmObject[] {
  const numbered = (text: string, index: number) => (index === 0 ? text : `${text}-${index}`);
  return Array.from({ length: copies }, (_, index) => ({
    ...one,
    id: numbered(one.id, index),
    name: numbered(one.name, index),
  }));
}
