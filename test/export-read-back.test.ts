import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { formatOf } from '../src/formats/index.ts';
import type { Change, Notice } from '../src/model/event.ts';
import type { Finding } from '../src/model/finding.ts';
import { samples } from './support/changes.ts';
import { parseCef, parseLeef, parseSyslog } from './support/strict-parsers.ts';
import { flat, hasControls, inXml, json, lined, rows, written } from './support/written.ts';

const { changes, notices, context, findings } = await samples();

const alone = (name: string, one: Change | Notice) => written(name, one, context);
const of = (verdict: string): Finding => findings.find((one) => one.verdict === verdict) as Finding; // the sample has all

describe('read back by a parser that knows only the specification', () => {
  const isCut = (text: string) => /characters cut\]$|\[cut\]$/.test(text);

  it('CEF', () => {
    for (const change of changes) {
      const { header, extension } = parseCef(alone('cef', change) ?? '');
      expect(header.slice(0, 3)).toEqual(['CEF:0', 'Plumbline', 'Plumbline']);
      expect(header[6]).toMatch(/^(10|[0-9])$/);
      if (!isCut(header[5] ?? '')) expect(header[5]).toBe(flat(change.finding.title));
      expect(extension.cs2).toBe(change.finding.key);
      expect(extension.externalId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(extension.flexString2).toBe('true');
      for (const [key, value] of Object.entries(extension)) {
        expect(value.length).toBeLessThanOrEqual(/^cs\d$/.test(key) ? 4000 : 1023);
        // A value has its label, and a label its value.
        if (/^(cs|flexString)\d$/.test(key)) expect(extension).toHaveProperty(`${key}Label`);
        if (key.endsWith('Label')) expect(extension).toHaveProperty(key.slice(0, -5));
      }
    }
    for (const notice of notices) expect(parseCef(alone('cef', notice) ?? '').extension.outcome).toBeTruthy();
  });

  it('LEEF', () => {
    for (const change of changes) {
      const { header, attributes } = parseLeef(alone('leef', change) ?? '');
      expect(header[4]).toBe(change.finding.control);
      expect(attributes.findingKey).toBe(change.finding.key);
      expect(Number(attributes.sev)).toBeGreaterThanOrEqual(1);
      expect(Number(attributes.sev)).toBeLessThanOrEqual(10);
      expect(attributes.devTime).toBe(context.scanTime.replace('Z', '+0000'));
      const name = flat(change.finding.resource.name).trim();
      if (name !== '' && !isCut(attributes.resourceName ?? '')) expect(attributes.resourceName).toBe(name);
    }
    for (const notice of notices) expect(parseLeef(alone('leef', notice) ?? '').attributes.reason).toBeTruthy();
  });

  it('RFC 5424, within 8,192 octets', () => {
    for (const one of [...changes, ...notices]) {
      const text = alone('rfc5424', one) ?? '';
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(8192);
      const message = parseSyslog(text);
      expect(message).toMatchObject({ facility: 13, hostname: '-', app: 'plumbline' });
      expect(hasControls(text)).toBe(false);
      if ('finding' in one) {
        expect(message.data.key).toBe(one.finding.key);
        const uid = flat(one.finding.resource.uid);
        if (!isCut(message.data.resource ?? '')) expect(message.data.resource ?? '').toBe(uid);
      }
    }
  });

  it('RFC 5424 with a host name, a facility and an enterprise of the settings', () => {
    const writer = formatOf('rfc5424').format.writer({
      ...context,
      settings: { syslog: { hostname: 'scan host.é', facility: 16, enterprise: 4711 } },
    });
    const text = writer.event({ finding: of('fail'), status: 'new' }) ?? '';
    expect(parseSyslog(text)).toMatchObject({ facility: 16, hostname: 'scanhost.' });
    expect(text).toContain('[plumbline@4711 ');
  });

  it('CSV: as many rows and columns as were written, and no formula', () => {
    const writer = formatOf('csv').format.writer(context);
    const text = writer.open() + changes.map((one) => writer.event(one)).join('') + writer.close();
    const read = rows(text);
    expect(read).toHaveLength(changes.length);
    for (const [index, row] of read.entries()) {
      expect(row.finding_key).toBe(changes[index]?.finding.key);
      for (const cell of Object.values(row)) {
        expect(cell.trimStart()).not.toMatch(/^[=+\-@|%\t\r]/);
        expect(cell.length).toBeLessThanOrEqual(32_767);
      }
    }
  });

  it('JUnit: a case for each, in suites that count them', () => {
    const writer = formatOf('junit').format.writer(context);
    const here = changes.filter(({ status }) => status !== 'gone');
    const text = writer.open() + here.map((one) => writer.event(one)).join('') + writer.close();
    const document = XmlDocument.fromString(text);
    expect(document.find('//testcase')).toHaveLength(here.length);
    const suites = document.find('//testsuite');
    expect(suites.length).toBeGreaterThan(1);
    for (const name of ['failure', 'error', 'skipped'] as const) {
      const attribute = { failure: 'failures', error: 'errors', skipped: 'skipped' }[name];
      const counted = document.find(`//testsuite/@${attribute}`).reduce((sum, one) => sum + Number(one.content), 0);
      expect(counted).toBe(document.find(`//testcase/${name}`).length);
      expect(counted).toBeGreaterThan(0);
    }
    document.dispose();
  });

  it('SARIF: no placeholder, no link, no path out of its root', () => {
    for (const one of changes) {
      const [result] = json(alone('sarif', one) ?? '').runs[0].results;
      expect(result.message.text.replaceAll(/\{\{|\}\}/g, '')).not.toMatch(/[{}]/);
      expect(result.message.text).not.toMatch(/\[[^\]]*\]\([^)]+\)/);
      const { uri } = result.locations[0].physicalLocation.artifactLocation;
      const resolved = new URL(uri, 'https://root.example/cloud/').href;
      expect(resolved.startsWith('https://root.example/cloud/')).toBe(true);
      expect(resolved).toBe(`https://root.example/cloud/${uri}`);
    }
  });

  it('NDJSON: the finding as it is stored', () => {
    for (const { finding } of changes.filter(({ status }) => status === 'still').slice(0, 100)) {
      const text = alone('ndjson', { finding, status: 'still' }) ?? '';
      if (JSON.stringify(finding).includes('\\ud')) continue;
      expect(json(text).finding).toEqual(finding);
    }
  });

  it('Splunk: epoch seconds, and what tells events apart in indexed fields', () => {
    const event = json(alone('splunk', { finding: of('fail'), status: 'new' }) ?? '');
    expect(event.time * 1000).toBe(Date.parse(context.scanTime));
    expect(event.fields).toMatchObject({ finding_key: of('fail').key, event_uid: of('fail').uid, verdict: 'fail' });
    for (const value of Object.values(event.fields)) expect(typeof value).toBe('string');
  });
});

describe('text of every kind of special character, made up', () => {
  const pieces = [
    '|',
    '=',
    '\\',
    '"',
    "'",
    '[',
    ']',
    '(',
    '{',
    '}',
    '<',
    '&',
    ',',
    ';',
    '\n',
    '\r',
    '\t',
    '\u0000',
    '\u001b',
    '\u2028',
    '\u0085',
    'é',
    '🩻',
    '\ud800',
    '\udc00',
    ' ',
    '=1',
    '@',
    '-',
    'a b',
    'cs1=',
    ']]>',
  ];
  let seed = 42;
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const made = Array.from({ length: 400 }, () =>
    Array.from({ length: 1 + next(24) }, () => pieces[next(pieces.length)]).join(''),
  );
  const first = findings[0] as Finding;
  const change = (text: string): Change => ({
    finding: { ...first, title: text, reason: text, resource: { ...first.resource, name: text, uid: text } },
    status: 'new',
  });

  it('comes back from JSON as it was', () => {
    for (const text of made) {
      const name = text.toWellFormed();
      expect(json(alone('ocsf', change(text)) ?? '').resources[0].name).toBe(name);
      expect(json(alone('ecs', change(text)) ?? '').resource.name).toBe(name);
      expect(json(alone('splunk', change(text)) ?? '').event.dest_name).toBe(name);
      expect(json(alone('udm', change(text)) ?? '').target.resource.name).toBe(name);
      expect(json(alone('ndjson', change(text)) ?? '').finding.resource.name).toBe(name);
    }
  });

  it('comes back from lines of one kind or another, on one line', () => {
    for (const text of made) {
      expect(parseCef(alone('cef', change(text)) ?? '').header[5]).toBe(flat(text));
      expect(parseCef(alone('cef', change(text)) ?? '').extension.cs1 ?? '').toBe(lined(text).trim());
      expect(parseLeef(alone('leef', change(text)) ?? '').attributes.resourceUid ?? '').toBe(flat(text).trim());
      expect(parseSyslog(alone('rfc5424', change(text)) ?? '').data.resource ?? '').toBe(flat(text));
    }
  });

  it('comes back from a table, with an apostrophe where it would have been a formula', () => {
    for (const text of made) {
      const cell = rows(alone('csv', change(text)) ?? '')[0]?.name ?? '';
      expect(cell.replace(/^'/, '')).toBe(flat(text).replace(/^'/, ''));
      expect(cell).not.toMatch(/^\s*[=+\-@|%]/);
    }
  });

  it('comes back from XML, its blanks made one', () => {
    for (const text of made) {
      const document = XmlDocument.fromString(alone('junit', change(text)) ?? '');
      const read = document.get('//testcase/@name')?.content ?? '';
      const name = inXml(text);
      expect(read.replace(/\s+/g, ' ')).toBe(`${name} (${name})`.replace(/\s+/g, ' ').trim());
      document.dispose();
    }
  });
});
