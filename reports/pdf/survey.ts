import type { Control } from '../../src/model/control.ts';
import { PlumblineError } from '../../src/model/errors.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { evidenceOf } from '../view/citations.ts';
import type { ScanFolder } from '../view/folder.ts';
import { type FrameworkView, frameworkViews } from '../view/framework-view.ts';
import { freshFrom } from '../view/groups.ts';
import { type Posture, PostureCounter } from '../view/posture.ts';
import { accountNames } from '../view/words.ts';

/** A rule of the cloud itself that says otherwise than we do. */
export interface Disagreement {
  finding: Pick<Finding, 'control' | 'verdict' | 'resource'>;
  native: Finding['native'][number];
}

/** What all parts of the report know before the first is written. */
export interface Survey {
  scan: ScanFolder;
  summary: ScanSummary;
  digest: string;
  controls: Map<string, Control>;
  posture: Posture;
  frameworks: FrameworkView[];
  /** Evidence numbers that findings and populations cite. */
  cited: Set<number>;
  disagreements: Disagreement[];
  accountName: (provider: string, account: string) => string;
}

/**
 * Walks over the findings once and counts.
 *
 * @param only ids of the frameworks to report on; all of the catalog where not given.
 * @throws PlumblineError CONFIG_INVALID for a framework that the scan's catalog does not have; STORE_CORRUPT.
 */
export async function surveyScan(scan: ScanFolder, only?: string[]): Promise<Survey> {
  const summary = scan.summary();
  const chosen = chosenFrameworks(summary, only);
  const counter = new PostureCounter(summary.catalog.controls, freshFrom(summary));
  const cited = new Set(summary.populations.flatMap((population) => population.evidence));
  const disagreements: Disagreement[] = [];
  for await (const finding of scan.findings()) {
    counter.add(finding);
    for (const number of evidenceOf(finding)) cited.add(number);
    for (const native of finding.native) {
      if (native.agrees !== false) continue;
      const { control, verdict, resource } = finding;
      disagreements.push({ finding: { control, verdict, resource }, native });
    }
  }
  const posture = counter.done();
  return {
    ...{ scan, summary, posture, cited, disagreements },
    digest: await scan.evidenceDigest(),
    controls: new Map(summary.catalog.controls.map((control) => [control.id, control])),
    frameworks: frameworkViews(chosen, summary.catalog.controls, posture.requirement),
    accountName: accountNames(summary),
  };
}

function chosenFrameworks(summary: ScanSummary, only: string[] | undefined) {
  const { frameworks } = summary.catalog;
  if (only === undefined) return frameworks;
  return only.map((id) => {
    const found = frameworks.find((framework) => framework.id === id);
    if (found) return found;
    throw new PlumblineError('CONFIG_INVALID', `The catalog of this scan has no framework ${id}`, {
      hint: `It has: ${frameworks.map((framework) => framework.id).join(', ') || 'none'}.`,
    });
  });
}
