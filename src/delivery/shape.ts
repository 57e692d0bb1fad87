/** What the receiver of a sink takes, as its config says now. */
export interface Takes {
  /** Of its receiver: elasticsearch, syslog. */
  readonly type: string;
  readonly format: string;
  /** Where the config names none, any version of the format is as good: the default moves with ours. */
  readonly version: string | undefined;
  /** Tells its receiver from others; one word. */
  readonly place: string;
}

/**
 * What events were made as, and for which receiver: it is frozen with them.
 *
 * @param version that of the format, named or default.
 * @returns such as `elasticsearch ecs@9.4.0 3f2a...`.
 */
export function shapeOf({ type, format, place }: Takes, version: string): string {
  return `${type} ${format}@${version} ${place}`;
}

/** For people: `elasticsearch ecs@9.4.0`. */
export function shapeWords(shape: string): string {
  return shape.split(' ').slice(0, 2).join(' ');
}

/** Whether a receiver takes what was made as this. Of what was frozen before shapes were noted ('') nothing else is known. */
export function fits(shape: string, { type, format, version }: Takes): boolean {
  if (shape === '') return true;
  const [itsType = '', its = ''] = shape.split(' ');
  return itsType === type && (version === undefined ? its.startsWith(`${format}@`) : its === `${format}@${version}`);
}

/**
 * What becomes of it where a run of the sink begins: its receiver may have moved since.
 *
 * @returns the shape that it has from now on; undefined where the receiver does not take it.
 */
export function adopted(shape: string, takes: Takes): string | undefined {
  if (!fits(shape, takes)) return undefined;
  return shape === '' ? '' : `${shapeWords(shape)} ${takes.place}`;
}

/** Whether it is this receiver's while a run lasts: a config that was changed meanwhile has made it for another one. */
export function isFor(shape: string, { place }: Takes): boolean {
  return shape === '' || shape.split(' ')[2] === place;
}
