/** Type of a column: `long` holds epoch milliseconds, `json` what has no fixed shape, `rest` what no column holds. */
export type Column = 'int' | 'long' | 'text' | 'json' | 'rest' | { list: Column } | { fields: Columns };
export type Columns = Readonly<Record<string, Column>>;

const texts: Column = { list: 'text' };

const event = {
  time: 'long',
  class_uid: 'int',
  class_name: 'text',
  category_uid: 'int',
  category_name: 'text',
  activity_id: 'int',
  activity_name: 'text',
  type_uid: 'int',
  type_name: 'text',
  severity_id: 'int',
  severity: 'text',
  status_id: 'int',
  status: 'text',
  message: 'text',
  metadata: {
    fields: {
      version: 'text',
      uid: 'text',
      correlation_uid: 'text',
      event_code: 'text',
      profiles: texts,
      labels: texts,
      product: { fields: { name: 'text', vendor_name: 'text', uid: 'text', version: 'text' } },
    },
  },
} as const satisfies Columns;

/** OCSF Compliance Finding, 2003, as far as the format writes it. */
const complianceFinding: Columns = {
  ...event,
  cloud: {
    fields: {
      provider: 'text',
      region: 'text',
      account: { fields: { uid: 'text', name: 'text', type: 'text', type_id: 'int' } },
    },
  },
  finding_info: {
    fields: {
      uid: 'text',
      title: 'text',
      desc: 'text',
      types: texts,
      created_time: 'long',
      first_seen_time: 'long',
      last_seen_time: 'long',
      modified_time: 'long',
      analytic: { fields: { uid: 'text', name: 'text', type: 'text', type_id: 'int', version: 'text' } },
    },
  },
  compliance: {
    fields: {
      status_id: 'int',
      status: 'text',
      status_details: texts,
      control: 'text',
      desc: 'text',
      standards: texts,
      requirements: texts,
      checks: { list: { fields: { uid: 'text', name: 'text', standards: texts, status_id: 'int', status: 'text' } } },
    },
  },
  resources: {
    list: {
      fields: {
        uid: 'text',
        name: 'text',
        type: 'text',
        region: 'text',
        labels: texts,
        role_id: 'int',
        role: 'text',
      },
    },
  },
  evidences: {
    list: {
      fields: {
        uid: 'text',
        name: 'text',
        api: { fields: { operation: 'text', service: { fields: { name: 'text' } } } },
        data: 'json',
      },
    },
  },
  remediation: { fields: { desc: 'text', references: texts } },
  observables: { list: { fields: { name: 'text', type_id: 'int', type: 'text', value: 'text' } } },
  comment: 'text',
  unmapped: 'rest',
};

/** OCSF Scan Activity, 6007. */
const scanActivity: Columns = {
  ...event,
  status_detail: 'text',
  start_time: 'long',
  end_time: 'long',
  duration: 'long',
  total: 'long',
  scan: { fields: { uid: 'text', name: 'text', type_id: 'int', type: 'text' } },
  unmapped: 'rest',
};

/** By class: a file of the lake holds events of one. */
export const classes: ReadonlyMap<number, Columns> = new Map([
  [2003, complianceFinding],
  [6007, scanActivity],
]);
