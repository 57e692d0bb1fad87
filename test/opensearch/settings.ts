import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Most bytes of one request after decompression: small, so that a test meets it. */
export const mostBytes = 1024 * 1024;

export function settings({ http, transport }: { http: number; transport: number }): string {
  const pem = (layer: string) => `plugins.security.ssl.${layer}.pemcert_filepath: cert.pem
plugins.security.ssl.${layer}.pemkey_filepath: key.pem
plugins.security.ssl.${layer}.pemtrustedcas_filepath: ca.pem`;
  return `cluster.name: plumbline-test
node.name: one
discovery.type: single-node
network.host: 127.0.0.1
http.port: ${http}
transport.port: ${transport}
http.max_content_length: ${mostBytes}b
# The disk of whoever runs this may be nearly full.
cluster.routing.allocation.disk.threshold_enabled: false
${pem('transport')}
plugins.security.ssl.transport.enforce_hostname_verification: false
plugins.security.ssl.http.enabled: true
${pem('http')}
plugins.security.allow_default_init_securityindex: true
`;
}

export const logging = `status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d %p %c{1.} %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
`;

const meta = (type: string) => `_meta: { type: ${type}, config_version: 2 }\n`;

/** Hashes by the plugin's own tool. */
export function usersFile(java: string, home: string, passwords: Readonly<Record<string, string>>): string {
  const path = [join(home, 'plugins', 'opensearch-security', '*'), join(home, 'lib', '*')].join(':');
  const hash = (password: string) =>
    execFileSync(java, ['-cp', path, 'org.opensearch.security.tools.Hasher', '-env', 'PASSWORD'], {
      encoding: 'utf8',
      env: { PASSWORD: password },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .trim()
      .split('\n')
      .at(-1);
  const users = Object.entries(passwords).map(([name, password]) => `${name}: { hash: "${hash(password)}" }\n`);
  return meta('internalusers') + users.join('');
}

/** What deploy/siem says that a sink needs, in the plugin's own words. */
export const roles = `${meta('roles')}
plumbline:
  cluster_permissions: ['cluster:monitor/main', 'indices:data/write/bulk']
  index_permissions:
    - index_patterns: ['logs-plumbline.findings-*', 'plumbline-findings-latest']
      allowed_actions: ['create_index', 'write']
stranger:
  cluster_permissions: ['cluster:monitor/main', 'indices:data/write/bulk']
`;

export const mappings = `${meta('rolesmapping')}
all_access: { users: [admin] }
plumbline: { users: [plumbline] }
stranger: { users: [stranger] }
`;
