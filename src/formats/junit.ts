import type { Change, Notice } from '../model/event.ts';
import type { FormatContext } from './context.ts';
import { factsOf, noticeText } from './facts.ts';
import type { Format } from './format.ts';
import { formatVersions } from './names.ts';
import { clip } from './text.ts';

/**
 * JUnit XML as Jenkins and Ant take it: valid by the schemas of both. A suite says how many cases it has before they
 * come, so cases are gathered, a thousand to a suite.
 */
export const junit: Format = {
  name: 'junit',
  about: 'JUnit XML, for pages of test results',
  versions: formatVersions.junit,
  extension: 'xml',
  mediaType: 'application/xml',
  kind: 'document',
  writer(context) {
    let suites = 0;
    let cases: Case[] = [];
    const flush = () => {
      if (cases.length === 0) return '';
      const text = suiteOf(cases, suites, context);
      suites += 1;
      cases = [];
      return text;
    };
    const add = (one: Case | undefined) => {
      if (!one) return undefined;
      cases.push(one);
      return cases.length < most ? '' : flush();
    };
    return {
      open: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n',
      event: (change) => add(caseOf(change, context)),
      notice: (notice) => add(noticeCase(notice, context)),
      close: () => `${flush()}</testsuites>\n`,
    };
  },
};

/** Cases of one suite. */
const most = 1000;

interface Case {
  xml: string;
  outcome: 'pass' | 'failure' | 'error' | 'skipped';
}

/** What is gone is in no list of tests any more. What could not be judged is an error: never green. */
function caseOf(change: Change, context: FormatContext): Case | undefined {
  const { finding } = change;
  const { resource } = finding;
  const facts = factsOf(change, context);
  if (facts.status === 'gone') return undefined;
  const place = `${resource.provider}/${resource.account}/${resource.region}`;
  const name = `${resource.name} (${resource.uid})`;
  const details = [finding.title, place, resource.uid, facts.reason, `finding ${finding.key}`].join('\n');
  const { waiver } = facts;
  if (facts.verdict === 'pass') return testcase(finding.control, name, 'pass', '');
  if (facts.verdict === 'unknown')
    return testcase(finding.control, name, 'error', body('error', `unknown: ${facts.reason}`, 'unknown', details));
  if (facts.verdict === 'manual')
    return testcase(finding.control, name, 'skipped', skipped(`manual: a person has to look: ${facts.reason}`));
  if (facts.verdict === 'not-applicable')
    return testcase(finding.control, name, 'skipped', skipped(`not applicable: ${facts.reason}`));
  // A failure that someone answers for ends no build, and is no success either.
  if (waiver)
    return testcase(
      finding.control,
      name,
      'skipped',
      skipped(`fail, waived by ${waiver.owner} until ${waiver.until}: ${waiver.reason}: ${facts.reason}`),
    );
  return testcase(finding.control, name, 'failure', body('failure', facts.reason, finding.severity, details));
}

function noticeCase(notice: Notice, context: FormatContext): Case | undefined {
  const text = noticeText(notice, context);
  if (notice.type === 'gap') {
    const { provider, account, region, operation } = notice.gap;
    return testcase(
      'coverage',
      `${provider}/${account}/${region} ${operation}`,
      'error',
      body('error', text, 'gap', text),
    );
  }
  if (notice.state !== 'failed' && notice.state !== 'incomplete') return undefined;
  return testcase('scan', context.scan, 'error', body('error', text, notice.state, text));
}

function testcase(classname: string, name: string, outcome: Case['outcome'], inner: string): Case {
  const head = `<testcase name="${token(name, 2048)}" classname="${token(classname, 256)}" time="0"`;
  return { outcome, xml: inner === '' ? `  ${head}/>\n` : `  ${head}>${inner}</testcase>\n` };
}

function body(element: 'error' | 'failure', text: string, type: string, details: string): string {
  return `<${element} message="${xmlText(text, 2048)}" type="${xmlText(type, 256)}">${xmlText(details, 8192).replaceAll('&#10;', '\n')}</${element}>`;
}

function skipped(text: string): string {
  return `<skipped message="${xmlText(text, 2048)}"/>`;
}

function suiteOf(cases: readonly Case[], id: number, context: FormatContext): string {
  const count = (outcome: Case['outcome']) => cases.filter((one) => one.outcome === outcome).length;
  const seconds = Math.max(0, Date.parse(context.endedAt) - Date.parse(context.startedAt)) / 1000 || 0;
  const simulated = context.simulated ? ', simulated estate' : '';
  const name = `Plumbline: ${context.organisation}${simulated}, part ${id + 1}`;
  const stamp = new Date(context.scanTime).toISOString().slice(0, 19);
  const property = (key: string, value: string) => `<property name="${key}" value="${xmlText(value, 1024)}"/>`;
  const properties = [
    property('scan', context.scan),
    property('organisation', context.organisation),
    property('simulated', String(context.simulated)),
    property('catalog', context.catalogVersion),
  ].join('');
  return ` <testsuite name="${token(name, 1024)}" tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" time="${seconds.toFixed(3)}" timestamp="${stamp}" hostname="plumbline" package="plumbline" id="${id}">
  <properties>${properties}</properties>
${cases.map((one) => one.xml).join('')}  <system-out></system-out>
  <system-err></system-err>
 </testsuite>
`;
}

/** Everything that is no character of XML 1.0, by its production Char. */
const noCharacter = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // As they are, a parser would read them as blanks in an attribute.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** For attributes and for text alike; what XML cannot hold becomes U+FFFD. */
function xmlText(text: string, max: number): string {
  return clip(text, max)
    .replace(noCharacter, '\ufffd')
    .replace(/[&<>"\t\n\r]/g, (one) => entities[one] ?? one);
}

/** The schema's token: no line ends, no blanks at its ends or next to each other. */
function token(text: string, max: number): string {
  return xmlText(text.replace(/\s+/g, ' ').trim(), max) || '-';
}
