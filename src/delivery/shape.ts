/** What the receiver of a sink takes, as its config says now. */
export interface Takes {
  /** Of its receiver: elasticsearch, syslog. */
  readonly type: string;
  readonly format: string;
  /** Where the config names none, any version of the format is as good: the default moves with ours. */
  readonly version: string | undefined;
}

/**
 * What events were made as, which is frozen with them.
 *
 * @param version that of the format, named or default.
 * @returns such as `elasticsearch ecs@9.4.0`.
 */
export function shapeOf({ type, format }: Takes, version: string): string {
  return `${type} ${format}@${version}`;
}

/** Whether a receiver takes what was made as this. Of what was frozen before shapes were noted ('') nothing else is known. */
export function fits(shape: string, takes: Takes): boolean {
  if (shape === '') return true;
  return takes.version === undefined ? shape.startsWith(shapeOf(takes, '')) : shape === shapeOf(takes, takes.version);
}
