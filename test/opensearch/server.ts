import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeAuthority } from '../../src/lab/authority.ts';
import { logging, mappings, roles, settings, usersFile } from './settings.ts';

/** Who may do what; the passwords are made anew for each run. */
export interface Users {
  admin: string;
  /** Has no more rights than deploy/siem says that a sink needs. */
  plumbline: string;
  /** May ask for its own name and write nowhere. */
  stranger: string;
}

export interface Answer {
  status: number;
  /** Of a server that this test started: as its documentation has it. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, each looked at by a test
  json: any;
}

/** One node of OpenSearch with its security plugin: TLS, users, roles; on loopback. */
export class Server {
  readonly home: string;
  readonly users: Users;
  readonly ca: string;
  private readonly port: number;
  private node: ChildProcess | undefined;

  private constructor(home: string, users: Users, ca: string, port: number) {
    this.home = home;
    this.users = users;
    this.ca = ca;
    this.port = port;
  }

  /** @param home as run.sh has made it: jars and the plugin. */
  static async prepare(home: string, ports: { http: number; transport: number }): Promise<Server> {
    const password = () => crypto.randomUUID();
    const users: Users = { admin: password(), plumbline: password(), stranger: password() };
    const { ca, cert, key } = await makeAuthority(['127.0.0.1', 'localhost']);
    const config = join(home, 'config');
    const security = join(config, 'opensearch-security');
    for (const folder of [config, security, join(home, 'logs'), join(home, 'modules')])
      mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries({ ca, cert, key })) writeFileSync(join(config, `${name}.pem`), text);
    writeFileSync(join(config, 'opensearch.yml'), settings(ports));
    writeFileSync(join(config, 'log4j2.properties'), logging);
    cpSync(join(home, 'plugins', 'opensearch-security', 'config'), security, { recursive: true });
    writeFileSync(join(security, 'internal_users.yml'), usersFile(java(), home, { ...users }));
    writeFileSync(join(security, 'roles.yml'), roles);
    writeFileSync(join(security, 'roles_mapping.yml'), mappings);
    return new Server(home, users, ca, ports.http);
  }

  get url(): string {
    return `https://127.0.0.1:${this.port}`;
  }

  /** Starts it and waits until it lets its users in. @throws Error with the end of its log. */
  async start(): Promise<void> {
    const log = join(this.home, 'node.log');
    const output = openSync(log, 'a');
    const { owner, args } = command(this.home);
    const node = spawn(java(), args, { cwd: this.home, stdio: ['ignore', output, output], ...owner });
    this.node = node;
    for (let tries = 0; tries < 600 && node.exitCode === null; tries += 1) {
      const status = await this.ask('GET', '/_cluster/health').then(
        (one) => one.status,
        () => 0,
      );
      if (status === 200) return;
      await sleep(200);
    }
    throw new Error(`OpenSearch does not run:\n${readFileSync(log, 'utf8').slice(-3000)}`);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const { node } = this;
    if (!node || node.exitCode !== null) return;
    const gone = once(node, 'exit');
    node.kill(signal);
    await gone;
  }

  /** Asks as the administrator. */
  ask(method: string, path: string, body?: unknown): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const auth = `admin:${this.users.admin}`;
      const request = https.request(this.url + path, { method, headers, auth, ca: this.ca }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => {
          try {
            resolve({ status: response.statusCode ?? 0, json: text === '' ? undefined : JSON.parse(text) });
          } catch {
            resolve({ status: response.statusCode ?? 0, json: text });
          }
        });
      });
      request.on('error', reject);
      request.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

function java(): string {
  return process.env.PLUMBLINE_JAVA ?? 'java';
}

/** OpenSearch refuses to run as root: it gets a user who owns nothing else. */
function command(home: string): { owner: { uid?: number; gid?: number }; args: string[] } {
  const args = [
    ...['-Xms512m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.security.manager=allow'],
    ...[`-Dopensearch.path.home=${home}`, `-Dopensearch.path.conf=${join(home, 'config')}`],
    ...['-Dopensearch.distribution.type=tar', '-Dlog4j2.disable.jmx=true', `-Djava.io.tmpdir=${join(home, 'logs')}`],
    ...['-cp', join(home, 'lib', '*'), 'org.opensearch.bootstrap.OpenSearch'],
  ];
  if (process.getuid?.() !== 0) return { owner: {}, args };
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  const owner = { uid: id('-u'), gid: id('-g') };
  execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, home]);
  return { owner, args };
}
