import type { Framework } from '../../../src/model/control.ts';
import type { ScanFolder } from '../../view/folder.ts';
import { freshFrom } from '../../view/groups.ts';
import { type Posture, PostureCounter } from '../../view/posture.ts';
import { accountNames } from '../../view/words.ts';
import { controlEntry, strangerEntry } from './control-entries.ts';
import { Texts } from './dictionary.ts';
import { packAnswers } from './encode-answers.ts';
import { CallEncoder } from './encode-calls.ts';
import { FindingEncoder } from './encode-findings.ts';
import { populationColumns } from './encode-populations.ts';
import { type CoreData, frameSizes, type ResourceDetail } from './format.ts';
import { Blocks, type Frame, FrameWriter } from './frames.ts';
import { Subjects } from './subjects.ts';

/** Everything that one walk over a scan yields: the counts for the words, the frames for the lists. */
export interface EncodedScan {
  posture: Posture;
  core: CoreData;
  /** Frame `core`, which the page reads first. */
  coreFrame: Frame;
  /** All others; each is read when it is needed. */
  frames: Frame[];
}

/**
 * Walks over findings, resources, calls and answers, each once. Memory holds the columns and the packed frames: some
 * 200 bytes a finding.
 *
 * @throws PlumblineError STORE_CORRUPT when a file of the scan is missing or broken.
 */
export async function encodeScan(folder: ScanFolder, frameworks: Framework[]): Promise<EncodedScan> {
  const summary = folder.summary();
  const { controls } = summary.catalog;
  const writer = new FrameWriter();
  const subjects = new Subjects();
  const nameOf = accountNames(summary);
  const counter = new PostureCounter(controls, freshFrom(summary));
  const findings = new FindingEncoder(
    controls.map((one) => one.id),
    subjects,
    writer,
    freshFrom(summary),
  );
  for await (const finding of folder.findings()) {
    counter.add(finding);
    await findings.add(finding);
  }
  const keys = await findings.done();
  await encodeResources(folder, subjects, writer, nameOf);
  const cited = new Set([...findings.cited, ...summary.populations.flatMap((one) => one.evidence)]);
  const calls = new CallEncoder(writer, { startedAt: summary.startedAt, total: summary.calls.total, cited, nameOf });
  for await (const call of folder.calls()) await calls.add(call);
  const packed = await packAnswers(folder, answersByWorth(calls.answers, cited));
  await writer.add('calls', await calls.done(packed.places));

  const families = new Texts();
  const core: CoreData = {
    scan: scanOf(folder, await folder.evidenceDigest()),
    controls: [
      ...controls.map((control) => controlEntry(control, families.of(control.family))),
      ...findings.strangers.map((finding) => strangerEntry(finding, families.of('other'))),
    ],
    families: families.values,
    populations: populationColumns(summary.populations, subjects, nameOf),
    accounts: subjects.accounts.values,
    regions: subjects.regions.values,
    kinds: subjects.kinds.values,
    nativeTypes: subjects.nativeTypes.values,
    frameworks: frameworks.map(({ id, title }) => ({ id, title })),
    requirements: findings.requirements.values,
    requirementSets: findings.requirementSets.values,
    unread: findings.unread.values,
    unreadSets: findings.unreadSets.values,
    reasons: findings.reasons.values,
    times: findings.times.values,
    subjects: subjects.columns,
    findings: findings.columns,
    calls: { total: summary.calls.total, failed: summary.calls.failed, listed: calls.columns.number.length },
    answers: { held: summary.evidence.answers, inside: packed.places.size },
  };
  const coreWriter = new FrameWriter();
  await coreWriter.add('core', core);
  const [coreFrame] = (await coreWriter.done()) as [Frame]; // Just added.
  const frames = [...(await writer.done()), { id: 'keys', base64: keys }, ...packed.frames];
  return { posture: counter.done(), core, coreFrame, frames };
}

/** Answers that findings cite before all others: those of failures come first. */
function* answersByWorth(answers: Map<number, string>, cited: Set<number>): Generator<string> {
  for (const number of cited) {
    const hash = answers.get(number);
    if (hash !== undefined) yield hash;
  }
  yield* answers.values();
}

async function encodeResources(
  folder: ScanFolder,
  subjects: Subjects,
  writer: FrameWriter,
  nameOf: (provider: string, account: string) => string,
): Promise<void> {
  const blocks = new Blocks<ResourceDetail>(writer, 'resource', frameSizes.resource);
  let row = 0;
  for await (const resource of folder.resources()) {
    const { parts, facts, links, provider, account } = resource;
    const number = subjects.number({ ...resource, accountName: nameOf(provider, account) });
    subjects.columns.row[number] = row++;
    await blocks.add({ parts, facts, links });
  }
  await blocks.flush();
}

function scanOf(folder: ScanFolder, evidenceDigest: string): CoreData['scan'] {
  const { scan: id, organisation, simulated, startedAt, endedAt, scanTime, version } = folder.summary();
  return { id, organisation, simulated, startedAt, endedAt, scanTime, version, evidenceDigest };
}
