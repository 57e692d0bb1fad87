/** A small model and a way to judge facts of it: for the tests of this folder. */
import type { Control } from '../model/control.ts';
import type { Missing, MissingReason } from '../model/facts.ts';
import type { Json, JsonObject } from '../model/json.ts';
import {
  bool,
  int,
  intOrNull,
  kind,
  linkTo,
  listOf,
  oneOf,
  record,
  reverseOf,
  someOf,
  text,
  textMap,
  time,
  timeOrNull,
} from '../model/kinds/declare.ts';
import { viewOfCase } from './case-view.ts';
import { Environments } from './environments.ts';
import { compileControl, type Judgement, judge } from './judge.ts';
import { modelOf } from './model.ts';

const disk = record('Disk', { key: oneOf(['own', 'none'], ''), days: intOrNull(''), name: text('') });
export const model = modelOf(
  {
    'x.box': kind({
      noun: ['box', 'boxes'],
      doc: '',
      traits: [],
      facts: {
        a: bool(''),
        b: bool(''),
        egress: oneOf(['none', 'internet'], ''),
        methods: someOf(['identity', 'key', 'password'], ''),
        stop: intOrNull(''),
        used: timeOrNull(''),
        born: time(''),
        count: int(''),
        owner: text(''),
        tags: textMap(''),
        disks: listOf(disk, ''),
      },
      links: { roles: linkTo('x.role', ''), watchers: reverseOf('x.role', 'boxes', '') },
    }),
    'x.role': kind({
      noun: ['role', 'roles'],
      doc: '',
      traits: [],
      facts: { admin: bool(''), days: intOrNull('') },
      links: { boxes: linkTo('x.box', '') },
    }),
  },
  {},
);
export const environments = new Environments(model);
/** `scanTime` of the tests. */
export const now = new Date('2026-01-01T00:00:00Z');
/** A missing value. */
export const lost = (reason: MissingReason = 'access-denied', more: Partial<Missing> = {}): JsonObject => ({
  $missing: { reason, ...more } as JsonObject,
});

/** A control that is an expression and nothing else. */
export function control(pass: string, when?: string): Control {
  return {
    id: 'XX-001',
    slug: 's',
    family: 'f',
    title: 't',
    severity: 'low',
    why: 'w',
    fails_as: 'x',
    applies_to: ['x.box'],
    ...(when === undefined ? {} : { when }),
    pass,
    observe: [],
    fix: {},
    native: {},
    themes: [],
    sources: [],
    cases: [],
    file: 'f/s.yaml',
  };
}
/** Judges a box with these facts. */
export function verdictOf(pass: string, facts: Record<string, Json>, when?: string): Judgement {
  const shape = model.kinds.get('x.box')!;
  return judge(compileControl(control(pass, when), 'x.box', environments), viewOfCase(model, shape, facts), now);
}
