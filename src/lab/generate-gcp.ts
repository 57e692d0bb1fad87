import type { JsonObject } from '../model/json.ts';
import { demoGcp } from './demo/gcp/index.ts';
import type { GcpEstate, GcpProject } from './gcp/estate.ts';

/** Lists whose items need no reads of their own. */
const multiplied = /^aiplatform\/locations\/[^/]+\/(customJobs|batchPredictionJobs|pipelineJobs|trainingPipelines)$/;

/** Lists below each. */
const counted = /^aiplatform\/locations\/[^/]+\/models$/;

/**
 * An estate of many projects, each as the first of the demo, with its jobs many times over.
 *
 * @param projects At most 1000.
 * @param models Of each model in the first project, which is the busiest.
 */
export function generateGcp(projects: number, copies: number, models = 1, now = new Date()): GcpEstate {
  const demo = demoGcp(now);
  const [first] = demo.projects;
  if (!first) throw new Error('the demo has no project');
  return {
    ...demo,
    projects: Array.from({ length: projects }, (_, index) => stamped(first, index, copies, index === 0 ? models : 1)),
  };
}

function stamped(from: GcpProject, index: number, copies: number, models: number): GcpProject {
  const id = `${from.id}-${index}`;
  const number = `${from.number.slice(0, -3)}${String(index).padStart(3, '0')}`;
  // Names are in every reference, too: text is the place where all of them can be changed.
  const text = JSON.stringify(from, (_key, value: unknown) => (isLazy(value) ? itemsOf(value) : value));
  const made = JSON.parse(text.replaceAll(from.number, number).replaceAll(from.id, id)) as GcpProject & {
    resources: Record<string, JsonObject[]>;
  }; // the same shape, its lists made
  const resources = Object.entries(made.resources).map(([path, items]) => [
    path,
    items.flatMap((item) => copiesOf(item, multiplied.test(path) ? copies : counted.test(path) ? models : 1)),
  ]);
  return { ...made, id, number, name: id, resources: Object.fromEntries(resources) as GcpProject['resources'] };
}

interface Lazy {
  length: number;
  at(index: number): unknown;
}

function isLazy(value: unknown): value is Lazy {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'at' in value && 'length' in value;
}

const itemsOf = (list: Lazy): unknown[] => Array.from({ length: list.length }, (_, index) => list.at(index));

function copiesOf(item: JsonObject, copies: number): JsonObject[] {
  return Array.from({ length: copies }, (_, index) => ({
    ...item,
    name: index === 0 ? String(item.name) : `${String(item.name)}${String(index).padStart(4, '0')}`,
  }));
}
