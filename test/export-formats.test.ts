import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { contextOf, formatNames, formatOf, formats } from '../src/formats/index.ts';
import { type Change, eventStatuses, type Notice } from '../src/model/event.ts';
import type { Finding } from '../src/model/finding.ts';
import { findingUid } from '../src/model/identity.ts';
import { type Verdict, verdicts } from '../src/model/verdict.ts';
import { samples, waiver } from './support/changes.ts';
import { parseCef, parseLeef, parseSyslog } from './support/strict-parsers.ts';
import { json, rows, written } from './support/written.ts';

const { changes, notices, context, findings, summary } = await samples();

const alone = (name: string, one: Change | Notice) => written(name, one, context);

/** What a receiver of the format takes for the verdict. */
const readers: Record<string, (text: string) => string> = {
  ocsf: (text) => json(text).compliance.status,
  asff: (text) => json(text).Compliance.Status,
  ecs: (text) => `${json(text).event.outcome} ${json(text).result.evaluation}`,
  splunk: (text) => json(text).event.verdict,
  udm: (text) =>
    json(text).securityResult[0].detectionFields.find((one: { key: string }) => one.key === 'verdict').value,
  cef: (text) => `${parseCef(text).extension.outcome} ${parseCef(text).extension.cs5}`,
  leef: (text) => `${parseLeef(text).attributes.cat} ${parseLeef(text).attributes.verdict}`,
  rfc5424: (text) => parseSyslog(text).data.verdict ?? '',
  sarif: (text) => json(text).runs[0].results[0].kind,
  junit: (text) => {
    const document = XmlDocument.fromString(text);
    const names = ['failure', 'error', 'skipped'].filter((one) => document.get(`//testcase/${one}`));
    document.dispose();
    return names.join(' ') || 'green';
  },
  csv: (text) => rows(text)[0]?.verdict ?? '',
  ndjson: (text) => json(text).finding.verdict,
};

const expected: Record<string, Record<Verdict, string>> = {
  ocsf: { pass: 'Pass', fail: 'Fail', unknown: 'Warning', manual: 'Manual', 'not-applicable': 'Not Applicable' },
  asff: {
    pass: 'PASSED',
    fail: 'FAILED',
    unknown: 'NOT_AVAILABLE',
    manual: 'WARNING',
    'not-applicable': 'NOT_AVAILABLE',
  },
  ecs: {
    pass: 'success passed',
    fail: 'failure failed',
    unknown: 'unknown unknown',
    manual: 'unknown unknown',
    'not-applicable': 'unknown unknown',
  },
  splunk: same(),
  udm: same(),
  cef: {
    pass: 'success pass',
    fail: 'failure fail',
    unknown: 'unknown unknown',
    manual: 'unknown manual',
    'not-applicable': 'not-applicable not-applicable',
  },
  leef: same((verdict) => `${verdict} ${verdict}`),
  rfc5424: same(),
  sarif: { pass: 'pass', fail: 'fail', unknown: 'review', manual: 'open', 'not-applicable': 'notApplicable' },
  junit: { pass: 'green', fail: 'failure', unknown: 'error', manual: 'skipped', 'not-applicable': 'skipped' },
  csv: same(),
  ndjson: same(),
};

function same(word: (verdict: Verdict) => string = (verdict) => verdict): Record<Verdict, string> {
  return Object.fromEntries(verdicts.map((verdict) => [verdict, word(verdict)])) as Record<Verdict, string>; // all of them
}

const of = (verdict: Verdict): Finding => {
  const found = findings.find((one) => one.verdict === verdict && !one.population);
  if (!found) throw new Error(`the sample has no ${verdict}`);
  return found;
};

it('knows every format', () => {
  expect(formats.map(({ name }) => name)).toEqual(formatNames);
  expect(Object.keys(readers)).toEqual(formatNames);
});

describe.each(formatNames)('%s', (name) => {
  const read = (one: Change) => readers[name]?.(alone(name, one) ?? '');

  it.each(verdicts)('says %s as its receivers understand it', (verdict) => {
    expect(read({ finding: of(verdict), status: 'seen' })).toBe(expected[name]?.[verdict]);
  });

  it('says of a list that could not be read that it is unknown', () => {
    const finding = findings.find((one) => one.population);
    expect(finding?.verdict).toBe('unknown');
    if (finding) expect(read({ finding, status: 'new' })).toBe(expected[name]?.unknown);
  });

  it.each(verdicts)('says unknown of what was %s and cannot be seen any more', (verdict) => {
    const finding = { ...of(verdict), scan: 'scan-before' };
    expect(read({ finding, status: 'blind', previous: finding })).toBe(expected[name]?.unknown);
  });

  it('says fail of what is waived', () => {
    const told = read({ finding: of('fail'), status: 'still', waiver });
    // In a list of tests someone who answers for it stands between red and green.
    expect(told).toBe(name === 'junit' ? 'skipped' : expected[name]?.fail);
    expect(alone(name, { finding: of('fail'), status: 'still', waiver })).toContain(waiver.owner);
  });

  it('says nothing of a waiver that is over, or has no day', () => {
    for (const until of ['2020-01-01T00:00:00.000Z', 'some day']) {
      const over = { finding: of('fail'), status: 'still', waiver: { ...waiver, until } } as const;
      expect(read(over)).toBe(expected[name]?.fail);
      expect(alone(name, over)).not.toContain(waiver.owner);
    }
  });

  it('says that the estate is simulated, and that it is not', () => {
    const real = contextOf({ ...summary, simulated: false });
    const other = formatOf(name).format.writer(real);
    const finding = findings.find((one) => one.verdict === 'fail' && one.resource.provider === 'aws') ?? of('fail');
    const told = alone(name, { finding, status: 'seen' });
    const toldOfReal = other.open() + other.event({ finding, status: 'seen' }) + other.close();
    expect(told).toMatch(/simulated/i);
    expect(toldOfReal).not.toMatch(/simulated[a-z]*\W+true|simulated-estate|simulated estate/i);
    expect(toldOfReal).not.toBe(told);
  });

  it('writes the same twice', () => {
    for (const one of [...changes.slice(0, 60), ...notices.slice(0, 10)])
      expect(alone(name, one)).toBe(alone(name, one));
  });

  it('holds no half characters, whatever it is told', () => {
    for (const one of [...changes, ...notices]) {
      const text = alone(name, one);
      if (text === undefined) continue;
      expect(text.isWellFormed()).toBe(true);
      if (text.startsWith('{')) expect(JSON.stringify(JSON.parse(text))).not.toMatch(/(?<!\\)(\\\\)*\\ud[89a-f]/);
    }
  });

  it('tells events apart by scan, and not by how often they are sent', () => {
    const finding = of('fail');
    const later = formatOf(name).format.writer({ ...context, scan: 'scan-later' });
    const again = later.open() + later.event({ finding, status: 'still' }) + later.close();
    if (name !== 'junit') expect(again).not.toBe(alone(name, { finding, status: 'still' }));
    expect(again).toContain(finding.key.slice(0, 64));
  });
});

describe.each(formats.filter(({ kind }) => kind === 'events').map(({ name }) => [name]))('%s', (name) => {
  it('writes each event on one line, of less than 256 KB, whatever it is told', () => {
    if (name === 'ndjson') return; // it leaves nothing out
    const first = findings[0] as Finding;
    const big = 'long '.repeat(20_000);
    const observed = Array.from({ length: 200 }, (_, index) => ({
      fact: `fact${index}`,
      value: big,
      from: Array.from({ length: 100 }, () => ({ operation: 's3:Get', pointer: '/x', evidence: 1 })),
    }));
    const missing = observed.map(({ fact }) => ({ fact, reason: 'network' as const, detail: big, operation: big }));
    const frameworks = { own: Array.from({ length: 3000 }, (_, index) => `R-${index}`) };
    const heavy: Change = { finding: { ...first, observed, missing, frameworks }, status: 'new' };
    for (const one of [...changes, ...notices, heavy]) {
      const text = alone(name, one) ?? '';
      expect(text).not.toContain('\n');
      expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024);
    }
  });
});

it.each([...formatNames, 'ocsf@1.5.0'].filter((one) => one !== 'sarif' && one !== 'junit'))(
  '%s remembers what repeats, and nobody can tell',
  (word) => {
    const [name = '', version] = word.split('@');
    const { format, version: chosen } = formatOf(name, version);
    const shared = format.writer(context, chosen);
    // The same control under another title and for other requirements, as in a scan that was put together by hand.
    const other = { ...(findings[0] as Finding), title: 'Another', frameworks: { soc2: ['CC6.1'], own: ['1', '2'] } };
    const all: Change[] = [...changes, { finding: other, status: 'new' }, ...changes.slice(0, 50)];
    for (const one of all) expect(shared.event(one)).toBe(format.writer(context, chosen).event(one));
  },
);

describe('what is closed', () => {
  const old = { ...of('fail'), scan: 'scan-before', uid: findingUid(of('fail').key, 'scan-before') };
  const gone: Change = { finding: old, status: 'gone' };
  const resolved: Change = { finding: of('pass'), status: 'resolved', previous: of('fail') };
  const doubtful: Change = { finding: of('unknown'), status: 'resolved', previous: of('fail') };
  const event = (name: string, one: Change) => json(alone(name, one) ?? '');

  it('OCSF: closed and resolved; what is unknown stays open', () => {
    expect(event('ocsf', gone)).toMatchObject({ activity_id: 3, type_uid: 200303, status_id: 4 });
    expect(event('ocsf', gone).compliance.status_id).toBe(3);
    expect(event('ocsf', resolved)).toMatchObject({ activity_id: 3, status_id: 4, compliance: { status_id: 1 } });
    expect(event('ocsf', doubtful)).toMatchObject({ activity_id: 2, status_id: 1, compliance: { status_id: 2 } });
  });

  it('OCSF: what failed and does not apply any more is closed, too', () => {
    const change: Change = { finding: of('not-applicable'), status: 'changed', previous: of('fail') };
    expect(event('ocsf', change)).toMatchObject({ activity_id: 3, status_id: 4, compliance: { status_id: 99 } });
  });

  it('OCSF: a waiver suppresses, and the verdict stays', () => {
    const told = event('ocsf', { finding: of('fail'), status: 'still', waiver });
    expect(told).toMatchObject({ status_id: 3, compliance: { status_id: 3 } });
    expect(told.comment).toContain(waiver.reason);
  });

  it('OCSF: an event of its own for what is gone, though the finding is that of the scan before', () => {
    expect(event('ocsf', gone).metadata.uid).not.toBe(gone.finding.uid);
    expect(event('ocsf', gone).finding_info.uid).toBe(gone.finding.key);
  });

  it('ASFF: archived when it is gone, never passed; what passes now is passed', () => {
    expect(event('asff', gone)).toMatchObject({ RecordState: 'ARCHIVED', Compliance: { Status: 'FAILED' } });
    expect(event('asff', resolved)).toMatchObject({ RecordState: 'ACTIVE', Compliance: { Status: 'PASSED' } });
    expect(event('asff', doubtful)).toMatchObject({ RecordState: 'ACTIVE', Compliance: { Status: 'NOT_AVAILABLE' } });
    for (const change of changes)
      expect(Object.keys(event('asff', change))).not.toEqual(
        expect.arrayContaining([
          expect.stringMatching(
            /^(Note|Workflow|UserDefinedFields|VerificationState|Severity|Types|Confidence|Criticality)$/,
          ),
        ]),
      );
  });

  it('SARIF: absent when it is gone, suppressed when waived, with a level only when it fails', () => {
    const result = (one: Change) => json(alone('sarif', one) ?? '').runs[0].results[0];
    expect(result(gone)).toMatchObject({ baselineState: 'absent', kind: 'fail' });
    expect(result(resolved)).toMatchObject({ baselineState: 'updated', kind: 'pass', level: 'none' });
    expect(result(doubtful)).toMatchObject({ kind: 'review', level: 'none' });
    expect(result({ finding: of('fail'), status: 'still', waiver }).suppressions).toMatchObject([
      { kind: 'external', status: 'accepted' },
    ]);
    expect(result({ finding: of('fail'), status: 'still' }).suppressions).toBeUndefined();
  });

  it('JUnit: no test of what is gone', () => {
    expect(alone('junit', gone)).toBeUndefined();
  });

  it.each(eventStatuses)('every event format tells the status %s', (status) => {
    const change: Change = { finding: of(status === 'resolved' ? 'pass' : 'fail'), status };
    expect(event('ocsf', change).unmapped.plumbline.change).toBe(status);
    expect(event('ecs', change).plumbline.change).toBe(status);
    expect(event('splunk', change).fields.change).toBe(status);
    expect(parseSyslog(alone('rfc5424', change) ?? '').data.change).toBe(status);
    expect(parseLeef(alone('leef', change) ?? '').attributes.change).toBe(status);
  });
});

describe('severity', () => {
  it('of ASFF is where a provider gives its own', () => {
    const told = json(alone('asff', { finding: { ...of('fail'), severity: 'medium' }, status: 'seen' }) ?? '');
    expect(told.FindingProviderFields.Severity).toEqual({ Label: 'MEDIUM', Original: 'medium' });
    const passed = json(alone('asff', { finding: { ...of('pass'), severity: 'medium' }, status: 'seen' }) ?? '');
    expect(passed.FindingProviderFields.Severity).toEqual({ Label: 'INFORMATIONAL', Original: 'medium' });
  });

  it('of a pass is none; of what is unknown it is that of its control', () => {
    const severityOf = (verdict: Verdict) =>
      json(alone('ocsf', { finding: { ...of(verdict), severity: 'critical' }, status: 'seen' }) ?? '').severity_id;
    expect(verdicts.map((verdict) => [verdict, severityOf(verdict)])).toEqual([
      ['fail', 5],
      ['unknown', 5],
      ['manual', 5],
      ['pass', 1],
      ['not-applicable', 1],
    ]);
  });
});

describe('ASFF', () => {
  it('leaves findings of other clouds out where no Security Hub is named', () => {
    const writer = formatOf('asff').format.writer(contextOf(summary));
    for (const finding of findings.slice(0, 300)) {
      const text = writer.event({ finding, status: 'seen' });
      expect(text === undefined).toBe(finding.resource.provider !== 'aws');
    }
  });

  it('goes to the account and region of the finding, and by name to the partition', () => {
    const finding = findings.find((one) => one.resource.provider === 'aws') as Finding;
    const told = (region: string) =>
      json(alone('asff', { finding: { ...finding, resource: { ...finding.resource, region } }, status: 'seen' }) ?? '');
    const { account } = finding.resource;
    expect(told('eu-central-1')).toMatchObject({
      AwsAccountId: account,
      ProductArn: `arn:aws:securityhub:eu-central-1:${account}:product/${account}/default`,
    });
    expect(told('us-gov-west-1').ProductArn).toMatch(/^arn:aws-us-gov:/);
    expect(told('cn-north-1').Resources[0].Partition).toBe('aws-cn');
    expect(told('global').Region).toBe('eu-west-1');
  });
});

describe('notices', () => {
  it('say what could not be seen: unknown, with the permission that is missing', () => {
    const gap = notices.find((one) => one.type === 'gap' && one.gap.permission !== '');
    expect(gap).toBeDefined();
    if (gap?.type !== 'gap') return;
    for (const name of formatNames) {
      const text = alone(name, gap) ?? '';
      expect(text).toContain(gap.gap.permission);
      expect(text).not.toMatch(/"(PASSED|passed|success|Pass|pass)"|outcome=success|verdict=pass/);
    }
    expect(readers.asff?.(alone('asff', gap) ?? '')).toBe('NOT_AVAILABLE');
    expect(json(alone('ocsf', gap) ?? '').compliance.status_id).toBe(2);
    expect(readers.junit?.(alone('junit', gap) ?? '')).toBe('error');
  });

  it('of a scan that was not whole are no success', () => {
    for (const state of ['incomplete', 'failed'] as const) {
      const notice: Notice = { type: 'scan', state, at: context.endedAt, reason: 'the disk is full' };
      expect(json(alone('ocsf', notice) ?? '').status_id).not.toBe(1);
      expect(json(alone('ecs', notice) ?? '').event.outcome).not.toBe('success');
      expect(parseCef(alone('cef', notice) ?? '').extension.outcome).not.toBe('success');
      expect(readers.junit?.(alone('junit', notice) ?? '')).toBe('error');
      expect(json(alone('splunk', notice) ?? '').event.type).toBe('alert');
    }
    const failed: Notice = { type: 'scan', state: 'failed', at: context.endedAt, reason: '' };
    expect(json(alone('sarif', failed) ?? '').runs[0].invocations[0].executionSuccessful).toBe(false);
  });
});
