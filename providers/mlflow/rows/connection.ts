import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { answersOf, deriveSome, missing, refine, type Spec } from '../../../src/model/mapping/spec.ts';
import type { ReadSpec } from '../../../src/model/provider.ts';
import type { Experiment } from '../answers.ts';

/** What session.ts tells of the connection. */
export interface Handshake {
  scheme?: string;
  host?: string;
  address?: string;
  auth?: string;
  protocol?: string;
  validTo?: string;
  issuer?: string;
}

export const connection = answersOf<{ Handshake: Handshake }>('connection');
const anonymous = answersOf<{ SearchExperiments: { experiments?: Experiment[] } }>('anonymous');

export const handshakeRead: ReadSpec = {
  service: 'connection',
  operation: 'Handshake',
  permission: 'a network path to the server',
  memo: true,
  expects: 'scheme',
  input: () => ({}),
};

/** Ways in which a server, or a door in front of it, says no to somebody without credentials. */
const asked = [
  'HTTP 401 Basic',
  'HTTP 401 Bearer',
  'HTTP 401',
  'HTTP 403',
  'HTTP 301',
  'HTTP 302',
  'HTTP 303',
  'HTTP 307',
  'HTTP 308',
];
const coded = ['PERMISSION_DENIED', 'UNAUTHENTICATED', 'CUSTOMER_UNAUTHORIZED'];

/** Asks for one experiment without credentials. Only an answer with experiments in it says that the door is open. */
export const anonymousRead: ReadSpec = {
  service: 'anonymous',
  operation: 'SearchExperiments',
  as: 'Anonymous',
  permission: 'a network path to the server',
  memo: true,
  expects: 'experiments',
  answers: [...asked, ...coded],
  input: () => ({ max_results: 1 }),
};

const found = anonymous.raw('SearchExperiments', '/experiments', { read: 'Anonymous' });

/** How a caller without credentials was met: `open`, or the way in which the server asked for them. */
export const metAnonymous: Spec<string> = {
  reads: ['Anonymous'],
  map: (answers) => {
    const { value, from } = found.map(answers);
    if (isMissingValue(value)) return { value, from };
    const outcome = answers.get('Anonymous');
    if (outcome.status === 'absent') return { value: outcome.errorCode, from };
    return { value: Array.isArray(value) ? 'open' : missing('it was not asked'), from };
  },
};

/** Kind of sign-in, as configured. */
export const authKind: Spec<string> = refine(connection.raw('Handshake', '/auth'), (kind) => kind ?? missing());

/** Servers that a cloud runs: their rights, software and machines are told there. */
export const managed: ReadonlySet<string> = new Set(['azure', 'sagemaker', 'databricks']);

const aclOf = 'Ask for the access list in the workspace that runs the tracking server, guests and shares among them.';

/** Trait sharing of everything on a server: whoever reaches an open one has every right on all of it. */
const circle: Spec<'nobody' | 'everyone'> = deriveSome([metAnonymous, authKind], (met, kind) => {
  if (met === 'open') return 'everyone';
  if (isMissingValue(met)) return met;
  if (isMissingValue(kind)) return kind;
  return managed.has(kind) ? missing(aclOf, 'not-exposed') : 'nobody';
});

export const sharing = {
  sharedWith: refine(circle, (widest) => widest as 'nobody' | 'organization' | 'outside' | 'everyone'),
  outsiders: refine(circle, (widest): string[] | MissingValue => (widest === 'everyone' ? ['*'] : [])),
};
