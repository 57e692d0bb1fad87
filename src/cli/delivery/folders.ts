import { join } from 'node:path';
import { DeadLetters } from '../../delivery/dead-letters.ts';
import { Spool } from '../../delivery/spool.ts';

/** Where delivery keeps its files: beside the store, which knows what of them is waited for. */
export class DeliveryFolders {
  private readonly base: string;
  readonly dead: DeadLetters;

  constructor(storeFile: string) {
    this.base = `${storeFile}.outbox`;
    this.dead = new DeadLetters(join(this.base, 'dead'));
  }

  spool(sink: string): Spool {
    return new Spool(join(this.base, 'waiting', sink));
  }
}
