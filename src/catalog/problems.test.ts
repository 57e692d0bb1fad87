import { describe, expect, it } from 'vitest';
import { controlYaml, frameworkYaml, problemsOf, sound } from './temp-catalog.ts';

const withControl = (changes: Record<string, string | null>) => sound({ 'doors/closed.yaml': controlYaml(changes) });

it('finds nothing wrong with what is in order', async () => {
  expect(await problemsOf(sound())).toEqual([]);
});

describe('a control that is wrong is told by file, line and column', () => {
  // `L:C` of the value: the keys of controlYaml stand one a line, in order (id 1, slug 2, ... pass 8, observe 9, fix 10,
  // themes 11, sources 12, cases 13, the cases themselves 14 to 16); added keys come after that.
  it.each<[string, Record<string, string | null>, string]>([
    [
      'a bad id',
      { id: 'Net-1' },
      '1:5: unexpected "Net-1"; expected an id such as NET-001: 2 to 5 capitals, a dash, 3 digits',
    ],
    ['an id that is a number', { id: '7' }, '1:5: unexpected 7; expected an id such as NET-001'],
    ['another slug', { slug: 'shut' }, "2:7: the slug is 'shut'; expected the name of the file, 'closed'"],
    ['another family', { family: 'walls' }, "17:9: the family is 'walls'; expected the name of the folder, 'doors'"],
    ['no title', { title: null }, "1:1: 'title' is missing; expected a text"],
    ['an empty title', { title: '" "' }, '3:8: unexpected " "; expected a text that is not empty'],
    [
      'a severity',
      { severity: 'urgent' },
      '4:11: unexpected "urgent"; expected one of critical, high, medium, low, info',
    ],
    ['a typo in a key', { tilte: 'x' }, "17:1: unknown key 'tilte'; did you mean 'title'?"],
    ['broken brackets', { fails_as: "'[is|are open'" }, '6:11: broken brackets; expected [one|many], e.g. [is|are]'],
    ['a bracket of one', { fails_as: "'[is] open'" }, '6:11: broken brackets; expected [one|many], e.g. [is|are]'],
    [
      'a verb of one',
      { fails_as: 'reaches out' },
      "6:11: 'reaches' fits one or many, not both; expected [one|many], e.g. [is|are]",
    ],
    ['an unknown kind', { applies_to: '[x.bax]' }, "7:14: unknown kind or trait 'x.bax'; did you mean 'x.box'?"],
    ['an unknown trait', { applies_to: '[x.box, trait.nothing]' }, "7:21: unknown kind or trait 'trait.nothing'"],
    ['no kind', { applies_to: '[]' }, '7:13: unexpected []; expected a list of kinds or trait.<name>'],
    [
      'a fact to observe',
      { observe: '[egress, egres]' },
      "9:19: unknown fact 'egres' of x.box; did you mean 'egress'?",
    ],
    ['no fix', { fix: '{}' }, '10:6: unexpected {}; expected a fix for at least one provider'],
    ['a fix without text', { fix: '{ aws: { cli: x } }' }, "10:13: 'text' is missing; expected a text"],
    ['a fix of nobody', { fix: '{ asw: { text: x } }' }, "10:8: unknown key 'asw'; did you mean 'aws'?"],
    [
      'no command, by a word that stands for nothing',
      { fix: '{ aws: { text: x, none: { cli: per-rnu } } }' },
      '10:37: unexpected "per-rnu"; expected a sentence, or one of nothing-to-change, other-control, no-provider, no-resource, no-command, no-setting, console-only, one-off, per-run, made-by-training, in-code, a-person-decides, on-request',
    ],
    [
      'a command, and why there is none',
      { fix: '{ aws: { text: x, cli: y, none: { cli: per-run } } }' },
      '10:13: unexpected {"text":"x","cli":"y","none":{"cli":"per-run"}}; expected for each of cli and terraform either what to do or why there is none, not both',
    ],
    [
      'no what',
      { fix: '{ aws: { text: x, none: { clo: per-run } } }' },
      "10:32: unknown key 'clo'; did you mean 'cli'?",
    ],
    ['a native source', { native: '{ aws-confg: [x] }' }, "17:11: unknown key 'aws-confg'; did you mean 'aws-config'?"],
    ['a theme', { themes: '[wals]' }, "11:10: no framework maps the theme 'wals'; did you mean 'walls'?"],
    [
      'a source',
      { sources: '[https://example.org, http://example.org]' },
      '12:32: unexpected "http://example.org"; expected an https:// address',
    ],
    ['no source', { sources: '[]' }, '12:10: unexpected []; expected a list of addresses'],
  ])('%s', async (_what, changes, expected) => {
    expect(await problemsOf(withControl(changes))).toEqual([`doors/closed.yaml:${expected}`]);
  });
});

describe('a framework that is wrong', () => {
  const line = '  - { id: R1, title: Walls, themes: [walls] }';
  it.each<[string, string, string]>([
    [
      'another id',
      frameworkYaml.replace('id: fw', 'id: other'),
      "1:5: the id is 'other'; expected the name of the file",
    ],
    ['a requirement twice', `${frameworkYaml}${line}\n`, "7:11: a second requirement 'R1'"],
    [
      'a control',
      frameworkYaml.replace('[walls]', '[walls], controls: [XX-001, XX-002]'),
      "6:65: unknown control 'XX-002'; did you mean 'XX-001'?",
    ],
    ['a key', frameworkYaml.replace('themes', 'theme'), "6:29: unknown key 'theme'; did you mean 'themes'?"],
    [
      'no requirements',
      frameworkYaml.replace(/requirements:(.|\n)*/, 'requirements: []'),
      '5:15: unexpected []; expected a list of requirements',
    ],
    [
      'a source',
      frameworkYaml.replace('https:', 'http:'),
      '4:9: unexpected "http://example.org/fw"; expected an https:// address',
    ],
  ])('%s', async (_what, text, expected) => {
    const told = await problemsOf(sound({ 'frameworks/fw.yaml': text }));
    expect(told).toContain(`frameworks/fw.yaml:${expected}`);
  });

  it('is stated once', async () => {
    const told = await problemsOf(sound({ 'frameworks/fw.yaml': frameworkYaml, 'frameworks/two.yaml': frameworkYaml }));
    expect(told.join()).toContain('the framework fw is stated by');
  });
});
