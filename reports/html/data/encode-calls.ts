import type { CallRecord } from '../../../src/model/evidence.ts';
import { Dictionary, Texts } from './dictionary.ts';
import { type CallColumns, type CallDetail, type CoreData, frameSizes } from './format.ts';
import { Blocks, type FrameWriter } from './frames.ts';

/** A scan of more calls than this lists those that findings, populations and gaps cite, and the failed ones. */
const listAllBelow = 40_000;

/** Calls as columns, and where their answers lie. */
export class CallEncoder {
  readonly accounts = new Dictionary<CoreData['accounts'][number]>();
  readonly regions = new Texts();
  readonly operations = new Texts();
  readonly errorCodes = new Texts();
  /** Evidence number -> digest of the stored answer, of all calls that have one. */
  readonly answers = new Map<number, string>();
  readonly columns: Omit<CallColumns, 'operations' | 'errorCodes' | 'accounts' | 'regions' | 'frame' | 'place'> = {
    ...{ number: [], account: [], region: [], operation: [], asked: [] },
    ...{ took: [], page: [], status: [], errorCode: [] },
  };
  readonly #blocks: Blocks<CallDetail>;
  readonly #start: number;
  readonly #nameOf: (provider: string, account: string) => string;
  readonly #wanted: (call: CallRecord) => boolean;

  constructor(
    writer: FrameWriter,
    scan: {
      startedAt: string;
      total: number;
      cited: Set<number>;
      nameOf: (provider: string, account: string) => string;
    },
  ) {
    this.#blocks = new Blocks(writer, 'call', frameSizes.call);
    this.#start = Date.parse(scan.startedAt);
    this.#nameOf = scan.nameOf;
    this.#wanted = (call) => scan.total <= listAllBelow || scan.cited.has(call.number) || call.errorCode !== '';
  }

  async add(call: CallRecord): Promise<void> {
    if (call.answerSha256 !== '') this.answers.set(call.number, call.answerSha256);
    if (!this.#wanted(call)) return;
    const { columns } = this;
    const { provider, account: id } = call;
    const asked = Date.parse(call.askedAt);
    columns.number.push(call.number);
    columns.account.push(
      this.accounts.number(`${provider}\n${id}`, () => ({ provider, id, name: this.#nameOf(provider, id) })),
    );
    columns.region.push(this.regions.of(`${provider} ${call.region}`));
    columns.operation.push(this.operations.of(`${call.service}:${call.operation}`));
    columns.asked.push(asked - this.#start);
    columns.took.push(Date.parse(call.answeredAt) - asked);
    columns.page.push(call.page);
    columns.status.push(call.status);
    columns.errorCode.push(this.errorCodes.of(call.errorCode));
    const { parameters, attempts, requestId, serverDate, identity, receivedSha256, answerSha256 } = call;
    await this.#blocks.add({ parameters, attempts, requestId, serverDate, identity, receivedSha256, answerSha256 });
  }

  /** @param places digest -> frame and place of the answers that are inside the report. */
  async done(places: Map<string, [frame: number, place: number]>): Promise<CallColumns> {
    await this.#blocks.flush();
    const found = this.columns.number.map((number) => places.get(this.answers.get(number) ?? ''));
    return {
      ...this.columns,
      frame: found.map((one) => one?.[0] ?? -1),
      place: found.map((one) => one?.[1] ?? -1),
      operations: this.operations.values,
      errorCodes: this.errorCodes.values,
      accounts: this.accounts.values,
      regions: this.regions.values,
    };
  }
}
