import type { Fact, Missing, MissingValue, Source } from './facts.ts';

/**
 * A recorded resource as a control sees it: facts by name, links one hop further. A link that is itself not known
 * has `missing`; a linked resource that could not be read is a MissingValue among the items.
 */
export interface ResourceView {
  readonly uid: string;
  readonly kind: string;
  fact(name: string): Fact;
  link(name: string): LinkView;
}

export interface LinkView {
  items?: (ResourceView | MissingValue)[];
  missing?: Missing[];
  from: Source[];
}
