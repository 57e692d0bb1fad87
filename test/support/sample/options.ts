export interface SampleOptions {
  /** How many findings at least (a resource is judged by about seven controls); 0 writes an empty estate. */
  findings: number;
  /** Same seed, same bytes. Default 1. */
  seed?: number;
  /** Accounts; the first eight are those of the demo organisation. Default 8. */
  accounts?: number;
  /** Names as an attacker would choose them, mixed in with the others. Default true. */
  hostile?: boolean;
  /** Default true: the estate is made up, and says so. */
  simulated?: boolean;
  /** Reads that were denied, regions that were down. Default true. */
  gaps?: boolean;
  /** A scan before this one. Default true. */
  previous?: boolean;
}
