import type { ConfigRule, EvaluationResult } from '@aws-sdk/client-config-service';
import { type PageRules, page } from './paging.ts';
import { json11 } from './protocols/json.ts';
import { ApiError, type Call, type Output, type Route, required, routes, type Service, texts } from './route.ts';

const rules: PageRules = {
  size: 'Limit',
  token: 'NextToken',
  defaultSize: 25,
  maxSize: 100,
  badToken: ['InvalidNextTokenException', 400],
  badSize: ['InvalidLimitException', 400],
};

const token = { input: 'NextToken', output: 'NextToken' };

/** AWS Config: whether it records, its rules, and what they found. Compliance is computed from the evaluations. */
export const config: Service = {
  name: 'config',
  signingName: 'config',
  protocol: json11,
  target: 'StarlingDoveService',
  errors: { badToken: ['InvalidNextTokenException', 400] },
  routes: routes(
    recorders('DescribeConfigurationRecorders', 'ConfigurationRecorders', 'recorders'),
    recorders('DescribeConfigurationRecorderStatus', 'ConfigurationRecordersStatus', 'recorderStatus'),
    {
      operation: 'DescribeConfigRules',
      token,
      handle: (call) => answer('ConfigRules', page(call, rulesOf(call), rules)),
    },
    { operation: 'DescribeComplianceByConfigRule', token, handle: complianceByRule },
    {
      operation: 'GetComplianceDetailsByConfigRule',
      token,
      resource: (call) => ruleNamed(call, required(call, 'ConfigRuleName')).ConfigRuleArn ?? '*',
      handle: complianceDetails,
    },
  ),
};

function recorders(operation: string, member: string, collection: 'recorders' | 'recorderStatus'): Route {
  return {
    operation,
    handle(call) {
      const names = texts(call, 'ConfigurationRecorderNames');
      const known: readonly { name?: string | undefined }[] = call.here.config?.[collection] ?? [];
      const missing = names?.find((name) => !known.some((item) => item.name === name));
      if (missing !== undefined) {
        const message = `Cannot find configuration recorder with the specified name '${missing}'.`;
        throw new ApiError('NoSuchConfigurationRecorderException', message);
      }
      return { [member]: known.filter((item) => names?.includes(item.name ?? '') ?? true) };
    },
  };
}

function complianceByRule(call: Call): Output {
  const types = texts(call, 'ComplianceTypes');
  const all = rulesOf(call).map((rule) => ({
    ConfigRuleName: rule.ConfigRuleName,
    Compliance: complianceOf(call, rule),
  }));
  const wanted = all.filter((item) => types?.includes(item.Compliance.ComplianceType) ?? true);
  return answer('ComplianceByConfigRules', page(call, wanted, rules));
}

function complianceOf(call: Call, rule: ConfigRule) {
  const failing = evaluationsOf(call, rule).filter((item) => item.ComplianceType === 'NON_COMPLIANT').length;
  if (failing > 0) {
    const contributors = { CappedCount: Math.min(failing, 25), CapExceeded: failing > 25 };
    return { ComplianceType: 'NON_COMPLIANT', ComplianceContributorCount: contributors };
  }
  const passing = evaluationsOf(call, rule).some((item) => item.ComplianceType === 'COMPLIANT');
  return { ComplianceType: passing ? 'COMPLIANT' : 'INSUFFICIENT_DATA' };
}

function complianceDetails(call: Call): Output {
  const rule = ruleNamed(call, required(call, 'ConfigRuleName'));
  const types = texts(call, 'ComplianceTypes');
  const keep = (item: EvaluationResult) => types?.includes(item.ComplianceType ?? '') ?? true;
  // Limit 0 is the default.
  const { Limit, ...input } = call.input;
  const asked = Limit === 0 ? { ...call, input } : call;
  return answer('EvaluationResults', page(asked, evaluationsOf(call, rule), { ...rules, defaultSize: 10 }, { keep }));
}

/** The rules of a call's region, those named where it names some. */
function rulesOf(call: Call): readonly ConfigRule[] {
  const names = texts(call, 'ConfigRuleNames');
  return names?.map((name) => ruleNamed(call, name)) ?? call.here.config?.rules ?? [];
}

/** @throws ApiError NoSuchConfigRuleException */
function ruleNamed(call: Call, name: string): ConfigRule {
  const rule = call.here.config?.rules?.find((item) => item.ConfigRuleName === name);
  if (rule !== undefined) return rule;
  throw new ApiError(
    'NoSuchConfigRuleException',
    `The ConfigRule '${name}' provided in the request is invalid. Please check the configRule name`,
  );
}

function evaluationsOf(call: Call, rule: ConfigRule): readonly EvaluationResult[] {
  return call.here.config?.evaluations?.[rule.ConfigRuleName ?? ''] ?? [];
}

function answer(member: string, found: { items: unknown[]; next: string | undefined }): Output {
  return found.next === undefined ? { [member]: found.items } : { [member]: found.items, NextToken: found.next };
}
