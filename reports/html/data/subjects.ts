import { sha256 } from '../../../src/model/identity.ts';
import type { Provider } from '../../../src/model/verdict.ts';
import { nounOf } from '../../view/words.ts';
import { Dictionary, Texts } from './dictionary.ts';
import type { CoreData, SubjectColumns } from './format.ts';

/** A resource, or a scope of which a list could not be read. */
export interface Subject {
  provider: Provider;
  account: string;
  accountName: string;
  region: string;
  kind: string;
  nativeType: string;
  name: string;
  uid: string;
}

/** The places, kinds and resources that findings speak of, each written once. */
export class Subjects {
  readonly accounts = new Dictionary<CoreData['accounts'][number]>();
  readonly regions = new Texts();
  readonly kinds = new Dictionary<CoreData['kinds'][number]>();
  readonly nativeTypes = new Texts();
  readonly columns: SubjectColumns = {
    id: [],
    name: [],
    uid: [],
    account: [],
    region: [],
    kind: [],
    nativeType: [],
    row: [],
  };
  readonly #known = new Map<string, number>();

  /** Number of a subject; a new one has no resource row yet. */
  number(subject: Subject): number {
    const key = [subject.provider, subject.account, subject.region, subject.kind, subject.uid].join('\n');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { columns } = this;
    const number = columns.id.length;
    this.#known.set(key, number);
    columns.id.push(sha256(key).slice(0, 16));
    columns.name.push(subject.name);
    columns.uid.push(subject.uid);
    columns.account.push(this.account(subject.provider, subject.account, subject.accountName));
    columns.region.push(this.regions.of(`${subject.provider} ${subject.region}`));
    columns.kind.push(this.kind(subject.kind));
    columns.nativeType.push(this.nativeTypes.of(subject.nativeType));
    columns.row.push(-1);
    return number;
  }

  account(provider: Provider, id: string, name: string): number {
    return this.accounts.number(`${provider}\n${id}`, () => ({ provider, id, name: name || id }));
  }

  kind(id: string): number {
    return this.kinds.number(id, () => ({ id, one: nounOf(id, 1), many: nounOf(id, 2) }));
  }
}
