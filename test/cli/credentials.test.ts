import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { Lab } from '../../src/lab/lab.ts';
import { second } from '../../src/lab/small-estate.ts';
import type { ScanSummary } from '../../src/model/scan-summary.ts';
import { plumbline, temporaryFolder } from '../support/cli.ts';
import { environmentOf, labFor, openNotebook, region } from '../support/cli-lab.ts';

const scan = ['scan', '--format=', '--out', 'out', '--json'];

describe('without credentials', () => {
  it('a scan ends with 2, says where keys are looked for, and writes nothing', async () => {
    const folder = temporaryFolder();
    const ran = await plumbline([...scan, '--regions', region], { cwd: folder });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('No AWS credentials were found');
    expect(ran.stderr).toContain('AWS_ACCESS_KEY_ID');
    expect(() => readFileSync(join(folder, 'out', 'scan.json'))).toThrow('ENOENT');
  });

  it('doctor ends with 2, too', async () => {
    expect(await plumbline(['doctor', '--regions', region])).toMatchObject({ code: 2, stdout: '' });
  });

  it('keys of nobody are told from keys that are missing', async () => {
    const lab = await labFor({ estate: openNotebook() });
    const keys = { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' };
    const ran = await plumbline(scan, { env: environmentOf(lab, keys) });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('AWS did not accept the credentials');
    expect(ran.stderr).toContain('InvalidClientTokenId');
  });

  it('a network that is down is told from both', async () => {
    const env = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y' };
    const ran = await plumbline([...scan, '--regions', region], { env });
    expect(ran).toMatchObject({ code: 4, stdout: '' });
    expect(ran.stderr).toContain('could not be reached');
    expect(ran.stderr).toContain('ECONNREFUSED');
  });
});

/** A session of an hour in a lab whose clock jumps a day ahead after so many more requests. */
async function shortSession(after: number) {
  let lab: Lab | undefined;
  let limit = Number.POSITIVE_INFINITY;
  const now = () => Date.now() + ((lab?.requests().length ?? 0) >= limit ? 86_400_000 : 0);
  lab = await labFor({ estate: openNotebook(), now });
  const sts = new STSClient({ region, endpoint: lab.url, credentials: lab.credentialsFor('one') });
  const RoleArn = `arn:aws:iam::${second}:role/audit/PlumblineRead`;
  const { Credentials: keys } = await sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test', ExternalId: 'ext-42' }),
  );
  sts.destroy();
  limit = lab.requests().length + after;
  return {
    lab,
    keys: {
      accessKeyId: keys?.AccessKeyId ?? '',
      secretAccessKey: keys?.SecretAccessKey ?? '',
      sessionToken: keys?.SessionToken ?? '',
    },
  };
}

describe('a session that expires', () => {
  it('before the start: 2, and how to sign in', async () => {
    const { lab, keys } = await shortSession(0);
    const ran = await plumbline(scan, { env: environmentOf(lab, keys) });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('have expired');
    expect(ran.stderr).toContain('aws sso login');
  });

  it('in the middle: what was not read is a gap, never a pass', async () => {
    const { lab, keys } = await shortSession(12);
    const folder = temporaryFolder();
    const ran = await plumbline([...scan, '--fail-on-gaps'], { cwd: folder, env: environmentOf(lab, keys) });
    expect(ran.code).toBe(3);
    const summary = JSON.parse(ran.stdout) as ScanSummary;
    expect(summary.outcome.state).toBe('complete');
    const expired = summary.gaps.filter((gap) => gap.errorCode.startsWith('ExpiredToken'));
    expect(expired.length).toBeGreaterThan(0);
    expect(new Set(expired.map((gap) => gap.reason))).toEqual(new Set(['access-denied']));
    const lost = summary.populations.filter((one) =>
      one.missing.some((each) => each.errorCode?.startsWith('ExpiredToken')),
    );
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.filter((one) => one.endReached)).toEqual([]);
    const read = summary.populations.filter((one) => one.endReached);
    expect(read.length).toBeGreaterThan(0);
  });
});

describe('a role', () => {
  const config = (externalId: string, account = second) => `organisation: Two
aws:
  regions: [${region}]
  accounts:
    - name: two
      id: "${account}"
      role: arn:aws:iam::${second}:role/audit/PlumblineRead
      external_id: ${externalId}
`;
  const run = async (text: string) => {
    const lab = await labFor({ estate: openNotebook() });
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'c.yaml'), text);
    return plumbline([...scan, '--config', 'c.yaml'], { cwd: folder, env: environmentOf(lab) });
  };

  it('is assumed with its external id', async () => {
    const ran = await run(config('ext-42'));
    expect(ran.code).toBe(0);
    const { identities, organisation } = JSON.parse(ran.stdout) as ScanSummary;
    expect(organisation).toBe('Two');
    expect(identities).toEqual([
      { provider: 'aws', account: second, identity: `arn:aws:sts::${second}:assumed-role/PlumblineRead/plumbline` },
    ]);
  });

  it('is not, with another one: 2, and what to check', async () => {
    const ran = await run(config('ext-43'));
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('AWS did not accept the credentials for two: AccessDenied');
    expect(ran.stderr).toContain('its external id');
    expect(ran.stderr).not.toContain('ext-43');
  });

  it('of another account than the config says: 2', async () => {
    const ran = await run(config('ext-42', '999988887777'));
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(`The credentials for account 999988887777 are those of account ${second}`);
  });

  it('of a profile in the config file of AWS works as well', async () => {
    const lab = await labFor({ estate: openNotebook() });
    const folder = temporaryFolder();
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...env } = environmentOf(lab);
    mkdirSync(join(folder, '.aws'));
    writeFileSync(
      join(folder, '.aws', 'credentials'),
      `[base]\naws_access_key_id=${AWS_ACCESS_KEY_ID}\naws_secret_access_key=${AWS_SECRET_ACCESS_KEY}\n`,
    );
    writeFileSync(
      join(folder, '.aws', 'config'),
      `[profile audit]\nsource_profile=base\nrole_arn=arn:aws:iam::${second}:role/audit/PlumblineRead\nexternal_id=ext-42\nregion=${region}\n`,
    );
    const ran = await plumbline(scan, { cwd: folder, env: { ...env, AWS_PROFILE: 'audit' } });
    expect(ran.stderr).not.toContain('plumbline:');
    expect((JSON.parse(ran.stdout) as ScanSummary).identities[0]?.account).toBe(second);
  });
});
