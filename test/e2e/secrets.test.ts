import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
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

/** The one word of a planted value that no spelling changes. */
function markOf(value: string): string {
  return /(mark0|AKIAMARK0|hf_mark0)\w+/.exec(value)?.[0] ?? value;
}

/** Base64 of a text wherever it begins within a longer one: three shifts, without the symbols that neighbours change. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const bits = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]);
    const from = Math.ceil((shift * 8) / 6);
    return bits.toString('base64').slice(from, Math.floor((bits.length * 8) / 6));
  });
}

/** All spellings under which a planted value might come out. */
function spellings(value: string): string[] {
  const mark = markOf(value);
  const wide = Buffer.from(mark, 'utf16le').toString('latin1');
  const all = [mark, encodeURIComponent(value), ...inBase64(mark), Buffer.from(mark).toString('hex'), wide];
  return [...new Set([...all, ...inBase64(mark).map((one) => one.replaceAll('+', '-').replaceAll('/', '_'))])];
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
    const files = ['s.db', 's.db-wal', 's.db-shm'].map((name) => join(folder, name)).filter((path) => existsSync(path));
    const texts = files.map((path) => readFileSync(path).toString('latin1'));
    texts.push(...unpackedAnswers());
    expect(spellings(value).filter((one) => texts.some((text) => text.includes(one)))).toEqual([]);
  });

  it('keeps the key of the digests, and no output has it', () => {
    expect(secretKey).toMatch(/^[0-9a-f]{64}$/);
    const bytes = Buffer.from(secretKey, 'hex');
    for (const one of [secretKey, bytes.toString('latin1'), bytes.toString('base64').slice(0, 40)])
      expect(outputs.filter(({ text }) => text.includes(one)).map(({ where }) => where)).toEqual([]);
  });
});

let unpacked: string[] | undefined;
/** Stored answers as text; what is packed otherwise would fail here. */
function unpackedAnswers(): string[] {
  if (unpacked) return unpacked;
  const db = new DatabaseSync(join(folder, 's.db'), { readOnly: true });
  const rows = db.prepare('SELECT codec, body FROM answers').all();
  db.close();
  unpacked = rows.map(({ codec, body }) => {
    if (codec === 'text') return String(body);
    expect(body).toBeInstanceOf(Uint8Array);
    return codec === 'gzip' ? gunzipSync(body as Uint8Array).toString('utf8') : ''; // checked above
  });
  expect(unpacked.filter((text) => text === '')).toEqual([]);
  return unpacked;
}

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
    const answer = unpackedAnswers().find((text) => text.includes('TrainIt'));
    for (const word of ['TrainIt', 'Training', 'GoodEnough', 'Condition', 'RegisterIt', 'RegisterModel'])
      expect(answer).toContain(word);
  });
});
