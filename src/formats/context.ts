import type { Control } from '../model/control.ts';
import type { ScanSummary } from '../model/scan-summary.ts';

/** What a format has to know beside the findings. */
export interface FormatContext {
  readonly organisation: string;
  readonly scan: string;
  /** Of Plumbline. */
  readonly version: string;
  /** The estate is the lab: every event says so. */
  readonly simulated: boolean;
  /** RFC 3339: the time of every event of the scan. */
  readonly scanTime: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly outcome: ScanSummary['outcome'];
  readonly resources: number;
  readonly findings: number;
  readonly gaps: number;
  readonly catalogVersion: string;
  readonly controls: ReadonlyMap<string, Control>;
  readonly frameworks: ReadonlyMap<string, FrameworkNames>;
  readonly settings: FormatSettings;
}

export interface FrameworkNames {
  /** Title and version. */
  readonly title: string;
  readonly version: string;
  /** Requirement id -> title. */
  readonly requirements: ReadonlyMap<string, string>;
}

/** What a receiver decides. */
export interface FormatSettings {
  /** Account (and region, for findings of no region) whose Security Hub takes findings of other clouds. */
  readonly securityHub?: { readonly account: string; readonly region: string };
  /** RFC 5424, and whatever else becomes a message of it. */
  readonly syslog?: {
    readonly hostname?: string;
    readonly facility?: number;
    readonly enterprise?: number;
    /** Longest message that the receiver takes, header and all. */
    readonly messageBytes?: number;
  };
  readonly splunk?: { readonly index?: string; readonly source?: string };
}

export function contextOf(summary: ScanSummary, settings: FormatSettings = {}): FormatContext {
  const { catalog, counts } = summary;
  return {
    organisation: summary.organisation,
    scan: summary.scan,
    version: summary.version,
    simulated: summary.simulated,
    scanTime: summary.scanTime,
    startedAt: summary.startedAt,
    endedAt: summary.endedAt,
    outcome: summary.outcome,
    resources: counts.resources,
    findings: counts.findings,
    gaps: summary.gaps.length,
    catalogVersion: catalog.version,
    controls: new Map(catalog.controls.map((one) => [one.id, one])),
    frameworks: new Map(
      catalog.frameworks.map(({ id, title, version, requirements }) => [
        id,
        {
          title: version ? `${title} (${version})` : title,
          version,
          requirements: new Map(requirements.map((one) => [one.id, one.title])),
        },
      ]),
    ),
    settings,
  };
}
