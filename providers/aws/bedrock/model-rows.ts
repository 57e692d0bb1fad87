import { notExposed, notSupported } from '../../../src/model/mapping/spec.ts';
import { notRead } from '../support/common.ts';

const noRegistry = notSupported('Bedrock keeps models, and does not ask whether anybody approved them.');

/** Facts that the models of Bedrock do not have, whether trained or imported there. */
export const modelRows = {
  approval: noRegistry,
  approvedBy: noRegistry,
  stage: noRegistry,
  registeredBy: notExposed('Ask for the CloudTrail record of the job that made the model.'),
  tests: notRead('bedrock:ListEvaluationJobs'),
  robustness: notExposed('Ask for the report of the test with disturbed or hostile prompts.'),
  driftBaseline: noRegistry,
  signature: notSupported('All models take and give text in the form of their family.'),
  images: notSupported('It runs on machines and images of AWS.'),
  // What was trained or brought in lies with Bedrock, where nobody can change it.
  artifacts: notSupported('Its files lie with Bedrock, where nobody can change them.'),
  sourceRevision: notSupported('A model records no commit.'),
  patched: notSupported(),
  sharedWith: notRead('bedrock:GetResourcePolicy'),
  outsiders: notRead('bedrock:GetResourcePolicy'),
  documents: notSupported('A model of Bedrock has no description.'),
  lastUsedAt: notExposed('Ask for the metric Invocations of the model in AWS/Bedrock.'),
  idleStopMinutes: notSupported('It does not run by itself.'),
};
