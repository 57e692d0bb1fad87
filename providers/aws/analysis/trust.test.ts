import { describe, expect, it } from 'vitest';
import { assumableBy } from './trust.ts';

const own = '123456789012';
const sister = '222222222222';
const alien = '999999999999';
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const trust = (Principal: unknown, Condition?: object, Action: unknown = 'sts:AssumeRole') => ({
  Effect: 'Allow',
  Principal,
  Action,
  ...(Condition && { Condition }),
});
const variable = (name: string) => ['$', '{', name, '}'].join('');
const judge = (...statements: object[]) =>
  assumableBy(policy(...statements), own, [own, sister], { orgId: 'o-mine', networks: ['vpce-mine'] });
const root = (account: string) => `arn:aws:iam::${account}:root`;

describe('assumableBy', () => {
  it.each([
    [{ Service: 'sagemaker.amazonaws.com' }, 'service', []],
    [{ Service: ['sagemaker.amazonaws.com', 'lambda.amazonaws.com'] }, 'service', []],
    [{ Service: '*' }, 'everyone', ['*']],
    [{ AWS: root(own) }, 'account', []],
    [{ AWS: own }, 'account', []],
    [{ AWS: `arn:aws:iam::${own}:role/x` }, 'account', []],
    [{ AWS: `arn:aws:sts::${own}:assumed-role/x/y` }, 'account', []],
    [{ AWS: sister }, 'organization', []],
    [{ AWS: root(alien) }, 'outside', [root(alien)]],
    [{ AWS: [root(alien), own] }, 'outside', [root(alien)]],
    [{ AWS: own, Service: 'sagemaker.amazonaws.com' }, 'account', []],
    ['*', 'everyone', ['*']],
    [{ AWS: '*' }, 'everyone', ['*']],
    [{ AWS: [own, '*'] }, 'everyone', ['*']],
    [{ AWS: 'arn:aws:iam::*:root' }, 'everyone', ['*']],
    [{ AWS: 'AROAEXAMPLEEXAMPLE123' }, 'account', []],
    [{ AWS: 'something-new' }, 'outside', ['something-new']],
    [{ AWS: 'AROAshortAndSmall123' }, 'outside', ['AROAshortAndSmall123']],
    [{ AWS: 'AROAEXAMPLE-EXAMPLE12' }, 'outside', ['AROAEXAMPLE-EXAMPLE12']],
    [{ AWS: 'AROAEXAMPLE' }, 'outside', ['AROAEXAMPLE']],
    [{ AWS: `AROA${'A'.repeat(125)}` }, 'outside', [expect.any(String)]],
    [{ AWS: 'XROAEXAMPLEEXAMPLE123' }, 'outside', ['XROAEXAMPLEEXAMPLE123']],
    [{ AWS: `arn:aws:s3::${own}:x` }, 'outside', [`arn:aws:s3::${own}:x`]],
    [{ AWS: `x:aws:iam::${own}:root` }, 'outside', [`x:aws:iam::${own}:root`]],
    [
      { CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' },
      'outside',
      [expect.any(String)],
    ],
  ] as const)('%j: %s', (principal, circle, outsiders) => {
    expect(judge(trust(principal))).toEqual({ assumableBy: circle, outsiders });
  });

  it('the widest of all statements counts', () => {
    expect(judge(trust({ Service: 'ec2.amazonaws.com' }), trust({ AWS: sister }), trust({ AWS: alien }))).toEqual({
      assumableBy: 'outside',
      outsiders: [alien],
    });
  });

  it('without the list of accounts every other account is outside', () => {
    expect(assumableBy(policy(trust({ AWS: sister })), own).assumableBy).toBe('outside');
    expect(assumableBy(policy(trust({ AWS: sister })), own, []).assumableBy).toBe('outside');
  });

  it.each([
    ['sts:AssumeRole', 'everyone'],
    ['STS:assumerole', 'everyone'],
    ['sts:*', 'everyone'],
    ['*', 'everyone'],
    ['sts:Assume*', 'everyone'],
    ['sts:A?sumeRole', 'everyone'],
    [['sts:TagSession', 'sts:AssumeRoleWithWebIdentity'], 'everyone'],
    ['sts:TagSession', 'service'],
    ['sts:AssumeRoot', 'service'],
  ])('action %j: %s', (action, circle) => {
    expect(judge(trust('*', undefined, action)).assumableBy).toBe(circle);
  });

  it('NotAction lets assume what it does not name', () => {
    const statement = (NotAction: string | string[]) => ({ Effect: 'Allow', Principal: '*', NotAction });
    expect(judge(statement('sts:TagSession')).assumableBy).toBe('everyone');
    expect(judge(statement('sts:AssumeRole')).assumableBy).toBe('everyone');
    expect(judge(statement('sts:*')).assumableBy).toBe('service');
    expect(judge(statement(['sts:*', 'iam:*'])).assumableBy).toBe('service');
  });

  it('NotPrincipal is everyone else', () => {
    expect(judge({ Effect: 'Allow', NotPrincipal: { AWS: root(alien) }, Action: 'sts:AssumeRole' }).assumableBy).toBe(
      'everyone',
    );
  });

  it('a policy that lets nobody in', () => {
    expect(judge()).toEqual({ assumableBy: 'service', outsiders: [] });
    expect(judge({ ...trust('*'), Effect: 'Deny' })).toEqual({ assumableBy: 'service', outsiders: [] });
  });

  it.each([
    ['own organisation', { StringEquals: { 'aws:PrincipalOrgID': 'o-mine' } }, 'organization', []],
    ['another organisation', { StringEquals: { 'aws:PrincipalOrgID': 'o-other' } }, 'outside', ['o-other']],
    ['any organisation', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }, 'everyone', ['*']],
    [
      'one of two organisations',
      { StringEquals: { 'aws:PrincipalOrgID': ['o-mine', 'o-other'] } },
      'outside',
      ['o-other'],
    ],
    ['own organisation or none', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-mine' } }, 'everyone', ['*']],
    ['not another organisation', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-other' } }, 'everyone', ['*']],
    ['an organisation at all', { Null: { 'aws:PrincipalOrgID': 'false' } }, 'everyone', ['*']],
    [
      'a path of the own organisation',
      { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-mine/r-1/*' } },
      'organization',
      [],
    ],
    [
      'a path or no organisation',
      { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-mine/r-1/*' } },
      'everyone',
      ['*'],
    ],
    ['own account', { StringEquals: { 'aws:PrincipalAccount': own } }, 'account', []],
    ['sister account', { StringEquals: { 'aws:PrincipalAccount': sister } }, 'organization', []],
    ['alien account', { StringEquals: { 'aws:PrincipalAccount': alien } }, 'outside', [alien]],
    ['accounts by wildcard', { StringLike: { 'aws:PrincipalAccount': '12345678901?' } }, 'everyone', ['*']],
    ['source account', { StringEquals: { 'aws:SourceAccount': own } }, 'account', []],
    ['a role of the own account', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${own}:role/*` } }, 'account', []],
    ['a role of any account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Deploy' } }, 'everyone', ['*']],
    [
      'a role of an alien',
      { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${alien}:role/x` } },
      'outside',
      [`arn:aws:iam::${alien}:role/x`],
    ],
    ['external id', { StringEquals: { 'sts:ExternalId': 'secret' } }, 'outside', ['holder of the external id']],
    ['any external id', { StringLike: { 'sts:ExternalId': '*' } }, 'everyone', ['*']],
    ['address', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, 'everyone', ['*']],
    ['MFA', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, 'everyone', ['*']],
    ['a tag', { StringEquals: { 'aws:PrincipalTag/team': 'ml' } }, 'everyone', ['*']],
    ['own endpoint', { StringEquals: { 'aws:SourceVpce': 'vpce-mine' } }, 'account', []],
    ['another endpoint', { StringEquals: { 'aws:SourceVpce': 'vpce-other' } }, 'outside', ['vpce-other']],
    [
      'two conditions add up',
      { StringEquals: { 'aws:PrincipalOrgID': 'o-mine', 'aws:PrincipalAccount': sister } },
      'organization',
      [],
    ],
    [
      'the same, narrow one first',
      { StringEquals: { 'aws:PrincipalAccount': own, 'aws:PrincipalOrgID': 'o-mine' } },
      'account',
      [],
    ],
    [
      'account of the role by variable',
      { StringEquals: { 'aws:PrincipalAccount': variable('aws:ResourceAccount') } },
      'account',
      [],
    ],
    [
      'account of the caller by variable',
      { StringEquals: { 'aws:PrincipalAccount': variable('aws:PrincipalAccount') } },
      'everyone',
      ['*'],
    ],
  ] as const)('everyone, but only: %s', (_, condition, circle, outsiders) => {
    expect(judge(trust({ AWS: '*' }, condition))).toEqual({ assumableBy: circle, outsiders });
  });

  it('an organisation that cannot be told from the own counts as outside', () => {
    const statement = trust('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-mine' } });
    expect(assumableBy(policy(statement), own, [own, sister])).toEqual({
      assumableBy: 'outside',
      outsiders: ['o-mine'],
    });
  });

  it('an alien by name stays outside, however he connects', () => {
    expect(judge(trust({ AWS: alien }, { StringEquals: { 'aws:SourceVpce': 'vpce-mine' } })).assumableBy).toBe(
      'outside',
    );
    expect(judge(trust({ AWS: alien }, { StringEquals: { 'sts:ExternalId': 'x' } })).assumableBy).toBe('outside');
    expect(judge(trust({ AWS: alien }, { StringEquals: { 'aws:PrincipalOrgID': 'o-mine' } })).assumableBy).toBe(
      'organization',
    );
  });

  describe('a Deny of everyone else', () => {
    const denied = (Condition: object, more: object = {}) => ({
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:*',
      Condition,
      ...more,
    });
    const notMine = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-mine' } };
    it.each([
      ['as it should be', denied(notMine), 'organization'],
      ['if it exists', denied({ StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-mine' } }), 'organization'],
      [
        'with services excepted',
        denied({ ...notMine, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }),
        'organization',
      ],
      ['with a second condition', denied({ ...notMine, Bool: { 'aws:SecureTransport': 'false' } }), 'everyone'],
      ['with an empty second condition', denied({ ...notMine, Bool: { 'aws:PrincipalIsAWSService': [] } }), 'everyone'],
      ['the wrong way round', denied({ StringEquals: { 'aws:PrincipalOrgID': 'o-mine' } }), 'everyone'],
      ['for any value', denied({ 'ForAnyValue:StringNotEquals': { 'aws:PrincipalOrgID': 'o-mine' } }), 'everyone'],
      ['for one principal', denied(notMine, { Principal: { AWS: root(alien) } }), 'everyone'],
      [
        'for other principals',
        { Effect: 'Deny', NotPrincipal: { AWS: root(own) }, Action: 'sts:*', Condition: notMine },
        'everyone',
      ],
      ['of another action', denied(notMine, { Action: 'sts:TagSession' }), 'everyone'],
      [
        'of this action among others',
        denied(notMine, { Action: ['sts:TagSession', 'sts:AssumeRole'] }),
        'organization',
      ],
      ['for everyone among others', denied(notMine, { Principal: { AWS: ['*', own] } }), 'organization'],
      ['for some', denied(notMine, { Principal: { AWS: [alien, own] } }), 'everyone'],
      ['of all organisations but o-*', denied({ StringNotLike: { 'aws:PrincipalOrgID': 'o-*' } }), 'everyone'],
    ] as const)('%s: %s', (_, statement, circle) => {
      expect(judge(trust('*'), statement).assumableBy).toBe(circle);
    });
  });

  describe('federated', () => {
    const oidc = (issuer: string, account = own) => `arn:aws:iam::${account}:oidc-provider/${issuer}`;
    const web = (provider: string, condition?: object) =>
      judge(trust({ Federated: provider }, condition, 'sts:AssumeRoleWithWebIdentity')).assumableBy;
    const github = 'token.actions.githubusercontent.com';
    const aud = { [`${github}:aud`]: 'sts.amazonaws.com' };

    it('SAML: the directory of the account', () => {
      const saml = (account: string) =>
        judge(trust({ Federated: `arn:aws:iam::${account}:saml-provider/Corp` }, undefined, 'sts:AssumeRoleWithSAML'));
      expect(saml(own)).toEqual({ assumableBy: 'organization', outsiders: [] });
      expect(saml(alien).assumableBy).toBe('outside');
    });

    it.each([
      ['nothing', undefined, 'everyone'],
      ['the audience, which all share', { StringEquals: aud }, 'everyone'],
      [
        'one repository',
        { StringEquals: { ...aud, [`${github}:sub`]: 'repo:company/model:ref:refs/heads/main' } },
        'outside',
      ],
      ['all of a company', { StringLike: { [`${github}:sub`]: 'repo:company/*' } }, 'outside'],
      ['all that begin like the company', { StringLike: { [`${github}:sub`]: 'repo:company*' } }, 'everyone'],
      ['a repository of anybody', { StringLike: { [`${github}:sub`]: 'repo:*/model' } }, 'everyone'],
      ['a company or anybody', { StringLike: { [`${github}:sub`]: ['repo:company/*', '*'] } }, 'everyone'],
      ['an empty company', { StringLike: { [`${github}:sub`]: 'repo:/*' } }, 'everyone'],
      ['the claim, if it exists', { StringEqualsIfExists: { [`${github}:sub`]: 'repo:company/model' } }, 'everyone'],
      ['the claim of another issuer', { StringEquals: { 'gitlab.com:sub': 'repo:company/model' } }, 'everyone'],
    ])('GitHub bound by %s: %s', (_, condition, circle) => {
      expect(web(oidc(github), condition)).toBe(circle);
    });

    it('every value of a claim must bind', () => {
      const idp = 'idp.company.example';
      const authenticated = 'cognito-identity.amazonaws.com';
      expect(web(oidc(idp), { StringLike: { [`${idp}:aud`]: ['aws', 'a*'] } })).toBe('everyone');
      const amr = { [`${authenticated}:amr`]: ['authenticated', 'unauthenticated'] };
      expect(
        web(authenticated, {
          StringEquals: { [`${authenticated}:aud`]: 'eu-west-1:1' },
          'ForAnyValue:StringLike': amr,
        }),
      ).toBe('everyone');
    });

    it.each([
      [oidc('oidc.eks.eu-west-1.amazonaws.com/id/ABC'), 'account'],
      [oidc('oidc.eks.eu-west-1.amazonaws.com/id/ABC', alien), 'everyone'],
      [oidc('oidc.eks.eu-west-1.amazonaws.com.evil.com/id/ABC'), 'everyone'],
      [oidc('idp.company.example'), 'everyone'],
      ['accounts.google.com', 'everyone'],
      ['*', 'everyone'],
    ])('%s without conditions: %s', (provider, circle) => {
      expect(web(provider)).toBe(circle);
    });

    it('an issuer of its own is bound by audience or subject', () => {
      expect(web(oidc('idp.company.example'), { StringEquals: { 'idp.company.example:aud': 'aws' } })).toBe('outside');
      expect(web(oidc('idp.company.example'), { StringLike: { 'idp.company.example:sub': 'ml-*' } })).toBe('outside');
      expect(web(oidc('idp.company.example'), { StringLike: { 'idp.company.example:sub': '*' } })).toBe('everyone');
      expect(web(oidc('idp.company.example'), { StringLike: { 'idp.company.example:aud': 'a*' } })).toBe('everyone');
    });

    it('Cognito lets guests in, unless only the authenticated are', () => {
      const cognito = 'cognito-identity.amazonaws.com';
      const pool = { StringEquals: { [`${cognito}:aud`]: 'eu-west-1:1' } };
      expect(web(cognito, pool)).toBe('everyone');
      expect(web(cognito, { ...pool, 'ForAnyValue:StringLike': { [`${cognito}:amr`]: 'authenticated' } })).toBe(
        'outside',
      );
      expect(web(cognito, { ...pool, 'ForAnyValue:StringLike': { [`${cognito}:amr`]: 'unauthenticated' } })).toBe(
        'everyone',
      );
      expect(web(cognito, { ...pool, 'ForAnyValue:StringLike': { [`${cognito}:amr`]: '*' } })).toBe('everyone');
      expect(web(cognito, { 'ForAnyValue:StringLike': { [`${cognito}:amr`]: 'authenticated' } })).toBe('everyone');
    });
  });

  it('reads what IAM returns: URL-encoded', () => {
    const document = encodeURIComponent(JSON.stringify(policy(trust({ Service: 'sagemaker.amazonaws.com' }))));
    expect(assumableBy(document, own).assumableBy).toBe('service');
  });

  it.each([
    [undefined],
    [''],
    ['{}'],
    [{ Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: 'x' }] }],
    [{ Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole' }] }],
  ])('%j is not understood', (document) => {
    expect(() => assumableBy(document, own)).toThrow(expect.objectContaining({ code: 'RESPONSE_SHAPE' }));
  });
});
