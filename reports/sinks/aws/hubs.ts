import type { AwsSecurityFinding, BatchImportFindingsResponse, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { SinkError } from '../../../src/model/sink.ts';
import { type Access, clientOptions } from './access.ts';
import { errorOfAws, isExpired, nameOf } from './outcome.ts';

/** Where a Security Hub is. */
export interface Place {
  account: string;
  region: string;
}

/** One client an account and region, made when it is first needed. */
export class Hubs {
  private readonly access: Access;
  private readonly clients = new Map<string, Promise<SecurityHubClient>>();
  readonly secrets = new Set<string>();

  constructor(access: Access) {
    this.access = access;
  }

  async send(place: Place, findings: AwsSecurityFinding[], signal: AbortSignal): Promise<BatchImportFindingsResponse> {
    const { BatchImportFindingsCommand } = await import('@aws-sdk/client-securityhub');
    return this.ask(place, (hub) =>
      hub.send(new BatchImportFindingsCommand({ Findings: findings }), { abortSignal: signal }),
    );
  }

  /**
   * Asks a hub about itself, which takes a right more than sending to it does.
   *
   * @returns what came back. @throws SinkError where it is off, or nobody lets us in.
   */
  async describe(place: Place, signal: AbortSignal): Promise<string> {
    const { DescribeHubCommand } = await import('@aws-sdk/client-securityhub');
    try {
      const { HubArn = '' } = await this.ask(place, (hub) =>
        hub.send(new DescribeHubCommand(), { abortSignal: signal }),
      );
      return `${HubArn} is on; whether it takes findings, the first batch tells`;
    } catch (error) {
      signal.throwIfAborted();
      const known = errorOfAws(error, 'stop', this.secrets);
      if (nameOf(error) === 'AccessDeniedException')
        return `AWS knows the caller; without securityhub:DescribeHub it does not say whether the hub is on: ${known.message}`;
      if (nameOf(error) === 'InvalidAccessException' || nameOf(error) === 'ResourceNotFoundException')
        throw new SinkError('stop', `Security Hub is not on in ${place.account} ${place.region}: ${known.message}`);
      throw known;
    }
  }

  async close(): Promise<void> {
    const clients = [...this.clients.values()];
    this.clients.clear();
    for (const client of clients) (await client.catch(() => undefined))?.destroy();
  }

  /** Once more with new keys where the old ones have ended. */
  private async ask<T>(place: Place, send: (hub: SecurityHubClient) => Promise<T>): Promise<T> {
    try {
      return await send(await this.client(place));
    } catch (error) {
      if (!isExpired(error)) throw error;
      await this.close();
      return send(await this.client(place));
    }
  }

  private client({ account, region }: Place): Promise<SecurityHubClient> {
    const key = `${account}|${region}`;
    let client = this.clients.get(key);
    if (!client) {
      client = import('@aws-sdk/client-securityhub').then(
        ({ SecurityHubClient }) => new SecurityHubClient(clientOptions(this.access, { region, account }, this.secrets)),
      );
      this.clients.set(key, client);
    }
    return client;
  }
}
