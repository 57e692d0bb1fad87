import { describe, expect, it } from 'vitest';
import { secretName } from './secret-names.ts';
import { countPlainSecrets, looksLikeSecret } from './secrets.ts';

// Put together here, so that no scanner of this repository takes them for real.
const of = (prefix: string, length: number, symbols = 'aB3dE6gH9jK2mN5pQ8') =>
  prefix + symbols.repeat(Math.ceil(length / symbols.length)).slice(0, length);
const hexOf = (length: number) => '0a1b2c3d4e5f6789'.repeat(8).slice(0, length);
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'dBjftJeZ4CVPmB92K27uhbUJU1p1r'].join('.');
const pem = (kind: string) => `-----BEGIN ${kind}-----\nMIIE\n-----END ${kind}-----`;
const brace = (body: string) => ['$', '{', body, '}'].join('');

describe('looksLikeSecret', () => {
  it.each([
    ['AWS key id', of('AKIA', 16, 'ABCDEFGH12345678')],
    ['AWS session key id', of('ASIA', 16, 'ABCDEFGH12345678')],
    ['Bedrock key', of('ABSK', 120)],
    ['GitHub', of('ghp_', 36)],
    ['GitHub, fine-grained', of('github_pat_', 60)],
    ['GitLab', of('glpat-', 20)],
    ['Slack', of('xoxb-', 24, '123456789012-')],
    ['Slack webhook', `https://hooks.slack.com/services/${of('T', 10)}/${of('B', 10)}/${of('', 24)}`],
    ['Hugging Face', of('hf_', 34, 'aBcDeFgHiJkL')],
    ['OpenAI', of('sk-', 48)],
    ['OpenAI, project', of('sk-proj-', 64)],
    ['Anthropic', of('sk-ant-', 40)],
    ['Google', of('AIza', 35)],
    ['Databricks', `dapi${hexOf(32)}`],
    ['JWT', jwt],
    ['private key', pem('RSA PRIVATE KEY')],
    ['private key of PKCS 8', pem('PRIVATE KEY')],
    ['private key of SSH', pem('OPENSSH PRIVATE KEY')],
    ['password in an address', 'postgresql://ml:hunter2@db.internal:5432/features'],
    ['token in an address', 'https://user:x-secret-x1@huggingface.co/repo'],
  ])('%s, alone and in the middle of a text', (_, secret) => {
    expect(looksLikeSecret(secret)).toBe(true);
    expect(looksLikeSecret(`first ${secret}, then`)).toBe(true);
    expect(looksLikeSecret(`{"a":"${secret}"}`)).toBe(true);
    expect(looksLikeSecret(`--header=${secret}`)).toBe(true);
  });

  it.each([
    [''],
    ['hello world'],
    ['us-east-1'],
    [`sha256:${hexOf(64)}`],
    [hexOf(40)],
    ['s3://bucket/path/to/model.tar.gz'],
    ['arn:aws:iam::123456789012:role/AKIA'],
    ['AKIA'],
    [of('AKIA', 15, 'ABCDEFGH12345678')],
    [of('AKIA', 17, 'ABCDEFGH12345678')],
    [of('akia', 16, 'abcdefgh12345678')],
    [of('AROA', 17, 'ABCDEFGH12345678')],
    ['hf_model_name_with_underscores_and_more'],
    ['sk-learn-pipeline-with-a-rather-long-name'],
    ['task-sk-'],
    [pem('CERTIFICATE')],
    [pem('PUBLIC KEY')],
    ['https://example.com/a:b@c'],
    ['https://user@host/'],
    [`postgresql://ml:${brace('DB_PASSWORD')}@db/features`],
    ['postgresql://ml:****@db/features'],
    ['eyJhbGciOiJIUzI1NiJ9.only-two'],
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.3.0-gpu-py311-cu121-ubuntu20.04-sagemaker'],
  ])('%s is none', (text) => {
    expect(looksLikeSecret(text)).toBe(false);
  });
});

describe('secretName', () => {
  it.each([
    ['PASSWORD', 'password'],
    ['db_password', 'password'],
    ['DbPassword', 'password'],
    ['MYSQL-PWD', 'password'],
    ['DBPASSWORD', 'password'],
    ['API_KEY', 'password'],
    ['openaiApiKey', 'password'],
    ['OPENAI_APIKEY', 'password'],
    ['AWS_SECRET_ACCESS_KEY', 'password'],
    ['client_secret', 'password'],
    ['PRIVATE_KEY', 'password'],
    ['DB_PASS', 'password'],
    ['HF_TOKEN', 'token'],
    ['HUGGING_FACE_HUB_TOKEN', 'token'],
    ['accessToken', 'token'],
    ['authtoken', 'token'],
    ['Authorization', 'token'],
    ['max_new_tokens', 'none'],
    ['eos_token', 'none'],
    ['pad_token_id', 'none'],
    ['special_tokens_map', 'none'],
    ['tokenizer', 'none'],
    ['num_token', 'none'],
    ['AWS_ACCESS_KEY_ID', 'none'],
    ['SECRET_NAME', 'none'],
    ['DB_SECRET_ARN', 'none'],
    ['PASSWORD_FILE', 'none'],
    ['token_url', 'none'],
    ['partition_key', 'none'],
    ['sort_key', 'none'],
    ['keyboard', 'none'],
    ['compass', 'none'],
    ['n_pass', 'none'],
    ['pass_through', 'none'],
    ['', 'none'],
    ['constructor', 'none'],
  ])('%s: %s', (name, expected) => {
    expect(secretName(name)).toBe(expected);
  });
});

describe('countPlainSecrets of a map', () => {
  it.each([
    ['hunter2', 1],
    ['admin', 1],
    ['changeme', 1],
    ['123456', 1],
    ['"hunter2"', 1],
    ['', 0],
    ['   ', 0],
    ['""', 0],
    ['true', 0],
    ['None', 0],
    ['****', 0],
    ['xxxx', 0],
    ['<your password>', 0],
    ['your-password-here', 0],
    ['REDACTED', 0],
    ['redacted:string:0123456789abcdef', 0],
    ['arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf', 0],
    ['arn:aws:ssm:eu-west-1:123456789012:parameter/db', 0],
    ['{{resolve:secretsmanager:db:SecretString:password}}', 0],
    ['{{resolve:ssm-secure:db}} hunter2', 1],
    [brace('DB_PASSWORD'), 0],
    [brace('DB_PASSWORD:-hunter2'), 1],
    [brace('DB_PASSWORD:-'), 0],
    [`${brace('A')}hunter2`, 1],
    ['$DB_PASSWORD', 0],
    ['$aint-a-variable', 1],
    ['$(aws secretsmanager get-secret-value)', 0],
    ['/run/secrets/db', 0],
    ['/a1B2/c3D4e5F6g7H8i9J0kLmNoPqRsTuVwXyZ', 1],
    ['@Microsoft.KeyVault(SecretUri=x)', 0],
  ])('a password that is %j: %i', (value, expected) => {
    expect(countPlainSecrets({ DB_PASSWORD: value })).toBe(expected);
  });

  it.each([
    ['a1b2c3d4e5', 1],
    ['short', 0],
    ['12345678', 0],
    ['[PAD]', 0],
    ['<|endoftext|>', 0],
    ['two words', 0],
  ])('a token that is %j: %i', (value, expected) => {
    expect(countPlainSecrets({ API_TOKEN: value })).toBe(expected);
  });

  it('counts each entry by name or by form, the name being harmless or not', () => {
    expect(countPlainSecrets({})).toBe(0);
    expect(countPlainSecrets({ MODE: of('hf_', 34, 'aBcDeFgHiJkL'), REGION: 'eu-west-1' })).toBe(1);
    expect(countPlainSecrets({ API_KEY: of('hf_', 34, 'aBcDeFgHiJkL') })).toBe(1);
    expect(countPlainSecrets({ A_PASSWORD: 'same1', B_PASSWORD: 'same1', C: 'x' })).toBe(2);
    expect(
      countPlainSecrets({ DATABASE_URL: 'postgres://a:b1@c/d', CONNECTION: 'Server=db;User=a;Password=hunter2;' }),
    ).toBe(2);
  });

  it('looks into JSON in a value, and into values that are maps', () => {
    expect(countPlainSecrets({ config: JSON.stringify({ api_key: 'hunter2', region: 'eu' }) })).toBe(1);
    expect(countPlainSecrets({ nested: { deep: [{ PASSWORD: 'hunter2' }] } })).toBe(1);
    expect(countPlainSecrets({ PASSWORD: 4711 })).toBe(1);
    expect(countPlainSecrets({ PASSWORD: true, TOKEN: null, SECRET: undefined })).toBe(0);
  });

  it('leaves the words of language models alone', () => {
    const hyperparameters = {
      max_new_tokens: '512',
      eos_token: '"</s>"',
      pad_token: '[PAD]',
      tokenizer: 'bert-base-uncased',
      epochs: '3',
      sagemaker_submit_directory: '"s3://bucket/source.tar.gz"',
      token_type_ids: 'true',
    };
    expect(countPlainSecrets(hyperparameters)).toBe(0);
  });
});

describe('countPlainSecrets of a script', () => {
  it.each([
    ['export DB_PASSWORD=hunter2', 1],
    ["export DB_PASSWORD='hunter two'", 1],
    ['DB_PASSWORD="hunter2" python train.py', 1],
    ['export DB_PASSWORD=', 0],
    ['export DB_PASSWORD=$1', 0],
    [`export DB_PASSWORD=${brace('PW')}`, 0],
    [`export DB_PASSWORD=${brace('PW:-hunter2')}`, 1],
    ['export DB_PASSWORD=$(aws ssm get-parameter --name x)', 0],
    ['export DB_PASSWORD="$(aws ssm get-parameter --name x)"', 0],
    ['mysql --password=hunter2 -u ml', 1],
    ['mysql --password hunter2', 1],
    ['mysql --password correcthorse', 1],
    ['mysql --password=correcthorse', 1],
    ['mysql --password $PASSWORD', 0],
    ['mysql --password', 0],
    ['aws secretsmanager get-secret-value --secret-id prod/db', 0],
    ['curl -H "Authorization: Bearer abcdef1234567890"', 1],
    ["curl -H 'X-Api-Key: abcdef1234567890'", 1],
    ['https://api.example.com/?access_token=abcdef1234567890', 1],
    ['os.environ["API_KEY"] = "hunter2"', 1],
    ['key = os.environ["API_KEY"]', 0],
    ['api_key = os.environ.get("API_KEY")', 0],
    ['login(token=token)', 0],
    ['login(token="a1b2c3d4e5f6")', 1],
    ['def login(user: str, password: str) -> None:', 0],
    ['password = getpass.getpass()', 0],
    ['{"password": "hunter2"}', 1],
    ['password: hunter2', 1],
    ['# password: see the wiki', 0],
    ['token_count = 512', 0],
    [`git clone https://user:${of('ghp_', 36)}@github.com/a/b`, 1],
    ['echo hello', 0],
    ['', 0],
  ])('%s: %i', (script, expected) => {
    expect(countPlainSecrets(script)).toBe(expected);
  });

  it('counts different secrets, each once', () => {
    const token = of('hf_', 34, 'aBcDeFgHiJkL');
    expect(
      countPlainSecrets(
        `export HF_TOKEN=${token}\nlogin("${token}")\nexport DB_PASSWORD=hunter2\n${pem('PRIVATE KEY')}`,
      ),
    ).toBe(3);
  });

  it('stays linear on hostile input', () => {
    const started = performance.now();
    const size = 5_000;
    for (const piece of [
      'password=',
      'password="',
      'eyJ',
      'eyJ.',
      '://',
      '://a:',
      '-----BEGIN ',
      'a/',
      '--token ',
      brace('a:-'),
      'hf_',
      'aB',
      '"\']= ',
      'api_key:"x1" ',
    ]) {
      countPlainSecrets(piece.repeat(size));
      looksLikeSecret(piece.repeat(size));
    }
    const distinct = Array.from({ length: size }, (_, i) => `API_KEY=value${i}`).join('\n');
    expect(countPlainSecrets(distinct)).toBe(size);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
