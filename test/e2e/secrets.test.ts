import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScanFolder } from '../../reports/view/folder.ts';
import { startLab } from '../../src/lab/lab.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Json } from '../../src/model/json.ts';
import { plumbline, type Ran } from '../support/cli.ts';
import { environmentOf } from '../support/cli-lab.ts';
import { planted, plantedEstate, region } from '../support/planted-estate.ts';
import { recordingProxy } from '../support/recording-proxy.ts';
import { type Output, outputsBelow } from '../support/scan-outputs.ts';
import { answersOfStore, spellings, textsOfStore } from '../support/spellings.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-secrets-'));
let ran: Ran;
/** What the scan was told. */
let answers: string[];
let outputs: Output[];
let secretKey: string;

beforeAll(async () => {
  const lab = await startLab({ estate: plantedEstate() });
  const proxy = await recordingProxy(lab.url);
  answers = proxy.answers;
  const env = { ...environmentOf(lab), AWS_ENDPOINT_URL: proxy.url, AWS_REGION: region };
  ran = await plumbline(['scan', '--out', 'out', '--store', 'sqlite:s.db', '--debug'], { cwd: folder, env });
  const { stdout: explained } = await plumbline(['explain', await someFailure(), '--scan', 'out'], { cwd: folder });
  await proxy.close();
  await lab.close();
  outputs = [
    ...(await outputsBelow(join(folder, 'out'))),
    { where: 'stdout', text: ran.stdout },
    { where: 'stderr', text: ran.stderr },
    { where: 'explain', text: explained },
  ];
  const db = new DatabaseSync(join(folder, 's.db'), { readOnly: true });
  secretKey = String(db.prepare("SELECT value FROM meta WHERE name = 'secret-key'").get()?.value);
  db.close();
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Key of a finding that says that secrets lie open. */
async function someFailure(): Promise<string> {
  for await (const finding of openScanFolder(join(folder, 'out')).findings())
    if (finding.control === 'AUTH-004' && finding.verdict === 'fail') return finding.key;
  throw new Error('no secret was found: nothing is tested here');
}

/** Long texts are not shown by a failing test: only where, and which spelling. */
function holding(value: string): string[] {
  return spellings(value).flatMap((one) =>
    outputs.filter(({ text }) => text.includes(one)).map(({ where }) => `${one} in ${where}`),
  );
}

describe('the scan', () => {
  it('went well, and read what was planted', () => {
    expect(ran.code).toBe(0);
    expect(outputs.map(({ where }) => where)).toEqual(
      expect.arrayContaining(['report.html', 'report.html (data)', 'report.pdf', 'report.pdf (text)', 'scan.json']),
    );
    // The data of the report and the words of the PDF are what they say: a name that must be there is.
    for (const where of ['report.html (data)', 'report.pdf (text)', 'resources.ndjson'])
      expect(outputs.some((one) => one.where === where && one.text.includes('equal-1'))).toBe(true);
  });

  it('counts secrets without keeping them', () => {
    const text = outputs.find(({ where }) => where === 'findings.ndjson')?.text ?? '';
    const open = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Finding);
    expect(open.filter((one) => one.control === 'AUTH-004' && one.verdict === 'fail').length).toBeGreaterThan(0);
  });
});

describe('is read, and comes out nowhere, in no spelling:', () => {
  it.each(Object.entries(planted))('%s', (_place, value) => {
    expect(answers.some((text) => spellings(value).some((one) => text.includes(one)))).toBe(true);
    expect(holding(value)).toEqual([]);
  });

  it('and would be seen: each spelling is found where it stands', () => {
    const value = planted.modelEnvironment;
    const texts = [
      JSON.stringify({ a: value }),
      encodeURIComponent(value),
      ...['', 'a', 'ab'].map((before) => Buffer.from(`${before}${value}`).toString('base64')),
    ];
    for (const text of texts) expect(spellings(value).some((one) => text.includes(one))).toBe(true);
  });
});

describe('the store', () => {
  it.each(Object.entries(planted))('holds no %s, in its bytes or in what is packed there', (_place, value) => {
    const texts = textsOfStore(join(folder, 's.db'));
    expect(spellings(value).filter((one) => texts.some((text) => text.includes(one)))).toEqual([]);
  });

  it('keeps the key of the digests, and no output has it', () => {
    expect(secretKey).toMatch(/^[0-9a-f]{64}$/);
    const bytes = Buffer.from(secretKey, 'hex');
    for (const one of [secretKey, bytes.toString('latin1'), bytes.toString('base64').slice(0, 40)])
      expect(outputs.filter(({ text }) => text.includes(one)).map(({ where }) => where)).toEqual([]);
  });
});

describe('digests', () => {
  /** What became of the environment of a model. */
  const settingOf = async (name: string): Promise<Json | undefined> => {
    const scan = openScanFolder(join(folder, 'out'));
    for await (const call of scan.calls()) {
      if (call.operation !== 'DescribeModel' || JSON.stringify(call.parameters) !== `{"ModelName":"${name}"}`) continue;
      const answer = (await scan.answer(call.answerSha256)) as {
        PrimaryContainer?: { Environment?: { SETTING?: Json } };
      }; // DescribeModel
      return answer.PrimaryContainer?.Environment?.SETTING;
    }
    return undefined;
  };

  it('are equal for equal secrets, and differ for others', async () => {
    const [one, two, other] = await Promise.all(['equal-1', 'equal-2', 'other'].map(settingOf));
    expect(one).toMatch(/^redacted:string:[0-9a-f]{24}$/);
    expect(two).toBe(one);
    expect(other).toMatch(/^redacted:string:[0-9a-f]{24}$/);
    expect(other).not.toBe(one);
  });

  it('are keyed: without the key nobody can tell what was hidden by trying', async () => {
    const { createHash, createHmac } = await import('node:crypto');
    const plain = createHash('sha256').update(planted.modelEnvironment).digest('hex').slice(0, 24);
    const keyed = createHmac('sha256', secretKey).update(planted.modelEnvironment).digest('hex').slice(0, 24);
    expect(await settingOf('equal-1')).toBe(`redacted:string:${keyed}`);
    expect(keyed).not.toBe(plain);
  });

  it('leave the steps of a pipeline readable', () => {
    const answer = answersOfStore(join(folder, 's.db')).find((text) => text.includes('TrainIt'));
    for (const word of ['TrainIt', 'Training', 'GoodEnough', 'Condition', 'RegisterIt', 'RegisterModel'])
      expect(answer).toContain(word);
  });
});
